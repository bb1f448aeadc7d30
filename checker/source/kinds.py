"""Check types of the source comparison: what its rules share."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import replace

from checker.rule import ComparisonRule, Hit
from checker.source.comparison import SourceComparison
from checker.source.pair import Pair, shown


class SourceRule(ComparisonRule):
    """A rule of the comparison with the French."""

    confidence = 0.85
    issue_type = "mistranslation"

    @abstractmethod
    def hits(self, comparison: SourceComparison) -> Iterator[Hit]:  # type: ignore[override]
        """Yield what the rule finds, in offsets of the English document's view."""


class PairRule(SourceRule):
    """A rule that looks at one bead at a time."""

    def hits(self, comparison: SourceComparison) -> Iterator[Hit]:  # type: ignore[override]
        """Yield what ``compare`` finds in each pair."""
        for pair in comparison.pairs:
            for hit in self.compare(pair):
                yield placed(hit, pair)

    @abstractmethod
    def compare(self, pair: Pair) -> Iterator[Hit]:
        """Yield what differs, in code points of ``pair.english``; ``Hit.source`` is the French to show."""


def placed(hit: Hit, pair: Pair) -> Hit:
    """A hit of a pair in offsets of the document; it shows the pair's French unless it says what to show."""
    return replace(hit, start=hit.start + pair.start, end=hit.end + pair.start, source=hit.source or shown(pair.french))


def excerpt(text: str, start: int, end: int, room: int = 60) -> str:
    """The words of a text at a place, with some of what stands around them."""
    left = text.rfind(" ", 0, max(0, start - room)) + 1 if start > room else 0
    right = text.find(" ", end + room) if end + room < len(text) else len(text)
    right = right if right >= 0 else len(text)
    return ("…" if left else "") + " ".join(text[left:right].split()) + ("…" if right < len(text) else "")
