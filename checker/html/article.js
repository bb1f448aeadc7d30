"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const toolbar = document.querySelector(".toolbar");
  if (!toolbar) return;

  const SLACK = 140; // How far, in pixels, notes may run down beside the next paragraph.
  const GAP = 10;
  const DENSE = 1.15; // Notes that together are this much taller than the text begin brief.
  const wide = matchMedia("(min-width: 62rem)");
  const memory = window.checkerMemory;

  const partsOf = new Map();
  for (const mark of all("mark")) {
    const parts = partsOf.get(mark.dataset.f);
    if (parts) parts.push(mark);
    else partsOf.set(mark.dataset.f, [mark]);
  }
  const ticks = new Map(all(".tick").map((tick) => [tick.dataset.f, tick]));
  const findings = all("mark.first").map((mark) => ({
    mark,
    parts: partsOf.get(mark.dataset.f),
    note: document.getElementById(`n${mark.dataset.f}`),
    tick: ticks.get(mark.dataset.f),
    on: true,
  }));
  const byName = new Map(findings.map((finding) => [finding.mark.dataset.f, finding]));
  // Of a finding that holds another the mark comes first in the page; the notes have the order of the text.
  findings.sort((a, b) => (a.note.compareDocumentPosition(b.note) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  let active = null;

  /* ---- notes in the margin: beside their words, never over one another ---- */

  function measure(article) {
    const rows = all(".row", article).map((row) => {
      const top = row.getBoundingClientRect().top;
      const cells = [...row.children].filter((child) => !child.classList.contains("notes"));
      return {
        row,
        space: parseFloat(getComputedStyle(row).marginTop) || 0,
        height: Math.max(0, ...cells.map((cell) => cell.offsetHeight + (parseFloat(getComputedStyle(cell).marginTop) || 0))),
        notes: all(".note", row).filter((note) => !note.hidden).map((note) => {
          const { mark } = byName.get(note.dataset.f);
          return { note, want: Math.max(0, mark.getClientRects()[0].top - top), height: note.offsetHeight };
        }),
      };
    });
    return rows;
  }

  function settle(rows) {
    let y = 0;
    let floor = 0;
    rows.forEach((item, at) => {
      y += at ? item.space : 0;
      for (const note of item.notes) {
        note.top = Math.max(y + note.want, floor);
        floor = note.top + note.height + GAP;
      }
      const slack = at === rows.length - 1 ? 0 : SLACK;
      item.y = y;
      item.least = Math.max(item.height, floor - GAP - slack - y);
      y += item.least;
    });
  }

  // The note that is read stands beside its words; those before it make room upwards as far as they can.
  function favour(rows) {
    const notes = rows.flatMap((item) => item.notes.map((note) => Object.assign(note, { y: item.y })));
    const at = notes.findIndex(({ note }) => active && note === active.note);
    if (at < 0) return;
    const least = notes.slice(0, at).reduce((sum, note) => sum + note.height + GAP, 0);
    notes[at].top = Math.max(Math.min(notes[at].top, notes[at].y + notes[at].want), least);
    for (let i = at - 1; i >= 0; i -= 1) notes[i].top = Math.min(notes[i].top, notes[i + 1].top - GAP - notes[i].height);
    for (let i = at + 1; i < notes.length; i += 1) {
      notes[i].top = Math.max(notes[i].y + notes[i].want, notes[i - 1].top + notes[i - 1].height + GAP);
    }
  }

  function place(article) {
    if (!wide.matches) {
      article.classList.remove("aligned");
      all(".row", article).forEach((row) => { row.style.minHeight = ""; });
      all(".note", article).forEach((note) => { note.style.top = ""; });
      return;
    }
    article.classList.add("aligned");
    const rows = measure(article);
    settle(rows);
    favour(rows);
    for (const item of rows) {
      item.row.style.minHeight = `${item.least}px`;
      for (const note of item.notes) note.note.style.top = `${note.top - item.y}px`;
    }
  }

  const articles = all(".article");
  const placeAll = () => articles.forEach(place);

  /* ---- brief and full notes ---- */

  const density = toolbar.querySelector(".density");
  function setBrief(brief) {
    articles.forEach((article) => article.classList.toggle("brief", brief));
    density.setAttribute("aria-pressed", String(!brief));
    placeAll();
  }
  function isDense() {
    const sum = (selector) => all(selector).reduce((total, element) => total + element.offsetHeight, 0);
    return sum(".note") > DENSE * sum(".text");
  }
  density.addEventListener("click", () => {
    const brief = density.getAttribute("aria-pressed") === "true";
    memory.set("checker-notes", brief ? "brief" : "full");
    setBrief(brief);
    active?.mark.scrollIntoView({ block: "center", behavior: "instant" });
  });

  /* ---- walking ---- */

  const position = toolbar.querySelector(".position");
  const shown = () => findings.filter((finding) => finding.on);
  function say() {
    const list = shown();
    const at = list.indexOf(active);
    position.textContent = at < 0 ? `${list.length} shown` : `${at + 1} of ${list.length}`;
  }
  function paint(finding, on) {
    finding.parts.forEach((part) => part.classList.toggle("active", on));
    finding.note.classList.toggle("active", on);
    finding.tick?.classList.toggle("active", on);
  }
  function beside(finding, on) {
    const at = Number(finding.mark.dataset.at);
    all(".segment", finding.mark.closest(".row")).forEach((segment) => {
      const holds = Number(segment.dataset.start) <= at && at < Number(segment.dataset.end);
      segment.classList.toggle("beside", on && holds);
    });
  }
  function activate(finding) {
    if (finding === active) return;
    const before = active;
    active = finding;
    for (const [one, on] of [[before, false], [finding, true]]) {
      if (one) {
        paint(one, on);
        beside(one, on);
      }
    }
    new Set([before, finding].filter(Boolean).map((one) => one.note.closest(".article"))).forEach(place);
    say();
  }
  function goTo(finding) {
    if (!finding) return;
    finding.mark.focus({ preventScroll: true });
    activate(finding);
    finding.mark.scrollIntoView({ block: wide.matches ? "center" : "start" });
  }
  // Where nothing is active, the walk begins at what can be seen.
  function nearest(step) {
    const visible = (finding) => finding.mark.getBoundingClientRect().top;
    const list = shown();
    return step > 0
      ? list.find((finding) => visible(finding) > 80) ?? list[0]
      : list.findLast((finding) => visible(finding) < innerHeight) ?? list.at(-1);
  }
  function walk(step) {
    const list = shown();
    if (!list.length) return;
    const at = list.indexOf(active);
    goTo(at < 0 ? nearest(step) : list[(at + step + list.length) % list.length]);
  }
  function leave() {
    activate(null);
    if (document.activeElement?.matches("mark")) document.activeElement.blur();
  }

  toolbar.querySelector(".previous").addEventListener("click", () => walk(-1));
  toolbar.querySelector(".next").addEventListener("click", () => walk(1));

  const keys = toolbar.querySelector(".keys");
  keys.checked = memory.get("checker-keys") !== "off";
  keys.addEventListener("change", () => memory.set("checker-keys", keys.checked ? "on" : "off"));
  const STEPS = { j: 1, n: 1, k: -1, p: -1 };
  const ARROWS = { ArrowRight: 1, ArrowLeft: -1 };
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = (keys.checked && STEPS[event.key]) || (event.target.matches("mark") && ARROWS[event.key]);
    if (step) {
      event.preventDefault();
      walk(step);
    } else if (event.key === "Escape" && active) {
      leave();
    }
  });
  document.addEventListener("focusin", (event) => {
    const finding = event.target.matches("mark") && byName.get(event.target.dataset.f);
    if (finding) activate(finding);
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("a[href^='#rule-'], button, input, label")) return;
    const tick = event.target.closest(".tick");
    const holder = event.target.closest("mark:not(.off), .note, .tick");
    if (!holder) return;
    if (tick) event.preventDefault();
    const finding = byName.get(holder.dataset.f);
    if (tick) goTo(finding);
    else if (!String(getSelection())) {
      finding.mark.focus({ preventScroll: true });
      activate(finding);
      finding.note.scrollIntoView({ block: "nearest" });
    }
  });

  /* ---- filters ---- */

  const form = document.querySelector(".filters");
  const boxes = all("input", form);
  const told = form.querySelector(".shown");
  function filter(announce) {
    const off = boxes.filter((box) => !box.checked).map((box) => (box.name === "family" ? `family-${box.value}` : box.value));
    for (const finding of findings) {
      finding.on = !off.some((name) => finding.note.classList.contains(name));
      finding.note.hidden = !finding.on;
      finding.tick?.toggleAttribute("hidden", !finding.on);
      finding.parts.forEach((part) => part.classList.toggle("off", !finding.on));
      finding.mark.tabIndex = finding.on ? 0 : -1;
      if (finding.on) finding.mark.setAttribute("aria-describedby", finding.note.id);
      else finding.mark.removeAttribute("aria-describedby");
    }
    if (active && !active.on) leave();
    const count = shown().length;
    if (announce) told.textContent = off.length ? `${count} of ${findings.length} findings shown` : `All ${count} findings shown`;
    say();
    placeAll();
  }
  form.addEventListener("change", () => filter(true));
  form.addEventListener("submit", (event) => event.preventDefault());
  boxes.forEach((box) => { box.hidden = false; });
  toolbar.hidden = false;

  const chosen = memory.get("checker-notes");
  filter(false); // a reload may keep what the boxes held
  setBrief(chosen ? chosen === "brief" : isDense());
  const linked = () => goTo(byName.get(location.hash.slice(2)));
  addEventListener("hashchange", linked);
  linked();
  requestAnimationFrame(() => articles.forEach((article) => article.classList.add("settled")));

  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    placeAll();
  });
  document.fonts?.ready.then(placeAll);
})();
