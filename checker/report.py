"""Reports: the findings of one file, and of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from checker.document import Document
from checker.finding import Finding, severity_rank
from checker.score import Score, score

if TYPE_CHECKING:
    from checker.comparison import Comparison
    from checker.rule import Rule


@dataclass
class FileReport:
    """What was found in one document; findings are in the order of the text.

    ``suppressed`` holds what was found and is not reported, each with what holds it back
    (``inline``: a comment in the article): formats that can say so list it, nothing counts it.
    ``comparisons`` are those with the texts that the article was compared with.
    """

    document: Document
    findings: list[Finding]
    suppressed: list[tuple[Finding, str]] = field(default_factory=list)
    comparisons: Sequence[Comparison] = ()

    @property
    def path(self) -> str:
        """How the document is called."""
        return self.document.path

    @property
    def segments(self) -> list[dict[str, Any]]:
        """How the article’s sentences correspond to those of the compared texts (see ``Comparison.rows``)."""
        return [row for comparison in self.comparisons for row in comparison.rows()]

    @property
    def words(self) -> int:
        """The document's words."""
        return self.document.word_count

    @cached_property
    def score(self) -> Score:
        """The MQM-like score (see ``checker.score``)."""
        return score(self.findings, self.words)


@dataclass
class Report:
    """A run: one report a file, and the inputs that could not be read.

    ``rules`` are those that ran, for formats that explain what they list. ``judge`` is the second
    reader’s bill as ``docs/json.md`` has it; empty: none was asked.
    """

    files: list[FileReport] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    rules: Sequence[Rule] = ()
    judge: dict[str, Any] = field(default_factory=dict)

    @property
    def findings(self) -> list[Finding]:
        """All findings, file by file."""
        return [finding for file in self.files for finding in file.findings]

    def count(self, attribute: str) -> Counter[str]:
        """Findings by an attribute: ``severity``, ``family`` or ``code``."""
        return Counter(getattr(finding, attribute) for finding in self.findings)

    def reaches(self, severity: str) -> bool:
        """Whether a finding is at or above a severity; ``never`` is never reached."""
        if severity == "never":
            return False
        return any(severity_rank(f.severity) >= severity_rank(severity) for f in self.findings)
