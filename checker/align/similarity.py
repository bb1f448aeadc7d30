"""What a similarity of two texts is to the aligner, and the one for two texts of one language."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from checker.folding import fold

Score = Callable[[int, int], float]


class Comparison(NamedTuple):
    """Two lists of texts made ready to be compared.

    ``score`` gives the similarity of source text ``i`` and target text ``j``: 0 is nothing in common,
    about 1 a close translation. ``source`` and ``target`` are the texts’ weights: how much each says.
    """

    score: Score
    source: list[float]
    target: list[float]


class Similarity(Protocol):
    """A way to compare texts.

    Attributes:
        chance: what unrelated sentences reach; below it a sentence is better left alone.
        strong: what proves two paragraphs or sentences to be the same out of their order.
        join: what a sentence joined to another must add, in units of an average segment.
        common: the least mean over two articles that are the same article.
    """

    chance: float
    strong: float
    join: float
    common: float

    def compare(self, source: Sequence[str], target: Sequence[str]) -> Comparison:
        """Prepare two lists of texts, of which any may be compared."""


ORDERS = (3, 4)


class SameLanguage:
    """F score over the distinct character n-grams of the folded texts, the rare ones weighing more.

    chrF (Popović 2015) with β = 1, sets for counts and inverse document frequencies, so that two
    sentences are not alike for the endings and articles that all English shares. It aligns; it is
    never reported.
    """

    chance = 0.10
    strong = 0.50
    join = 0.04
    common = 0.25

    def compare(self, source: Sequence[str], target: Sequence[str]) -> Comparison:
        """See ``Similarity``."""
        ids: dict[tuple[str, int], int] = {}
        left = [_grams(text, ids) for text in source]
        right = [_grams(text, ids) for text in target]
        counts = Counter(gram for grams in (*left, *right) for gram in grams)
        weights = [math.log(1 + (len(left) + len(right)) / counts[gram]) for gram in range(len(ids))]
        left_sums = [sum(weights[gram] for gram in grams) for grams in left]
        right_sums = [sum(weights[gram] for gram in grams) for grams in right]

        def score(i: int, j: int) -> float:
            whole = left_sums[i] + right_sums[j]
            return 2 * sum(map(weights.__getitem__, left[i] & right[j])) / whole if whole else 0.0

        return Comparison(score, left_sums, right_sums)


def _grams(text: str, ids: dict[tuple[str, int], int]) -> frozenset[int]:
    """The n-grams as numbers; the second occurrence of one is another than its first."""
    words = " " + " ".join(re.findall(r"\w+", fold(text))) + " "
    seen: Counter[str] = Counter()
    found = []
    for order in ORDERS:
        for at in range(len(words) - order + 1):
            gram = words[at : at + order]
            seen[gram] += 1
            found.append(ids.setdefault((gram, seen[gram]), len(ids)))
    return frozenset(found)
