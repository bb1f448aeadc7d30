"""Reviewdog Diagnostic Format, a diagnostic a line: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf."""

from __future__ import annotations

import json
from typing import Any

from checker.finding import Finding
from checker.report import FileReport, Report
from checker.reporters._places import BytePlaces, portable, said

SEVERITIES = {"critical": "ERROR", "major": "WARNING", "minor": "INFO"}


def render(report: Report, *, stats: bool = False, color: bool = False) -> str:
    """One diagnostic a finding; ``stats`` and ``color`` are ignored."""
    diagnostics = (diagnostic for file in report.files for diagnostic in _diagnostics(file))
    return "".join(json.dumps(diagnostic, ensure_ascii=False) + "\n" for diagnostic in diagnostics)


def _diagnostics(file: FileReport) -> list[dict[str, Any]]:
    path, places = portable(file.path), BytePlaces(file.document)
    return [_diagnostic(path, places, finding) for finding in file.findings]


def _diagnostic(path: str, places: BytePlaces, finding: Finding) -> dict[str, Any]:
    found: dict[str, Any] = {
        "message": said(finding),
        "location": {"path": path, "range": _range(places, finding.start, finding.end)},
        "severity": SEVERITIES[finding.severity],
        "source": {"name": "checker"},
        "code": {"value": finding.code},
    }
    if finding.fix:
        fix = finding.fix
        found["suggestions"] = [{"range": _range(places, fix.start, fix.end), "text": fix.replacement}]
    return found


def _range(places: BytePlaces, start: int, end: int) -> dict[str, Any]:
    return {"start": _position(places, start), "end": _position(places, end)}


def _position(places: BytePlaces, offset: int) -> dict[str, int]:
    line, column = places.of(offset)
    return {"line": line, "column": column}
