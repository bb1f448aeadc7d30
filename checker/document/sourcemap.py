"""The map between a file as it stands on disk and the text that the rules read.

Rules read a *view*: line ends are ``\\n``, letters are composed (NFC), entities are the characters
that they stand for, markup and suppression comments are left out. Every finding is reported in the
coordinates of the file.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from checker.document.prose import Kept


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
        first = self._start(start)
        return first, max(first, self._end(end)) if end > start else first

    def to_view(self, offset: int) -> int:
        """Return where in the view the file's text at or after ``offset`` stands."""
        if not self._pieces:
            return offset
        at = bisect_right(self._by_source, (offset, len(self._pieces))) - 1
        piece = self._pieces[self._by_source[max(0, at)][1]]
        inside = offset - piece.source
        if 0 <= inside < piece.source_length:
            return piece.view + (inside if piece.view_length == piece.source_length else 0)
        following = self._by_source[min(at + 1, len(self._by_source) - 1)][1]
        return self._pieces[following].view

    def is_whole(self, start: int, end: int) -> bool:
        """Whether the view's span stands in one piece in the file, with no markup inside it."""
        if not self._pieces or end <= start:
            return True
        first, last = self._index(start), self._index(end - 1)
        return all(
            before.source + before.source_length == after.source and after.source_length
            for before, after in zip(self._pieces[first:last], self._pieces[first + 1 : last + 1])
        )

    def stretches(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the spans of the file, in order, that the view's span was made from, without what lies between."""
        if not self._pieces or end <= start:
            return [self.to_source(start, end)]
        found: list[tuple[int, int]] = []
        for piece in self._pieces[self._index(start) : self._index(end - 1) + 1]:
            first, last = max(start, piece.view), min(end, piece.view + piece.view_length)
            if piece.source_length and first < last:
                begin, stop = self.to_source(first, last)
                if found and found[-1][1] == begin:
                    begin = found.pop()[0]
                found.append((begin, stop))
        return found

    @cached_property
    def _by_source(self) -> list[tuple[int, int]]:
        """(offset in the file, number) of the pieces that stand in the file, in its order."""
        return sorted((piece.source, at) for at, piece in enumerate(self._pieces) if piece.source_length)

    def _index(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def _start(self, offset: int) -> int:
        piece = self._pieces[self._index(offset)]
        if piece.view_length == piece.source_length:
            return piece.source + min(offset - piece.view, piece.source_length)
        return piece.source

    def _end(self, offset: int) -> int:
        piece = self._pieces[self._index(offset - 1)]
        if piece.view_length == piece.source_length:
            return piece.source + min(offset - piece.view, piece.source_length)
        return piece.source + piece.source_length


Run = tuple[str, int, int]  # view text, offset in the file, length in the file


def build_view(raw: str, keep: list[Kept]) -> tuple[str, SourceMap]:
    """Join the kept stretches of ``raw`` into a view with ``\\n`` line ends in NFC, and its map."""
    if keep == [(0, len(raw), None)] and _is_plain(raw):
        return raw, SourceMap([])
    runs: list[Run] = []
    for start, end, text in keep:
        if text is None:
            runs.extend(_normal_runs(raw, start, end))
        elif text:
            runs.append((unicodedata.normalize("NFC", text), start, end - start))
    parts: list[str] = []
    pieces: list[Piece] = []
    view = 0
    for text, source, length in _composed(runs):
        pieces.append(Piece(view, source, len(text), length))
        parts.append(text)
        view += len(text)
    return "".join(parts), SourceMap(pieces)


def _is_plain(text: str) -> bool:
    return "\r" not in text and unicodedata.is_normalized("NFC", text)


def _composed(runs: list[Run]) -> list[Run]:
    """Compose a letter with the accent that the next run begins with (``e&#769;``)."""
    composed: list[Run] = []
    for text, source, length in runs:
        if text and composed and _extends(text[0]) and composed[-1][1] + composed[-1][2] == source:
            text, source, length = _attach(composed, text, source, length)
        if text:
            composed.append((text, source, length))
    return composed


def _attach(composed: list[Run], text: str, source: int, length: int) -> Run:
    """Compose the head of a run with the last letter before it; return what is left of the run."""
    before, place, width = composed[-1]
    marks = 1
    while marks < len(text) and _extends(text[marks]):
        marks += 1
    cluster = unicodedata.normalize("NFC", before[-1] + text[:marks])
    if cluster == before[-1] + text[:marks]:
        return text, source, length
    letter = 1 if len(before) == width else width
    taken = marks if len(text) == length else length
    composed.pop()
    if len(before) > 1:
        composed.append((before[:-1], place, width - letter))
    composed.append((cluster, source - letter, letter + taken))
    return text[marks:], source + taken, length - taken


def _normal_runs(raw: str, start: int, end: int) -> list[Run]:
    """Cut ``raw[start:end]`` into runs."""
    if _is_plain(raw[start:end]):
        return [(raw[start:end], start, end - start)] if end > start else []
    runs: list[Run] = []
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
    while stop < end and _extends(raw[stop]):
        stop += 1
    cluster = raw[at:stop]
    normal = unicodedata.normalize("NFC", cluster)
    return stop - at, None if normal == cluster else normal


def _extends(char: str) -> bool:
    """Whether ``char`` may compose with what stands before it."""
    return bool(unicodedata.combining(char)) or "\u1161" <= char <= "\u1175" or "\u11a8" <= char <= "\u11c2"
