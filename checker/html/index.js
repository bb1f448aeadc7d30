"use strict";
(() => {
  const table = document.querySelector(".articles table");
  const body = table.tBodies[0];
  const told = document.querySelector(".sorted");
  const collator = new Intl.Collator("en", { numeric: true });

  const valueOf = (row, column) => row.cells[column].dataset.value;
  function sort(head, descending) {
    const column = head.cellIndex;
    const compare = head.dataset.kind === "text"
      ? (a, b) => collator.compare(valueOf(a, column), valueOf(b, column))
      : (a, b) => Number(valueOf(a, column)) - Number(valueOf(b, column));
    const byName = (a, b) => collator.compare(valueOf(a, 0), valueOf(b, 0));
    const rows = [...body.rows].sort((a, b) => (descending ? compare(b, a) : compare(a, b)) || byName(a, b));
    body.append(...rows);
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    const worst = head.classList.contains("score") && !descending;
    document.querySelector("#articles").textContent = worst ? "Worst first" : `By ${head.textContent.toLowerCase()}`;
    told.textContent = `Sorted by ${head.textContent.toLowerCase()}, ${descending ? "descending" : "ascending"}`;
  }

  // What one looks for first: the worst score, the highest count, the first name, the newest day.
  const startsDown = (head) => !["name", "score"].some((name) => head.classList.contains(name));
  for (const head of table.tHead.rows[0].cells) {
    if (head.classList.contains("mix")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => {
      const now = head.getAttribute("aria-sort");
      sort(head, now ? now === "ascending" : startsDown(head));
    });
    head.append(button);
  }
})();
