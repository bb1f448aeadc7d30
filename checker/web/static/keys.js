// The keys of the desk.

const MAC = /Mac|iPhone|iPad/.test(navigator.platform);

export function bindKeys(article, does) {
  if (MAC) for (const key of document.querySelectorAll(".mod")) key.textContent = "⌘";
  addEventListener("keydown", (event) => {
    const action = event.isComposing ? null : actionOf(event, article);
    if (!action) return;
    event.preventDefault();
    does[action]();
  });
}

function actionOf(event, article) {
  const { key, shiftKey, altKey } = event;
  const command = MAC ? event.metaKey : event.ctrlKey;
  const inDialog = Boolean(document.querySelector("dialog[open]"));
  if (inDialog || altKey) return null;
  if (key === "F8") return shiftKey ? "previous" : "next";
  if (key === "Escape") return document.body.classList.contains("reading") ? "close" : null;
  if (!command) return null;
  if (key === "Enter") return shiftKey ? "dismiss" : "write";
  const elsewhere = document.activeElement.matches("input:not([type=checkbox]):not([type=file]), select");
  switch (key.toLowerCase()) {
    case "z":
      return elsewhere ? null : shiftKey ? "redo" : "undo";
    case "y":
      return elsewhere || MAC ? null : "redo";
    case ".":
      return "choose";
    case "o":
      return shiftKey ? null : "open";
    case "s":
      return shiftKey ? null : "save";
    default:
      return null;
  }
}
