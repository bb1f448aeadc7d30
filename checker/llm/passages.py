"""Passages: an article cut into stretches of a few paragraphs, each with what stands around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.document import Document, Paragraph
from checker.document.zones import LINKS

if TYPE_CHECKING:
    from checker.comparison import Comparison

LENGTH = 1500
"""Code points that a passage aims at: some 250 words, so that one request holds a few paragraphs."""
LONGEST = 2 * LENGTH
CONTEXT = 400
"""Code points of context on either side."""

Span = tuple[int, int]


@dataclass(frozen=True)
class Passage:
    """What one request asks about.

    Attributes:
        start: where ``text`` begins in the document’s view.
        text: the stretch to judge, as it stands there.
        before, after: its neighbours in the article, not to be judged.
        original: the French of the stretch; empty where it is not known.
    """

    start: int
    text: str
    before: str = ""
    after: str = ""
    original: str = ""


def passages(document: Document, comparisons: Sequence[Comparison] = ()) -> Iterator[Passage]:
    """Cut an article, links left out; of comparisons the one with the French original is read."""
    text = document.text
    for start, end in _packed(text, _pieces(document)):
        yield Passage(
            start,
            text[start:end],
            _tail(text[max(0, start - CONTEXT) : start], cut=start > CONTEXT),
            _head(text[end : end + CONTEXT], cut=end + CONTEXT < len(text)),
            _original(document, comparisons, start, end),
        )


def _pieces(document: Document) -> Iterator[Span]:
    """Spans that are not cut again: paragraphs, sentences of long ones, parts of endless sentences."""
    for paragraph in document.paragraphs:
        if paragraph.zone == LINKS:
            continue
        if paragraph.end - paragraph.start <= LONGEST:
            yield paragraph.start, paragraph.end
        else:
            yield from _sentence_pieces(paragraph)


def _sentence_pieces(paragraph: Paragraph) -> Iterator[Span]:
    for start, end in paragraph.sentences:
        start += paragraph.start
        end += paragraph.start
        while end - start > LONGEST:
            space = paragraph.document.text.rfind(" ", start + LENGTH // 2, start + LENGTH)
            cut = space if space > 0 else start + LENGTH
            yield start, cut
            start = cut
        yield start, end


def _packed(text: str, pieces: Iterator[Span]) -> Iterator[Span]:
    """Neighbouring pieces taken together up to ``LENGTH``."""
    start = end = 0
    for piece in pieces:
        if end and (piece[1] - start > LENGTH or text[end : piece[0]].strip()):
            yield start, end
            end = 0
        start, end = (start if end else piece[0]), piece[1]
    if end:
        yield start, end


def _tail(text: str, cut: bool) -> str:
    """The end of what stands before, from a whole word on."""
    return (text.partition(" ")[2] if cut else text).strip()


def _head(text: str, cut: bool) -> str:
    """The beginning of what follows, up to a whole word."""
    return (text.rpartition(" ")[0] if cut else text).strip()


def _original(document: Document, comparisons: Sequence[Comparison], start: int, end: int) -> str:
    """The French of a span: of a bilingual file its units, else of the comparison with the source its beads."""
    units = [unit.source for unit in document.segments if unit.start < end and start < unit.end]
    for comparison in comparisons:
        if comparison.prefix == "SRC" and not units:
            units = [comparison.companion_text_of(bead) for bead in comparison.beads if _meets(comparison, bead.target, start, end)]
    return "\n".join(filter(None, units))


def _meets(comparison: Comparison, part: range, start: int, end: int) -> bool:
    return bool(part) and comparison.segments[part[0]].start < end and start < comparison.segments[part[-1]].end
