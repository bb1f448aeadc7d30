"""An English article beside its French original: aligned once, compared by many rules."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from functools import cached_property

from checker.align import AcrossLanguages, Bead, Segment, align, segments
from checker.document import Document
from checker.rule import Hit, Rule
from checker.source.pair import Pair


class ComparisonRule(Rule):
    """A rule that reads two texts."""

    @abstractmethod
    def hits(self, comparison: SourceComparison) -> Iterator[Hit]:  # type: ignore[override]
        """Yield what the rule finds."""


class SourceComparison:
    """The English article, the French one and the beads between them.

    Raises:
        NothingInCommon: they are two different articles.
    """

    def __init__(self, document: Document, source: Document) -> None:
        self.document = document
        self.source = source
        self.english: list[Segment] = segments(document, "en")
        self.french: list[Segment] = segments(source, "fr")
        self.beads: list[Bead] = [part for bead in self._align() for part in self._split(bead)]

    def _align(self) -> list[Bead]:
        if len(self.french) == len(self.english) == 1:
            return [Bead(range(1), range(1), 1.0)]
        return align(self.french, self.english, AcrossLanguages())

    def _split(self, bead: Bead) -> list[Bead]:
        """Two sentences against two, each a paragraph on both sides: names exchanged, not sentences joined."""
        if bead.kind != "2-2":
            return [bead]
        sides = ((self.french, bead.source), (self.english, bead.target))
        if any(side[part[0]].paragraph == side[part[1]].paragraph for side, part in sides):
            return [bead]
        return [Bead(range(i, i + 1), range(j, j + 1), bead.score) for i, j in zip(bead.source, bead.target)]

    @cached_property
    def pairs(self) -> list[Pair]:
        """The beads with text on both sides."""
        english = [self.english_text(bead) for bead in self.beads]
        french = [self.french_text(bead) for bead in self.beads]
        found = []
        for at, bead in enumerate(self.beads):
            if bead.source and bead.target:
                near = [n for n in (at - 1, at + 1) if 0 <= n < len(self.beads)]
                start = self.english[bead.target.start].start
                found.append(Pair(english[at], french[at], start, tuple(english[n] for n in near), tuple(french[n] for n in near)))
        return found

    def english_text(self, bead: Bead) -> str:
        """The English of a bead, as it stands in the document."""
        if not bead.target:
            return ""
        return self.document.text[self.english[bead.target.start].start : self.english[bead.target[-1]].end]

    def french_text(self, bead: Bead) -> str:
        """The French of a bead."""
        if not bead.source:
            return ""
        return self.source.text[self.french[bead.source.start].start : self.french[bead.source[-1]].end]
