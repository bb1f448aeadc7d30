"""The best path through two lists of segments: dynamic programming in a corridor."""

from __future__ import annotations

from collections.abc import Sequence

from checker.align.anchors import Anchor, heaviest_chain, mutual_best
from checker.align.segments import Bead
from checker.align.similarity import Score
from checker.align.texts import Texts

Corridor = list[tuple[int, int]]

KINDS = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 0), (0, 1))
# What two joined with two must earn beyond what each pair is worth, in units of an average segment.
BOTH = 0.80
OPEN = 3_000
HALF_WIDTH = 8
# The share of the chance level that two of the sentences to be joined must reach.
PROMISE = 0.7
# What it costs to join two sentences of different paragraphs.
ACROSS = 0.15


def corridor(left: Sequence[str], right: Sequence[str], score: Score, least: float) -> Corridor:
    """For each source position the first and last target position that the path may pass.

    Small texts are open; in long ones the path keeps near the line through their anchors.
    """
    n, m = len(left), len(right)
    if n * m <= OPEN:
        return [(0, m)] * (n + 1)
    chain = heaviest_chain(mutual_best(left, right, score, least))
    points = [Anchor(0, 0, 1.0), *chain, Anchor(n, m, 1.0)]
    lows, highs = [m] * (n + 1), [0] * (n + 1)
    for a, b in zip(points, points[1:]):
        slack = HALF_WIDTH + abs((b.target - a.target) - (b.source - a.source))
        for i in range(a.source, b.source + 1):
            at = a.target + (i - a.source) * (b.target - a.target) // max(1, b.source - a.source)
            lows[i] = max(0, min(lows[i], at - slack))
            highs[i] = min(m, max(highs[i], at + slack))
    return list(zip(lows, highs))


def best_path(texts: Texts, rows: Sequence[int], columns: Sequence[int], band: Corridor) -> list[Bead]:
    """The beads of greatest worth that cover ``rows`` and ``columns`` in order."""
    weights = _Weights(texts, rows, columns)
    n, m = len(rows), len(columns)
    worth: list[dict[int, float]] = [{} for _ in range(n + 1)]
    step: list[dict[int, tuple[int, int, float]]] = [{} for _ in range(n + 1)]
    worth[0][0] = 0.0
    for i in range(n + 1):
        for j in range(band[i][0], band[i][1] + 1):
            value = worth[i].get(j)
            if value is None:
                continue
            for a, b in KINDS:
                if i + a > n or j + b > m or not band[i + a][0] <= j + b <= band[i + a][1]:
                    continue
                similarity, gain = weights.gain(i, j, a, b)
                if gain is None:
                    continue
                total = value + gain
                if total > worth[i + a].get(j + b, float("-inf")):
                    worth[i + a][j + b] = total
                    step[i + a][j + b] = (a, b, similarity)
    return _trace(step, rows, columns)


class _Weights:
    """What beads are worth: similarity above chance, times the share of text that they cover."""

    def __init__(self, texts: Texts, rows: Sequence[int], columns: Sequence[int]) -> None:
        self.texts, self.rows, self.columns = texts, rows, columns
        self.left = [texts.source_weights[i] for i in rows]
        self.right = [texts.target_weights[j] for j in columns]

    def gain(self, i: int, j: int, a: int, b: int) -> tuple[float, float | None]:
        """Similarity and worth of the bead of ``a`` segments at ``i`` and ``b`` at ``j``; no worth: impossible."""
        if not a or not b:
            return 0.0, 0.0
        if a == 2 and self.rows[i + 1] != self.rows[i] + 1 or b == 2 and self.columns[j + 1] != self.columns[j] + 1:
            return 0.0, None
        if a + b > 2 and not self._promising(i, j, a, b):
            return 0.0, None
        similarity = self.texts.score(range(self.rows[i], self.rows[i] + a), range(self.columns[j], self.columns[j] + b))
        weight = sum(self.left[i : i + a]) + sum(self.right[j : j + b])
        return similarity, (similarity - self.texts.similarity.chance) * weight - self._cost(i, j, a, b)

    def _promising(self, i: int, j: int, a: int, b: int) -> bool:
        """Whether any two of the sentences have something in common: joining strangers is not tried, to save time."""
        least = self.texts.similarity.chance * PROMISE
        return any(self.texts.single(self.rows[i + x], self.columns[j + y]) >= least for x in range(a) for y in range(b))

    def _cost(self, i: int, j: int, a: int, b: int) -> float:
        """What a bead of a rarer kind must earn, in units of an average segment."""
        join = {2: 0.0, 3: self.texts.similarity.join, 4: BOTH}[a + b]
        return join + ACROSS * self._crossed(i, j, a, b)

    def _crossed(self, i: int, j: int, a: int, b: int) -> int:
        """Paragraph ends inside the bead."""
        source, target = self.texts.source, self.texts.target
        left = a == 2 and source[self.rows[i]].paragraph != source[self.rows[i + 1]].paragraph
        right = b == 2 and target[self.columns[j]].paragraph != target[self.columns[j + 1]].paragraph
        return left + right


def _trace(step: list[dict[int, tuple[int, int, float]]], rows: Sequence[int], columns: Sequence[int]) -> list[Bead]:
    beads = []
    i, j = len(rows), len(columns)
    while i or j:
        a, b, similarity = step[i][j]
        i, j = i - a, j - b
        source = range(rows[i], rows[i] + a) if a else range(0, 0)
        target = range(columns[j], columns[j] + b) if b else range(0, 0)
        beads.append(Bead(source, target, min(1.0, similarity)))
    return beads[::-1]
