"""Checkstyle XML: https://checkstyle.org/result_reports.html, schema checkstyle-report-1.0.0.xsd."""

from __future__ import annotations

from checker.report import Report
from checker.reporters._places import portable, said
from checker.reporters._xml import document, element
from checker.version import __version__

SEVERITIES = {"critical": "error", "major": "warning", "minor": "info"}


def render(report: Report, *, stats: bool = False, color: bool = False) -> str:
    """One ``file`` an input, one ``error`` a finding; ``stats`` and ``color`` are ignored."""
    root = element(None, "checkstyle", version=__version__)
    for file in report.files:
        parent = element(root, "file", name=portable(file.path))
        for finding in file.findings:
            element(
                parent,
                "error",
                line=finding.line,
                column=finding.column,
                severity=SEVERITIES[finding.severity],
                message=said(finding),
                source=f"checker.{finding.family}.{finding.code}",
            )
    for message in report.errors:
        element(root, "exception", message)
    return document(root)
