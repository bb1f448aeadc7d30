"""Verdicts: which gains are wide enough, and how sure they make a finding.

A candidate's score is the judge's gain and half the gain of the n-grams, whose errors are others;
a completion's, the judge's gain and twice the log-odds that the detector sees a gap there.
``checker/data/depth/thresholds.tsv`` holds for each kind of candidate and each judge the least gain
of the n-grams (of a completion the least log-odds), the least score, and the two numbers of a logistic curve that turns the score into
the share of such candidates whose span holds a word that a post-editor changed (Platt, "Probabilistic Outputs
for Support Vector Machines", 1999). ``benchmarks/calibrate_depth.py`` writes it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from checker.data import data_lines

THRESHOLDS = "depth/thresholds.tsv"
COUNTS_WEIGHT = 0.5
"""What a nat of the n-grams is worth beside a nat of a better judge."""
ODDS_WEIGHT = 2.0
"""What a nat of the detector’s log-odds is worth beside a nat of the judge that fills the gap."""


@dataclass(frozen=True)
class Threshold:
    """What a candidate of one kind must gain.

    Attributes:
        counts: by the n-grams, to be shown to the judge at all; or the log-odds of a gap.
        score: to be reported.
        slope, intercept: of the logistic curve over the score.
    """

    counts: float
    score: float
    slope: float
    intercept: float

    def confidence(self, score: float) -> float:
        """The share (0 to 1) of findings with such a score that an editor is expected to accept."""
        return round(min(0.95, 1 / (1 + math.exp(-(self.intercept + self.slope * score)))), 2)


@cache
def thresholds() -> dict[tuple[str, str], Threshold]:
    """The thresholds by kind and judge; a pair that the file lacks is not reported."""
    table = {}
    for line in data_lines(THRESHOLDS):
        kind, judge, *numbers = line.split("\t")
        table[kind, judge] = Threshold(*map(float, numbers))
    return table
