// What stands above and beside the article: its name and figures, what can be undone, what was dismissed.

import { BLANK } from "./article.js";
import { $, element, number, write } from "./dom.js";

export function drawHead(findings, { article, checks, choices, companion }) {
  const { doc } = article;
  const { summary } = checks;
  const fixes = article.safeFixes;
  $("name").textContent = doc.name || (article.text ? "Untitled" : "New article");
  document.title = `${doc.name || "Desk"} – checker`;
  const score = summary?.score.value == null ? "" : `, score ${summary.score.value.toFixed(1)}`;
  $("figures").textContent = summary && article.text.trim() ? `${number(summary.words, "word")}${score}` : "";
  $("count").textContent = article.text.trim() && summary ? String(findings.length) : "";
  $("new").hidden = !article.text && doc === BLANK;
  $("undo").disabled = !article.history.done.length;
  $("redo").disabled = !article.history.undone.length;
  $("previous").disabled = $("next").disabled = !findings.length;
  $("fix-all").hidden = !fixes.length;
  write($("fix-all"), `Apply ${number(fixes.length, "safe fix", "safe fixes")}`);
  choices.draw(article.open);
  drawDismissed(article);
  companion.note(summary);
  const blank = !article.text.trim();
  $("empty").hidden = !blank && !(summary && !findings.length && checks.state === "idle");
  if (blank) $("empty").textContent = "Findings appear here while you write.";
  else if (article.open.length) $("empty").textContent = "All findings are filtered out.";
  else $("empty").textContent = "Nothing to report. What reads well may still say something else than the French.";
}

let drawn = [];

function drawDismissed(article) {
  const places = article.doc.dismissed;
  if (places.length === drawn.length && places.every((place, at) => place === drawn[at])) return;
  drawn = [...places];
  $("dismissed").hidden = !places.length;
  $("dismissed-count").textContent = `(${places.length})`;
  $("dismissed-list").replaceChildren(
    ...places.map((place) =>
      element("li", {}, element("span", {}, `${place.text.trim().slice(0, 60) || "white space"} `), element("span", { class: "soft" }, place.code), " ", element("button", { type: "button", onclick: () => article.restore(place) }, "Restore", element("span", { class: "sr" }, ` “${place.text.slice(0, 60)}”`))),
    ),
  );
}
