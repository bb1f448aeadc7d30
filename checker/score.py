"""The score: an MQM-like penalty per 1,000 words.

Each finding weighs by severity; the sum is normed to 1,000 words and taken from 100, the linear
calibrated form of the MQM scoring model (themqm.org, scoring models). It is not MQM: only what the
rules see is counted, by no human judge. A figure means something only beside its signature.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checker.finding import SEVERITIES, Finding
from checker.version import __version__

WEIGHTS = {"minor": 1, "major": 5, "critical": 25}
LEAST_WORDS = 250


@dataclass(frozen=True)
class Score:
    """The penalty of one article.

    ``per_1000`` and ``value`` (100 less ``per_1000``, at least 0) are ``None`` below
    ``LEAST_WORDS`` words: so little text has no score.
    """

    penalty: int
    per_1000: float | None
    value: float | None
    signature: str


def signature() -> str:
    """How a score was made, in sacrebleu's manner."""
    weights = "|".join(f"{name[:3]}:{WEIGHTS[name]}" for name in reversed(SEVERITIES))
    return f"mqm-like|{weights}|per:1000|repeats:once|min:{LEAST_WORDS}|version:{__version__}"


def score(findings: Iterable[Finding], words: int) -> Score:
    """Score the findings of one article of ``words`` words; repeats on one name count once."""
    seen: set[tuple[str, str]] = set()
    penalty = 0
    for finding in findings:
        key = (finding.code, " ".join(finding.text.split()).casefold())
        if finding.family in ("names", "leftover-french"):
            if key in seen:
                continue
            seen.add(key)
        penalty += WEIGHTS[finding.severity]
    if words < LEAST_WORDS:
        return Score(penalty, None, None, signature())
    per_1000 = round(1000 * penalty / words, 1)
    return Score(penalty, per_1000, round(max(0.0, 100 - per_1000), 1), signature())
