"""A bilingual file beside itself: the targets of its segments and their own sources."""

from __future__ import annotations

from typing import Any

from checker.align import Bead, NothingInCommon, Segment, Similarity, align
from checker.document import Document
from checker.document import Segment as Unit
from checker.source.comparison import SourceComparison
from checker.source.mending import fit, mended

FITTING = 0.5
"""Logarithm of lengths up to which a sentence may render several of its segment."""


class SegmentComparison(SourceComparison):
    """The segments of an XLIFF, TMX or PO file and the French that each renders.

    Nothing is sought beyond a segment: a sentence is missing where its own segment lacks it.
    """

    def __init__(self, document: Document, similarity: Similarity | None = None) -> None:
        self.units = [unit for unit in document.segments if unit.source.strip()]
        super().__init__(document, sources(self.units, document.path), similarity)

    def _align(self, similarity: Similarity) -> list[Bead]:
        beads: list[Bead] = []
        kept: list[Segment] = []
        for number, unit in enumerate(self.units):
            english = [segment for segment in self.segments if unit.start <= segment.start < unit.end]
            rows = [at for at, segment in enumerate(self.companion_segments) if segment.paragraph == number]
            place = len(kept)
            kept += english
            french = [self.companion_segments[at] for at in rows]
            beads += [bead.shifted(rows[0], place) for bead in _beads(french, english, similarity)]
        self.segments = kept
        return beads

    def rows(self) -> list[dict[str, Any]]:
        """The beads for JSON; the French has no span: it stands in the segments of the same file."""
        return [{**row, "companion_span": None} for row in super().rows()]


def sources(units: list[Unit], path: str) -> Document:
    """The French of segments as an article, a paragraph a segment."""
    return Document("\n\n".join(" ".join(unit.source.split()) for unit in units), path=path)


def _beads(french: list[Segment], english: list[Segment], similarity: Similarity) -> list[Bead]:
    """The beads of one segment, numbered from its start."""
    whole = [Bead(range(len(french)), range(len(english)), 1.0)]
    lengths = [sum(len(segment.text) for segment in side) for side in (english, french)]
    if min(len(french), len(english)) <= 1 and (len(french) == len(english) or fit(*lengths) < FITTING):
        return whole
    try:
        return mended(align(french, english, similarity), french, english, similarity)
    except NothingInCommon:
        return whole
