"""A sentence as proposers see it: its words, their places, and how to write other ones there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from checker.depth.judge import Candidate
from checker.depth.ngrams import english
from checker.depth.words import split_words
from checker.document import Document
from checker.document.zones import BODY, STANDFIRST

LEAST_WORDS, MOST_WORDS = 5, 120
"""Sentences of fewer words are fragments, of more are lists."""


class Sentence:
    """One sentence.

    Attributes:
        text: as it stands; offsets are its code points.
        words: its words and marks.
        lows: their texts in lower case with straight apostrophes.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = split_words(text)
        self.lows = [word.text.lower().replace("’", "'") for word in self.words]

    def joined(self, first: int, last: int) -> bool:
        """Whether words ``first`` to ``last`` (inclusive) are all words and stand one space apart."""
        if first < 0 or last >= len(self.words):
            return False
        pairs = zip(self.words[first:last], self.words[first + 1 : last + 1])
        return all(w.is_word for w in self.words[first : last + 1]) and all(self.text[a.end : b.start] == " " for a, b in pairs)

    def is_name(self, at: int) -> bool:
        """Whether a word is written as a name: a capital that no sentence start explains."""
        text = self.words[at].text
        return text[0].isupper() and text != "I" and (at > 0 or self.lows[at] not in english().words)

    def runs(self, length: int) -> Iterator[int]:
        """The numbers of the words at which ``length`` joined words begin."""
        return (at for at in range(len(self.words) - length + 1) if self.joined(at, at + length - 1))

    def replace(self, first: int, last: int, texts: Sequence[str], kind: str) -> Candidate:
        """The candidate that writes other words for ``first`` to ``last`` (inclusive).

        No words at all take the space before them away; the first word of the sentence keeps its capital.
        """
        start, end = self.words[first].start, self.words[last].end
        new = list(texts)
        if not new:
            if first == 0:
                end = self.words[last + 1].start if last + 1 < len(self.words) else end
                following = self.words[last + 1] if last + 1 < len(self.words) else None
                if following and self.words[0].text[0].isupper():
                    return Candidate(self.text, start, following.end, _capital(following.text), kind)
            elif self.text[start - 1] == " ":
                start -= 1
        elif first == 0 and self.words[0].text[0].isupper():
            old = self.words[0].text
            lowered = _lower(old) if self.lows[0] in english().words else old
            new = [lowered if text == old else text for text in new]
            new[0] = _capital(new[0])
        return Candidate(self.text, start, end, " ".join(new), kind)

    def insert(self, before: int, text: str, kind: str) -> Candidate:
        """The candidate that writes one more word before word number ``before``."""
        word = self.words[before]
        if before == 0 and word.text[0].isupper():
            old = _lower(word.text) if self.lows[0] in english().words else word.text
            return Candidate(self.text, word.start, word.end, f"{_capital(text)} {old}", kind)
        if before and self.words[before - 1].end == word.start:
            return Candidate(self.text, word.start, word.start, " " + text, kind)
        return Candidate(self.text, word.start, word.start, text + " ", kind)


@lru_cache(maxsize=4096)
def parse(text: str) -> Sentence:
    """A sentence, parsed once."""
    return Sentence(text)


def sentences(document: Document) -> Iterator[tuple[int, Sentence]]:
    """The sentences of the running text, each with its offset in the document's view."""
    for paragraph in document.paragraphs:
        if paragraph.zone not in (BODY, STANDFIRST):
            continue
        for start, end in paragraph.sentences:
            text = paragraph.text[start:end].rstrip()
            if LEAST_WORDS <= text.count(" ") + 1 <= MOST_WORDS:
                yield paragraph.start + start, parse(text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    return text if text in ("I",) or text.startswith(("I'", "I’")) else text[:1].lower() + text[1:]
