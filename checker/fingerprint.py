"""Fingerprints: which finding of this run is which of an earlier one.

A fingerprint holds the rule, the quoted words and what stands beside them on the line, and no line
number: it stays when lines are added, removed or moved, and changes when the words or their
neighbours do. White space and the form of accents do not count. SARIF and GitLab follow findings
by it, the baseline holds back old ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from hashlib import sha256

from checker.document import Document
from checker.finding import Finding
from checker.report import FileReport

CONTEXT = 30
"""How much of the line counts on either side, in code points."""

DIGITS = 16
"""Hexadecimal digits of a fingerprint."""

_REACH = 4 * CONTEXT
_LINE_END = re.compile(r"[\r\n]")


def fingerprints(file: FileReport) -> list[str]:
    """One fingerprint a finding, parallel to ``[*findings, *suppressed]`` and unlike all others of the file.

    Findings that cannot be told apart are numbered in the order of the text: ``…``, ``…:2``, ``…:3``,
    whether they are reported or suppressed, so that suppressing one leaves the others’ as they were.
    """
    findings = [*file.findings, *(finding for finding, _ in file.suppressed)]
    marks = [""] * len(findings)
    seen: Counter[str] = Counter()
    for at in sorted(range(len(findings)), key=lambda at: (findings[at].start, findings[at].end, findings[at].code)):
        mark = _mark(file.document, findings[at])
        seen[mark] += 1
        marks[at] = mark if seen[mark] == 1 else f"{mark}:{seen[mark]}"
    return marks


def _mark(document: Document, finding: Finding) -> str:
    """The hash of a finding; its line is where the context ends, so that lines can move."""
    raw = document.raw
    line_start = finding.start - document.line_column(finding.start)[1] + 1
    line_end = _LINE_END.search(raw, finding.end, finding.end + _REACH)
    before = raw[max(line_start, finding.start - _REACH) : finding.start]
    after = raw[finding.end : line_end.start() if line_end else finding.end + _REACH]
    parts = (finding.code, _normal(finding.text), _normal(before)[-CONTEXT:], _normal(after)[:CONTEXT])
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.replace("\ufeff", "").split()))
