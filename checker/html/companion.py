"""The text beside the article: its French original, or another translation of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from checker.document import Document
from checker.html.tags import Element, h

if TYPE_CHECKING:
    from checker.comparison import Comparison


class Aligned(NamedTuple):
    """A stretch of the article and what stands for it beside: offsets of the document’s view, and the text.

    ``start`` equals ``end`` where the article has nothing for the text.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Companion:
    """A text that is shown beside the article.

    ``label`` heads its column, ``language`` is its code (BCP 47); ``segments`` are in the order of
    the article.
    """

    label: str
    language: str
    segments: Sequence[Aligned]

    def beside(self, start: int, end: int) -> list[Aligned]:
        """The segments that begin within a span of the view."""
        return [segment for segment in self.segments if start <= segment.start < end]


def compared(document: Document, comparison: Comparison) -> Companion:
    """The text that an article was compared with, sentences that the article lacks where they would stand."""
    found = []
    for bead in sorted((bead for bead in comparison.beads if bead.source), key=lambda bead: bead.target.start):
        found.append(Aligned(*_place(document, comparison, bead.target), comparison.companion_text_of(bead)))
    return Companion(comparison.label, comparison.language, found)


def _place(document: Document, comparison: Comparison, part: range) -> tuple[int, int]:
    """The stretch of the document’s view that some sentences cover; for none of them, the end of the one before."""
    sentences = comparison.segments
    if not part:
        before = sentences[part.start - 1].end if part.start else 0
        start = document.to_view(*comparison.document.to_source(before, before))[0]
        return start, start
    return document.to_view(*comparison.document.to_source(sentences[part[0]].start, sentences[part[-1]].end))


def cell(companions: Sequence[Companion], start: int, end: int) -> Element:
    """What stands beside the paragraph that holds a span of the view, a block a text.

    Each segment says which stretch of the article it belongs to, so that the page can show the two together.
    """
    return h("div", [h("div", _segments(one, start, end), lang=one.language, title=one.label, class_="version") for one in companions], class_="companion")


def _segments(companion: Companion, start: int, end: int) -> list[Element]:
    return [
        h("span", segment.text + " ", class_="segment" + " absent" * (segment.start == segment.end), data_start=segment.start, data_end=segment.end)
        for segment in companion.beside(start, end)
    ]
