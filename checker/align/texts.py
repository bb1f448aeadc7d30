"""The two sides of an alignment and what is known of their similarity."""

from __future__ import annotations

from collections.abc import Sequence

from checker.align.segments import Segment
from checker.align.similarity import Similarity


class Texts:
    """The segments of both sides and the score of any neighbours on one with any on the other."""

    def __init__(self, source: Sequence[Segment], target: Sequence[Segment], similarity: Similarity) -> None:
        self.source, self.target, self.similarity = source, target, similarity
        compared = similarity.compare(_with_pairs(source), _with_pairs(target))
        self._score = compared.score
        weights = [*compared.source[: len(source)], *compared.target[: len(target)]]
        mean = sum(weights) / len(weights) if sum(weights) else 1.0
        self.source_weights = [weight / mean / 2 for weight in compared.source[: len(source)]]
        self.target_weights = [weight / mean / 2 for weight in compared.target[: len(target)]]
        self._known: dict[tuple[int, int], float] = {}

    def score(self, source: range, target: range) -> float:
        """The similarity of one or two neighbours on each side."""
        i = source.start + len(self.source) * (len(source) - 1)
        j = target.start + len(self.target) * (len(target) - 1)
        if (i, j) not in self._known:
            self._known[i, j] = self._score(i, j)
        return self._known[i, j]

    def single(self, i: int, j: int) -> float:
        """The similarity of two segments."""
        return self.score(range(i, i + 1), range(j, j + 1))


def _with_pairs(segments: Sequence[Segment]) -> list[str]:
    """The segments' texts and then those of all neighbours joined."""
    texts = [segment.text for segment in segments]
    return texts + [f"{a} {b}" for a, b in zip(texts, texts[1:])]
