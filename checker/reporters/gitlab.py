"""GitLab Code Quality: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from checker.finding import Finding
from checker.fingerprint import fingerprints
from checker.report import FileReport, Report
from checker.reporters._places import last_line, portable, said


def render(report: Report, *, stats: bool = False, color: bool = False) -> str:
    """An array of issues; ``stats`` and ``color`` are ignored."""
    issues = [
        _issue(file, finding, mark) for file in report.files for finding, mark in zip(file.findings, fingerprints(file))
    ]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _issue(file: FileReport, finding: Finding, mark: str) -> dict[str, Any]:
    path = portable(file.path)
    return {
        "description": said(finding),
        "check_name": f"{finding.code} {finding.name}",
        # GitLab compares fingerprints across all files of a report.
        "fingerprint": sha256(f"{path}\0{mark}".encode("utf-8", "surrogatepass")).hexdigest()[:32],
        "severity": finding.severity,
        "location": {"path": path, "lines": {"begin": finding.line, "end": last_line(file.document, finding)}},
    }
