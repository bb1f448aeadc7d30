// One history of everything that changes the article: typing, fixes, dismissals, opened files.

const PAUSE = 1000; // milliseconds after which typing begins a new step
const MOST_STEPS = 2000;
const MOST_UNITS = 40_000_000;

export class History {
  constructor() {
    this.done = [];
    this.undone = [];
    this.size = 0;
  }

  // A step: { edits, before, after, kind } where before and after hold the caret and the document.
  add(step) {
    this.undone = [];
    const last = this.done.at(-1);
    if (last && joins(last, step)) {
      const [edit] = last.edits;
      const [more] = step.edits;
      if (step.kind === "insert") edit.inserted += more.inserted;
      else if (more.at < edit.at) Object.assign(edit, { at: more.at, removed: more.removed + edit.removed });
      else edit.removed += more.removed;
      last.after = step.after;
      last.time = step.time;
    } else {
      this.done.push(step);
    }
    this.size += weight(step);
    while (this.done.length > 1 && (this.done.length > MOST_STEPS || this.size > MOST_UNITS)) this.size -= weight(this.done.shift());
  }

  undo() {
    const step = this.done.pop();
    if (step) this.undone.push(step);
    return step;
  }

  redo() {
    const step = this.undone.pop();
    if (step) this.done.push(step);
    return step;
  }
}

const weight = (step) => step.edits.reduce((sum, edit) => sum + edit.inserted.length + edit.removed.length, 0);

// Whether typing goes on: a letter after a letter, a deletion beside a deletion.
function joins(last, step) {
  if (!step.kind || last.kind !== step.kind || step.time - last.time > PAUSE || last.edits.length !== 1 || step.edits.length !== 1) return false;
  const [edit] = last.edits;
  const [more] = step.edits;
  if (step.kind === "insert") {
    const begins = /\s$/.test(edit.inserted) && /^\S/.test(more.inserted);
    return more.removed === "" && more.at === edit.at + edit.inserted.length && !begins && !more.inserted.includes("\n");
  }
  return edit.inserted === "" && more.inserted === "" && (more.at === edit.at || more.at + more.removed.length === edit.at);
}

// A text after the edits of a step, and what undoes them.
export function applied(text, edits) {
  for (const { at, removed, inserted } of edits) text = text.slice(0, at) + inserted + text.slice(at + removed.length);
  return text;
}

export function inverse(edits) {
  return edits.map(({ at, removed, inserted }) => ({ at, removed: inserted, inserted: removed })).reverse();
}
