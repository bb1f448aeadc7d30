"""Which sentences are garbled: a regression over what judges and rules say of a sentence.

Trained on some documents of the post-edited news and applied to others by ``benchmarks/depth.py``. It
is a yardstick, no rule: an editor is shown words, and a sentence that is merely suspect shows none.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from checker.depth.counts import CountJudge, coded
from checker.depth.ngrams import english
from checker.depth.proposers import PROPOSERS
from checker.depth.sentence import Sentence
from checker.finding import Finding

if TYPE_CHECKING:
    from checker.depth.neural import NeuralJudge

WORST = 3
"""Least likely words or tokens whose mean is a feature."""


def features(text: str, findings: Sequence[Finding], deep: Sequence[Finding], judge: NeuralJudge | None) -> list[float]:
    """What is known of a sentence: length, foreign words, findings, n-grams, best gains by kind, the judge's surprisal."""
    sentence = Sentence(text)
    count = max(1, len(sentence.words))
    numbers, _ = coded(text)
    scores = sorted(numbers.score(at) for at in range(1, len(numbers.numbers)))
    classes = sorted(numbers.kind(at) for at in range(1, len(numbers.numbers)))
    unknown = sum(w.is_word and not sentence.is_name(i) and sentence.lows[i] not in english().words for i, w in enumerate(sentence.words))
    found = [math.log(count), unknown / count, len(findings) / count, len(deep) / count, sum(f.confidence for f in deep), float(bool(findings))]
    for values in (scores, classes):
        found += [sum(values) / len(values), sum(values[:WORST]) / WORST]
    for propose in PROPOSERS.values():
        gains = CountJudge().gains(list(propose(sentence)))
        found.append(max(-5.0, max(gains, default=-5.0)))
    return found + (_surprisal(text, judge) if judge else [])


def _surprisal(text: str, judge: NeuralJudge) -> list[float]:
    values = sorted(judge.log_probabilities(text))
    return [sum(values) / len(values), sum(values[:WORST]) / WORST, values[len(values) // 4], sum(v < -8 for v in values) / len(values)]


class Regression:
    """Logistic regression with a ridge over standardised features, by Newton's method.

    Args:
        rows: the features of each sentence.
        labels: whether it is garbled.
        ridge: the weight of the penalty.
    """

    def __init__(self, rows: list[list[float]], labels: list[bool], ridge: float = 50.0) -> None:
        import numpy as np

        x = np.array(rows)
        self._mean, self._scale = x.mean(axis=0), x.std(axis=0) + 1e-9
        x = self._standard(rows)
        y = np.array(labels, dtype=float)
        penalty = np.eye(x.shape[1]) * ridge
        penalty[-1, -1] = 0
        weights = np.zeros(x.shape[1])
        for _ in range(30):
            p = 1 / (1 + np.exp(-x @ weights))
            gradient = x.T @ (y - p) - penalty @ weights
            weights += np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + penalty, gradient)
        self._weights = weights

    def _standard(self, rows: list[list[float]]) -> Any:
        import numpy as np

        x = (np.array(rows) - self._mean) / self._scale
        return np.hstack([x, np.ones((len(x), 1))])

    def scores(self, rows: list[list[float]]) -> list[float]:
        """The probability of each sentence to be garbled."""
        import numpy as np

        return [float(p) for p in 1 / (1 + np.exp(-self._standard(rows) @ self._weights))]


def precision_at(scores: list[tuple[float, bool]], recall: float) -> float:
    """The precision where so much of what is garbled is found."""
    wanted = math.ceil(recall * sum(bad for _, bad in scores))
    ranked = [bad for _, bad in sorted(scores, key=lambda pair: -pair[0])]
    found = 0
    for number, bad in enumerate(ranked, 1):
        found += bad
        if found >= wanted:
            return found / number
    return 0.0


def ranks(scores: list[tuple[float, bool]]) -> float:
    """AUC: the probability that a garbled sentence scores above another; ties count half."""
    ordered = sorted(scores)
    total, at = 0.0, 0
    while at < len(ordered):
        end = at
        while end < len(ordered) and ordered[end][0] == ordered[at][0]:
            end += 1
        total += sum(bad for _, bad in ordered[at:end]) * (at + end + 1) / 2
        at = end
    bad = sum(bad for _, bad in ordered)
    return (total - bad * (bad + 1) / 2) / max(1, bad * (len(ordered) - bad))
