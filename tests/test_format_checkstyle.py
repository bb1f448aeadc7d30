"""Checkstyle XML: read by diff-cover, and as the published schema (checkstyle-report-1.0.0.xsd) has it."""

from __future__ import annotations

from xml.etree import ElementTree

from diff_cover.violationsreporters.java_violations_reporter import CheckstyleXmlDriver
from hypothesis import given
from made_reports import marked, report_of, sample_report, texts

from checker.report import Report
from checker.reporters import render
from checker.reporters._xml import legal

LEVELS = {"critical": "error", "major": "warning", "minor": "info"}


def test_a_public_reader_reads_the_samples() -> None:
    report = sample_report()
    found = CheckstyleXmlDriver().parse_reports([render(report, "checkstyle").partition("\n")[2]])
    for file in report.files:
        expected = [(f.line, f"{LEVELS[f.severity]}: {f.message}") for f in file.findings]
        read = [(violation.line, violation.message) for violation in found.get(file.path, [])]
        assert len(read) == len(expected)
        for (line, message), (expected_line, expected_message) in zip(read, expected):
            assert line == expected_line and message.startswith(expected_message)


def check_schema(xml: str) -> ElementTree.Element:
    """The published schema in a few lines: which elements and attributes there are, and their types."""
    root = ElementTree.fromstring(xml.encode())
    assert root.tag == "checkstyle" and set(root.attrib) <= {"version"}
    for child in root:
        assert child.tag in ("file", "exception")
        if child.tag == "file":
            assert set(child.attrib) == {"name"}
        for error in child:
            assert error.tag == "error" and not len(error)
            assert set(error.attrib) <= {"line", "column", "severity", "message", "source"}
            assert int(error.attrib["line"]) > 0 and int(error.attrib["column"]) > 0
            assert error.attrib["severity"] in ("error", "warning", "info")
    return root


def test_clean_files_and_errors_are_listed() -> None:
    root = check_schema(render(Report([*report_of("x").files], errors=["b.txt: not UTF-8"]), "checkstyle"))
    assert [(child.tag, child.get("name"), child.text) for child in root] == [("file", "a.txt", None), ("exception", None, "b.txt: not UTF-8")]


@given(marked(), texts)
def test_any_text_survives(case: tuple[str, list[tuple[int, int]]], message: str) -> None:
    raw, spans = case
    report = report_of(raw, *spans, message=message, suggestion="", path="a\x01b <c> & \ud800.txt")
    (file,) = check_schema(render(report, "checkstyle"))
    assert file.get("name") == "a␁b <c> & �.txt"
    assert [error.get("message") for error in file] == [legal(message)] * len(spans)
    assert [(int(error.attrib["line"]), int(error.attrib["column"])) for error in file] == [(f.line, f.column) for f in report.findings]


@given(texts)
def test_legal_text_is_what_xml_can_hold(text: str) -> None:
    kept = legal(text)
    assert ElementTree.fromstring(f"<a>{kept.replace('&', '&amp;').replace('<', '&lt;')}</a>") is not None
    assert len(kept) == len(text) and all(a == b for a, b in zip(kept, text) if a not in "�" and not "\u2400" <= a <= "\u241f")
