"""GitLab Code Quality: what GitLab’s own validator and documentation ask for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft7Validator
from made_reports import lines_of, marked, report_of, sample_report

from checker.report import Report
from checker.reporters import render

# https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format: every field but the line’s end is asked for.
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 8},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^/.]"},
                    "lines": {"required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}, "end": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
}
VALIDATOR = Draft7Validator(SCHEMA)


def issues_of(report: Report) -> list[dict[str, Any]]:
    issues: list[dict[str, Any]] = json.loads(render(report, "gitlab"))
    VALIDATOR.validate(issues)
    fingerprints = [issue["fingerprint"] for issue in issues]
    assert len(set(fingerprints)) == len(fingerprints)
    return issues


def test_the_samples() -> None:
    report = sample_report()
    found = [(i["location"]["path"], i["location"]["lines"]["begin"], i["check_name"].split()[0], i["severity"]) for i in issues_of(report)]
    assert found == [(file.path, f.line, f.code, f.severity) for file in report.files for f in file.findings]


def test_nothing_found_is_an_empty_report() -> None:
    assert issues_of(report_of("x")) == []


def test_one_fault_in_two_files_is_two() -> None:
    first, second = report_of("x", (0, 1)), report_of("x", (0, 1), path="b.txt")
    assert len(issues_of(Report([*first.files, *second.files]))) == 2


@given(marked())
def test_lines(case: tuple[str, list[tuple[int, int]]]) -> None:
    raw, spans = case
    lines = lines_of(raw)
    for issue, (start, end) in zip(issues_of(report_of(raw, *spans)), spans):
        place = issue["location"]["lines"]
        assert len("".join(lines[: place["begin"] - 1])) <= start
        assert max(start, end - 1) <= len("".join(lines[: place["end"]]))
        assert place["end"] == place["begin"] or len("".join(lines[: place["end"] - 1])) < end


@pytest.mark.parametrize("name", ["a b.txt", "été/à.txt", "C:\\news\\a.txt", "<stdin>"])
def test_paths_are_relative(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    marks = set()
    for path in (name, f"./{name}", str(tmp_path / name)):
        (issue,) = issues_of(report_of("x", (0, 1), path=path))
        assert issue["location"]["path"] == name
        marks.add(issue["fingerprint"])
    assert len(marks) == 1
