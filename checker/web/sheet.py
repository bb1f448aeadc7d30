"""The sheet: the text of an article as the desk shows it, and the way back into its file."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from checker.document import Document
from checker.document.prose import Aligned, Kept, Prose
from checker.document.readers import reader_for
from checker.finding import Fix
from checker.fixes import replaced
from checker.lazy import LazyPattern

_AS_WRITTEN = ("plain", "markdown")
"""Readers whose files are shown as they stand: their markup is writing."""
_TOKEN = LazyPattern(r"\w+|\s+|.")
_LINES = LazyPattern(r"[^\n]*\n|[^\n]+")
_LONG_LINES = 4000
"""Lines of more tokens than this are replaced whole: comparing them word by word takes too long."""


class NotWritable(ValueError):
    """A text that a file’s own format cannot take; the message says why and what to do."""


@dataclass(frozen=True)
class Outline:
    """What a file says of its text and the text alone does not show (code points of the text).

    Attributes:
        headings: (offset, level) of headings.
        segments: (start, end, source) of the units of a bilingual file.
        articles: (start, end) of the articles of a file that holds several.
    """

    headings: list[tuple[int, int]] = field(default_factory=list)
    segments: list[tuple[int, int, str]] = field(default_factory=list)
    articles: list[tuple[int, int]] = field(default_factory=list)

    def document(self, text: str, path: str) -> Document:
        """The text as a document; what lies outside of it is left out."""
        size = len(text)

        def prose(start: int, end: int) -> Prose:
            return Prose([Kept(start, end)], [(at, level) for at, level in self.headings if start <= at < end])

        articles = [prose(start, min(end, size)) for start, end in self.articles if start < min(end, size)]
        aligned = [Aligned(start, min(end, size), source) for start, end, source in self.segments if start < min(end, size)]
        whole = prose(0, size)
        return Document(text, path=path, prose=Prose(whole.keep, whole.headings, aligned, articles=articles))


class Sheet:
    """A document as the desk shows it.

    Plain text and Markdown are shown as they stand, other formats as the prose in them. ``text``
    has ``\\n`` line ends and no byte order mark.

    Args:
        document: the file, read.
        reader: the name of its reader; that of its suffix when ``None``.
    """

    def __init__(self, document: Document, reader: str | None = None) -> None:
        self.document = document
        self.reader = reader or reader_for(document.path).name
        self._as_written = self.reader in _AS_WRITTEN
        if self._as_written:
            raw = document.raw
            self._shown = Document(raw, path=document.path, prose=Prose([Kept(int(raw.startswith("\ufeff")), len(raw))]))
        else:
            self._shown = document
        self.text = self._shown.text

    @property
    def outline(self) -> Outline | None:
        """What the desk must keep beside the text; ``None`` where the text says all."""
        if self._as_written:
            return None
        prose, document = self.document.prose, self.document
        articles = [article for article in prose.articles if article.keep]
        headings = [heading for part in articles or [prose] for heading in part.headings]
        return Outline(
            [(document.to_view(at, at + 1)[0], level) for at, level in headings],
            [tuple(segment) for segment in document.segments],  # type: ignore[misc]
            [document.to_view(article.keep[0].start, article.keep[-1].end) for article in articles],
        )

    def place(self, start: int, end: int) -> int:
        """Where in the text a span of the file begins."""
        return self._shown.to_view(start, end)[0]

    def written(self, text: str) -> Document:
        """The file, one that is text itself, with another text in it.

        Raises:
            NotWritable: the format has no place for what was changed.
        """
        document = self.document
        text = unicodedata.normalize("NFC", text)
        if text == self.text:
            return document
        fixes = [fix for start, end, words in changes(self.text, text) for fix in self.fixes(start, end, words)]
        found = document.edited(replaced(document.raw, fixes))
        if paragraphs(Sheet(found, self.reader).text) != paragraphs(text):
            raise NotWritable(f"the {self.reader} file keeps its paragraphs and markup, and a change does not fit into them (a paragraph added, split or joined): take the corrected text")
        return found

    def fixes(self, start: int, end: int, words: str) -> list[Fix]:
        """A change of the text as replacements in the file; the markup within it stays."""
        shown = self._shown
        (first, last), *others = shown.stretches(start, end) or [shown.to_source(start, start)]
        if self._as_written:
            words = words.replace("\n", _line_end(self.document.raw))
        else:
            words = self.document.escape(words, first)
        return [Fix(first, last, words, safe=True), *(Fix(*other, "", safe=True) for other in others)]


def _line_end(raw: str) -> str:
    """The line end of a file: its first."""
    at = next((at for at, char in enumerate(raw) if char in "\r\n"), None)
    return "\n" if at is None else "\r\n" if raw[at : at + 2] == "\r\n" else raw[at]


def paragraphs(text: str) -> list[list[str]]:
    """The words of each line that has any: what must be the same in a file and at the desk."""
    return [line.split() for line in text.split("\n") if line.strip()]


def changes(before: str, after: str) -> list[tuple[int, int, str]]:
    """What turns one text into another: (start, end, replacement), in order, by words within lines."""
    found: list[tuple[int, int, str]] = []
    old, new = _LINES.findall(before), _LINES.findall(after)
    starts = _starts(old)
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if b - a == d - c:
            for line, other, start in zip(old[a:b], new[c:d], starts[a:b]):
                found.extend((start + s, start + e, words) for s, e, words in _changed_words(line, other))
        else:
            found.extend((starts[a] + s, starts[a] + e, words) for s, e, words in _changed_words("".join(old[a:b]), "".join(new[c:d])))
    return found


def _changed_words(before: str, after: str) -> list[tuple[int, int, str]]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if max(len(old), len(new)) > _LONG_LINES:
        return [(0, len(before), after)]
    starts = _starts(old)
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(starts[a], starts[b], "".join(new[c:d])) for kind, a, b, c, d in opcodes if kind != "equal"]


def _starts(parts: list[str]) -> list[int]:
    """Where each part begins, and where the last ends."""
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part))
    return starts
