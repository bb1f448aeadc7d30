"""The document: one article, read once, whose parts are worked out when a rule first asks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Set
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from checker.document import readers
from checker.document.paragraph import Paragraph, paragraph_spans
from checker.document.prose import InputError, Prose, Untranslated
from checker.document.readers.plain import read_plain
from checker.document.sourcemap import build_view
from checker.document.zones import BODY, assign_zones

__all__ = ["Document", "InputError", "Paragraph", "Segment"]

NAMED = 10
"""Segments without a translation that are named one by one."""
_LINE_END = re.compile(r"\r\n|\n|\r")


class Segment(NamedTuple):
    """A unit of a bilingual file: the span of its target in the view, and the text of its source."""

    start: int
    end: int
    source: str


class Document:
    """One article.

    Args:
        raw: the decoded file, a byte order mark and any line ends as they stand on disk.
        path: how the article is called in reports.
        prose: what a reader made of it; plain text when ``None``.
        encoding: what ``raw`` is written back in; ``None`` where it was extracted from a binary
            file (``.docx``), which no text can replace.

    ``text`` is the view that rules read (NFC, ``\\n`` line ends, no markup); ``to_source`` turns
    its offsets into code points of ``raw``.
    """

    def __init__(self, raw: str, *, path: str = "<text>", prose: Prose | None = None, encoding: str | None = "utf-8") -> None:
        self.raw = raw
        self.path = path
        self.encoding = encoding
        self._prose = prose or read_plain(raw)
        self._read_by: tuple[str | None, str] = (None, "text")
        self.text, self._map = build_view(raw, self._prose.keep)

    @classmethod
    def from_path(cls, path: str | Path, *, reader: str | None = None, text_field: str = "text") -> Document:
        """Read a file.

        Args:
            path: the file.
            reader: the name of a reader (``checker.document.readers.READERS``); that of the suffix
                when ``None``.
            text_field: the field of a JSON Lines record that holds the text.

        Raises:
            InputError: the file is missing, unreadable, broken, or not of the reader’s format.
        """
        name = str(path)
        try:
            data = Path(path).read_bytes()
        except OSError as error:
            raise InputError(f"{name}: {(error.strerror or 'cannot be read').lower()}") from None
        return cls.from_bytes(data, path=name, reader=reader, text_field=text_field)

    @classmethod
    def from_bytes(cls, data: bytes, *, path: str, reader: str | None = None, text_field: str = "text") -> Document:
        """Read a file’s bytes; arguments and errors as ``from_path``."""
        reading = readers.read(readers.Source(data, path, text_field), reader)
        document = cls(reading.raw, path=path, prose=reading.prose, encoding=reading.encoding)
        document._read_by = reader, text_field
        return document

    @cached_property
    def articles(self) -> list[Document]:
        """The articles of the file, each in coordinates of the whole file; mostly the document alone."""
        found = [Prose(prose.keep, prose.headings, escape=self._prose.escape) for prose in self._prose.articles]
        return [Document(self.raw, path=self.path, prose=prose, encoding=self.encoding) for prose in found] or [self]

    @cached_property
    def segments(self) -> list[Segment]:
        """Of a bilingual file, its units in order, targets in the view; else nothing.

        A document with segments is a list of texts, not an article with a beginning and an end.
        """
        spans = ((self._map.to_view(start), self._map.to_view(end - 1) + 1, source) for start, end, source in self._prose.aligned)
        return [Segment(*span) for span in spans]

    @property
    def untranslated(self) -> list[Untranslated]:
        """Of a bilingual file, what has no translation."""
        return self._prose.untranslated

    @property
    def complaints(self) -> list[str]:
        """A line each on what has no translation, the first ``NAMED`` one by one."""
        found = list(dict.fromkeys(item.complaint for item in self.untranslated))
        lines = [f"{self.path}: {complaint}" for complaint in found[:NAMED]]
        return lines + ([f"{self.path}: {len(found) - NAMED} more without a translation"] if len(found) > NAMED else [])

    def escape(self, text: str, at: int) -> str:
        """What must be written at an offset of ``raw`` so that a reader finds ``text`` there."""
        return self._prose.escape(text, at)

    def edited(self, raw: str) -> Document:
        """The same article with another text, read as its file would be."""
        # A character that no such file can hold is the writer’s business; the places are the same.
        data = raw.replace("\0", " ").encode(self.encoding or "utf-8", "replace")
        reader, text_field = self._read_by
        reading = readers.read(readers.Source(data, self.path, text_field), reader)
        edited = Document(raw, path=self.path, prose=reading.prose, encoding=self.encoding)
        edited._read_by = self._read_by
        return edited

    def encode(self, text: str) -> bytes:
        """A text as the file’s bytes.

        Raises:
            UnicodeEncodeError: the file’s encoding has no such character.
        """
        return text.encode(self.encoding or "utf-8")

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Turn a span of the view into a span of ``raw`` (code points, end exclusive)."""
        return self._map.to_source(start, end)

    def is_whole(self, start: int, end: int) -> bool:
        """Whether a span of the view stands in one piece in ``raw``, with no markup inside it."""
        return self._map.is_whole(start, end)

    def to_view(self, start: int, end: int) -> tuple[int, int]:
        """Turn a span of ``raw`` into the span of the view that was made from it.

        A span of which the view holds nothing (a comment) becomes an empty one at the text after it.
        """
        first, last = self._place(start), self._place(end - 1)
        if start >= end or first == len(self.text) or self.to_source(first, first + 1)[0] >= end:
            return first, first
        inside = last < len(self.text) and self.to_source(last, last + 1)[0] < end
        return first, max(first, last + inside)

    def _place(self, source_offset: int) -> int:
        """Where in the view the text at or after an offset of ``raw`` stands; its end where there is none."""
        place = self._map.to_view(source_offset)
        return len(self.text) if place >= len(self.text) or self.to_source(place, place + 1)[1] <= source_offset else place

    def stretches(self, start: int, end: int) -> list[tuple[int, int]]:
        """The spans of ``raw`` that a span of the view was made from, markup between them left out."""
        return self._map.stretches(start, end)

    @property
    def prose(self) -> Prose:
        """What the reader found, in code points of ``raw``."""
        return self._prose

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs in order: blocks between blank lines, or single lines."""
        return [Paragraph(self, i, a, b) for i, (a, b) in enumerate(paragraph_spans(self.text))]

    @cached_property
    def zones(self) -> list[str]:
        """The zone of each paragraph."""
        if len(self.paragraphs) == 1 or self._prose.aligned:
            return [BODY] * len(self.paragraphs)
        levels = [0] * len(self.paragraphs)
        for offset, level in self._prose.headings:
            paragraph = self.paragraph_at(self._map.to_view(offset))
            if paragraph:
                levels[paragraph.index] = level
        return assign_zones([paragraph.text for paragraph in self.paragraphs], levels)

    @cached_property
    def word_count(self) -> int:
        """Words as an editor counts them: runs between white space that hold a letter or digit."""
        runs = self.text.split()
        marks = {run for run in set(runs) if not any(map(str.isalnum, run))}
        return len(runs) - sum(map(marks.__contains__, runs))

    @cached_property
    def words(self) -> set[str]:
        """The distinct words of the article, in lower case."""
        return set().union(*(paragraph.wordset for paragraph in self.paragraphs))

    @cached_property
    def chars(self) -> set[str]:
        """The distinct characters of the article."""
        return set(self.text)

    def paragraphs_with(self, words: Set[str], chars: Set[str] = frozenset()) -> list[Paragraph]:
        """The paragraphs, in order, that hold one of some words (lower case) or characters."""
        found: set[int] = set()
        for wanted, holders in ((words & self.words, self._word_holders), (chars & self.chars, self._char_holders)):
            found.update(*(holders[item] for item in wanted))
        return [self.paragraphs[index] for index in sorted(found)]

    @cached_property
    def _word_holders(self) -> dict[str, list[int]]:
        return _holders([paragraph.wordset for paragraph in self.paragraphs])

    @cached_property
    def _char_holders(self) -> dict[str, list[int]]:
        return _holders([paragraph.chars for paragraph in self.paragraphs])

    @cached_property
    def _starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """The paragraph that holds an offset of the view, or ``None`` between paragraphs."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0 or offset >= self.paragraphs[at].end:
            return None
        return self.paragraphs[at]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.raw))]

    def line_column(self, source_offset: int) -> tuple[int, int]:
        """Line and column (1-based, in code points) of an offset of ``raw``."""
        line = bisect_right(self._line_starts, source_offset)
        return line, source_offset - self._line_starts[line - 1] + 1

    def line_text(self, line: int) -> str:
        """The text of a line of the file (1-based), without its line end."""
        start = self._line_starts[line - 1]
        if line == len(self._line_starts):
            return self.raw[start:]
        text = self.raw[start : self._line_starts[line]]
        return text[:-2] if text.endswith("\r\n") else text[:-1]


def _holders(sets: list[set[str]]) -> dict[str, list[int]]:
    """For each member of some sets, the numbers of the sets that hold it."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for index, members in enumerate(sets):
        for member in members:
            holders[member].append(index)
    return holders
