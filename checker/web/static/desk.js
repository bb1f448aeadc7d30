// The desk: the article, the layer behind it, and the notes beside it.

import { Article, BLANK } from "./article.js";
import { Checks, LONGEST } from "./checks.js";
import { Companion } from "./companion.js";
import { $, element, number } from "./dom.js";
import { Files } from "./files.js";
import { drawHead } from "./head.js";
import { keep, kept } from "./keep.js";
import { bindKeys } from "./keys.js";
import { Layer } from "./layer.js";
import { GLYPHS, Notes } from "./notes.js";
import { Choices } from "./choices.js";
import { get } from "./server.js";

const rules = new Map();
const article = new Article($("article"));
const choices = new Choices(() => {
  checks.soon();
  save();
  show();
});
const companion = new Companion(() => {
  checks.soon();
  save();
}, say);
const options = () => ({ ...choices.options, companion: companion.request });
const checks = new Checks(article, options);
const layer = new Layer($("layer"));
const notes = new Notes($("notes"), rules, act);
const files = new Files(article, checks, companion, options, say);
let activeId = 0;
let saving = 0;
let drawing = 0;
let toasting = 0;
let warned = false;

const shown = () => article.open.filter((finding) => choices.shows(finding));
const active = () => shown().find((finding) => finding.id === activeId);

// Draw soon: once for all that happens before the next frame.
function show() {
  if (!drawing) drawing = requestAnimationFrame(draw);
}

function draw() {
  drawing = 0;
  const findings = shown();
  const long = article.text.length > LONGEST;
  if (!active()) activeId = 0;
  $("sheet").classList.toggle("long", long);
  if (long) layer.clear();
  else layer.show(article.area.value, article.area.value === article.text ? findings : [], activeId);
  notes.show(findings, activeId, article.text);
  document.body.classList.toggle("reading", Boolean(activeId));
  document.body.classList.toggle("blank", !article.text.trim());
  drawHead(findings, { article, checks, choices, companion });
}

function drawState() {
  const { state, message } = checks;
  const fresh = state === "unreachable" && $("banner").hidden;
  if (fresh) $("banner-text").textContent = "The server does not answer. Your text is safe in this tab; the findings wait until it is back.";
  if (state === "idle" && !$("banner").hidden) {
    say("The server answers again.");
    if (!rules.size) learn();
  }
  if (state === "unreachable" || state === "idle") $("banner").hidden = state === "idle";
  document.body.classList.toggle("busy", state === "checking" || state === "waiting");
  const french = !message && checks.summary?.language === "fr";
  $("notice").hidden = !message && !french;
  if (french) sayFrench();
  else $("notice").replaceChildren(message, ...(state === "long" ? [" ", element("button", { type: "button", onclick: () => checks.now() }, "Check it now")] : []));
  if (state === "checking" && article.text.length > LONGEST) {
    $("notice").hidden = false;
    $("notice").textContent = "Checking… a long text takes its time.";
  }
  show();
}

// The French stands where the English belongs. What is said already stays: its button may have the focus.
function sayFrench() {
  const label = companion.text.trim() ? "Exchange the two texts" : "Keep it as the original";
  if ($("notice").querySelector("button")?.textContent === label) return;
  $("notice").replaceChildren("This text is in French; the desk reads the English. ", element("button", { type: "button", onclick: exchange }, label));
}

function exchange() {
  const { text } = article;
  article.replace(companion.text, BLANK);
  companion.text = text;
  article.area.focus();
  say(article.text ? "Exchanged: the English above, the French below." : "The French is kept below. Paste the English here.");
}

// Say something to eyes and ears; what went wrong stays longer.
function say(message, wrong = false) {
  $("status").textContent = message;
  $("toast").textContent = message;
  $("toast").hidden = false;
  $("toast").classList.toggle("wrong", wrong);
  clearTimeout(toasting);
  toasting = setTimeout(() => ($("toast").hidden = true), wrong ? 10_000 : 4_000);
}

// Open the note of a finding; `from` says where the eye is: text, list or walk.
function open(id, from) {
  activeId = id;
  if (drawing) cancelAnimationFrame(drawing);
  draw();
  const finding = active();
  if (!finding) return;
  if (from !== "text") {
    article.area.setSelectionRange(finding.start, finding.end);
    if (article.text.length > LONGEST) {
      article.area.blur();
      article.area.focus(); // which scrolls to what is selected
    }
    layer.markOf(id)?.scrollIntoView({ block: "nearest" });
  }
  if (from !== "list") notes.reveal(id);
  if (from === "walk") {
    const note = document.activeElement.closest?.(".note");
    if (note) notes.head(id)?.focus({ preventScroll: true });
    $("status").textContent = `${finding.severity}, ${finding.text}: ${finding.message}. ${finding.suggestion}`;
  }
}

function step(by) {
  const findings = shown();
  if (!findings.length) return;
  const at = findings.findIndex((finding) => finding.id === activeId);
  const caret = article.area.selectionStart;
  const after = findings.findIndex((finding) => finding.start >= caret);
  const next = at >= 0 ? at + by : by > 0 ? after : (after < 0 ? findings.length : after) - 1;
  open(findings[(next + findings.length) % findings.length].id, "walk");
}

