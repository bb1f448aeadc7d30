"""Markdown: a summary for a job’s page or a merge request’s comment (GitHub, GitLab)."""

from __future__ import annotations

import re

from checker.finding import SEVERITIES, Finding, severity_rank
from checker.report import FileReport, Report

_MOST = 1000
_LONGEST = 240
_SPECIAL = re.compile(r"[\\`*_~\[\]<>|&#@!:$]")


def render(report: Report, *, stats: bool = False, color: bool = False) -> str:
    """A table of the articles, worst first, and the findings of each; ``color`` is ignored.

    Of very many findings the gravest are listed and the rest counted: a job’s page on GitHub
    takes 1 MiB.
    """
    files = sorted((file for file in report.files if file.findings), key=_weight)
    lines = [f"### checker: {_count(len(report.findings), 'finding')} in {_count(len(report.files), 'article')}", ""]
    lines += [f"- {_escape(error)}" for error in report.errors] + [""] * bool(report.errors)
    if files:
        lines += ["| article | words | critical | major | minor | score |", "|---|--:|--:|--:|--:|--:|"]
        lines += [_row(file) for file in files]
    if not stats:
        listed = set(map(id, sorted(report.findings, key=lambda f: -severity_rank(f.severity))[:_MOST]))
        for file in files:
            lines += _details(file, [finding for finding in file.findings if id(finding) in listed])
        if len(report.findings) > _MOST:
            lines += ["", f"{len(report.findings) - _MOST:,} more findings are not listed."]
    return "\n".join(lines).rstrip() + "\n"


def _weight(file: FileReport) -> tuple[int, ...]:
    """Sorts the file with the most critical findings first, then by major and minor ones."""
    return tuple(-sum(finding.severity == severity for finding in file.findings) for severity in reversed(SEVERITIES))


def _row(file: FileReport) -> str:
    counts = [str(-count or "") for count in _weight(file)]
    score = "" if file.score.value is None else str(file.score.value)
    return _cells(_escape(file.path), f"{file.words:,}", *counts, score)


def _details(file: FileReport, findings: list[Finding]) -> list[str]:
    if not findings:
        return []
    head = ["", f"<details><summary>{_escape(file.path)}</summary>", "", "| line | rule | severity | words | why | write |", "|--:|---|---|---|---|---|"]
    return head + [_finding(finding) for finding in findings] + ["", "</details>"]


def _finding(finding: Finding) -> str:
    texts = (_escape(_clip(text)) for text in (finding.text, finding.message, finding.suggestion))
    return _cells(str(finding.line), f"{finding.code} {finding.name}", finding.severity, *texts)


def _clip(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _cells(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _escape(text: str) -> str:
    """A text that means only itself: no markup, no mention, no line of its own."""
    return _SPECIAL.sub(lambda sign: f"&#{ord(sign[0])};", " ".join(text.split()))


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'s' * (number != 1)}"
