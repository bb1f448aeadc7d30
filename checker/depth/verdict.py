"""Verdicts: which gains are wide enough, and how sure they make a finding.

``checker/data/depth/thresholds.tsv`` holds for each kind of candidate and each judge the least gain
of the n-grams, the least gain of the judge, and the two numbers of a logistic curve that turns the
judge's gain into the share of such findings that stand where a human changed the text (Platt,
"Probabilistic Outputs for Support Vector Machines", 1999). ``benchmarks/depth.py --calibrate``
writes it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from checker.data import data_lines

THRESHOLDS = "depth/thresholds.tsv"


@dataclass(frozen=True)
class Threshold:
    """What a candidate of one kind must gain.

    Attributes:
        counts: by the n-grams, to be shown to the judge at all.
        gain: by the judge, to be reported.
        slope, intercept: of the logistic curve over the judge's gain.
    """

    counts: float
    gain: float
    slope: float
    intercept: float

    def confidence(self, gain: float) -> float:
        """The share (0 to 1) of findings with such a gain that an editor is expected to accept."""
        return round(min(0.95, 1 / (1 + math.exp(-(self.intercept + self.slope * gain)))), 2)


@cache
def thresholds() -> dict[tuple[str, str], Threshold]:
    """The thresholds by kind and judge; a pair that the file lacks is not reported."""
    table = {}
    for line in data_lines(THRESHOLDS):
        kind, judge, *numbers = line.split("\t")
        table[kind, judge] = Threshold(*map(float, numbers))
    return table
