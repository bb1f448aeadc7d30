"""The head of a page: the score, the counts, the filters, and where in an article the findings lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from checker.finding import FAMILIES, SEVERITIES, Finding
from checker.html.article import placed
from checker.html.tags import Element, Node, h, hidden
from checker.report import FileReport
from checker.score import LEAST_WORDS, Score

LANE = 18
"""Pixels from one severity to the next in the chart."""
STRIP = 8
"""Pixels of the strip of paragraphs below them."""


def count(number: int, thing: str) -> str:
    """A number with its noun: “1 finding”, “1,204 findings”."""
    return f"{number:,} {thing}{'s' * (number != 1)}"


def density(findings: int, words: int) -> float | None:
    """Findings per 1,000 words, ``None`` where there are no words."""
    return round(1000 * findings / words, 1) if words else None


def badness(score: Score, words: int) -> float:
    """The penalty per 1,000 words, by which articles are ranked; a text too short for a score counts as one just long enough."""
    return 1000 * score.penalty / max(words, LEAST_WORDS)


def figures(file: FileReport) -> Element:
    """The score of one article with what it was made from."""
    score, found = file.score, len(file.findings)
    per_1000 = density(found, file.words)
    return h(
        "dl",
        _score(score),
        figure("Findings", f"{found:,}", None if per_1000 is None else f"{per_1000:,} per 1,000 words"),
        figure("Words", f"{file.words:,}", count(len(file.document.paragraphs), "paragraph")),
        class_="figures",
    )


def figure(term: str, value: str, note: str | None) -> Element:
    """One figure with its name and what explains it."""
    return h("div", h("dt", term), h("dd", h("strong", value), note and h("span", note)))


def _score(score: Score) -> Element:
    if score.value is None:
        return figure("Score", "–", f"none below {LEAST_WORDS} words")
    return figure("Score", str(score.value), f"of 100; penalty {score.per_1000:,} per 1,000")


def signature(text: str) -> Element:
    """How the score was made: two scores compare only where this is the same."""
    return h("p", "Signature ", h("code", text), class_="signature")


def filters(findings: Sequence[Finding]) -> Element:
    """The counts by severity and family; each count is a switch once the script runs."""
    severities, families = (Counter(getattr(finding, by) for finding in findings) for by in ("severity", "family"))
    known = [*FAMILIES.values(), *sorted(families.keys() - set(FAMILIES.values()))]
    return h(
        "form",
        _switches("severity", "Severity", [(name, severities[name]) for name in reversed(SEVERITIES) if severities[name]]),
        _switches("family", "Family", [(name, families[name]) for name in known if families[name]]),
        h("p", role="status", class_="shown"),
        class_="filters",
        aria_label="Show findings by severity and family",
    )


def _switches(kind: str, title: str, counts: Sequence[tuple[str, int]]) -> Element:
    return h("fieldset", h("legend", title), [_switch(kind, name, number) for name, number in counts])


def _switch(kind: str, name: str, number: int) -> Element:
    sample = h("span", "abc", class_=f"sample {name if kind == 'severity' else 'family-' + name}", aria_hidden="true")
    box = h("input", type="checkbox", name=kind, value=name, checked=True, hidden=True)
    return h("label", box, sample, " ", name.replace("-", " "), " ", h("b", f"{number:,}"), class_="switch")


def chart(file: FileReport, name: str) -> Node:
    """Where in the article the findings lie: a lane a severity, from the first word to the last."""
    if not file.findings:
        return None
    size = max(1, len(file.document.text))
    spans = placed(file.document, file.findings)
    lanes = list(reversed(SEVERITIES))
    strip = [
        h("rect", x=_percent(p.start, size), y=LANE * len(lanes), width=_percent(p.end - p.start, size), height=STRIP, class_=f"paragraph {p.zone}")
        for p in file.document.paragraphs
    ]
    ticks = [_tick(span.finding, f"{name}-{span.number}", span.number, _percent(span.start, size), lanes.index(span.finding.severity)) for span in spans]
    quarters = Counter(min(3, 4 * span.start // size) for span in spans)
    spoken = "By quarter of the article: " + ", ".join(count(quarters[quarter], "finding") for quarter in range(4))
    drawing = h("svg", strip, ticks, width="100%", height=LANE * len(lanes) + STRIP, aria_hidden="true")
    labels = h("div", [h("span", lane) for lane in lanes], class_="lanes", aria_hidden="true")
    caption = h("figcaption", h("span", "Where the findings lie, from the first line to the last"), hidden(". " + spoken))
    return h("figure", labels, drawing, caption, class_="chart")


def _tick(finding: Finding, target: str, number: int, x: str, lane: int) -> Element:
    """A link to a finding: a bar for critical, a smaller one for major, a dot for minor."""
    half = (1 + LANE) // 2
    shapes = {
        "critical": h("rect", x=-2, y=1, width=4, height=LANE - 3),
        "major": h("rect", x=-1.5, y=4, width=3, height=LANE - 8),
        "minor": h("circle", cx=0, cy=half, r=2.5),
    }
    title = h("title", f"{number} {finding.severity}, {finding.family.replace('-', ' ')}: {finding.text[:60]}")
    area = h("rect", x=-5, y=0, width=10, height=LANE, class_="area")
    link = h("a", title, area, shapes[finding.severity], href=f"#f{target}", tabindex=-1)
    return h("svg", link, x=x, y=LANE * lane, overflow="visible", class_=f"tick {finding.severity} family-{finding.family}", data_f=target)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}%"
