"""The map between a file as it stands on disk and the text that the rules read.

Rules read a *view*: line ends are ``\\n``, letters are composed (NFC), markup and suppression
comments are left out. Every finding is reported in the coordinates of the file.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from typing import NamedTuple


class Piece(NamedTuple):
    """A stretch of the view: its offset there, its offset in the file, and its length in each."""

    view: int
    source: int
    view_length: int
    source_length: int


class SourceMap:
    """Translates spans of the view into spans of the file (code points, 0-based, end exclusive)."""

    def __init__(self, pieces: list[Piece]) -> None:
        self._pieces = pieces
        self._starts = [piece.view for piece in pieces]

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the file that the view's span ``start``–``end`` was made from."""
        if not self._pieces:
            return start, end
        if end <= start:
            return (position := self._start(start)), position
        return self._start(start), self._end(end)

    def is_whole(self, start: int, end: int) -> bool:
        """Whether the file holds nothing between ``start`` and ``end`` that the view has left out."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = max(0, bisect_right(self._starts, max(start, end - 1)) - 1)
        return all(
            piece.source + piece.source_length == following.source
            for piece, following in zip(self._pieces[first:last], self._pieces[first + 1 : last + 1])
        )

    def _piece(self, offset: int) -> Piece:
        return self._pieces[max(0, bisect_right(self._starts, offset) - 1)]

    def _start(self, offset: int) -> int:
        piece = self._piece(offset)
        if piece.view_length == piece.source_length:
            return piece.source + min(offset - piece.view, piece.source_length)
        return piece.source

    def _end(self, offset: int) -> int:
        piece = self._piece(offset - 1)
        if piece.view_length == piece.source_length:
            return piece.source + min(offset - piece.view, piece.source_length)
        return piece.source + piece.source_length


def build_view(raw: str, keep: list[tuple[int, int]]) -> tuple[str, SourceMap]:
    """Join the kept spans of ``raw`` into a view with ``\\n`` line ends in NFC, and its map.

    ``keep`` holds spans in code points of ``raw``, in order and without overlap.
    """
    plain = "\r" not in raw and unicodedata.is_normalized("NFC", raw)
    if plain and keep == [(0, len(raw))]:
        return raw, SourceMap([])
    parts: list[str] = []
    pieces: list[Piece] = []
    view = 0
    for start, end in keep:
        for text, source, length in _normal_runs(raw, start, end, plain):
            pieces.append(Piece(view, source, len(text), length))
            parts.append(text)
            view += len(text)
    return "".join(parts), SourceMap(pieces)


def _normal_runs(raw: str, start: int, end: int, plain: bool) -> list[tuple[str, int, int]]:
    """Cut ``raw[start:end]`` into (view text, source offset, source length) runs."""
    if plain:
        return [(raw[start:end], start, end - start)] if end > start else []
    runs: list[tuple[str, int, int]] = []
    at = run = start
    while at < end:
        width, text = _cluster(raw, at, end)
        if text is not None:
            if at > run:
                runs.append((raw[run:at], run, at - run))
            runs.append((text, at, width))
            run = at + width
        at += width
    if end > run:
        runs.append((raw[run:end], run, end - run))
    return runs


def _cluster(raw: str, at: int, end: int) -> tuple[int, str | None]:
    """Return the width of the cluster at ``at`` and its replacement (``None``: as it is)."""
    char = raw[at]
    if char == "\r":
        return (2, "\n") if raw[at : at + 2] == "\r\n" and at + 1 < end else (1, "\n")
    stop = at + 1
    while stop < end and (unicodedata.combining(raw[stop]) or _joins(raw[stop])):
        stop += 1
    cluster = raw[at:stop]
    normal = unicodedata.normalize("NFC", cluster)
    return stop - at, None if normal == cluster else normal


def _joins(char: str) -> bool:
    """Whether ``char`` composes with what stands before it without being a combining mark."""
    return "\u1161" <= char <= "\u1175" or "\u11a8" <= char <= "\u11c2"
