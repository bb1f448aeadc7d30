"""JSON: the contract of ``docs/json.md``."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from checker.finding import Finding
from checker.report import FileReport, Report
from checker.version import __version__

VERSION = 1


def finding_object(finding: Finding) -> dict[str, Any]:
    """A finding as the contract has it."""
    return {
        "code": finding.code,
        "name": finding.name,
        "family": finding.family,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "start": finding.start,
        "end": finding.end,
        "line": finding.line,
        "column": finding.column,
        "text": finding.text,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "fix": asdict(finding.fix) if finding.fix else None,
        "issue_type": finding.issue_type,
        "entry": finding.entry or None,
        "source": finding.source or None,
    }


def _file_object(file: FileReport, stats: bool) -> dict[str, Any]:
    found: dict[str, Any] = {"path": file.path, "words": file.words, "score": asdict(file.score)}
    if not stats:
        found["findings"] = [finding_object(finding) for finding in file.findings]
        if file.segments:
            found["segments"] = file.segments
    return found


def render(report: Report, *, stats: bool = False, color: bool = False) -> str:
    """The whole report as one JSON object; ``color`` is ignored."""
    whole: dict[str, Any] = {
        "version": VERSION,
        "checker": __version__,
        "files": [_file_object(file, stats) for file in report.files],
        "errors": report.errors,
    }
    if report.judge:
        whole["judge"] = report.judge
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
