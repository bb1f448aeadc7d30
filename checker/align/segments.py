"""Segments: the sentences of a document, in order, with their place in its view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checker.document import Document


@dataclass(frozen=True)
class Segment:
    """One sentence, headline or caption.

    ``start`` and ``end`` are offsets of the document's view (code points, 0-based, end exclusive),
    white space around the sentence left out; ``paragraph`` is the index of its paragraph.
    """

    text: str
    start: int
    end: int
    paragraph: int


class Bead(NamedTuple):
    """Segments that say the same: neighbours on each side, none on one side where it has no counterpart.

    ``source`` and ``target`` are ranges of segment indexes, an empty one standing where the missing
    sentence would; ``score`` is the similarity of the two sides, 0 to 1.
    """

    source: range
    target: range
    score: float

    @property
    def kind(self) -> str:
        """Segments on each side: ``1-1``, ``1-2``, ``0-1``."""
        return f"{len(self.source)}-{len(self.target)}"

    def shifted(self, source: int, target: int) -> Bead:
        """The bead of a part of two texts, as one of the whole: where the part begins on each side."""
        return Bead(
            range(self.source.start + source, self.source.stop + source), range(self.target.start + target, self.target.stop + target), self.score
        )


def segments(document: Document, language: str = "en") -> list[Segment]:
    """The sentences of a document.

    Args:
        document: the article.
        language: the code of the language whose abbreviations do not end a sentence.
    """
    found = []
    for paragraph in document.paragraphs:
        for start, end in paragraph.sentences_in(language):
            text = paragraph.text[start:end]
            start += len(text) - len(text.lstrip())
            text = text.strip()
            if text:
                at = paragraph.start + start
                found.append(Segment(text, at, at + len(text), paragraph.index))
    return found


def segments_of_lines(lines: Sequence[str]) -> list[Segment]:
    """A segment a line, each a paragraph of its own; offsets count from the start of the joined lines."""
    found, at = [], 0
    for number, line in enumerate(lines):
        found.append(Segment(line, at, at + len(line), number))
        at += len(line) + 1
    return found
