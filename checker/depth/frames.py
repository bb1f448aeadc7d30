"""Where a row of the wording table fits: its literal words, with the company that betrays them."""

from __future__ import annotations

from dataclasses import dataclass

from checker.depth.forms import lemmas, noun_form, verb_form
from checker.depth.wording_table import BY_LEMMA, Frame, Row
from checker.phrases.tokens import Tokens

GAP = {"obj": 3, "of": 2, "head": 2, "noun": 1, "adj": 1, "verb": 3, "subj": 3}
"""How many words may stand between a literal and the word that meets its frame."""
NEAR = 12
"""How far conditions on words near by look, within the sentence."""
_BE = frozenset("is are was were be been being am".split())
AUXILIARIES = _BE | frozenset("has have had having will would could should can may might must not also already now then just still never".split())
_STOPS = _BE | frozenset(
    """and or but that which who whom whose if when while because as than to of in on at by for from with into onto
    over under about against between among through during before after until since without within upon he she they we
    i you it has have had do does did will would could should can may might must not there what where how why so""".split()
)
_DETS = frozenset("the a an this that these those his her its their our my your some any no each every".split())
_BEFORE_NOUNS = frozenset("a an the its their our my your no every".split())
REFLEXIVES = frozenset("himself herself itself themselves ourselves myself yourself oneself".split())
PREPOSITIONS = frozenset("to of in on at by for from with into about as against over".split())
_ENDS = frozenset([".", "!", "?", "…", "..."])


@dataclass(frozen=True)
class Match:
    """Tokens of the literal words, of the whole collocation, and the frame word that was met."""

    literal: tuple[int, int]
    whole: tuple[int, int]
    partner: int


def partner_of(low: str, row: Row) -> str:
    """The frame word that a word in the text is a form of."""
    low = low[:-2] if low.endswith("'s") else low
    known = {word for frame in row.places for word in frame.words}
    return next((lemma for lemma in lemmas(low) if lemma in known), low)


def match_row(tokens: Tokens, number: int, row: Row) -> Match | None:
    """How a row fits where its anchor stands, the token of a number; ``None``: it does not."""
    start = number - row.anchor_at
    end = start + len(row.elements)
    if start < 0 or end > len(tokens.lows) or not _holds_literal(tokens, start, row) or (row.pos == "v" and _is_noun(tokens, start)):
        return None
    if not all(_holds(tokens, start, end, condition) for condition in row.conditions):
        return None
    for frame in row.places:
        place = _place(tokens, start, end, frame, row)
        if place is not None:
            return Match((start, end), (min(start, place), max(end, place + 1)), place)
    return None if row.places else Match((start, end), (start, end), -1)


def _holds_literal(tokens: Tokens, start: int, row: Row) -> bool:
    for at, words in enumerate(row.elements):
        low = tokens.lows[start + at]
        if row.pos in "vn" and at == row.head:
            if head_form(low, row)[0] is None:
                return False
        elif low not in words and not ("<refl>" in words and low in REFLEXIVES):
            return False
    return True


def _is_noun(tokens: Tokens, start: int) -> bool:
    """Whether what could be a verb is a noun or an adjective: after an article, a possessive or a preposition."""
    before = tokens.lows[start - 1] if start else ""
    if before in _BEFORE_NOUNS or before.endswith("s'") or (before.endswith("'s") and before != "let's"):
        return not tokens.lows[start].endswith(("ing", "ed")) or before in _BEFORE_NOUNS
    return before in PREPOSITIONS - {"to"} and not tokens.lows[start].endswith("ing")


def head_form(low: str, row: Row) -> tuple[str | None, str]:
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
            ("<refl>", low in REFLEXIVES),
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
        passing = low in AUXILIARIES or low.endswith("ly") if frame.kind == "subj" else low not in _STOPS
        if not passing or (frame.kind == "subj" and low in _BE):
            return None
    return None


def _passive(tokens: Tokens, start: int, frame: Frame, row: Row) -> int | None:
    """The subject of a verb in the passive: what it would have as its object."""
    form = head_form(tokens.lows[start], row)[0] if row.pos == "v" else None
    if form not in ("ed", "en"):
        return None
    be = False
    for number in range(start - 1, max(-1, start - 5), -1):
        low = tokens.lows[number]
        if be and _fits(low, tokens.texts[number], frame):
            return number
        be = be or low in _BE
        if low not in AUXILIARIES and not low.endswith("ly"):
            return None
    return None
