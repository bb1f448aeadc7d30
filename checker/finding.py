"""What the checker says of an article: findings, in the coordinates of the file."""

from __future__ import annotations

from dataclasses import dataclass

SEVERITIES = ("minor", "major", "critical")

FAMILIES = {
    "FRE": "leftover-french",
    "RES": "residue",
    "TYP": "typography",
    "NAM": "names",
    "CAL": "calque",
    "GRM": "grammar",
    "DOC": "document",
    "REF": "reference",
    "LLM": "second-reader",
    "SUP": "suppression",
    "SRC": "source",
}


def severity_rank(severity: str) -> int:
    """0 for minor, 1 for major, 2 for critical."""
    return SEVERITIES.index(severity)


@dataclass(frozen=True)
class Fix:
    """A replacement for a span of the file, written as the file’s format wants it (entities, escapes).

    ``start`` and ``end`` are code points of the decoded file (0-based, end exclusive); ``safe``
    means that it needs no editor's eye.
    """

    start: int
    end: int
    replacement: str
    safe: bool


@dataclass(frozen=True)
class Finding:
    """One place that betrays the machine.

    ``start`` and ``end`` are code points of the decoded file as it is on disk (0-based, end
    exclusive), ``text`` is exactly what stands there; ``line`` and ``column`` are 1-based.
    ``confidence`` is the share of such findings that an editor is expected to accept (0 to 1).
    ``entry`` names the line of the phrase list, where there is one, ``source`` is the French of the
    original that proves the finding, where it was compared.
    """

    code: str
    name: str
    family: str
    severity: str
    confidence: float
    start: int
    end: int
    line: int
    column: int
    text: str
    message: str
    suggestion: str
    fix: Fix | None = None
    issue_type: str = "other"
    entry: str = ""
    source: str = ""
