"""The index of many articles: what they come to, the trend, and a table that begins with the worst."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from checker.document import Document
from checker.document.zones import TITLE
from checker.finding import FAMILIES, SEVERITIES
from checker.html.shell import document, errors
from checker.html.summary import badness, count, density, figure, signature
from checker.html.tags import Element, Node, h, hidden
from checker.html.trend import trend
from checker.report import FileReport, Report
from checker.score import LEAST_WORDS, Score

LONGEST_HEADLINE = 140
"""Characters of a headline that the index shows."""


@dataclass(frozen=True)
class Entry:
    """What the index keeps of an article.

    ``name`` is its path within the folder, ``headline`` its own (empty: it has none, or the file
    holds several articles), ``href`` the address of its page from the index, ``severities`` and
    ``families`` count its findings.
    """

    name: str
    headline: str
    href: str
    words: int
    severities: Counter[str]
    families: Counter[str]
    score: Score
    day: date | None

    @classmethod
    def of(cls, file: FileReport, name: str, href: str, day: date | None) -> Entry:
        """The entry of a report."""
        severities, families = (Counter(getattr(finding, by) for finding in file.findings) for by in ("severity", "family"))
        return cls(name, _headline(file.document), href, file.words, severities, families, file.score, day)

    @property
    def findings(self) -> int:
        """How many were found."""
        return sum(self.severities.values())

    @property
    def per_1000(self) -> float | None:
        """Findings per 1,000 words."""
        return density(self.findings, self.words)

    @property
    def badness(self) -> float:
        """What the articles are ranked by."""
        return badness(self.score, self.words)


def _headline(document: Document) -> str:
    """The headline of a document that is one article."""
    first = next(iter(document.paragraphs), None)
    if first is None or first.zone != TITLE or len(document.articles) > 1:
        return ""
    words = " ".join(first.text.split())
    return words if len(words) <= LONGEST_HEADLINE else words[:LONGEST_HEADLINE].rsplit(" ", 1)[0] + "…"


def index_page(entries: Sequence[Entry], report: Report) -> str:
    """The index.

    Args:
        entries: the articles, in any order.
        report: the run, for what could not be read.
    """
    worst_first = sorted(entries, key=lambda entry: (-entry.badness, entry.name.casefold()))
    body: list[Node] = [_summary(worst_first), errors(report), trend([(e.day, e.words, e.severities) for e in worst_first if e.day]), _table(worst_first)]
    return document(f"{count(len(entries), 'article')} – checker", styles=["index"], scripts=["index"], body=body)


def _summary(entries: Sequence[Entry]) -> Element:
    words, found = sum(entry.words for entry in entries), sum(entry.findings for entry in entries)
    per_1000 = density(found, words)
    scores = [entry.score.value for entry in entries if entry.score.value is not None]
    clean = sum(not entry.findings for entry in entries)
    values = h(
        "dl",
        figure("Median score", str(round(median(scores), 1)) if scores else "–", f"of 100, over {count(len(scores), 'article')}" if scores else f"none below {LEAST_WORDS} words"),
        figure("Findings", f"{found:,}", None if per_1000 is None else f"{per_1000:,} per 1,000 words"),
        figure("Words", f"{words:,}", f"{count(clean, 'article')} without findings"),
        class_="figures",
    )
    title = h("h1", count(len(entries), "article"), id="title")
    return h("section", title, values, _counts(entries), signature(entries[0].score.signature), class_="summary", aria_labelledby="title")


def _counts(entries: Sequence[Entry]) -> Node:
    severities: Counter[str] = sum((entry.severities for entry in entries), Counter())
    families: Counter[str] = sum((entry.families for entry in entries), Counter())
    known = [*FAMILIES.values(), *sorted(families.keys() - set(FAMILIES.values()))]
    rows = (
        ("Severity", [(name, severities[name]) for name in reversed(SEVERITIES) if severities[name]]),
        ("Family", [(name, families[name]) for name in known if families[name]]),
    )
    lists = [(h("dt", title), h("dd", [h("span", name.replace("-", " "), " ", h("b", f"{number:,}")) for name, number in counts])) for title, counts in rows]
    return h("dl", lists, class_="counts") if severities else None


def _table(entries: Sequence[Entry]) -> Element:
    dated = any(entry.day for entry in entries)
    columns = [("Article", "name", "text"), ("Words", "words", ""), ("Findings", "findings", ""), ("Per 1,000", "per-1000", ""), ("Score", "score", "")]
    if dated:
        columns.insert(1, ("Date", "date", "text"))
    heads = [h("th", title, scope="col", class_=name, data_kind=kind or None, aria_sort="ascending" if name == "score" else None) for title, name, kind in columns]
    heads.insert(-1, h("th", "Severity", scope="col", class_="mix"))
    # A short text with one finding must not make the bars of all others short.
    most = max((entry.per_1000 or 0 for entry in entries if entry.words >= LEAST_WORDS), default=0) or 100
    return h(
        "section",
        h("h2", "Worst first", id="articles"),
        h("table", h("thead", h("tr", heads)), h("tbody", [_line(entry, dated, most) for entry in entries]), aria_labelledby="articles"),
        h("p", role="status", class_="sr sorted"),
        class_="articles",
        aria_labelledby="articles",
    )


def _line(entry: Entry, dated: bool, most: float) -> Element:
    per_1000 = "–" if entry.per_1000 is None else f"{entry.per_1000:,.1f}"
    score = "–" if entry.score.value is None else f"{entry.score.value:.1f}"
    day = h("time", f"{entry.day.day} {entry.day:%b %Y}", datetime=entry.day.isoformat()) if entry.day else "–"
    return h(
        "tr",
        h("th", _called(entry), scope="row", class_="name", data_value=entry.name.casefold()),
        h("td", day, class_="date", data_value=entry.day.isoformat() if entry.day else "") if dated else None,
        h("td", f"{entry.words:,}", class_="words", data_value=entry.words),
        h("td", f"{entry.findings:,}", class_="findings", data_value=entry.findings),
        h("td", per_1000, class_="per-1000", data_value=entry.per_1000 or 0),
        h("td", _mix(entry, most), class_="mix"),
        # By the penalty: scores of 0 differ in it, and short texts have one too.
        h("td", score, class_="score", data_value=-round(entry.badness, 3)),
    )


def _called(entry: Entry) -> Node:
    """The headline, or the file’s name where there is none; the path and, for narrow screens, the day below it."""
    folder, slash, file = entry.name.rpartition("/")
    day = h("span", f" · {entry.day.day} {entry.day:%b %Y}", class_="spare") if entry.day else None
    if entry.headline:
        return [h("a", entry.headline, href=entry.href, lang="en"), " ", h("span", h("span", entry.name, class_="file"), day, class_="place")]
    return [h("a", slash and h("span", folder + slash, class_="folder"), h("span", file, class_="file"), href=entry.href), h("span", day, class_="place only") if day is not None else None]


def _mix(entry: Entry, most: float) -> Node:
    """A bar as long as the density, cut by severity, with the counts in words."""
    if not entry.findings:
        return hidden("none")
    parts, at = [], 0.0
    whole = min(100, 100 * (entry.per_1000 or 0) / most)
    for name in reversed(SEVERITIES):
        width = whole * entry.severities[name] / entry.findings
        if width:
            parts.append(h("rect", x=f"{at:.2f}%", width=f"{width:.2f}%", height=10, class_=name))
        at += width
    said = ", ".join(f"{entry.severities[name]} {name}" for name in reversed(SEVERITIES) if entry.severities[name])
    return h("svg", h("title", said), parts, width="100%", height=10, role="img", aria_label=said)
