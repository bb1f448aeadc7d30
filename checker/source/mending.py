"""Beads mended where the place of a sentence and its length say more than its words.

The aligner leaves a sentence alone when it shares little with any other. Between two sure beads the
order and the lengths still tell which French a short or free sentence renders, and so which is missing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from checker.align import Bead, Segment, Similarity
from checker.align.similarity import Score

RATIO = 0.92
"""Characters of English for one of French, in the press."""
LENGTH = 0.25
"""What a step of one in the logarithm of lengths weighs beside the similarity."""
FAR = 1.5
"""Logarithms of lengths beyond which sentences are alike far apart."""
PAIRED = 0.9
"""Logarithm of lengths up to which two sentences left over side by side may be a pair."""
MOST = 6
"""Sentences left over in one gap up to which every pairing in order is tried."""


def fit(english: int, french: int) -> float:
    """How far two lengths, in code points, are from a translation's: the logarithm of their ratio."""
    return abs(math.log(max(english, 1) / max(french * RATIO, 1)))


class Sides(NamedTuple):
    """The two texts that are aligned, and the similarity of any two of their sentences."""

    french: Sequence[Segment]
    english: Sequence[Segment]
    score: Score

    def worth(self, i: int, j: int) -> float:
        """How well two sentences go together, by words and by length."""
        return self.score(i, j) - LENGTH * min(FAR, self.fit(i, j))

    def fit(self, i: int, j: int) -> float:
        """How far the lengths of two sentences are from a translation's."""
        return fit(len(self.english[j].text), len(self.french[i].text))


def mended(beads: list[Bead], french: Sequence[Segment], english: Sequence[Segment], similarity: Similarity) -> list[Bead]:
    """The beads with headline to headline, neighbours exchanged where lengths say so, and gaps paired in order."""
    beads = [part for bead in beads for part in _split(bead, french, english)]
    if all(bead.source and bead.target for bead in beads):
        return beads
    score = similarity.compare([segment.text for segment in french], [segment.text for segment in english]).score
    sides = Sides(french, english, score)
    return _paired(_shifted(_with_headline(beads, sides), sides), sides)


def _split(bead: Bead, french: Sequence[Segment], english: Sequence[Segment]) -> list[Bead]:
    """Two sentences against two, each a paragraph on both sides: names exchanged, not sentences joined."""
    if bead.kind != "2-2":
        return [bead]
    if any(side[part[0]].paragraph == side[part[1]].paragraph for side, part in ((french, bead.source), (english, bead.target))):
        return [bead]
    return [_pair(i, j, bead.score) for i, j in zip(bead.source, bead.target)]


def _pair(i: int, j: int, score: float) -> Bead:
    return Bead(range(i, i + 1), range(j, j + 1), min(1.0, score))


def _alone(i: int, place: int) -> Bead:
    """A French sentence without counterpart; ``place`` is that of the English that follows."""
    return Bead(range(i, i + 1), range(place, place), 0.0)


def _with_headline(beads: list[Bead], sides: Sides) -> list[Bead]:
    """Headline with headline: a first sentence that repeats it may look more like the English one."""
    if len(beads) < 2 or beads[0].kind != "1-0" or beads[1].kind != "1-1" or beads[1].source.start != 1 or beads[1].target.start != 0:
        return beads
    first, second, english = sides.french[0].text, sides.french[1].text, sides.english[0].text
    if _ends(first) or _ends(english) or not _ends(second):
        return beads
    return [_pair(0, 0, beads[1].score), _alone(1, 1), *beads[2:]]


def _ends(text: str) -> bool:
    """Whether a text ends as a sentence does, and a headline does not."""
    return text.rstrip("»”\" \u00a0\u202f")[-1:] in tuple(".!?…")


def _shifted(beads: list[Bead], sides: Sides) -> list[Bead]:
    """A pair whose French has a lone neighbour that goes better with its English takes the neighbour."""
    found = list(beads)
    for at in range(len(found) - 1):
        for lone, pair in ((at, at + 1), (at + 1, at)):
            alone, bead = found[lone], found[pair]
            if alone.kind != "1-0" or bead.kind != "1-1" or abs(alone.source.start - bead.source.start) != 1:
                continue
            i, other, j = alone.source.start, bead.source.start, bead.target.start
            if sides.worth(i, j) > sides.worth(other, j):
                found[lone], found[pair] = (_pair(i, j, sides.score(i, j)), _alone(other, j + 1)) if lone < pair else (_alone(other, j), _pair(i, j, sides.score(i, j)))
                break
    return found


def _paired(beads: list[Bead], sides: Sides) -> list[Bead]:
    """Sentences left over on both sides between two beads, paired in order as their lengths and words suit best."""
    found: list[Bead] = []
    gap: list[Bead] = []
    for bead in beads:
        if bead.source and bead.target:
            found += [*_in_gap(gap, sides), bead]
            gap = []
        else:
            gap.append(bead)
    return found + _in_gap(gap, sides)


def _in_gap(gap: list[Bead], sides: Sides) -> list[Bead]:
    rows, columns = [i for bead in gap for i in bead.source], [j for bead in gap for j in bead.target]
    if not rows or not columns or max(len(rows), len(columns)) > MOST or not _touching(rows) or not _touching(columns):
        return gap
    best: list[tuple[int, int]] = []
    worth = 0.0
    for count in range(1, min(len(rows), len(columns)) + 1):
        for left in combinations(rows, count):
            for right in combinations(columns, count):
                pairs = list(zip(left, right))
                if all(sides.fit(i, j) <= PAIRED for i, j in pairs):
                    total = sum(1 + sides.worth(i, j) for i, j in pairs)
                    if total > worth:
                        best, worth = pairs, total
    return _merged(rows, columns, best, sides) if best else gap


def _touching(indexes: list[int]) -> bool:
    return indexes == list(range(indexes[0], indexes[-1] + 1))


def _merged(rows: list[int], columns: list[int], pairs: list[tuple[int, int]], sides: Sides) -> list[Bead]:
    """Beads of a gap in the order of the English, a French sentence alone before what follows it."""
    found: list[Bead] = []
    left, right = list(rows), list(columns)
    for i, j in [*pairs, (rows[-1] + 1, columns[-1] + 1)]:
        while left and left[0] < i:
            found.append(_alone(left.pop(0), right[0] if right else columns[-1] + 1))
        while right and right[0] < j:
            found.append(Bead(range(i, i), range(right[0], right.pop(0) + 1), 0.0))
        if left and right:
            found.append(_pair(left.pop(0), right.pop(0), sides.score(i, j)))
    return found
