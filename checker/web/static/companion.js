// The text that the article is compared with.

import { $ } from "./dom.js";
import { post, toBase64 } from "./server.js";

const COMPARED = { reference: "Compared with this reference translation.", source: "Compared with the French original." };

export class Companion {
  constructor(changed, say) {
    this.say = say;
    $("companion-text").addEventListener("input", changed);
    $("companion-open").addEventListener("click", () => $("companion-file").click());
    $("companion-file").addEventListener("change", () => {
      if ($("companion-file").files[0]) this.open($("companion-file").files[0]);
      $("companion-file").value = "";
    });
    this.changed = changed;
  }

  get text() {
    return $("companion-text").value;
  }

  set text(text) {
    $("companion-text").value = text;
    $("companion").open = Boolean(text);
  }

  // The field of a request; the server tells by its language what the text is.
  get request() {
    return this.text.trim() ? { companion: this.text } : {};
  }

  // Say what was compared, and what could not be.
  note(summary) {
    const { notes = [], compared = [] } = (this.text.trim() && summary) || {};
    $("companion-note").textContent = [...notes, ...compared.map((kind) => COMPARED[kind])].join(" ");
    $("companion-note").classList.toggle("problem", notes.length > 0);
  }

  async open(file) {
    try {
      const answer = await post("/api/open", { file: { name: file.name, content: await toBase64(file) } });
      this.text = answer.text;
      this.changed();
      this.say(`The article is compared with ${answer.name}.`);
    } catch (error) {
      this.say(`${file.name} was not opened: ${error.message}.`, true);
    }
  }
}
