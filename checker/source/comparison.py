"""The English article beside its French original."""

from __future__ import annotations

from functools import cached_property

from checker.align import AcrossLanguages, Bead, Segment, Similarity
from checker.comparison import Comparison
from checker.document import Document
from checker.rule import Hit
from checker.source.confirm import Originals
from checker.source.mending import mended
from checker.source.pair import Pair
from checker.source.quantities import quantities
from checker.source.quantity import Quantity
from checker.source.surplus import Surplus


class SourceComparison(Comparison):
    """The English article, the French one and the beads between them.

    Raises:
        NothingInCommon: they are two different articles.
    """

    prefix = "SRC"
    label = "French"

    def __init__(self, document: Document, source: Document, similarity: Similarity | None = None) -> None:
        super().__init__(document, source, "fr", similarity or AcrossLanguages())

    @cached_property
    def originals(self) -> Originals:
        """The French that a place of the English renders."""
        return Originals(self.pairs)

    def confirmed(self, hit: Hit) -> Hit | None:
        """A hit of a phrase list is proved by its French in the aligned sentence; a hint is refuted without."""
        return self.originals.confirmed(hit)

    @cached_property
    def surpluses(self) -> list[tuple[Pair, Surplus]]:
        """Each pair with the names that one side of it lacks."""
        return [(pair, Surplus(pair, self)) for pair in self.pairs]

    @cached_property
    def unanswered(self) -> tuple[list[Quantity], list[Quantity]]:
        """The quantities of the English and of the French that their pair lacks, and those of sentences left alone."""
        found = ([q for pair in self.pairs for q in pair.surplus_english], [q for pair in self.pairs for q in pair.surplus_french])
        for bead in self.beads:
            if not bead.source:
                found[0].extend(quantities(self.english_text(bead), "en"))
            elif not bead.target:
                found[1].extend(quantities(self.french_text(bead), "fr"))
        return found

    @property
    def source(self) -> Document:
        """The French article."""
        return self.companion

    @property
    def english(self) -> list[Segment]:
        """The sentences of the English."""
        return self.segments

    @property
    def french(self) -> list[Segment]:
        """The sentences of the French."""
        return self.companion_segments

    def english_text(self, bead: Bead) -> str:
        """The English of a bead."""
        return self.text_of(bead)

    def french_text(self, bead: Bead) -> str:
        """The French of a bead."""
        return self.companion_text_of(bead)

    def _align(self, similarity: Similarity) -> list[Bead]:
        return mended(super()._align(similarity), self.french, self.english, similarity)

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
