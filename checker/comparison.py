"""An article beside another text that says the same: aligned once, read by the rules that compare."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.document import Document
from checker.rule import Hit

if TYPE_CHECKING:
    from checker.align import Bead, Segment, Similarity


class Comparison:
    """Two texts and the beads between them.

    Args:
        document: the article that is checked.
        companion: the text that it is compared with.
        language: the code of the companion's language.
        similarity: how the aligner compares them.

    Raises:
        NothingInCommon: they are two different articles.

    ``language`` is kept; ``segments`` and ``companion_segments`` are the sentences of each; the beads' ``target`` are
    those of the document, their ``source`` those of the companion.
    """

    prefix: str
    """The letters of the codes of the rules that read it."""
    label: str
    """What the companion is called where it is shown."""

    def __init__(self, document: Document, companion: Document, language: str, similarity: Similarity) -> None:
        from checker.align import segments

        self.document = document
        self.companion = companion
        self.language = language
        self.segments: list[Segment] = segments(document, "en")
        self.companion_segments: list[Segment] = segments(companion, language)
        self.beads: list[Bead] = self._align(similarity)

    def _align(self, similarity: Similarity) -> list[Bead]:
        """The beads; a single sentence against one or two is taken for a pair, whatever they have in common."""
        from checker.align import Bead, align

        sizes = len(self.companion_segments), len(self.segments)
        if sizes in ((1, 1), (1, 2), (2, 1)):
            return [Bead(range(sizes[0]), range(sizes[1]), 1.0)]
        return align(self.companion_segments, self.segments, similarity)

    def text_of(self, bead: Bead) -> str:
        """What a bead covers of the document, as it stands there."""
        return _stretch(self.document, self.segments, bead.target)

    def companion_text_of(self, bead: Bead) -> str:
        """What a bead covers of the companion."""
        return _stretch(self.companion, self.companion_segments, bead.source)

    def confirmed(self, hit: Hit) -> Hit | None:
        """A hit on the article alone, after a look at the companion; ``None`` where it refutes the hit."""
        return hit

    def rows(self) -> list[dict[str, Any]]:
        """The beads for JSON: spans are code points of the decoded files, ``None`` where a side has nothing."""
        return [
            {
                "index": index,
                "family": self.prefix,
                "bead": bead.kind,
                "score": round(bead.score, 3),
                "span": _span(self.document, self.segments, bead.target),
                "companion_span": _span(self.companion, self.companion_segments, bead.source),
            }
            for index, bead in enumerate(self.beads)
        ]


def _stretch(document: Document, sentences: list[Segment], part: range) -> str:
    return document.text[sentences[part[0]].start : sentences[part[-1]].end] if part else ""


def _span(document: Document, sentences: list[Segment], part: range) -> list[int] | None:
    return list(document.to_source(sentences[part[0]].start, sentences[part[-1]].end)) if part else None
