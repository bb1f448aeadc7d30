"""Limits: how much a run may find before it fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from checker.finding import severity_rank
from checker.report import FileReport, Report
from checker.score import LEAST_WORDS


@dataclass(frozen=True)
class Limits:
    """When a run fails.

    Attributes:
        fail_on: the least severity that counts; ``never``: none does. Empty: minor, and nothing
            where ``fail_under`` is given alone.
        max_per_1000: findings that count per 1,000 words that each file may have; infinite: one
            that counts is enough to fail.
        fail_under: the least score that each file must have; 0: any. A file under ``LEAST_WORDS``
            words has no score and cannot fall short of it.
    """

    fail_on: str = ""
    max_per_1000: float = inf
    fail_under: float = 0.0

    def broken(self, report: Report) -> bool:
        """Whether a run fails."""
        if any(True for _ in self.reasons(report)):
            return True
        if self.max_per_1000 < inf or (self.fail_under and not self.fail_on):
            return False
        return report.reaches(self.fail_on or "minor")

    def reasons(self, report: Report) -> Iterator[str]:
        """A line for each file and limit that it breaks."""
        for file in report.files:
            density = self._density(file)
            if density > self.max_per_1000:
                yield f"{file.path}: {density:.1f} findings per 1,000 words, more than {self.max_per_1000:g}"
            value = file.score.value
            if value is not None and value < self.fail_under:
                yield f"{file.path}: score {value}, under {self.fail_under:g}"

    def unscored(self, report: Report) -> str:
        """A line on files without a score, where one is asked for; empty: there is none."""
        short = [file.path for file in report.files if file.score.value is None] if self.fail_under else []
        if not short:
            return ""
        names = ", ".join(short[:3]) + (f" and {len(short) - 3} more" if len(short) > 3 else "")
        return f"under {LEAST_WORDS} words, so without a score for --fail-under: {names}"

    def _density(self, file: FileReport) -> float:
        """Findings that count per 1,000 words of a file."""
        if self.fail_on == "never":
            return 0.0
        least = severity_rank(self.fail_on or "minor")
        count = sum(1 for finding in file.findings if severity_rank(finding.severity) >= least)
        return 1000 * count / max(1, file.words)