// What a note asks for. The focus stays in the list, at the next note, when it was there.
function act(action, finding, more) {
  if (action === "toggle") return finding.id === activeId ? close() : open(finding.id, "list");
  if (action === "step") return step(more);
  if (action === "close") return close(true);
  const inList = document.activeElement.closest?.(".note");
  const findings = shown();
  const at = findings.findIndex(({ id }) => id === finding.id);
  const onSheet = innerWidth <= 900;
  if (action === "write") {
    article.write(more);
    say(more.replacement ? `Written: “${more.replacement}”. Ctrl-Z takes it back.` : "Deleted. Ctrl-Z brings it back.");
  } else {
    article.dismiss(finding);
    say("Dismissed. Ctrl-Z brings it back.");
  }
  const left = shown();
  const following = left[Math.min(at, left.length - 1)];
  if (!inList || !following) {
    close();
    if (inList) article.area.focus();
  } else if (onSheet) {
    open(following.id, "walk");
  } else {
    close();
    notes.head(following.id)?.focus();
  }
}

function close(toText = false) {
  activeId = 0;
  if (drawing) cancelAnimationFrame(drawing);
  draw();
  if (toText) article.area.focus();
}

function dismissActive() {
  if (active()) act("dismiss", active());
}

function writeFirst() {
  const wording = active()?.wordings[0];
  if (wording) act("write", active(), wording);
  else if (active()) say("There is no wording to write: see the note.");
}

function returned(step, word) {
  say(step ? `${word}.` : `Nothing to ${word === "Undone" ? "undo" : "redo"}.`);
}

function save() {
  clearTimeout(saving);
  saving = setTimeout(saveNow, 250);
}

function saveNow() {
  clearTimeout(saving);
  const { text, doc, area } = article;
  const state = { text, doc, caret: [area.selectionStart, area.selectionEnd], choices: choices.state, companion: companion.text, top: scrollY };
  const fits = keep(state);
  if (!fits && !warned) say("The text is too long for the browser to keep over a reload: save it.", true);
  warned = !fits;
}

article.addEventListener("change", () => {
  checks.soon();
  save();
  show();
});
article.addEventListener("findings", show);
article.addEventListener("composing", show);
checks.addEventListener("state", drawState);
document.addEventListener("selectionchange", () => {
  if (document.activeElement !== article.area || drawing) return;
  const { selectionStart: start, selectionEnd: end } = article.area;
  const found = active();
  if (found && start === found.start && end === found.end) return;
  const under = start === end ? shown().filter((finding) => finding.start <= start && start <= finding.end) : [];
  const finding = under.find(({ id }) => id === activeId) ?? under[0];
  if (finding && finding.id !== activeId) open(finding.id, "text");
  else if (!finding && activeId) close();
});
$("undo").addEventListener("click", () => returned(article.undo(), "Undone"));
$("redo").addEventListener("click", () => returned(article.redo(), "Redone"));
$("next").addEventListener("click", () => step(1));
$("previous").addEventListener("click", () => step(-1));
$("fix-all").addEventListener("click", () => {
  const fixes = article.safeFixes;
  article.writeAll(fixes);
  say(`Applied ${number(fixes.length, "safe fix", "safe fixes")}. Ctrl-Z takes them back.`);
});
$("new").addEventListener("click", () => {
  article.replace("", BLANK);
  article.area.focus();
  say("A new article. Undo brings back the old one.");
});
$("retry").addEventListener("click", () => checks.again());
$("help").addEventListener("click", () => $("help-dialog").showModal());
addEventListener("online", () => checks.state === "unreachable" && checks.again());
addEventListener("pagehide", saveNow);
addEventListener("beforeunload", (event) => {
  saveNow();
  if (warned && article.text.trim()) event.preventDefault();
});
bindKeys(article, {
  undo: () => returned(article.undo(), "Undone"),
  redo: () => returned(article.redo(), "Redone"),
  next: () => step(1),
  previous: () => step(-1),
  write: writeFirst,
  dismiss: dismissActive,
  choose: () => notes.choices(activeId)?.focus(),
  close: () => close(true),
  open: () => $("file").click(),
  save: () => $("save-dialog").open || files.dialog(),
});

// What the server can do, and its rules.
async function learn() {
  try {
    const [about, known] = await Promise.all([get("/api/about"), get("/api/rules")]);
    checks.maxSize = about.max_size;
    files.reports = about.reports;
    $("file").accept = about.suffixes.join(",");
    $("formats").textContent = `Opens ${about.suffixes.join(" ")}`;
    choices.families = about.families;
    for (const rule of known.rules) rules.set(rule.code, rule);
  } catch {
    // the next check says that the server does not answer
  }
}

async function begin() {
  const state = kept();
  for (const [severity, glyph] of Object.entries(GLYPHS)) $("chips").querySelector(`[data-severity=${severity}]`).dataset.glyph = glyph;
  if (state) {
    choices.state = state.choices;
    companion.text = state.companion ?? "";
  }
  if (state?.text) {
    article.area.value = article.text = state.text;
    article.doc = { ...BLANK, ...state.doc };
    article.area.setSelectionRange(...state.caret);
  } else if (article.area.value) {
    article.text = article.area.value;
  }
  show();
  await learn();
  checks.soon();
  if (state?.top) scrollTo(0, state.top);
}

begin();
