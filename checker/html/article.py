"""An article with its findings: a row a paragraph, its words, what stands beside them, its notes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from checker.document import Document, Paragraph
from checker.document.zones import CROSSHEAD, TITLE
from checker.finding import Finding
from checker.html.companion import Companion, cell
from checker.html.marks import Span, marked
from checker.html.tags import Element, Node, h, hidden
from checker.report import FileReport

LONGEST_FOUND = 24
"""Characters of the words found that a brief note repeats."""


def article(file: FileReport, name: str, level: int, companions: Sequence[Companion] = ()) -> Element:
    """The article.

    Args:
        file: what was found in it.
        name: what its identifiers on the page begin with.
        level: the level of its headline (2 to 5).
        companions: the texts to show beside it.
    """
    paragraphs = file.document.paragraphs
    spans = placed(file.document, file.findings)
    rows = []
    for at, paragraph in enumerate(paragraphs):
        first = 0 if at == 0 else paragraph.start
        after = paragraphs[at + 1].start if at + 1 < len(paragraphs) else len(file.document.text) + 1
        beside = cell(companions, first, after) if companions else None
        rows.append(_row(paragraph, spans, name, level, beside))
    if not paragraphs:
        rows.append(h("div", h("p", "The file holds no text.", class_="void"), _notes(spans, name, ""), class_="row"))
    heads = h("div", h("p", "English"), h("p", " / ".join(one.label for one in companions)), class_="heads", aria_hidden="true") if companions else None
    return h("article", heads, rows, class_="article" + " paired" * bool(companions), lang="en", aria_label=file.path, id=f"article-{name}")


def placed(document: Document, findings: Sequence[Finding]) -> list[Span]:
    """The findings, numbered, in the view; what lies between paragraphs is moved to the nearest."""
    starts = [paragraph.start for paragraph in document.paragraphs]
    spans = []
    for number, finding in enumerate(findings, 1):
        start, end = document.to_view(finding.start, finding.end)
        if starts:
            start, end = _within(document.paragraphs, starts, start, end)
        spans.append(Span(number, start, end, finding))
    return spans


def _within(paragraphs: Sequence[Paragraph], starts: list[int], start: int, end: int) -> tuple[int, int]:
    """A span that begins and ends in a paragraph."""
    at = max(0, bisect_right(starts, start) - 1)
    if start >= paragraphs[at].end and at + 1 < len(paragraphs) and starts[at + 1] < end:
        at += 1
    start = min(max(start, paragraphs[at].start), paragraphs[at].end)
    last = max(at, bisect_right(starts, max(start, end - 1)) - 1)
    return start, max(start, min(end, paragraphs[last].end))


def _row(paragraph: Paragraph, spans: Sequence[Span], name: str, level: int, beside: Element | None) -> Element:
    touching = [s for s in spans if s.start <= paragraph.end and (s.end > paragraph.start or s.start >= paragraph.start)]
    words = marked(paragraph.text, paragraph.start, touching, name)
    own = [span for span in touching if span.start >= paragraph.start]
    text = h(_tag(paragraph.zone, level), words, class_=f"text {paragraph.zone}", dir="auto")
    label = f"Notes on paragraph {paragraph.index + 1}"
    return h("div", text, beside, _notes(own, name, label), class_=f"row of-{paragraph.zone}")


def _tag(zone: str, level: int) -> str:
    return {TITLE: f"h{level}", CROSSHEAD: f"h{level + 1}"}.get(zone, "p")


def _notes(spans: Sequence[Span], name: str, label: str) -> Element | None:
    if not spans:
        return None
    return h("ol", (_note(span, name) for span in spans), class_="notes", start=spans[0].number, aria_label=label or None)


def _note(span: Span, name: str) -> Element:
    finding = span.finding
    found = h("span", f"{_brief(finding.text)} → ", class_="found", aria_hidden="true") if finding.text.strip() else None
    write = finding.suggestion and h("p", hidden("Write: "), found, finding.suggestion, class_="write")
    rule = h("a", finding.code, " ", h("span", finding.name, class_="name"), href=f"#rule-{finding.code}", class_="rule")
    return h(
        "li",
        h("p", hidden("Finding "), str(span.number), hidden(": "), class_="number"),
        h("p", h("span", finding.severity, class_="severity"), " ", h("span", finding.family.replace("-", " "), class_="family"), class_="kind"),
        write,
        h("p", finding.message, class_="why"),
        h("p", rule, " ", h("span", f"· line {finding.line:,}", class_="line"), class_="place"),
        id=f"n{name}-{span.number}",
        class_=f"note {span.classes}{' bare' * (not finding.suggestion)}",
        value=span.number,
        data_f=f"{name}-{span.number}",
    )


def _brief(text: str) -> str:
    """The words found, on one line that leaves room for what to write."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_FOUND else line[: LONGEST_FOUND - 1].rstrip() + "…"


def suppressed(file: FileReport) -> Node:
    """What was found and is held back, where something is."""
    if not file.suppressed:
        return None
    return h("details", h("summary", f"{len(file.suppressed):,} suppressed"), h("ul", _suppressed_lines(file)), class_="suppressed")


def _suppressed_lines(file: FileReport) -> Iterator[Element]:
    holders = {"inline": "by a comment in the article", "baseline": "by the baseline"}
    for finding, holder in file.suppressed:
        what = f"line {finding.line:,}, {finding.code} {finding.name}, {holders.get(holder, holder)}: "
        yield h("li", what, h("q", finding.text))
