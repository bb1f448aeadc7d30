"""GitHub annotations: read as the runner reads workflow commands, within what GitHub shows."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from made_reports import lines_of, marked, report_of, sample_report, texts

from checker.report import Report
from checker.reporters import render

Command = tuple[str, dict[str, str], str]


def unescaped(text: str, more: tuple[tuple[str, str], ...] = ()) -> str:
    """As actions/runner does it: the per cent sign last."""
    for code, char in (("%0D", "\r"), ("%0A", "\n"), *more, ("%25", "%")):
        text = text.replace(code, char)
    return text


def commands(output: str) -> tuple[list[Command], list[str]]:
    """The workflow commands of a step’s log and its other lines (actions/runner, ActionCommand.TryParseV2)."""
    found: list[Command] = []
    rest: list[str] = []
    for line in re.split(r"\r\n|\r|\n", output)[:-1]:
        match = re.match(r"\s*::(\w+)(?: (.*?))?::(.*)", line, re.S)
        if not match:
            rest.append(line)
            continue
        pairs = (pair.split("=", 1) for pair in (match[2] or "").split(",") if pair)
        properties = {name: unescaped(value, (("%3A", ":"), ("%2C", ","))) for name, value in pairs}
        found.append((match[1], properties, unescaped(match[3])))
    return found, rest


def annotations(output: str) -> list[Command]:
    return [command for command in commands(output)[0] if command[0] in ("error", "warning", "notice")]


def test_the_samples() -> None:
    report = sample_report()
    found = annotations(render(report, "github"))
    assert [kind for kind, *_ in found] == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    by_place = {(file.path, str(f.line), str(f.column), f.code): f for file in report.files for f in file.findings}
    for _, properties, message in found[:-1]:
        finding = by_place[properties["file"], properties["line"], properties["col"], properties["title"].split()[0]]
        assert finding.message in message and int(properties["endColumn"]) == finding.column + len(finding.text)


def test_nothing_found_nothing_said() -> None:
    assert render(report_of("x"), "github") == ""


@pytest.mark.parametrize(("count", "missing"), [(10, ""), (11, "1 error, 1 warning, 2 notices"), (35, "25 errors, 25 warnings, 26 notices")])
def test_the_cap_is_said_and_loses_nothing(count: int, missing: str) -> None:
    report = report_of("x" * 3 * count, *((at, at + 1) for at in range(3 * count)))
    output = render(report, "github")
    shown = annotations(output)
    for kind in ("error", "warning", "notice"):
        assert sum(one == kind for one, *_ in shown) == 10
    everything, lines = commands(output)
    if count == 10:
        assert shown == everything and not lines
        return
    last = shown[-1]
    assert missing in last[2] and "GITHUB_STEP_SUMMARY" in last[2] and "file" not in last[1]
    assert len(shown) - 1 + len(lines) == 3 * count
    assert [kind for kind, *_ in everything[-2:]] == ["group", "endgroup"]


def test_the_worst_come_first() -> None:
    report = report_of("abc", (0, 1), (1, 2), (2, 3))
    assert [kind for kind, *_ in annotations(render(report, "github"))] == ["error", "warning", "notice"]


def test_what_could_not_be_read_is_an_error() -> None:
    assert annotations(render(Report(errors=["b.txt: not UTF-8: 100%\n"]), "github")) == [("error", {"title": "checker"}, "b.txt: not UTF-8: 100%\n")]


@given(marked())
def test_places(case: tuple[str, list[tuple[int, int]]]) -> None:
    raw, spans = case
    for (_, properties, _), (start, end) in zip(annotations(render(report_of(raw, *spans, severity="major"), "github")), spans):
        lines = lines_of(raw)
        before = len("".join(lines[: int(properties["line"]) - 1]))
        after = len("".join(lines[: int(properties["endLine"])]))
        assert before <= start and end <= after
        if "col" in properties:
            assert properties["line"] == properties["endLine"]
            assert (before + int(properties["col"]) - 1, before + int(properties["endColumn"]) - 1) == (start, end)


@given(texts, texts)
def test_nothing_in_an_article_becomes_a_command(message: str, name: str) -> None:
    report = report_of("x" * 40, *((at, at + 1) for at in range(40)), message=message, suggestion="", path=f"d/{name.strip() or 'a'}")
    output = render(report, "github")
    found, rest = commands(output)
    assert {kind for kind, *_ in found} <= {"error", "warning", "notice", "group", "endgroup"}
    assert all(text == message for _, properties, text in annotations(output) if "file" in properties)
    assert not any("##[" in line for line in rest)
    assert len(annotations(output)) == 30 and len(rest) == 11


@pytest.mark.parametrize("name", ["a b.txt", "été,1.txt", "C:\\news\\a.txt", "<stdin>", "100%.txt", os.fsdecode(b"\xe9.txt")])
def test_paths(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for path in (name, str(tmp_path / name)):
        ((_, properties, _),) = annotations(render(report_of("x", (0, 1), path=path), "github"))
        assert properties["file"] == name.replace(os.sep, "/")
