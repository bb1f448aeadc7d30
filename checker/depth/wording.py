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
from checker.depth.forms import inflected, lemmas, noun_form, verb_form
from checker.depth.judge import Candidate
from checker.depth.wording_table import BY_LEMMA, Frame, Row, Table, table
from checker.document import Document, Paragraph
from checker.phrases.tokens import Tokens

LONG = 6
"""A span of more words than this is cut down to the literal words."""
NATIVE = 2
"""A pair that native English holds so often is not reported by a row that is not sure."""
GAP = {"obj": 3, "of": 2, "head": 2, "noun": 1, "adj": 1, "verb": 3, "subj": 3}
NEAR = 12
_BE = frozenset("is are was were be been being am".split())
_AUX = _BE | frozenset("has have had having will would could should can may might must not also already now then just still never".split())
_STOPS = _BE | frozenset(
    """and or but that which who whom whose if when while because as than to of in on at by for from with into onto
    over under about against between among through during before after until since without within upon he she they we
    i you it has have had do does did will would could should can may might must not there what where how why so""".split()
)
_DETS = frozenset("the a an this that these those his her its their our my your some any no each every".split())
_BEFORE_NOUNS = frozenset("a an the its their our my your no every".split())
_REFL = frozenset("himself herself itself themselves ourselves myself yourself oneself".split())
_PREPOSITIONS = frozenset("to of in on at by for from with into about as against over".split())
_ENDS = frozenset([".", "!", "?", "…", "..."])


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


@dataclass(frozen=True)
class _Match:
    """Tokens of the literal words, of the whole collocation, and the frame word that was met."""

    literal: tuple[int, int]
    whole: tuple[int, int]
    partner: int


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
                yield row.literal, _partner(tokens.lows[match.partner], row)


def _fitting(tokens: Tokens, words: Table) -> Iterator[tuple[Row, _Match]]:
    possible = dict(words.in_company(tokens.words))
    places = [(number, row) for low in possible for number in tokens.places({low}) if tokens.lows[number] == low for row in possible[low]]
    for number, row in sorted(places, key=itemgetter(0)):
        match = _match(tokens, number, row)
        if match:
            yield row, match


def _partner(low: str, row: Row) -> str:
    """The frame word that a word in the text is a form of."""
    low = low[:-2] if low.endswith("'s") else low
    known = {word for frame in row.places for word in frame.words}
    return next((lemma for lemma in lemmas(low) if lemma in known), low)


def _match(tokens: Tokens, number: int, row: Row) -> _Match | None:
    """How a row fits where its anchor stands."""
    start = number - row.anchor_at
    end = start + len(row.elements)
    if start < 0 or end > len(tokens.lows) or not _holds_literal(tokens, start, row) or (row.pos == "v" and _is_noun(tokens, start)):
        return None
    if not all(_holds(tokens, start, end, condition) for condition in row.conditions):
        return None
    for frame in row.places:
        place = _place(tokens, start, end, frame, row)
        if place is not None:
            return _Match((start, end), (min(start, place), max(end, place + 1)), place)
    return None if row.places else _Match((start, end), (start, end), -1)


def _holds_literal(tokens: Tokens, start: int, row: Row) -> bool:
    for at, words in enumerate(row.elements):
        low = tokens.lows[start + at]
        if row.pos in "vn" and at == row.head:
            if _head_form(low, row)[0] is None:
                return False
        elif low not in words and not ("<refl>" in words and low in _REFL):
            return False
    return True


def _is_noun(tokens: Tokens, start: int) -> bool:
    """Whether what could be a verb is a noun or an adjective: after an article, a possessive or a preposition."""
    before = tokens.lows[start - 1] if start else ""
    if before in _BEFORE_NOUNS or before.endswith("s'") or (before.endswith("'s") and before != "let's"):
        return not tokens.lows[start].endswith(("ing", "ed")) or before in _BEFORE_NOUNS
    return before in _PREPOSITIONS - {"to"} and not tokens.lows[start].endswith("ing")


def _head_form(low: str, row: Row) -> tuple[str | None, str]:
    """The form in which a row's inflected word stands, and its lemma."""
    form_of = verb_form if row.pos == "v" else noun_form
    word = low[:-2] if low.endswith("'s") and row.pos == "n" else low
    for lemma in sorted(row.elements[row.head]):
        form = form_of(word, lemma)
        if form is not None:
            return form, lemma
    return None, ""


def _fits(low: str, text: str, frame: Frame) -> bool:
    words = frame.words
    if low in words:
        return True
    if frame.kind in BY_LEMMA or frame.kind == "adj":
        low = low[:-2] if low.endswith("'s") else low
        return any(lemma in words for lemma in lemmas(low)) or text in words
    return any(
        item in words and test
        for item, test in (
            ("<ing>", len(low) > 4 and low.endswith("ing")),
            ("<num>", low[0].isdigit()),
            ("<cap>", text[0].isupper()),
            ("<refl>", low in _REFL),
            ("<det>", low in _DETS),
            ("<comma>", low == ","),
        )
    )


