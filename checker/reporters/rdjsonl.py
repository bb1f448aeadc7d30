"""Reviewdog Diagnostic Format, a diagnostic a line: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf."""

from __future__ import annotations

import json
from typing import Any

from checker.document import Document
from checker.finding import Finding
from checker.report import Report
from checker.reporters._places import byte_column, portable, said

SEVERITIES = {"critical": "ERROR", "major": "WARNING", "minor": "INFO"}


def render(report: Report, *, stats: bool = False, color: bool = False) -> str:
    """One diagnostic a finding; ``stats`` and ``color`` are ignored."""
    diagnostics = (_diagnostic(file.document, finding) for file in report.files for finding in file.findings)
    return "".join(json.dumps(diagnostic, ensure_ascii=False) + "\n" for diagnostic in diagnostics)


def _diagnostic(document: Document, finding: Finding) -> dict[str, Any]:
    found: dict[str, Any] = {
        "message": said(finding),
        "location": {"path": portable(document.path), "range": _range(document, finding.start, finding.end)},
        "severity": SEVERITIES[finding.severity],
        "source": {"name": "checker"},
        "code": {"value": finding.code},
    }
    if finding.fix:
        fix = finding.fix
        found["suggestions"] = [{"range": _range(document, fix.start, fix.end), "text": fix.replacement}]
    return found


def _range(document: Document, start: int, end: int) -> dict[str, Any]:
    return {"start": _position(document, start), "end": _position(document, end)}


def _position(document: Document, offset: int) -> dict[str, int]:
    line, column = byte_column(document, offset)
    return {"line": line, "column": column}
