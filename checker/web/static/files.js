// Files: opened or dropped, and what is taken away.

import { openedDoc, placesSent, sent } from "./checks.js";
import { $, element, megabytes } from "./dom.js";
import { Positions } from "./positions.js";
import { fromBase64, post, toBase64 } from "./server.js";

const LONG_PASTE = 10_000; // characters
const REPORTS = { html: "Web page", text: "Plain text", markdown: "Markdown", json: "JSON" }; // those for people and their programs

export class Files {
  constructor(article, checks, companion, options, say) {
    this.companion = companion;
    this.article = article;
    this.checks = checks;
    this.options = options;
    this.say = say;
    this.reports = ["json"];
    $("open").addEventListener("click", () => $("file").click());
    $("file").addEventListener("change", () => {
      if ($("file").files[0]) this.open($("file").files[0]);
      $("file").value = "";
    });
    this.#dropping();
    $("save").addEventListener("click", () => this.dialog());
    $("save-file").addEventListener("click", () => this.#save("file"));
    $("save-text").addEventListener("click", () => this.#saveText());
    $("save-report").addEventListener("click", () => this.#save($("report-format").value));
    $("copy").addEventListener("click", () => this.copy());
  }

  async open(file) {
    if (file.size > this.checks.maxSize) {
      this.say(`${file.name} has ${megabytes(file.size)}, more than the ${megabytes(this.checks.maxSize)} that this desk takes.`, true);
      return;
    }
    try {
      const content = { name: file.name, content: await toBase64(file) };
      const answer = await post("/api/open", { file: content });
      this.article.replace(answer.text, openedDoc(answer, content));
      this.article.area.focus();
      this.say(`${answer.name} is open. Undo brings back what was here.`);
    } catch (error) {
      this.say(`${file.name} was not opened: ${error.message}.`, true);
    }
  }

  async copy() {
    const { text, area } = this.article;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // no clipboard outside of a secure page: let the browser copy what is selected
      const before = [area.selectionStart, area.selectionEnd];
      const focused = document.activeElement;
      area.select();
      const copied = document.execCommand("copy");
      area.setSelectionRange(...before);
      focused?.focus();
      if (!copied) {
        this.say("The browser does not let the page copy: select the text and copy it.", true);
        return;
      }
    }
    this.say("The text is copied.");
  }

  dialog() {
    const { doc } = this.article;
    $("own-note").textContent = ownNote(doc);
    $("save-file").disabled = Boolean(doc.lost);
    $("save-file").textContent = doc.file ? `Download ${doc.name}` : "Download";
    $("save-text").hidden = !doc.file;
    $("keep-choice").hidden = doc.reader === "docx" || !doc.dismissed.length;
    $("save-problem").textContent = "";
    $("report-format").replaceChildren(...Object.keys(REPORTS).filter((name) => this.reports.includes(name)).map((name) => element("option", { value: name }, REPORTS[name])));
    $("save-dialog").showModal();
  }

  async #save(format) {
    const { text, doc } = this.article;
    const positions = new Positions(text);
    const { companion, ...options } = this.options();
    const dismissed = format === "file" && ($("keep-choice").hidden || !$("keep").checked) ? [] : placesSent(doc.dismissed, positions);
    const request = { ...sent(text, doc, positions), options, ...(format === "file" ? {} : companion), dismissed, format };
    if (doc.file && format === "file") request.file = doc.file;
    $("save-problem").textContent = "";
    try {
      const answer = await post("/api/export", request);
      download(answer.name, new Blob([fromBase64(answer.content)]));
      $("save-problem").textContent = answer.notes.join(" ");
      this.say(`${answer.name} is downloaded.`);
    } catch (error) {
      $("save-problem").textContent = `Not downloaded: ${error.message}.`;
    }
  }

  #saveText() {
    const { text, doc } = this.article;
    const name = `${(doc.name || "article").replace(/(?:\.(?:html?|xhtml|docx|xml|nitf|json|jsonl|ndjson|xlf|xliff|tmx|po|md|markdown|txt|text))+$/i, "")}.txt`;
    download(name, new Blob([text], { type: "text/plain;charset=utf-8" }));
    this.say(`${name} is downloaded.`);
  }

  #dropping() {
    let depth = 0;
    const holdsFile = (event) => event.dataTransfer?.types.includes("Files");
    const over = (shown) => {
      depth = shown ? depth + 1 : Math.max(0, depth - 1);
      $("drop").hidden = !depth;
    };
    window.addEventListener("dragenter", (event) => holdsFile(event) && over(true));
    window.addEventListener("dragleave", (event) => holdsFile(event) && over(false));
    window.addEventListener("dragover", (event) => holdsFile(event) && event.preventDefault());
    window.addEventListener("drop", (event) => {
      if (!holdsFile(event)) return;
      event.preventDefault();
      depth = 0;
      $("drop").hidden = true;
      if (event.dataTransfer.files.length > 1) this.say("One article at a time: the first file was taken.");
      const taker = event.target.closest?.("#companion") ? this.companion : this;
      if (event.dataTransfer.files[0]) taker.open(event.dataTransfer.files[0]);
    });
    this.article.area.addEventListener("paste", (event) => this.#paste(event));
  }

  // A pasted file is opened; a long text is put in at once, which the browser’s own way does line by line.
  #paste(event) {
    const text = event.clipboardData?.getData("text/plain").replace(/\r\n?/g, "\n") ?? "";
    const file = event.clipboardData?.files[0];
    if (!file && text.length < LONG_PASTE) return;
    event.preventDefault();
    if (file && !text) this.open(file);
    else this.article.type(text);
  }
}

function ownNote(doc) {
  if (doc.lost) return `${doc.name} was too large to be kept over the reload: open it again, or take the plain text.`;
  if (doc.reader === "docx") return `${doc.name}, with what you changed as tracked changes, which Word accepts or rejects.`;
  if (doc.file) return `${doc.name}, with its markup, its encoding and its line ends as they were.`;
  return "A text file in UTF-8.";
}

function download(name, blob) {
  const address = URL.createObjectURL(blob);
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
