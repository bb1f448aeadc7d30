// The notes in the margin: one for each finding, in the order of the text.

import { element } from "./dom.js";

export const GLYPHS = { critical: "◆", major: "▲", minor: "●" };
const MOST = 400; // notes that are set at once
const LINE = /\n/;

export class Notes {
  // `act` is called with an action (toggle, write, dismiss, step, close), a finding and a wording.
  constructor(list, rules, act) {
    this.list = list;
    this.rules = rules;
    this.act = act;
    this.items = new Map();
    list.addEventListener("keydown", (event) => this.#key(event));
  }

  show(findings, activeId, text) {
    const shown = findings.slice(0, MOST);
    const active = findings.find((finding) => finding.id === activeId);
    if (active && !shown.includes(active)) shown.push(active);
    const ids = new Set(shown.map((finding) => finding.id));
    for (const [id, item] of this.items) {
      if (!ids.has(id)) {
        item.root.remove();
        this.items.delete(id);
      }
    }
    let before = null;
    for (const finding of shown) {
      const item = this.#item(finding, text);
      const place = before ? before.nextElementSibling : this.list.firstElementChild;
      if (place !== item.root) this.list.insertBefore(item.root, place);
      this.#open(item, finding, finding.id === activeId, text);
      before = item.root;
    }
    this.#rest(findings.length - shown.length);
  }

  head(id) {
    return this.items.get(id)?.head;
  }

  // Scroll the list, where it scrolls by itself, to a note.
  reveal(id) {
    const note = this.items.get(id)?.root;
    if (!note) return;
    const list = this.list.getBoundingClientRect();
    const box = note.getBoundingClientRect();
    if (box.top < list.top) this.list.scrollTop += box.top - list.top;
    else if (box.bottom > list.bottom) this.list.scrollTop += Math.min(box.bottom - list.bottom, box.top - list.top);
  }

  choices(id) {
    return this.items.get(id)?.root.querySelector(".detail button");
  }

  #rest(count) {
    this.list.querySelector(".rest")?.remove();
    if (count > 0) this.list.append(element("li", { class: "rest" }, `${count.toLocaleString("en")} more: mend these first, or go on with F8.`));
  }

  // The note of a finding; made anew where it says something else than before.
  #item(finding, text) {
    const says = JSON.stringify([finding.code, finding.text, finding.message, finding.suggestion, finding.severity, finding.wordings.map((w) => [w.replacement, w.end - w.start])]);
    const known = this.items.get(finding.id);
    if (known) known.finding = finding;
    if (known?.says === says) return known;
    const item = known ?? {};
    const head = headOf(finding, () => this.act("toggle", item.finding));
    const root = element("li", { class: `note ${finding.severity} family-${finding.family}`, "data-id": finding.id }, head);
    known?.root.replaceWith(root);
    Object.assign(item, { root, head, says, finding, detail: null });
    this.items.set(finding.id, item);
    return item;
  }

  #open(item, finding, open, text) {
    item.root.classList.toggle("active", open);
    item.head.setAttribute("aria-expanded", String(open));
    if (open && !item.detail) {
      item.detail = this.#detail(item, text);
      item.root.append(item.detail);
    } else if (!open && item.detail) {
      item.detail.remove();
      item.detail = null;
    }
    if (item.detail) {
      const french = item.detail.querySelector(".french");
      french.textContent = finding.source ?? ""; // it may come later, with the comparison
      french.hidden = !finding.source;
    }
  }

  #detail(item, text) {
    const { finding } = item;
    const rule = this.rules.get(finding.code);
    const writing = finding.wordings.map((wording, at) => {
      const label = wordingLabel(wording, text);
      return element("button", { type: "button", class: at ? "wording" : "wording first", onclick: () => this.act("write", item.finding, item.finding.wordings[at]) }, ...label);
    });
    const advice = finding.wordings.length ? null : element("p", { class: "advice" }, finding.suggestion);
    return element(
      "div",
      { class: "detail", role: "group", "aria-label": `“${quoted(finding)}”: what to do` },
      element("p", { class: "sheet-title" }, element("span", { class: "glyph", "aria-hidden": "true" }, GLYPHS[finding.severity]), ` ${quoted(finding)}`),
      element("p", { class: "why" }, finding.message),
      element("p", { class: "french", lang: "fr", hidden: true }),
      advice,
      element("div", { class: "wordings" }, ...writing, element("button", { type: "button", class: "dismiss", onclick: () => this.act("dismiss", item.finding) }, "Dismiss")),
      rule && about(finding, rule),
      element(
        "div",
        { class: "steps" },
        element("button", { type: "button", onclick: () => this.act("step", item.finding, -1) }, "Previous"),
        element("button", { type: "button", onclick: () => this.act("step", item.finding, 1) }, "Next"),
        element("button", { type: "button", onclick: () => this.act("close", item.finding) }, "Close"),
      ),
    );
  }

  #key(event) {
    const root = event.target.closest(".note");
    if (!root || event.ctrlKey || event.metaKey || event.altKey) return;
    const onHead = event.target.classList.contains("head");
    const aim = { ArrowDown: root.nextElementSibling, ArrowUp: root.previousElementSibling, Home: this.list.firstElementChild, End: this.list.lastElementChild }[event.key];
    if (onHead && aim?.querySelector(".head")) {
      aim.querySelector(".head").focus();
      event.preventDefault();
    } else if (onHead && (event.key === "Delete" || event.key === "Backspace")) {
      this.act("dismiss", this.items.get(Number(root.dataset.id)).finding);
      event.preventDefault();
    }
  }
}

