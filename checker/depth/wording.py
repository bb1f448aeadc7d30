"""The wording proposer: literal English that the table knows, with what English says instead.

The table gives words and the company that betrays them (``multiply`` with ``appeals``). Proposals
carry the other wording in the form that the sentence needs, so that a judge can compare the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from checker.data import data_lines
from checker.depth.forms import inflected
from checker.depth.frames import (
    AUXILIARIES,
    PREPOSITIONS,
    REFLEXIVES,
    Match,
    head_form,
    match_row,
    partner_of,
)
from checker.depth.judge import Candidate
from checker.depth.wording_table import Row, Table, table
from checker.document import Document, Paragraph
from checker.phrases.tokens import Tokens

LONG = 6
"""A span of more words than this is cut down to the literal words."""
NATIVE = 2
"""A pair that native English holds so often is not reported by a row that is not sure."""


@dataclass(frozen=True)
class Proposal:
    """Literal words of a document and what to write instead.

    ``start`` and ``end`` are code points of the document's view (end exclusive); the replacements
    stand for that span, the likeliest first; empty where the row only gives advice.
    """

    row: Row
    start: int
    end: int
    replacements: tuple[str, ...]
    native: int

    def candidates(self, paragraph: Paragraph) -> list[Candidate]:
        """The replacements for a judge, in the sentence of the paragraph that holds the span."""
        start, end = self.start - paragraph.start, self.end - paragraph.start
        first, last = paragraph.sentence_at(start)
        sentence = paragraph.text[first : max(last, end)].rstrip()
        return [Candidate(sentence, start - first, end - first, text, "wording") for text in self.replacements]


def propose(document: Document, words: Table | None = None) -> Iterator[tuple[Paragraph, Proposal]]:
    """Yield every place where a row of the table fits, in the order of the text."""
    words = words or table()
    for paragraph in document.paragraphs:
        for row, match in _fitting(paragraph.tokens, words):
            yield paragraph, _proposal(paragraph, paragraph.tokens, row, match)


def pairs(document: Document, words: Table | None = None) -> Iterator[tuple[str, str]]:
    """Yield the literal words of each row that fits, with the frame word (its lemma) that it met."""
    words = words or table()
    for paragraph in document.paragraphs:
        tokens = paragraph.tokens
        for row, match in _fitting(tokens, words):
            if match.partner >= 0:
                yield row.literal, partner_of(tokens.lows[match.partner], row)


def _fitting(tokens: Tokens, words: Table) -> Iterator[tuple[Row, Match]]:
    possible = dict(words.in_company(tokens.words))
    places = [(number, row) for low in possible for number in tokens.places({low}) if tokens.lows[number] == low for row in possible[low]]
    for number, row in sorted(places, key=itemgetter(0)):
        match = match_row(tokens, number, row)
        if match:
            yield row, match


def _proposal(paragraph: Paragraph, tokens: Tokens, row: Row, match: Match) -> Proposal:
    first, last = match.whole
    if last - first > LONG and not any("{}" in natural or "…" in natural for natural in row.naturals):
        first, last = match.literal
    start, end = tokens.spans[first][0], _end(tokens, last - 1)
    texts = [text for natural in row.naturals if (text := _written(paragraph.text, tokens, row, natural, match, start, end))]
    article = _article(tokens, first)
    if article and texts and first == match.literal[0]:
        start = tokens.spans[first - 1][0]
        texts = [f"{article if text[:1].lower() not in 'aeiou' else article + 'n'} {text}" for text in texts]
    native = _native().get((row.literal, partner_of(tokens.lows[match.partner], row)), 0) if match.partner >= 0 else 0
    return Proposal(row, paragraph.start + start, paragraph.start + end, tuple(texts), native)


def _end(tokens: Tokens, number: int) -> int:
    end = tokens.spans[number][1]
    return end - 2 if tokens.lows[number].endswith("'s") else end


def _article(tokens: Tokens, first: int) -> str:
    """The ``a`` or ``A`` of an indefinite article before a token; empty where there is none."""
    return tokens.texts[first - 1][0] if first and tokens.lows[first - 1] in ("a", "an") else ""


def _written(text: str, tokens: Tokens, row: Row, natural: str, match: Match, start: int, end: int) -> str:
    """The span as the natural wording would have it; empty where the order of words forbids it."""
    first, last = match.literal
    low = tokens.lows[first + row.head]
    form = (head_form(low, row)[0] or "") if row.pos in "vn" else ""
    if form == "ed" and row.pos == "v" and any(other in AUXILIARIES for other in tokens.lows[max(0, first - 2) : first]):
        form = "en"
    before, after = text[start : tokens.spans[first][0]], text[_end(tokens, last - 1) : end]
    if "{}" in natural:
        if match.partner < 0:
            return ""
        middle = tokens.texts[match.partner]
        written = inflected(natural.replace("{}", middle.removesuffix("'s")), row.pos, form)
    elif "…" in natural:
        if before or not after:
            return ""
        head, _, tail = natural.partition(" …")
        written = inflected(head, row.pos, form) + after + tail
    elif natural.startswith(("^", "=")) or (row.pos == "n" and _is_complement(tokens, last, match.partner)):
        return _cased(text[start], inflected(natural.lstrip("^"), row.pos, form))
    else:
        natural, after = _joined(natural, after, tokens.lows[last]) if match.partner == last else (natural, after)
        written = before + inflected(natural, row.pos, form) + after
    return written if before else _cased(text[start], written)


def _joined(natural: str, after: str, following: str) -> tuple[str, str]:
    """A wording and what follows it, where its own preposition or pronoun takes the place of the next word."""
    if following in REFLEXIVES:
        return natural.replace("oneself", following), ""
    own = natural.rpartition(" ")[2]
    return natural, "" if following in PREPOSITIONS and own in PREPOSITIONS else after


def _is_complement(tokens: Tokens, end: int, partner: int) -> bool:
    """Whether the frame word is met in an ``of`` phrase after the literal words."""
    return partner >= end and tokens.lows[end] == "of"


def _cased(first: str, written: str) -> str:
    return written[:1].upper() + written[1:] if first.isupper() else written


@cache
def _native() -> dict[tuple[str, str], int]:
    """How often native English was seen to hold a literal with a frame word."""
    found = {}
    for line in data_lines("wording/native.txt"):
        literal, word, count = line.split("\t")
        found[literal, word] = int(count)
    return found

