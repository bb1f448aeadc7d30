"""The Markdown report, read by a Markdown parser."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from checker import check_text
from checker.document import Document
from checker.finding import Finding
from checker.report import FileReport, Report
from checker.reporters import render

PARSER = MarkdownIt("commonmark").enable("table")


def rows(page: str) -> list[list[str]]:
    """The cells of all tables, as a reader sees them."""
    lines = re.findall(r"<tr>(.*?)</tr>", page, re.S)
    return [[html.unescape(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", line, re.S)] for line in lines if "<td" in line]


def finding(text: str, severity: str = "major") -> Finding:
    return Finding("FRE101", "editorial-tag", "leftover-french", severity, 0.9, 0, len(text), 1, 1, text, f"“{text}” is French", text)


def test_articles_are_listed_worst_first() -> None:
    worse = FileReport(Document("b", path="b|c.txt"), [finding("x", "critical")])
    report = Report([FileReport(Document("a", path="a.txt"), [finding("y"), finding("z")]), worse, FileReport(Document("c"), [])], ["d.txt: no such file"])
    page = PARSER.render(render(report, "markdown"))
    assert "3 findings in 3 articles" in page and "no such file" in html.unescape(page)
    assert [row[0] for row in rows(page)] == ["b|c.txt", "a.txt", "1", "1", "1"]
    assert rows(page)[0] == ["b|c.txt", "1", "1", "", "", ""]
    assert len(rows(PARSER.render(render(report, "markdown", stats=True)))) == 2


def test_a_clean_run_says_so() -> None:
    assert render(Report([check_text("He left.")]), "markdown") == "### checker: 0 findings in 1 article\n"


def test_many_findings_are_cut_by_severity() -> None:
    many = [finding("words", severity) for severity in ["minor", "critical", "minor"] for _ in range(600)]
    text = render(Report([FileReport(Document("a", path="a.txt"), many)]), "markdown")
    assert text.count("| critical |") == 1 + 600 and "800 more findings are not listed" in text
    assert text.count("| minor |") == 1 + 400
    assert len(text.encode()) < 1 << 20


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_no_text_breaks_out_of_its_cell(text: str) -> None:
    page = PARSER.render(render(Report([FileReport(Document("a", path="a.txt"), [finding(text)])]), "markdown"))
    _, row = rows(page)
    shown = " ".join(text.split())
    assert row[0] == "1" and (len(text) > 240 or row[3] == shown)
    assert row[4].endswith("is French") or len(text) > 200
