// The article: its text, what is known of its file, its findings, and the history of all changes.
//
// Events: "change" (the text or what is known of the file), "findings" (what is found, or shown).

import { History, applied, inverse } from "./history.js";
import { difference, moved, movedSpan } from "./positions.js";

export const BLANK = { name: "", reader: "plain", outline: null, file: null, encoding: "utf-8", dismissed: [] };

export class Article extends EventTarget {
  constructor(area) {
    super();
    this.area = area;
    this.text = area.value;
    this.doc = BLANK;
    this.findings = [];
    this.history = new History();
    this.caret = [0, 0];
    this.nextId = 1;
    area.addEventListener("beforeinput", (event) => this.#beforeInput(event));
    area.addEventListener("input", (event) => this.#input(event));
    area.addEventListener("compositionend", () => this.#typed("composition"));
  }

  // Findings that are not dismissed.
  get open() {
    const silent = new Set(this.doc.dismissed.map(key));
    return this.findings.filter((finding) => !silent.has(key(finding)));
  }

  // Change the text by edits made one after the other, and perhaps what is known of the file.
  change(edits, { doc, caret, kind } = {}) {
    const before = { caret: [this.area.selectionStart, this.area.selectionEnd], doc: this.doc };
    this.#apply(edits, true);
    if (doc) this.doc = doc;
    if (caret) this.area.setSelectionRange(...caret);
    this.#record(edits, before, kind);
  }

  // Another article in the place of this one; one step back brings this one again.
  replace(text, doc) {
    const edits = text === this.text ? [] : [{ at: 0, removed: this.text, inserted: text }];
    this.change(edits, { doc: { ...BLANK, ...doc }, caret: [0, 0] });
  }

  dismiss(finding) {
    const { code, start, end } = finding;
    this.change([], { doc: { ...this.doc, dismissed: [...this.doc.dismissed, { code, start, end, text: this.text.slice(start, end) }] } });
  }

  restore(place) {
    this.change([], { doc: { ...this.doc, dismissed: this.doc.dismissed.filter((other) => other !== place) } });
  }

  // Put a wording in its place; the caret goes after it.
  write(wording) {
    const { start, end, replacement } = wording;
    const after = start + replacement.length;
    this.change([{ at: start, removed: this.text.slice(start, end), inserted: replacement }], { caret: [after, after] });
  }

  // Put a text in the place of what is selected.
  type(text) {
    const { selectionStart: at, selectionEnd: end } = this.area;
    this.change([{ at, removed: this.text.slice(at, end), inserted: text }], { caret: [at + text.length, at + text.length] });
  }

  // All fixes that need no editor’s eye, as one step; the last first, so that places hold.
  get safeFixes() {
    const taken = [];
    for (const { fix } of this.open) {
      if (fix?.safe && fix.start >= (taken.at(-1)?.end ?? 0)) taken.push(fix);
    }
    return taken;
  }

  writeAll(fixes) {
    this.change([...fixes].reverse().map(({ start, end, replacement }) => ({ at: start, removed: this.text.slice(start, end), inserted: replacement })));
  }

  undo() {
    const step = this.history.undo();
    if (step) this.#return(inverse(step.edits), step.before);
    return step;
  }

  redo() {
    const step = this.history.redo();
    if (step) this.#return(step.edits, step.after);
    return step;
  }

  // What the server found in the text as it is; a finding that was there before keeps its id.
  found(findings) {
    const known = new Map(this.findings.map((finding) => [key(finding), finding.id]));
    this.findings = findings.map((finding) => ({ ...finding, id: known.get(key(finding)) ?? this.nextId++ }));
    this.dispatchEvent(new Event("findings"));
  }

  #return(edits, state) {
    this.#apply(edits, true);
    this.doc = state.doc;
    this.area.setSelectionRange(...state.caret);
    this.dispatchEvent(new Event("change"));
  }

  #apply(edits, inArea) {
    for (const edit of edits) {
      this.findings = this.findings.map((finding) => movedFinding(finding, edit)).filter(Boolean);
      this.doc = movedDoc(this.doc, edit);
      if (inArea && edits.length < 20) this.area.setRangeText(edit.inserted, edit.at, edit.at + edit.removed.length, "preserve");
    }
    this.text = applied(this.text, edits);
    if (inArea && this.area.value !== this.text) this.area.value = this.text;
  }

  #record(edits, before, kind = "") {
    const after = { caret: [this.area.selectionStart, this.area.selectionEnd], doc: this.doc };
    this.history.add({ edits, before, after, kind, time: performance.now() });
    this.dispatchEvent(new Event("change"));
  }

  #beforeInput(event) {
    if (event.inputType === "historyUndo" || event.inputType === "historyRedo") {
      event.preventDefault();
      if (event.inputType === "historyUndo") this.undo();
      else this.redo();
    } else if (!event.isComposing) {
      this.caret = [this.area.selectionStart, this.area.selectionEnd];
    }
  }

  #input(event) {
    if (event.isComposing) {
      this.dispatchEvent(new Event("composing"));
      return;
    }
    const kinds = { insertText: "insert", deleteContentBackward: "delete", deleteContentForward: "delete" };
    this.#typed(kinds[event.inputType] ?? "");
  }

  #typed(kind) {
    const after = this.area.value;
    if (after === this.text) return;
    const edit = difference(this.text, after, this.area.selectionStart);
    const before = { caret: this.caret, doc: this.doc };
    this.#apply([edit], false);
    this.#record([edit], before, kind);
  }
}

export const key = (item) => `${item.code} ${item.start} ${item.end}`;

function movedFinding(finding, edit) {
  const found = movedSpan(finding, edit);
  if (!found || (found === finding && finding.end < edit.at)) return found;
  const fix = found.fix && movedSpan(found.fix, edit);
  return { ...found, fix, wordings: found.wordings.map((wording) => movedSpan(wording, edit)).filter(Boolean) };
}

function movedDoc(doc, edit) {
  const dismissed = doc.dismissed.map((place) => movedSpan(place, edit)).filter(Boolean);
  if (!doc.outline) return { ...doc, dismissed };
  const { headings, segments, articles } = doc.outline;
  const span = ([start, end, ...rest]) => [moved(start, edit), Math.max(moved(start, edit), grown(end, edit)), ...rest];
  return { ...doc, dismissed, outline: { headings: headings.map(([at, level]) => [moved(at, edit), level]), segments: segments.map(span), articles: articles.map(span) } };
}

// The end of a stretch: what is written at it belongs to it.
const grown = (end, edit) => (end === edit.at ? end + edit.inserted.length : moved(end, edit));
