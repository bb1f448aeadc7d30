"""The words of a paragraph with the findings marked: overlapping findings keep a mark each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from checker.finding import Finding
from checker.html.tags import Element, Node, h


class Span(NamedTuple):
    """A finding in the document’s view: its number in the article (from 1) and its offsets there."""

    number: int
    start: int
    end: int
    finding: Finding

    @property
    def classes(self) -> str:
        """What style sheet and filters know it by."""
        return f"{self.finding.severity} family-{self.finding.family}"


class Piece(NamedTuple):
    """A stretch of text over which the same findings hold; the outermost first."""

    start: int
    end: int
    spans: tuple[Span, ...]


def marked(text: str, offset: int, spans: Sequence[Span], article: str) -> list[Node]:
    """A paragraph’s text with its findings marked.

    Args:
        text: the paragraph.
        offset: where it begins in the document’s view.
        spans: the findings that touch it; those that begin before it go on in it.
        article: what the identifiers on the page begin with.

    A finding that others cut up has several marks: the first carries its identifier and takes the
    focus, the last its number.
    """
    return list(_nest(_pieces(offset, offset + len(text), spans), 0, text, offset, article))


def _pieces(start: int, end: int, spans: Sequence[Span]) -> list[Piece]:
    """Cut a paragraph wherever a finding begins or ends; an empty finding is a piece of its own."""
    cuts = {start, end}
    for span in spans:
        cuts.update((max(start, span.start), min(end, span.end)))
    places = sorted(cuts)
    pieces = []
    waiting = sorted(spans, key=lambda span: -span.start)
    over: list[Span] = []
    for at, place in enumerate(places):
        while waiting and waiting[-1].start <= place:
            over.append(waiting.pop())
        empty = [span for span in over if span.start == span.end == place]
        if empty:
            around = [span for span in over if span.start < place < span.end]
            pieces.append(Piece(place, place, _outermost_first([*around, *empty])))
        over = [span for span in over if span.end > place]
        if at + 1 < len(places):
            pieces.append(Piece(place, places[at + 1], _outermost_first(over)))
    return pieces


def _outermost_first(spans: list[Span]) -> tuple[Span, ...]:
    return tuple(sorted(spans, key=lambda span: (span.start, -span.end, span.number)))


def _nest(pieces: Sequence[Piece], depth: int, text: str, offset: int, article: str) -> Iterator[Node]:
    for span, group in groupby(pieces, key=lambda piece: piece.spans[depth] if depth < len(piece.spans) else None):
        run = list(group)
        if span is None:
            yield text[run[0].start - offset : run[-1].end - offset].replace("\n", " ")
        else:
            yield _mark(span, run[0].start, run[-1].end, _nest(run, depth + 1, text, offset, article), article)


def _mark(span: Span, start: int, end: int, words: Node, article: str) -> Element:
    first, last = start == span.start, end == span.end
    name = f"{article}-{span.number}"
    return h(
        "mark",
        words,
        id=f"f{name}" if first else None,
        class_=f"{span.classes}{' first' * first}{' last' * last}{' empty' * (start == end)}",
        data_f=name,
        data_n=span.number,
        data_at=span.start if first else None,
        tabindex=0 if first else None,
        aria_describedby=f"n{name}" if first else None,
    )
