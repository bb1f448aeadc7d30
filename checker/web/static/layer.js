// The layer behind the text area: the same text, set the same way, with the findings marked.

import { element } from "./dom.js";

const RANK = { minor: 0, major: 1, critical: 2 };

export class Layer {
  constructor(root) {
    this.root = root;
    this.keys = []; // one for each line: what it shows
  }

  show(text, findings, activeId) {
    const lines = text.split("\n");
    const parts = byLine(lines, findings);
    const keys = lines.map((line, at) => `${line}\n${parts[at].map((p) => `${p.start},${p.end},${p.look}${p.ids.includes(activeId) ? "!" : ""}`).join(";")}\n${parts[at].map((p) => p.ids).join(";")}`);
    let head = 0;
    const most = Math.min(keys.length, this.keys.length);
    while (head < most && keys[head] === this.keys[head]) head += 1;
    let tail = 0;
    while (tail < most - head && keys[keys.length - 1 - tail] === this.keys[this.keys.length - 1 - tail]) tail += 1;
    const old = [...this.root.children].slice(head, this.keys.length - tail);
    const fresh = document.createDocumentFragment();
    for (let at = head; at < keys.length - tail; at += 1) fresh.append(lineElement(lines[at], parts[at], activeId));
    const following = this.root.children[this.keys.length - tail] || null;
    for (const line of old) line.remove();
    this.root.insertBefore(fresh, following);
    this.keys = keys;
  }

  clear() {
    this.root.replaceChildren();
    this.keys = [];
  }

  markOf(id) {
    return this.root.querySelector(`[data-ids~="${id}"]`);
  }
}

// For each line the stretches to mark, with offsets of the line; where findings overlap, the gravest shows.
function byLine(lines, findings) {
  const parts = lines.map(() => []);
  const starts = [];
  let at = 0;
  for (const line of lines) {
    starts.push(at);
    at += line.length + 1;
  }
  let first = 0;
  for (const finding of findings) {
    while (first + 1 < starts.length && starts[first + 1] <= finding.start) first += 1;
    for (let line = first; line < lines.length && starts[line] <= finding.end; line += 1) {
      const start = Math.max(0, finding.start - starts[line]);
      const end = Math.min(lines[line].length, finding.end - starts[line]);
      if (start < end || (finding.start === finding.end && line === first)) parts[line].push({ start, end, finding });
    }
  }
  return parts.map(flatten);
}

function flatten(spans) {
  if (!spans.length) return [];
  const cuts = [...new Set(spans.flatMap((span) => [span.start, span.end]))].sort((a, b) => a - b);
  const found = spans.filter((span) => span.start === span.end).map((span) => part(span.start, span.end, [span]));
  for (let at = 0; at + 1 < cuts.length; at += 1) {
    const here = spans.filter((span) => span.start <= cuts[at] && span.end >= cuts[at + 1] && span.start < span.end);
    if (here.length) found.push(part(cuts[at], cuts[at + 1], here));
  }
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}

function part(start, end, spans) {
  const top = spans.reduce((best, span) => (RANK[span.finding.severity] > RANK[best.finding.severity] ? span : best)).finding;
  return { start, end, look: `${top.severity} family-${top.family}`, ids: spans.map((span) => span.finding.id) };
}

function lineElement(line, parts, activeId) {
  const root = element("div", { class: "line" });
  let at = 0;
  for (const { start, end, look, ids } of parts) {
    if (start > at) root.append(line.slice(at, start));
    const state = `${look}${ids.includes(activeId) ? " active" : ""}${start === end ? " point" : ""}`;
    root.append(element("mark", { class: state, "data-ids": ids.join(" ") }, line.slice(start, end)));
    at = end;
  }
  if (at < line.length || !line) root.append(line.slice(at) || element("br"));
  return root;
}
