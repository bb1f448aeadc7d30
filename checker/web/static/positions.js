// Offsets: the server counts code points, the browser UTF-16 units.

const PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

export class Positions {
  constructor(text) {
    this.pairs = []; // offsets of the pairs, in units
    for (const match of text.matchAll(PAIR)) this.pairs.push(match.index);
  }

  toPoints(units) {
    return units - count(this.pairs.length, (at) => this.pairs[at] < units);
  }

  toUnits(points) {
    return points + count(this.pairs.length, (at) => this.pairs[at] - at < points);
  }
}

// How many of the first numbers satisfy a condition that none satisfies after one does not.
function count(length, holds) {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

// An edit: at an offset of the old text, `removed` gives way to `inserted`.
// Where an offset of the old text stands in the new one.
export function moved(offset, edit) {
  const end = edit.at + edit.removed.length;
  if (offset >= end && !(offset === edit.at && end === edit.at)) return offset + edit.inserted.length - edit.removed.length;
  return Math.min(offset, edit.at);
}

// A span after an edit; null where the edit touches what is in it.
export function movedSpan(item, edit) {
  if (item.end <= edit.at && item.start < item.end) return item;
  if (item.start < edit.at + edit.removed.length) return item.end <= edit.at ? item : null;
  const by = edit.inserted.length - edit.removed.length;
  return by ? { ...item, start: item.start + by, end: item.end + by } : item;
}

const low = (text, at) => at > 0 && at < text.length && text.charCodeAt(at) >= 0xdc00 && text.charCodeAt(at) < 0xe000;

// The edit that made one text of another; the caret stands at its end.
export function difference(before, after, caret) {
  const most = Math.min(before.length, after.length);
  let tail = 0;
  const limit = Math.min(most, after.length - Math.min(caret, after.length));
  while (tail < limit && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail += 1;
  let head = 0;
  while (head < most - tail && before.charCodeAt(head) === after.charCodeAt(head)) head += 1;
  if (low(before, head) || low(after, head)) head -= 1;
  if (low(before, before.length - tail) || low(after, after.length - tail)) tail -= 1;
  return { at: head, removed: before.slice(head, before.length - tail), inserted: after.slice(head, after.length - tail) };
}