function headOf(finding, onclick) {
  const first = finding.wordings[0];
  const write = first ? (first.replacement.trim() ? first.replacement.trim() : "delete") : finding.suggestion;
  return element(
    "button",
    { type: "button", class: "head", "aria-expanded": "false", onclick },
    element("span", { class: "glyph", "aria-hidden": "true" }, GLYPHS[finding.severity]),
    element("span", { class: "sr" }, `${finding.severity}: `),
    element("span", { class: "words" }, quoted(finding)),
    write && element("span", { class: "sr" }, ", better "),
    write && element("span", { class: "write" }, element("span", { "aria-hidden": "true" }, "→ "), write),
    element("span", { class: "kind" }, `${finding.family.replace("-", " ")}`),
  );
}

const BLANKS = { " ": "␣", "\u00a0": "⍽", "\u202f": "⍽", "\t": "⇥" };

// The words found, on one line; white space as signs where there is nothing else.
function quoted({ text, name }) {
  if (!text) return name.replaceAll("-", " ");
  if (!text.trim()) return text.replace(/./gs, (char) => BLANKS[char] ?? "␤");
  const line = text.replace(/\s+/g, " ");
  return line.length > 90 ? `${line.slice(0, 88)}…` : line;
}

function wordingLabel({ start, end, replacement }, text) {
  if (replacement === "") return [LINE.test(text.slice(start, end)) ? "Delete the line" : "Delete"];
  const shown = replacement.trim() ? replacement : replacement.replace(/./gs, (char) => BLANKS[char] ?? "␤");
  return [element("span", { class: "sr" }, "Write "), element("span", { class: "new" }, shown)];
}

function about(finding, rule) {
  const example = rule.examples.find((candidate) => candidate.fixed != null);
  return element(
    "details",
    { class: "about" },
    element("summary", {}, "Why"),
    element("p", {}, rule.rationale),
    finding.wordings.length > 0 && element("p", { class: "soft" }, `Suggested: ${finding.suggestion}`),
    example && element("p", { class: "example" }, element("s", {}, example.text.replace(/[⟦⟧]/g, "")), " ", element("span", {}, example.fixed)),
    element("p", { class: "soft" }, `${finding.code} ${finding.name}, ${finding.severity}`),
  );
}
