// The text that the article is compared with.

import { $, element } from "./dom.js";
import { post, toBase64 } from "./server.js";

const NAMES = { reference: "A reference translation", source: "The French original" };

export class Companion {
  constructor(changed, say) {
    this.say = say;
    $("companion-text").addEventListener("input", changed);
    $("companion-kind").addEventListener("change", changed);
    $("companion-open").addEventListener("click", () => $("companion-file").click());
    $("companion-file").addEventListener("change", () => {
      if ($("companion-file").files[0]) this.open($("companion-file").files[0]);
      $("companion-file").value = "";
    });
    this.changed = changed;
  }

  // The fields of a request.
  get request() {
    return $("companion-text").value.trim() ? { [$("companion-kind").value || "reference"]: $("companion-text").value } : {};
  }

  set kinds(kinds) {
    const { value } = $("companion-kind");
    $("companion").hidden = !kinds.length;
    $("companion-kind").replaceChildren(...kinds.map((kind) => element("option", { value: kind }, NAMES[kind] ?? kind)));
    if (kinds.includes(value)) $("companion-kind").value = value;
  }

  get state() {
    return { kind: $("companion-kind").value, text: $("companion-text").value };
  }

  set state(state) {
    if (!state) return;
    if (state.kind) $("companion-kind").replaceChildren(element("option", { value: state.kind }, state.kind));
    $("companion-text").value = state.text;
    $("companion").open = Boolean(state.text);
  }

  note(notes) {
    $("companion-note").textContent = notes.join(" ");
  }

  async open(file) {
    try {
      const answer = await post("/api/open", { file: { name: file.name, content: await toBase64(file) } });
      $("companion-text").value = answer.text;
      $("companion").open = true;
      this.changed();
      this.say(`The article is compared with ${answer.name}.`);
    } catch (error) {
      this.say(`${file.name} was not opened: ${error.message}.`, true);
    }
  }
}
