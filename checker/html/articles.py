"""The page of one article, or of the few that one report holds."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from checker.finding import severity_rank
from checker.html.article import article, suppressed
from checker.html.companion import Aligned, Companion, compared
from checker.html.shell import document, errors
from checker.html.summary import (
    badness,
    chart,
    count,
    density,
    figure,
    figures,
    filters,
    signature,
)
from checker.html.tags import Element, Node, h
from checker.report import FileReport, Report


def articles_page(report: Report, *, back: str | None = None) -> str:
    """The page of a report.

    Args:
        report: what was found.
        back: the address of an index that lists the page.
    """
    single = len(report.files) == 1
    title = _short(report.files[0].path) if single else count(len(report.files), "article")
    body = [_heading(report, title), errors(report), _toolbar(report)]
    for number, file in enumerate(report.files, 1):
        name = str(number)
        parts = [article(file, name, 2 if single else 3, companions_of(file)), suppressed(file)]
        body.append(h("div", parts, class_="file") if single else h("section", _own_head(file, name), parts, class_="file", aria_labelledby=f"title-{name}"))
    body.append(_rules(report))
    return document(f"{title} – checker", styles=["article"], scripts=["article"], body=body, back=back)


def companions_of(file: FileReport) -> list[Companion]:
    """The texts to show beside the article: those that it was compared with, and the source of a bilingual file."""
    found = [compared(file.document, comparison) for comparison in file.comparisons]
    if file.document.segments:
        found.append(Companion("Source", "fr", [Aligned(*segment) for segment in file.document.segments]))
    return found


def _short(path: str) -> str:
    """The last part of a path; all of it for what is no path."""
    return PurePath(path).name or path


def _heading(report: Report, title: str) -> Element:
    if len(report.files) == 1:
        file = report.files[0]
        folder = h("p", file.path, class_="path") if title != file.path else None
        inside: list[Node] = [folder, h("h1", title, id="title"), figures(file), chart(file, "1"), signature(file.score.signature)]
    else:
        inside = [h("h1", title, id="title"), _sums(report), _contents(report), signature(report.files[0].score.signature) if report.files else None]
    switches = filters(report.findings) if report.findings else _clean(report)
    return h("section", inside, switches, class_="summary single" if len(report.files) == 1 else "summary", aria_labelledby="title")


def _clean(report: Report) -> Element:
    if not report.files:
        return h("p", "Nothing checked.", class_="clean")
    return h("p", "Nothing found. ", h("span", "What reads well may still say something else than the French."), class_="clean")


def _sums(report: Report) -> Element:
    words, found = sum(file.words for file in report.files), len(report.findings)
    per_1000 = density(found, words)
    note = None if per_1000 is None else f"{per_1000:,} per 1,000 words"
    return h("dl", figure("Findings", f"{found:,}", note), figure("Words", f"{words:,}", None), class_="figures")


def _contents(report: Report) -> Element:
    """The articles of the page, worst first."""
    order = sorted(enumerate(report.files, 1), key=lambda pair: (-badness(pair[1].score, pair[1].words), pair[0]))
    lines = [
        h("li", h("a", file.path, href=f"#title-{number}"), " ", h("span", f"{count(len(file.findings), 'finding')}, {file.words:,} words"))
        for number, file in order
    ]
    return h("nav", h("ol", lines), class_="contents", aria_label="Articles, worst first")


def _own_head(file: FileReport, name: str) -> Element:
    return h("header", h("h2", file.path, id=f"title-{name}"), figures(file), chart(file, name), class_="summary")


def _toolbar(report: Report) -> Node:
    """The way from finding to finding; the script shows it, since without it nothing would happen."""
    if not report.findings:
        return None
    keys = h("label", h("input", type="checkbox", class_="keys", checked=True), " ", h("kbd", "j"), " ", h("kbd", "k"), h("span", " walk, "), h("kbd", "Esc"), h("span", " leaves"))
    return h(
        "div",
        h("button", "← Previous", type="button", class_="previous"),
        h("p", class_="position", role="status"),
        h("button", "Next →", type="button", class_="next"),
        h("button", "Full notes", type="button", class_="density", aria_pressed="true"),
        keys,
        class_="toolbar",
        role="group",
        aria_label="Walk through the findings",
        hidden=True,
    )


def _rules(report: Report) -> Node:
    """Why the rules exist whose findings the page shows, the gravest first."""
    found = report.count("code")
    if not found:
        return None
    known = {rule.code: rule for rule in report.rules}
    severities: dict[str, str] = {}
    names: dict[str, str] = {}
    for finding in report.findings:
        names[finding.code] = finding.name
        severities[finding.code] = max(finding.severity, severities.get(finding.code, "minor"), key=severity_rank)
    order = sorted(found, key=lambda code: (-severity_rank(severities[code]), -found[code], code))
    entries = [_rule(code, names[code], found[code], known[code].summary + ". " + known[code].rationale if code in known else "") for code in order]
    return h("section", h("h2", "The rules behind the notes", id="rules"), h("dl", entries), class_="rules", aria_labelledby="rules")


def _rule(code: str, name: str, times: int, why: str) -> Iterable[Element]:
    yield h("dt", h("span", code, class_="code"), " ", name, " ", h("span", f"{times:,} ×", class_="times"), id=f"rule-{code}", tabindex=-1)
    yield h("dd", why and h("p", why), h("p", "Switch it off: ", h("code", f"--ignore {code}")))
