"""What a reader makes of a file: the stretches of it that are prose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple


class InputError(Exception):
    """A file that cannot be checked; the message names it and the way out."""


class Kept(NamedTuple):
    """A stretch of the file that is prose: code points of the decoded file, end exclusive.

    ``text`` is what rules read in its place, where that differs: the character of an entity or an
    escape, the blank line that parts two paragraphs (``start == end``). ``None``: as it stands.
    """

    start: int
    end: int
    text: str | None = None


class Aligned(NamedTuple):
    """A target segment, as a span of the decoded file, and the text of its source."""

    start: int
    end: int
    source: str


class Untranslated(NamedTuple):
    """A source without a translation: how many segments stand before it, its text, and a line on it for people."""

    before: int
    source: str
    complaint: str


Escape = Callable[[str, int], str]


def as_it_is(text: str, at: int) -> str:
    """The escape of formats that need none."""
    return text


@dataclass(frozen=True)
class Prose:
    """What a reader found, in code points of the decoded file.

    Attributes:
        keep: the prose in reading order, without overlap.
        headings: (offset, level) of marked-up headings, so that the document need not guess its
            title and crossheads.
        aligned: of a bilingual file, its segments in reading order; such a document is a list of
            segments, not an article.
        untranslated: of a bilingual file, what has no translation.
        articles: of a file that holds several articles, the prose of each; ``keep`` has them all.
        escape: turns a replacement into what must be written at an offset of the file.
    """

    keep: list[Kept]
    headings: list[tuple[int, int]] = field(default_factory=list)
    aligned: list[Aligned] = field(default_factory=list)
    untranslated: list[Untranslated] = field(default_factory=list)
    articles: list[Prose] = field(default_factory=list)
    escape: Escape = as_it_is


class Reading(NamedTuple):
    """A file that was read.

    Attributes:
        raw: the decoded file, a byte order mark and line ends as they stand on disk.
        prose: what of it is prose.
        encoding: ``raw.encode(encoding)`` gives the file's bytes back; ``None`` where ``raw`` was
            extracted from a binary file, which no text can replace.
    """

    raw: str
    prose: Prose
    encoding: str | None = "utf-8"


PARAGRAPH_BREAK = "\n\n"
PLACEHOLDER = "\ufffc"  # Unicode’s character for an object in the text: code, a formula, a variable


class ProseBuilder:
    """Puts paragraphs together, with a blank line between them that has no place in the file."""

    def __init__(self) -> None:
        self.keep: list[Kept] = []
        self.headings: list[tuple[int, int]] = []
        self.aligned: list[Aligned] = []
        self.untranslated: list[Untranslated] = []

    def add(self, kept: list[Kept], level: int = 0, source: str | None = None) -> None:
        """Add a paragraph.

        Args:
            kept: its stretches; nothing is added when there is none.
            level: of a heading, 1 for the headline; 0 for text.
            source: of a segment, what it translates.
        """
        if not kept:
            return
        if self.keep:
            end = self.keep[-1].end
            self.keep.append(Kept(end, end, PARAGRAPH_BREAK))
        if level:
            self.headings.append((kept[0].start, level))
        if source is not None:
            self.aligned.append(Aligned(kept[0].start, kept[-1].end, source))
        self.keep.extend(kept)

    def lack(self, source: str, complaint: str) -> None:
        """Note a source without a translation, at its place among the segments."""
        self.untranslated.append(Untranslated(len(self.aligned), source, complaint))

    def prose(self, escape: Escape = as_it_is) -> Prose:
        """What was added."""
        return Prose(self.keep, self.headings, self.aligned, self.untranslated, escape=escape)


def join_articles(articles: list[Prose], escape: Escape = as_it_is) -> Prose:
    """The prose of a file that holds several articles; of one article, that article."""
    if len(articles) == 1:
        return articles[0]
    whole = ProseBuilder()
    for article in articles:
        whole.add(article.keep)
    return Prose(whole.keep, articles=articles, escape=escape)


def kept_text(raw: str, kept: list[Kept]) -> str:
    """The text that stretches stand for."""
    return "".join(raw[start:end] if text is None else text for start, end, text in kept)


def has_text(raw: str, prose: Prose) -> bool:
    """Whether there is anything to check."""
    return bool(kept_text(raw, prose.keep).strip())


def repeats(raw: str, headline: list[Kept], body: list[Kept]) -> bool:
    """Whether a body begins with the line that its headline field holds."""
    first = kept_text(raw, body).lstrip().partition("\n")[0]
    return first.split() == kept_text(raw, headline).split()


def nested(outer: list[Kept], inner: list[Kept]) -> list[Kept]:
    """Turn stretches of a text that was itself kept from a file into stretches of the file.

    Args:
        outer: how the text was made from the file (a JSON string, a CDATA section).
        inner: what a second reader kept of that text.
    """
    from bisect import bisect_right

    starts: list[int] = []
    length = 0
    for start, end, text in outer:
        starts.append(length)
        length += end - start if text is None else len(text)
    found: list[Kept] = []
    for start, end, text in inner:
        first = max(0, bisect_right(starts, start) - 1)
        last = max(first, bisect_right(starts, end - 1) - 1)
        pieces = [_cut(outer[at], starts[at], start, end) for at in range(first, last + 1)] if outer else []
        if text is None:
            found.extend(pieces)
        elif pieces:
            found.append(Kept(pieces[0].start, pieces[-1].end if end > start else pieces[0].start, text))
    return found


def nested_prose(outer: list[Kept], inner: Prose) -> Prose:
    """The stretches and headings of a nested reader, as those of the file."""
    headings = [(nested(outer, [Kept(at, at + 1)])[0].start, level) for at, level in inner.headings]
    return Prose(nested(outer, inner.keep), headings)


def _cut(piece: Kept, at: int, start: int, end: int) -> Kept:
    """The part of an outer piece, which begins at ``at``, that lies in the inner span."""
    if piece.text is not None:
        return Kept(piece.start, piece.end, piece.text[max(0, start - at) : max(0, end - at)])
    length = piece.end - piece.start
    return Kept(piece.start + min(length, max(0, start - at)), piece.start + min(length, max(0, end - at)))