def _holds(tokens: Tokens, start: int, end: int, condition: Frame) -> bool:
    """Whether a condition on words near by, or on the word before, holds."""
    if condition.kind == "prev":
        return bool(start) and _fits(tokens.lows[start - 1], tokens.texts[start - 1], condition)
    return _near(tokens, start, end, condition) == (condition.kind == "near")


def _place(tokens: Tokens, start: int, end: int, frame: Frame, row: Row) -> int | None:
    """The token that meets a frame; ``None`` where none does."""
    kind = frame.kind
    if kind == "next":
        return end if end < len(tokens.lows) and _fits(tokens.lows[end], tokens.texts[end], frame) else None
    if kind in ("of", "noun"):
        if kind == "of" and tokens.lows[end : end + 1] != ["of"]:
            return None
        return _ahead(tokens, end + (kind == "of"), frame)
    if kind == "obj":
        found = _ahead(tokens, end, frame)
        return found if found is not None else _passive(tokens, start, frame, row)
    return _behind(tokens, start, frame)


def _near(tokens: Tokens, start: int, end: int, frame: Frame) -> bool:
    for step in (-1, 1):
        at = start - 1 if step < 0 else end
        for _ in range(NEAR):
            if not 0 <= at < len(tokens.lows) or tokens.texts[at] in _ENDS:
                break
            if _fits(tokens.lows[at], tokens.texts[at], frame):
                return True
            at += step
    return False


def _ahead(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """The first word ahead that meets the frame, over words that may stand before a noun."""
    for number in range(at, min(at + GAP[frame.kind] + 1, len(tokens.lows))):
        low = tokens.lows[number]
        if not low[0].isalnum():
            return None
        if _fits(low, tokens.texts[number], frame):
            return number
        if low in _STOPS:
            return None
    return None


def _behind(tokens: Tokens, start: int, frame: Frame) -> int | None:
    """The word behind that meets the frame: a head before ``of``, a subject, a verb, an adjective."""
    at = start - 1
    if frame.kind == "head":
        while at >= 0 and start - at <= GAP["head"] and tokens.lows[at] != "of" and tokens.lows[at] not in _STOPS:
            at -= 1
        if at < 1 or tokens.lows[at] != "of":
            return None
        return at - 1 if _fits(tokens.lows[at - 1], tokens.texts[at - 1], frame) else None
    for number in range(at, max(-1, at - GAP[frame.kind] - 1), -1):
        low = tokens.lows[number]
        if not low[0].isalnum():
            return None
        if _fits(low, tokens.texts[number], frame):
            return number
        passing = low in _AUX or low.endswith("ly") if frame.kind == "subj" else low not in _STOPS
        if not passing or (frame.kind == "subj" and low in _BE):
            return None
    return None


def _passive(tokens: Tokens, start: int, frame: Frame, row: Row) -> int | None:
    """The subject of a verb in the passive: what it would have as its object."""
    form = _head_form(tokens.lows[start], row)[0] if row.pos == "v" else None
    if form not in ("ed", "en"):
        return None
    be = False
    for number in range(start - 1, max(-1, start - 5), -1):
        low = tokens.lows[number]
        if be and _fits(low, tokens.texts[number], frame):
            return number
        be = be or low in _BE
        if low not in _AUX and not low.endswith("ly"):
            return None
    return None


def _proposal(paragraph: Paragraph, tokens: Tokens, row: Row, match: _Match) -> Proposal:
    first, last = match.whole
    if last - first > LONG and not any("{}" in natural or "…" in natural for natural in row.naturals):
        first, last = match.literal
    start, end = tokens.spans[first][0], _end(tokens, last - 1)
    texts = [text for natural in row.naturals if (text := _written(paragraph.text, tokens, row, natural, match, start, end))]
    article = _article(tokens, first)
    if article and texts and first == match.literal[0]:
        start = tokens.spans[first - 1][0]
        texts = [f"{article if text[:1].lower() not in 'aeiou' else article + 'n'} {text}" for text in texts]
    native = _native().get((row.literal, _partner(tokens.lows[match.partner], row)), 0) if match.partner >= 0 else 0
    return Proposal(row, paragraph.start + start, paragraph.start + end, tuple(texts), native)


def _end(tokens: Tokens, number: int) -> int:
    end = tokens.spans[number][1]
    return end - 2 if tokens.lows[number].endswith("'s") else end


def _article(tokens: Tokens, first: int) -> str:
    """The ``a`` or ``A`` of an indefinite article before a token; empty where there is none."""
    return tokens.texts[first - 1][0] if first and tokens.lows[first - 1] in ("a", "an") else ""


def _written(text: str, tokens: Tokens, row: Row, natural: str, match: _Match, start: int, end: int) -> str:
    """The span as the natural wording would have it; empty where the order of words forbids it."""
    first, last = match.literal
    low = tokens.lows[first + row.head]
    form = (_head_form(low, row)[0] or "") if row.pos in "vn" else ""
    if form == "ed" and row.pos == "v" and any(other in _AUX for other in tokens.lows[max(0, first - 2) : first]):
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
    if following in _REFL:
        return natural.replace("oneself", following), ""
    own = natural.rpartition(" ")[2]
    return natural, "" if following in _PREPOSITIONS and own in _PREPOSITIONS else after


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

