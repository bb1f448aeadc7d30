"""Paragraphs: where they begin and end, their words, sentences and quotations."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from checker.document.quotes import quotation_spans

if TYPE_CHECKING:
    from checker.document import Document
    from checker.phrases.tokens import Tokens

WORD = re.compile(r"\w+")
_LINE = re.compile(r"[^\n]+")


class Paragraph:
    """One paragraph of a document; offsets are in the document's view."""

    __slots__ = ("_chars", "_quotes", "_sentences", "_tokens", "_words", "_wordset", "document", "end", "index", "start", "text")

    def __init__(self, document: Document, index: int, start: int, end: int) -> None:
        self.document = document
        self.index = index
        self.start = start
        self.end = end
        self.text = document.text[start:end]
        self._words: list[str] | None = None
        self._wordset: set[str] | None = None
        self._chars: set[str] | None = None
        self._quotes: list[tuple[int, int]] | None = None
        self._sentences: list[int] | None = None
        self._tokens: Tokens | None = None

    def adopt(self, other: Paragraph) -> None:
        """Take over what was worked out of a paragraph of the same text."""
        self._words, self._wordset, self._chars = other._words, other._wordset, other._chars
        self._quotes, self._sentences, self._tokens = other._quotes, other._sentences, other._tokens

    @property
    def zone(self) -> str:
        """Title, standfirst, crosshead, body, links or tail (see ``checker.document.zones``)."""
        return self.document.zones[self.index]

    @property
    def words(self) -> list[str]:
        """The paragraph's runs of letters and digits, in lower case, in order."""
        if self._words is None:
            self._words = WORD.findall(self.text.lower())
        return self._words

    @property
    def tokens(self) -> Tokens:
        """The paragraph as the phrase language sees it; offsets are relative to the paragraph."""
        if self._tokens is None:
            from checker.phrases.tokens import Tokens

            self._tokens = Tokens(self.text)
        return self._tokens

    @property
    def wordset(self) -> set[str]:
        """The distinct ``words``."""
        if self._wordset is None:
            self._wordset = set(self.words)
        return self._wordset

    @property
    def chars(self) -> set[str]:
        """The distinct characters: a rule that needs a mark asks here before it searches."""
        if self._chars is None:
            self._chars = set(self.text)
        return self._chars

    @property
    def quotes(self) -> list[tuple[int, int]]:
        """Spans of direct speech, marks included, relative to the paragraph."""
        if self._quotes is None:
            self._quotes = quotation_spans(self.text) if self.chars & set("“”«»„\"‘") else []
        return self._quotes

    @property
    def sentence_starts(self) -> list[int]:
        """Offsets, relative to the paragraph, at which its sentences begin."""
        if self._sentences is None:
            self._sentences = _sentence_starts(self.text)
        return self._sentences

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """The span (relative, end exclusive) of the sentence that holds ``offset`` (relative)."""
        starts = self.sentence_starts
        at = max(0, bisect_right(starts, offset) - 1)
        return starts[at], starts[at + 1] if at + 1 < len(starts) else len(self.text)

    @property
    def sentences(self) -> list[tuple[int, int]]:
        """Spans of the sentences, relative to the paragraph."""
        starts = self.sentence_starts
        return list(zip(starts, [*starts[1:], len(self.text)]))

    def sentences_in(self, language: str) -> list[tuple[int, int]]:
        """Spans of the sentences by the conventions of a language (``en``, ``fr``), relative."""
        if language == "en":
            return self.sentences
        starts = _sentence_starts(self.text, language)
        return list(zip(starts, [*starts[1:], len(self.text)]))

    def in_quote(self, start: int, end: int) -> bool:
        """Whether the relative span lies inside direct speech."""
        at = bisect_right(self.quotes, (start, len(self.text))) - 1
        return at >= 0 and self.quotes[at][0] <= start and end <= self.quotes[at][1]


def paragraph_spans(text: str) -> list[tuple[int, int]]:
    """Cut a view into paragraphs: a line each, hard-wrapped lines joined."""
    spans: list[tuple[int, int]] = []
    block: list[tuple[int, int]] = []
    previous = 0
    for match in _LINE.finditer(text):
        line = match[0]
        if not line.strip():
            continue
        start = match.start() + len(line) - len(line.lstrip())
        end = match.end() - (len(line) - len(line.rstrip()))
        if block and text.count("\n", previous, match.start()) > 1:
            spans.extend(_join_wrapped(text, block))
            block = []
        block.append((start, end))
        previous = match.end()
    spans.extend(_join_wrapped(text, block))
    return spans


def _join_wrapped(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the lines of one block where they read on: hard-wrapped text."""
    joined: list[tuple[int, int]] = []
    for start, end in lines:
        if joined:
            before = text[joined[-1][0] : joined[-1][1]]
            width = len(before) - before.rfind("\n") - 1
            if 40 <= width <= 120 and before[-1] not in ".!?…”\"»:" and text[start].islower():
                joined[-1] = (joined[-1][0], end)
                continue
            wrapped = len(lines) > 2 and all(50 <= b - a <= 110 for a, b in lines[:-1])
            if wrapped:
                joined[-1] = (joined[-1][0], end)
                continue
        joined.append((start, end))
    return joined


_NO_BREAK = re.compile(r"(?:\b[ap]\.m\.|\bM\.|\bMM\.|\bMmes?\.|\b[Nn]os?\.)\s*$")


_SPACES = dict.fromkeys(map(ord, "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"), " ")


def _sentence_starts(text: str, language: str = "en") -> list[int]:
    """Sentence starts by sentencex, rejoined at the abbreviations that it takes for ends."""
    if len(text) < 60 and not re.search(r"[.!?…].", text):
        return [0]
    from sentencex import segment  # type: ignore[import-untyped]

    starts: list[int] = []
    at = 0
    glue = False
    # A lone surrogate, which JSON can bring, is no text to sentencex, and wide spaces end its process.
    for piece in segment(language, text.translate(_SPACES).encode("utf-8", "replace").decode("utf-8")):
        if not glue or not starts:
            starts.append(at)
        glue = bool(_NO_BREAK.search(piece))
        at += len(piece)
    return starts if starts and at == len(text) else [0]
