// When the article is checked: shortly after it changes; the newest text alone counts.
//
// Events: "state", with `state` one of idle, waiting, checking, long, refused, unreachable.

import { key } from "./article.js";
import { Positions } from "./positions.js";
import { Unreachable, get, post } from "./server.js";

const PAUSES = [30, 500]; // milliseconds without a key before a check: half as long as the last one took
const REST = 700; // milliseconds without a key before the article is compared with another text
const COMPARED = ["reference", "source"]; // families of findings that come from that
export const LONGEST = 200_000; // characters that are checked while typing
const RETRIES = [1000, 2000, 4000, 8000]; // milliseconds
const TAB = crypto.getRandomValues(new Uint32Array(4)).join("-"); // by which the server knows the paragraphs again

export class Checks extends EventTarget {
  constructor(article, options) {
    super();
    this.article = article;
    this.options = options;
    this.maxSize = Infinity;
    this.state = "idle";
    this.message = "";
    this.timer = 0;
    this.running = null;
    this.failures = 0;
    this.pause = PAUSES[0];
  }

  // Check soon; a text that is too long for that waits until it is asked for.
  soon() {
    this.#stop();
    const { text } = this.article;
    if (!text.trim()) {
      this.article.found([]);
      this.summary = null;
      this.#set("idle");
    } else if (this.#tooLarge(text)) {
      this.article.found([]);
      this.summary = null;
      this.#set("refused", `This text has ${(bytes(text) / 1e6).toFixed(1)} MB, more than the ${(this.maxSize / 1e6).toFixed(1)} MB that this desk takes. Cut it, or use “checker check”.`);
    } else if (text.length > LONGEST) {
      this.#set("long", "This text is too long to be checked while you type.");
    } else {
      this.#set("waiting");
      this.timer = setTimeout(() => this.now(), this.pause);
    }
  }

  // Check now; what takes longer, the comparison, follows when nobody types.
  async now(comparing = false) {
    this.#stop();
    const running = new AbortController();
    this.running = running;
    this.#set("checking");
    const { text, doc } = this.article;
    const positions = new Positions(text);
    const started = performance.now();
    try {
      const { companion, ...options } = this.options();
      const compared = Object.keys(companion).length > 0;
      const request = { ...sent(text, doc, positions), tab: TAB, options, ...(comparing ? companion : {}) };
      const answer = await post("/api/check", request, running.signal);
      if (this.running !== running) return;
      this.failures = 0;
      if (!comparing) this.pause = Math.min(PAUSES[1], Math.max(PAUSES[0], (performance.now() - started) / 2));
      const found = answer.findings.map((finding) => inUnits(finding, positions));
      if (compared && !comparing) {
        keepCompared(found, this.article.findings);
        this.timer = setTimeout(() => this.now(true), REST);
      } else {
        this.summary = answer;
      }
      this.summary ??= answer;
      this.article.found(found);
      this.#set("idle");
    } catch (error) {
      if (error.name === "AbortError" || this.running !== running) return;
      this.#failed(error);
    }
  }

  #failed(error) {
    if (!(error instanceof Unreachable)) {
      this.#set("refused", `This text cannot be checked: ${error.message}.`);
      return;
    }
    this.#set("unreachable");
    const pause = RETRIES[Math.min(this.failures, RETRIES.length - 1)];
    this.failures += 1;
    this.timer = setTimeout(() => this.again(), pause);
  }

  // Ask whether the server is there again, and check when it is.
  async again() {
    clearTimeout(this.timer);
    try {
      this.maxSize = (await get("/api/about")).max_size;
      this.soon();
    } catch (error) {
      this.#failed(error);
    }
  }

  #tooLarge(text) {
    return text.length * 3 > this.maxSize && bytes(text) > this.maxSize;
  }

  #stop() {
    clearTimeout(this.timer);
    this.running?.abort();
    this.running = null;
  }

  #set(state, message = "") {
    this.state = state;
    this.message = message;
    this.dispatchEvent(new Event("state"));
  }
}

// What the last comparison told holds until the next one.
function keepCompared(found, before) {
  const sources = new Map(before.map((finding) => [key(finding), finding.source]));
  for (const finding of found) finding.source ??= sources.get(key(finding));
  found.push(...before.filter((finding) => COMPARED.includes(finding.family)));
  found.sort((a, b) => a.start - b.start || a.end - b.end);
}

const bytes = (text) => new TextEncoder().encode(text).length;

// An article as the server takes it, in code points.
export function sent(text, doc, positions = new Positions(text)) {
  const at = (units) => positions.toPoints(units);
  const outline = doc.outline && {
    headings: doc.outline.headings.map(([offset, level]) => [at(offset), level]),
    segments: doc.outline.segments.map(([start, end, source]) => [at(start), at(end), source]),
    articles: doc.outline.articles.map(([start, end]) => [at(start), at(end)]),
  };
  return { text, name: doc.name || undefined, reader: doc.reader, outline };
}

export const placesSent = (places, positions) =>
  places.map(({ code, start, end }) => ({ code, start: positions.toPoints(start), end: positions.toPoints(end) }));

export function inUnits(finding, positions) {
  const at = (item) => item && { ...item, start: positions.toUnits(item.start), end: positions.toUnits(item.end) };
  return { ...at(finding), fix: at(finding.fix), wordings: (finding.wordings ?? []).map(at) };
}

// What the server says of an opened file, in the browser’s offsets.
export function openedDoc(answer, file) {
  const positions = new Positions(answer.text);
  const at = (points) => positions.toUnits(points);
  const { outline } = answer;
  return {
    name: answer.name,
    reader: answer.reader,
    encoding: answer.encoding,
    file,
    outline: outline && {
      headings: outline.headings.map(([offset, level]) => [at(offset), level]),
      segments: outline.segments.map(([start, end, source]) => [at(start), at(end), source]),
      articles: outline.articles.map(([start, end]) => [at(start), at(end)]),
    },
    dismissed: answer.dismissed.map(({ code, start, end }) => ({ code, start: at(start), end: at(end), text: answer.text.slice(at(start), at(end)) })),
  };
}
