"""SARIF: the published schema, a public reader, regions that hold what they say."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given
from jsonschema import Draft7Validator
from made_reports import cut, finding_at, lines_of, marked, report_of, sample_report
from sarif_pydantic import Level, Sarif

from checker import Document
from checker.finding import Fix
from checker.report import FileReport, Report
from checker.reporters import render
from checker.version import __version__

SCHEMA = Path(__file__).resolve().parent / "schemas" / "sarif-schema-2.1.0.json"
VALIDATOR = Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def run_of(report: Report) -> dict[str, Any]:
    log = json.loads(render(report, "sarif"))
    VALIDATOR.validate(log)
    (run,) = log["runs"]
    return run  # type: ignore[no-any-return]


def region(result: dict[str, Any]) -> dict[str, Any]:
    return result["locations"][0]["physicalLocation"]["region"]  # type: ignore[no-any-return]


def test_the_samples_fit_the_schema() -> None:
    report = sample_report()
    run = run_of(report)
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"], driver["semanticVersion"]) == ("checker", __version__, __version__)
    assert len(run["results"]) == len(report.findings) > 100
    assert len(run["artifacts"]) == len(report.files)
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_a_public_reader_reads_it() -> None:
    report = sample_report()
    (run,) = Sarif.model_validate_json(render(report, "sarif")).runs
    levels = {"critical": Level.ERROR, "major": Level.WARNING, "minor": Level.NOTE}
    read = []
    for result in run.results or []:
        place = (result.locations or [])[0].physical_location
        assert place and place.artifact_location and place.region and place.region.snippet
        read.append((place.artifact_location.uri, place.region.start_line, place.region.start_column, result.rule_id, result.level, place.region.snippet.text))
    expected = [(file.path, f.line, f.column, f.code, levels[f.severity], f.text) for file in report.files for f in file.findings]
    assert sorted(map(str, read)) == sorted(map(str, expected))


def test_rules_explain_themselves() -> None:
    rules = {rule["id"]: rule for rule in run_of(sample_report())["tool"]["driver"]["rules"]}
    tag = rules["FRE101"]
    assert tag["name"] == "editorial-tag" and tag["defaultConfiguration"] == {"level": "error", "enabled": True}
    assert "NDLR" in tag["help"]["text"] and "NDLR" in tag["help"]["markdown"]
    assert tag["properties"]["problem.severity"] == "error"
    assert tag["properties"]["precision"] in ("very-high", "high", "medium", "low")
    assert set(tag["properties"]["tags"]) == {"leftover-french", "untranslated"}
    for rule in rules.values():
        for text in (rule["shortDescription"]["text"], rule["fullDescription"]["text"], rule["help"]["text"]):
            assert text.strip(), rule["id"]
        assert not re.search(r"<[a-z/!]", re.sub(r"(`+).*?\1", "", rule["help"]["markdown"])), rule["id"]  # §3.11.4.2: no HTML


@given(marked())
def test_regions_hold_what_they_say(case: tuple[str, list[tuple[int, int]]]) -> None:
    raw, spans = case
    seen = raw.removeprefix("\ufeff")  # §3.30.2: values do not depend on a byte order mark.
    for result in run_of(report_of(raw, *spans))["results"]:
        for found in (region(result), result["fixes"][0]["artifactChanges"][0]["replacements"][0]["deletedRegion"]):
            by_offset = seen[found["charOffset"] :][: found["charLength"]]
            by_line = cut(lines_of(seen), (found["startLine"], found["startColumn"]), (found["endLine"], found["endColumn"]))
            assert by_offset == by_line == region(result)["snippet"]["text"].removeprefix("\ufeff" if raw != seen else "")


def test_fixes() -> None:
    document = Document("Il « war » x", path="a.txt")
    safe = finding_at(document, 3, 10, fix=Fix(3, 5, "“", safe=True))
    unsafe = finding_at(document, 11, 12, fix=Fix(10, 12, "", safe=False))
    first, second = run_of(Report([FileReport(document, [safe, unsafe])]))["results"]
    (change,) = first["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"] == first["locations"][0]["physicalLocation"]["artifactLocation"]
    (replacement,) = change["replacements"]
    assert replacement["insertedContent"] == {"text": "“"}
    assert (replacement["deletedRegion"]["charOffset"], replacement["deletedRegion"]["charLength"]) == (3, 2)
    assert first["fixes"][0]["properties"] == {"safe": True} and second["fixes"][0]["properties"] == {"safe": False}


def test_what_is_suppressed_stays_and_says_so() -> None:
    document = Document("one two three", path="a.txt")
    file = FileReport(document, [finding_at(document, 4, 7)], [(finding_at(document, 8, 13), "baseline"), (finding_at(document, 0, 3), "inline")])
    results = run_of(Report([file]))["results"]
    assert [region(result)["snippet"]["text"] for result in results] == ["one", "two", "three"]
    assert [result["suppressions"] for result in results] == [[{"kind": "inSource"}], [], [{"kind": "external"}]]
    (read,) = Sarif.model_validate_json(render(Report([file]), "sarif")).runs
    assert [bool(result.suppressions) for result in read.results or []] == [True, False, True]


def test_errors_are_notifications() -> None:
    assert run_of(sample_report())["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]
    (invocation,) = run_of(Report(errors=["b.txt: not UTF-8 (line 3); {0}"]))["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"] == [{"level": "error", "message": {"text": "b.txt: not UTF-8 (line 3); {{0}}"}}]


def test_messages_are_no_markup() -> None:
    report = report_of("x", (0, 1), message="“{0}” and [a](1)", suggestion="")
    assert run_of(report)["results"][0]["message"]["text"] == "“{{0}}” and [a] (1)"


@pytest.mark.parametrize("name", ["a b.txt", "dossier/été.txt", "C:\\news\\a.txt", "a:b.txt", "<stdin>", "100%.txt", "#1?.txt", os.fsdecode(b"\xe9.txt")])
def test_paths_become_relative_uris(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for path in (name, f"./{name}", str(tmp_path / name)):
        run = run_of(report_of("x", (0, 1), path=path))
        location = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
        uri = location["uri"]
        assert re.fullmatch(r"(?:[\w.~/-]|%[0-9A-F]{2})+", uri, re.A)
        assert unquote_to_bytes(uri) == os.fsencode(name).replace(os.sep.encode(), b"/")
        assert location["uriBaseId"] in run["originalUriBaseIds"]
    outside = run_of(report_of("x", (0, 1), path=str(tmp_path.parent / "b.txt")))["artifacts"][0]["location"]
    assert outside == {"uri": (tmp_path.parent / "b.txt").as_uri()}


def test_it_is_deterministic() -> None:
    assert render(sample_report(), "sarif") == render(sample_report(), "sarif", stats=True, color=True)
