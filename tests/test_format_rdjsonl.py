"""Reviewdog’s format: the messages of reviewdog.proto, columns in bytes of UTF-8."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from jsonschema import Draft7Validator
from made_reports import cut, lines_of, marked, report_of, sample_report

from checker.report import Report
from checker.reporters import render

# proto/rdf/reviewdog.proto in github.com/reviewdog/reviewdog, closed: its parser takes no other field.
POSITION = {"type": "object", "additionalProperties": False, "required": ["line", "column"], "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}}}
RANGE = {"type": "object", "additionalProperties": False, "required": ["start", "end"], "properties": {"start": POSITION, "end": POSITION}}
DIAGNOSTIC = {
    "type": "object",
    "additionalProperties": False,
    "required": ["message", "location"],
    "properties": {
        "message": {"type": "string"},
        "location": {"type": "object", "additionalProperties": False, "required": ["path"], "properties": {"path": {"type": "string"}, "range": RANGE}},
        "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
        "source": {"type": "object", "additionalProperties": False, "properties": {"name": {"type": "string"}, "url": {"type": "string"}}},
        "code": {"type": "object", "additionalProperties": False, "properties": {"value": {"type": "string"}, "url": {"type": "string"}}},
        "suggestions": {"type": "array", "items": {"type": "object", "additionalProperties": False, "required": ["range", "text"], "properties": {"range": RANGE, "text": {"type": "string"}}}},
    },
}
VALIDATOR = Draft7Validator(DIAGNOSTIC)


def diagnostics(report: Report) -> list[dict[str, Any]]:
    output = render(report, "rdjsonl")
    assert not output or output.endswith("\n")
    found = [json.loads(line) for line in output.split("\n")[:-1]]
    for diagnostic in found:
        VALIDATOR.validate(diagnostic)
    return found


def spanned(raw: str, found: dict[str, Any]) -> str:
    lines = [line.encode() for line in lines_of(raw)]
    return cut(lines, *((found[end]["line"], found[end]["column"]) for end in ("start", "end")))


def test_the_samples() -> None:
    report = sample_report()
    levels = {"critical": "ERROR", "major": "WARNING", "minor": "INFO"}
    found = iter(diagnostics(report))
    for file in report.files:
        for finding in file.findings:
            diagnostic = next(found)
            assert diagnostic["location"]["path"] == file.path and diagnostic["code"]["value"] == finding.code
            assert diagnostic["severity"] == levels[finding.severity]
            assert spanned(file.document.raw, diagnostic["location"]["range"]) == finding.text
            if finding.fix:
                (suggestion,) = diagnostic["suggestions"]
                assert suggestion["text"] == finding.fix.replacement
                assert spanned(file.document.raw, suggestion["range"]) == file.document.raw[finding.fix.start : finding.fix.end]
    assert next(found, None) is None


def test_the_column_of_the_specification() -> None:
    (found,) = diagnostics(report_of("a𐐀b", (2, 3)))
    assert found["location"]["range"]["start"] == {"line": 1, "column": 6}


@given(marked())
def test_ranges(case: tuple[str, list[tuple[int, int]]]) -> None:
    raw, spans = case
    for diagnostic, (start, end) in zip(diagnostics(report_of(raw, *spans)), spans):
        assert spanned(raw, diagnostic["location"]["range"]) == raw[start:end]
        assert diagnostic["suggestions"][0]["range"] == diagnostic["location"]["range"]
