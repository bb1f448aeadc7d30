"""JSON Lines: the objects of the JSON report, each with its path."""

from __future__ import annotations

import json

from hypothesis import given
from made_reports import marked, report_of, sample_report

from checker.report import Report
from checker.reporters import render


def test_the_samples() -> None:
    report = sample_report()
    whole = json.loads(render(report, "json"))
    lines = [json.loads(line) for line in render(report, "jsonl").split("\n")[:-1]]
    assert lines == [{"path": file["path"], **finding} for file in whole["files"] for finding in file["findings"]]
    assert [list(line)[0] for line in lines] == ["path"] * len(lines)


def test_with_stats_a_line_is_a_file() -> None:
    report = sample_report()
    whole = json.loads(render(report, "json", stats=True))
    assert [json.loads(line) for line in render(report, "jsonl", stats=True).split("\n")[:-1]] == whole["files"]


@given(marked())
def test_one_line_a_finding_whatever_the_text(case: tuple[str, list[tuple[int, int]]]) -> None:
    raw, spans = case
    lines = render(report_of(raw, *spans), "jsonl").split("\n")
    assert lines.pop() == "" and len(lines) == len(spans)
    for line, (start, end) in zip(lines, spans):
        found = json.loads(line)
        assert raw[found["start"] : found["end"]] == found["text"] == raw[start:end]


def test_nothing_found_is_nothing() -> None:
    assert render(Report(errors=["x"]), "jsonl") == ""
