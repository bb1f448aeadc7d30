"""Two bilingual files of the same sources: the translations of each unit beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from checker.align import Bead, NothingInCommon, Segment, Similarity, align
from checker.reference.comparison import ReferenceComparison
from checker.reference.units import corresponding, units


class UnitComparison(ReferenceComparison):
    """The units of two XLIFF, TMX or PO files that translate the same source, whatever their order.

    Nothing is sought beyond a unit, and units that one side lacks are left out.

    Raises:
        NothingInCommon: no source is translated in both.
    """

    def _align(self, similarity: Similarity) -> list[Bead]:
        ours, theirs = units(self.document), units(self.companion)
        beads: list[Bead] = []
        kept: list[Segment] = []
        others: list[Segment] = []
        for line in corresponding([ours], [theirs]):
            if line.hypotheses[0]:
                english = _inside(self.segments, ours[line.hypotheses[0][0]].target)
                reference = _inside(self.companion_segments, theirs[line.references[0][0]].target)
                beads += [bead.shifted(len(others), len(kept)) for bead in _beads(reference, english, similarity)]
                kept += english
                others += reference
        if not beads:
            raise NothingInCommon("no source is translated in both")
        self.segments, self.companion_segments = kept, others
        return beads


def _inside(sentences: Sequence[Segment], unit: Segment) -> list[Segment]:
    return [sentence for sentence in sentences if unit.start <= sentence.start < unit.end]


def _beads(reference: list[Segment], english: list[Segment], similarity: Similarity) -> list[Bead]:
    """The beads of one unit, numbered from its start; a unit of one sentence on either side is one bead."""
    if min(len(reference), len(english)) > 1:
        try:
            return align(reference, english, similarity)
        except NothingInCommon:
            pass
    return [Bead(range(len(reference)), range(len(english)), 1.0)]
