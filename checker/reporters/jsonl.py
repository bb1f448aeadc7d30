"""JSON Lines: one finding a line, as ``docs/json.md`` has it, with the path of its file."""

from __future__ import annotations

import json
from dataclasses import asdict

from checker.report import Report
from checker.reporters.json import finding_object


def render(report: Report, *, stats: bool = False, color: bool = False) -> str:
    """One line a finding; with ``stats`` one line a file. ``color`` is ignored."""
    if stats:
        lines = [{"path": file.path, "words": file.words, "score": asdict(file.score)} for file in report.files]
    else:
        lines = [{"path": file.path, **finding_object(finding)} for file in report.files for finding in file.findings]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
