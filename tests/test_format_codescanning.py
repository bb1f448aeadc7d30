"""SARIF for GitHub code scanning: what GitHub’s documentation asks for and refuses."""

from __future__ import annotations

import json
from typing import Any

import pytest
from made_reports import finding_at, sample_report
from test_format_sarif import VALIDATOR, region

from checker import Document
from checker.report import FileReport, Report
from checker.reporters import codescanning, render


def run_of(report: Report) -> dict[str, Any]:
    log = json.loads(render(report, "codescanning"))
    VALIDATOR.validate(log)
    (run,) = log["runs"]
    return run  # type: ignore[no-any-return]


def test_without_suppressed_results_it_is_the_other_format() -> None:
    assert render(sample_report(), "codescanning") == render(sample_report(), "sarif")


def test_what_is_suppressed_is_left_out_and_the_rest_keeps_its_fingerprints() -> None:
    """GitHub would open an alert for it: https://github.com/github/codeql-action/issues/1230."""
    document = Document("one two two two", path="a.txt")
    spans = [(0, 3), (4, 7), (8, 11), (12, 15)]
    first, second, third, fourth = (finding_at(document, *span) for span in spans)
    report = Report([FileReport(document, [second, fourth], [(third, "baseline"), (first, "inline")])])
    results = run_of(report)["results"]
    assert [region(result)["charOffset"] for result in results] == [4, 12]
    everything = json.loads(render(report, "sarif"))["runs"][0]["results"]
    assert [result for result in everything if not result["suppressions"]] == results


def test_of_too_many_the_gravest_are_listed_and_the_rest_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert codescanning.MOST == 25_000
    monkeypatch.setattr(codescanning, "MOST", 3)
    document = Document("abcdef", path="a.txt")
    severities = ["minor", "critical", "minor", "major", "major", "critical"]
    findings = [finding_at(document, at, at + 1, severity) for at, severity in enumerate(severities)]
    run = run_of(Report([FileReport(document, findings)]))
    assert [(region(result)["charOffset"], result["level"]) for result in run["results"]] == [(1, "error"), (3, "warning"), (5, "error")]
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["level"] == "warning" and "3 of the least grave" in note["message"]["text"]
    assert run["invocations"][0]["executionSuccessful"]


def test_rules_are_within_githubs_limits() -> None:
    """docs.github.com, “SARIF support for code scanning”, the reportingDescriptor and result objects."""
    run = run_of(sample_report())
    rules = run["tool"]["driver"]["rules"]
    for rule in rules:
        assert len(rule["name"]) <= 255 and rule["help"]["text"] and rule["help"]["markdown"]
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024 and 0 < len(rule["fullDescription"]["text"]) <= 1024, rule["id"]
        assert len(rule["properties"]["tags"]) <= 10
        assert rule["properties"]["precision"] in ("very-high", "high", "medium", "low")
        assert rule["properties"]["problem.severity"] in ("error", "warning", "recommendation")
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] and result["message"]["text"]
        assert len(result["locations"]) == 1 and result["partialFingerprints"]
