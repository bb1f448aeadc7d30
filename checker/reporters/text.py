"""Text for people: each finding with its line, why it is wrong and what to write."""

from __future__ import annotations

import shutil
import textwrap
import unicodedata
from functools import cache

from checker.finding import SEVERITIES, Finding
from checker.report import FileReport, Report

_COLORS = {"critical": "1;31", "major": "33", "minor": "36"}
_LEAST_WIDTH = 40
_REACH = 1000
"""How far from a finding its line is looked at, in code points: a file may be a single line."""


def render(report: Report, *, stats: bool = False, color: bool = False) -> str:
    """The report as text, wrapped to the terminal (80 columns when piped)."""
    width = max(_LEAST_WIDTH, min(100, shutil.get_terminal_size((80, 24)).columns)) if color else 80
    parts: list[str] = []
    for file in report.files:
        if not stats:
            parts.extend(_finding(file, finding, width, color) for finding in file.findings)
        parts.append(_file_line(file, color))
    parts.append(_summary(report, color))
    body = "\n".join(part for part in parts if part)
    return body + "\n" if body else ""


def cells(text: str) -> int:
    """The columns that a text takes on a terminal: wide characters two, combining ones none."""
    return len(text) if text.isascii() and text.isprintable() else sum(map(_cell, text))


@cache
def _cell(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Cc", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _paint(text: str, code: str, color: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if color else text


def _finding(file: FileReport, finding: Finding, width: int, color: bool) -> str:
    place = _paint(f"{file.path}:{finding.line}:{finding.column}", "1", color)
    severity = _paint(finding.severity, _COLORS[finding.severity], color)
    lines = [f"{place}: {finding.code} {finding.name} ({severity})"]
    lines += _excerpt(file, finding, width, color)
    lines += textwrap.wrap(finding.message, width, initial_indent="    ", subsequent_indent="    ")
    if finding.source:
        lines += textwrap.wrap(f"fr: {finding.source}", width, initial_indent="    ", subsequent_indent="        ")
    if finding.suggestion:
        lines += textwrap.wrap(f"→ {finding.suggestion}", width, initial_indent="    ", subsequent_indent="      ")
    return "\n".join(lines) + "\n"


def _excerpt(file: FileReport, finding: Finding, width: int, color: bool) -> list[str]:
    """The part of the line around the finding, and a line of marks under it."""
    whole = file.document.line_text(finding.line)
    start = finding.column - 1
    cut = max(0, start - _REACH)
    line = whole[cut : start + _REACH]
    start -= cut
    end = max(start, min(len(line), start + finding.end - finding.start))
    room = width - 4
    first, last = _window(line, start, end, room)
    left = "…" if cut + first else ""
    right = "…" if cut + last < len(whole) else ""
    shown = _clean(left + line[first:last] + right)
    indent = cells(_clean(left + line[first:start]))
    marks = max(1, cells(_clean(line[start : min(end, last)])))
    return ["    " + shown, "    " + " " * indent + _paint("^" * marks, _COLORS[finding.severity], color)]


def _window(line: str, start: int, end: int, room: int) -> tuple[int, int]:
    """Which part of a long line to show so that the finding is in it."""
    if cells(line[: room + 1]) <= room and cells(line) <= room:
        return 0, len(line)
    room -= 2
    first = max(0, start - max(0, (room - cells(line[start:end])) // 2))
    last = first
    used = 0
    while last < len(line) and used + _cell(line[last]) <= room:
        used += _cell(line[last])
        last += 1
    while last == len(line) and first and used + _cell(line[first - 1]) <= room:
        first -= 1
        used += _cell(line[first])
    return first, last


def _clean(text: str) -> str:
    """Tabs and control characters as spaces, so that the marks stand where they should."""
    return text if text.isprintable() else "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in text)


def _file_line(file: FileReport, color: bool) -> str:
    count = len(file.findings)
    found = f"{count} finding{'s' * (count != 1)}" if count else "no findings"
    score = file.score
    value = f"; score {score.value} ({score.per_1000} per 1,000 words)" if score.value is not None else ""
    return _paint(f"{file.path}: {found} in {file.words:,} words{value}", "1", color)


def _summary(report: Report, color: bool) -> str:
    if not report.files:
        return ""
    lines = []
    if report.findings:
        by_severity = report.count("severity")
        lines.append("severity  " + ", ".join(f"{by_severity[s]} {s}" for s in reversed(SEVERITIES) if by_severity[s]))
        by_family = report.count("family").most_common()
        lines += textwrap.wrap("family    " + ", ".join(f"{n} {name}" for name, n in by_family), 80, subsequent_indent=" " * 10)
    lines += _fixable(report)
    if any(file.score.value is not None for file in report.files):
        lines.append(f"signature {report.files[0].score.signature}")
    return "\n".join(lines)


def _fixable(report: Report) -> list[str]:
    """How many findings can be fixed by the program, where some can."""
    safe = [finding.fix.safe for finding in report.findings if finding.fix]
    if not safe:
        return []
    with_fix, more = sum(safe), len(safe) - sum(safe)
    return [f"fixable   {with_fix} with --fix" + (f", {more} more with --unsafe-fixes" if more else "")]
