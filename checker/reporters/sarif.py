"""SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.

Lines and columns are 1-based, columns in code points, the end exclusive, a byte order mark not
counted (§3.30.2). What is suppressed stands among the results, with what suppresses it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from checker.document import Document
from checker.document.readers.encoding import iana_name
from checker.explain import explain_rule
from checker.finding import Finding, Fix
from checker.fingerprint import fingerprints
from checker.report import FileReport, Report
from checker.reporters._places import portable, said
from checker.rulebook import rule_markdown
from checker.version import __version__

if TYPE_CHECKING:
    from checker.rule import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"critical": "error", "major": "warning", "minor": "note"}
PROBLEMS = {"critical": "error", "major": "warning", "minor": "recommendation"}
SUPPRESSIONS = {"inline": "inSource", "baseline": "external"}
PRECISIONS = ((0.95, "very-high"), (0.8, "high"), (0.5, "medium"), (0.0, "low"))
ROOT = "%SRCROOT%"

Object = dict[str, Any]


def render(report: Report, *, stats: bool = False, color: bool = False) -> str:
    """The log, with one run; ``stats`` and ``color`` are ignored."""
    return log(report, results(report))


def log(report: Report, listed: list[Object], notes: Sequence[Object] = ()) -> str:
    """A log of some of a report’s results, a result a line.

    Args:
        report: what was found.
        listed: its ``results``, or some of them.
        notes: notifications beside those of files that could not be read.
    """
    run = {
        "tool": {"driver": _driver(report)},
        "invocations": [_invocation(report, notes)],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder in which checker ran."}}},
        "artifacts": [_artifact(file) for file in report.files],
        "results": listed,
    }
    return f'{{"$schema": {_json(SCHEMA)}, "version": "2.1.0", "runs": [{_spread(run)}]}}\n'


def results(report: Report) -> list[Object]:
    """The results, file by file in the order of the text, the suppressed among them."""
    index = {rule.code: at for at, rule in enumerate(report.rules)}
    return [result for at, file in enumerate(report.files) for result in _results(file, at, index)]


def _spread(value: object) -> str:
    """JSON with each key and each member of a list on a line: indenting more takes ten times as long."""
    if isinstance(value, dict):
        return "{\n" + ",\n".join(f"{_json(key)}: {_spread(item)}" for key, item in value.items()) + "\n}"
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(map(_json, value)) + "\n]"
    return _json(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _driver(report: Report) -> Object:
    return {
        "name": "checker",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in report.rules],
    }


def _rule(rule: Rule) -> Object:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary + "."},
        "fullDescription": {"text": rule.rationale or rule.summary + "."},
        "help": {"text": explain_rule(rule), "markdown": rule_markdown(rule)},
        "defaultConfiguration": {"level": LEVELS[rule.severity], "enabled": rule.default},
        "properties": {
            "tags": sorted({rule.family, rule.issue_type}),
            "precision": next(name for least, name in PRECISIONS if rule.confidence >= least),
            "problem.severity": PROBLEMS[rule.severity],
        },
    }


def _invocation(report: Report, notes: Sequence[Object]) -> Object:
    errors = [{"level": "error", "message": message(error)} for error in report.errors]
    return {"executionSuccessful": not errors, "toolExecutionNotifications": [*errors, *notes]}


def _artifact(file: FileReport) -> Object:
    artifact: Object = {
        "location": _location(file.path),
        "roles": ["analysisTarget"],
        "properties": {"words": file.words, "score": asdict(file.score)},
    }
    if file.document.encoding:
        artifact["encoding"] = iana_name(file.document.encoding)
    return artifact


def _results(file: FileReport, artifact: int, index: dict[str, int]) -> list[Object]:
    """The results of one file in the order of the text, the suppressed among them."""
    kinds = [""] * len(file.findings) + [SUPPRESSIONS[held_by] for _, held_by in file.suppressed]
    findings = [*file.findings, *(finding for finding, _ in file.suppressed)]
    rows = sorted(zip(findings, kinds, fingerprints(file)), key=lambda row: (row[0].start, row[0].end, row[0].code))
    location = {**_location(file.path), "index": artifact}
    return [_result(file.document, location, index, *row) for row in rows]


def _result(document: Document, location: Object, index: dict[str, int], finding: Finding, kind: str, mark: str) -> Object:
    region = {**_region(document, finding.start, finding.end), "snippet": {"text": finding.text}}
    result: Object = {
        "ruleId": finding.code,
        "level": LEVELS[finding.severity],
        "message": message(said(finding)),
        "locations": [{"physicalLocation": {"artifactLocation": location, "region": region}}],
        "partialFingerprints": {"quotedWordsInContext/v1": mark},
        # §3.27.23: an empty array says “not suppressed”; where one result has it, all do.
        "suppressions": [{"kind": kind}] if kind else [],
        "properties": {"confidence": finding.confidence, "family": finding.family, "issueType": finding.issue_type},
    }
    if finding.code in index:
        result["ruleIndex"] = index[finding.code]
    if finding.entry:
        result["properties"]["entry"] = finding.entry
    if finding.fix:
        result["fixes"] = [_fix(document, location, finding.fix)]
    return result


def _fix(document: Document, location: Object, fix: Fix) -> Object:
    replacement = {"deletedRegion": _region(document, fix.start, fix.end), "insertedContent": {"text": fix.replacement}}
    words = f"Write “{fix.replacement}”" if fix.replacement.strip() else "Delete it"
    return {
        "description": message(words if fix.safe else f"{words}, if it fits"),
        "artifactChanges": [{"artifactLocation": location, "replacements": [replacement]}],
        "properties": {"safe": fix.safe},
    }


def _region(document: Document, start: int, end: int) -> Object:
    mark = document.raw.startswith("\ufeff")
    start, end = max(start, mark), max(end, mark)
    (line, column), (end_line, end_column) = document.line_column(start), document.line_column(end)
    return {
        "startLine": line,
        "startColumn": column - (mark and line == 1),
        "endLine": end_line,
        "endColumn": end_column - (mark and end_line == 1),
        "charOffset": start - mark,
        "charLength": end - start,
    }


def message(text: str) -> Object:
    """A message; braces and what looks like a link are kept from being taken for markup (§3.11)."""
    return {"text": text.replace("{", "{{").replace("}", "}}").replace("](", "] (")}


def _location(path: str) -> Object:
    """A file as a URI: relative to where the checker ran, or absolute for a file elsewhere."""
    name = portable(path)
    if Path(name).is_absolute():
        return {"uri": Path(name).as_uri()}
    return {"uri": quote(os.fsencode(name)), "uriBaseId": ROOT}
