// What is checked (families, direct speech) and what is shown (severities).

import { $, element } from "./dom.js";

export class Choices {
  #families = [];

  constructor(changed) {
    this.ignored = new Set();
    this.hidden = new Set();
    for (const chip of $("chips").children) {
      chip.addEventListener("click", () => {
        const { severity } = chip.dataset;
        if (!this.hidden.delete(severity)) this.hidden.add(severity);
        chip.setAttribute("aria-pressed", String(!this.hidden.has(severity)));
        changed();
      });
    }
    $("quotes").addEventListener("change", changed);
    $("families").addEventListener("change", (event) => {
      if (event.target.checked) this.ignored.delete(event.target.value);
      else this.ignored.add(event.target.value);
      changed();
    });
  }

  get options() {
    return { ignore: [...this.ignored], ...($("quotes").checked ? {} : { quotes: false }) };
  }

  shows(finding) {
    return !this.hidden.has(finding.severity);
  }

  set families(names) {
    this.#families = names;
    const box = (name) => element("label", { class: "choice" }, element("input", { type: "checkbox", value: name, checked: !this.ignored.has(name) }), ` ${name.replace("-", " ")}`);
    $("families").replaceChildren($("families").firstElementChild, ...names.map(box));
  }

  get state() {
    return { ignored: [...this.ignored], hidden: [...this.hidden], quotes: $("quotes").checked };
  }

  set state(state) {
    this.ignored = new Set(state?.ignored);
    this.hidden = new Set(state?.hidden);
    $("quotes").checked = state?.quotes ?? true;
    this.families = this.#families;
    for (const chip of $("chips").children) chip.setAttribute("aria-pressed", String(!this.hidden.has(chip.dataset.severity)));
  }

  draw(findings) {
    for (const chip of $("chips").children) {
      const { severity, glyph } = chip.dataset;
      const count = findings.filter((finding) => finding.severity === severity).length;
      chip.replaceChildren(element("span", { "aria-hidden": "true", class: "glyph" }, glyph), ` ${count} ${severity}`);
    }
  }
}
