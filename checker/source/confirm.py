"""Calques confirmed by the French: with the original at hand every entry of a list has its proof.

An entry whose French stands in the aligned sentence is no longer a suspicion: a hint is reported
like any finding. A hint whose French is certainly absent is dropped; what neither holds for is
left to the evidence of the article, as without the French.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from checker.rule import Hit
from checker.source.french import absent, stands
from checker.source.pair import Pair, shown

CONFIRMED = 0.9
"""The least confidence of a finding that the French confirms."""


class Originals:
    """The French that a place of the English renders."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self._pairs = sorted(pairs, key=lambda pair: pair.start)
        self._starts = [pair.start for pair in self._pairs]

    def pair(self, hit: Hit) -> Pair | None:
        """The pair that holds a hit."""
        at = bisect_right(self._starts, hit.start) - 1
        if at < 0 or hit.start >= self._starts[at] + len(self._pairs[at].english):
            return None
        return self._pairs[at]

    def stands(self, hit: Hit) -> bool:
        """Whether the French that a hit comes from stands there."""
        pair = self.pair(hit)
        return pair is not None and bool(stands(hit.origin, pair.french))

    def absent(self, hit: Hit) -> bool:
        """Whether no word of the French that a hit comes from stands there or beside it."""
        pair = self.pair(hit)
        return pair is not None and absent(hit.origin, " ".join((pair.french, *pair.near_french)))

    def confirmed(self, hit: Hit) -> Hit | None:
        """A hit as the French leaves it: proved, refuted (``None``: a hint), or as it was."""
        if not hit.origin:
            return hit
        if self.stands(hit):
            return replace(hit, hint=False, confidence=max(hit.confidence, CONFIRMED), source=self.french(hit))
        return None if hit.hint and self.absent(hit) else hit

    def french(self, hit: Hit) -> str:
        """The French to show with a hit."""
        pair = self.pair(hit)
        return shown(pair.french) if pair else ""
