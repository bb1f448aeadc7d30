"""Garble human sentences as machines garble French: a word missing, moved, doubled, in another form.

Used by ``train_detector.py``. A garbler takes a tagged sentence and a source of chance, and gives the
garbled words with a label where something is wrong, or nothing where it does not apply.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from checker.depth.proposers.forms import is_form, relatives
from checker.depth.proposers.function import CASES, OTHERS, PREPOSITIONS

FUNCTION = frozenset("DET ADP PART CCONJ SCONJ AUX".split())
AGREEING = {
    "is": "are", "are": "is", "was": "were", "were": "was", "has": "have", "have": "has", "does": "do", "do": "does", "this": "these", "these": "this",
}  # fmt: skip
OTHER_CASES = {case.lower(): [other for other in cases if other.lower() != case.lower()] for cases in CASES for case in cases}


class Tagged(NamedTuple):
    """A sentence: words, whether a space stands before each, parts of speech, Penn tags, dependencies."""

    words: list[str]
    spaced: list[bool]
    parts: list[str]
    tags: list[str]
    roles: list[str]

    def plain(self, start: int, end: int) -> bool:
        """Whether words ``start`` to ``end`` (exclusive) are words, one space apart."""
        inside = 0 <= start and end <= len(self.words)
        return inside and all(word.isalpha() for word in self.words[start:end]) and all(self.spaced[start + 1 : end])

    def places(self, *parts: str) -> list[int]:
        """The words of some parts of speech."""
        return [at for at, part in enumerate(self.parts) if part in parts and self.words[at].isalpha()]


class Garbled(NamedTuple):
    """A text, and for each word where it starts and what is wrong there (a head of the detector), if anything."""

    text: str
    marks: list[tuple[int, str]]


Garbler = Callable[[Tagged, random.Random], Garbled | None]


def written(words: Sequence[str], spaced: Sequence[bool], wrong: Iterable[int] = (), what: str = "") -> Garbled:
    """Words as a text that begins with a capital."""
    text, marks, faulty = "", [], set(wrong)
    for at, (word, space) in enumerate(zip(words, spaced)):
        text += " " if at and space else ""
        marks.append((len(text), what if at in faulty else ""))
        text += word
    return Garbled(text[:1].upper() + text[1:], marks)


def _removed(s: Tagged, at: int, what: str) -> Garbled | None:
    """One word left out; the label stands at the word after it."""
    if at + 1 >= len(s.words):
        return None
    spaced = s.spaced[:at] + s.spaced[at + 1 :]
    spaced[at] = spaced[at] or s.words[at + 1][0].isalnum()
    return written(s.words[:at] + s.words[at + 1 :], spaced, [at], what)


def _put(s: Tagged, at: int, word: str) -> Garbled:
    """Another word in one place."""
    word = word[0].upper() + word[1:] if s.words[at][0].isupper() else word
    return written([*s.words[:at], word, *s.words[at + 1 :]], s.spaced, [at], "odd")


def _added(s: Tagged, at: int, word: str) -> Garbled:
    return written([*s.words[:at], word, *s.words[at:]], [*s.spaced[:at], True, *s.spaced[at:]], [at], "odd")


def _reordered(s: Tagged, start: int, order: Sequence[int]) -> Garbled:
    words = list(s.words)
    words[start : start + len(order)] = [s.words[at] for at in order]
    if start == 0 and s.parts[0] != "PROPN" and s.words[0] != "I":
        words = [word[0].lower() + word[1:] if at and word == s.words[0] else word for at, word in enumerate(words)]
    return written(words, s.spaced, range(start, start + len(order)), "odd")


def _swapped(s: Tagged, at: int) -> Garbled:
    return _reordered(s, at, (at + 1, at))


def verb(s: Tagged, chance: random.Random) -> Garbled | None:
    """A verb left out, half of the time one that carries a clause."""
    found = s.places("VERB")
    heads = [at for at in found if s.roles[at] in ("ROOT", "ccomp", "conj", "relcl", "advcl", "xcomp")]
    return _removed(s, chance.choice(heads if heads and chance.random() < 0.5 else found), "verb") if found else None


def auxiliary(s: Tagged, chance: random.Random) -> Garbled | None:
    """An auxiliary or copula left out."""
    found = s.places("AUX")
    if not found:
        return None
    at = chance.choice(found)
    return _removed(s, at, "verb" if s.tags[at] in ("VBZ", "VBD", "VBP") else "function")


def noun(s: Tagged, chance: random.Random) -> Garbled | None:
    """A noun left out."""
    found = s.places("NOUN")
    return _removed(s, chance.choice(found), "noun") if found else None


def subject(s: Tagged, chance: random.Random) -> Garbled | None:
    """A subject's head left out."""
    found = [at for at, role in enumerate(s.roles) if role in ("nsubj", "nsubjpass") and s.words[at].isalpha()]
    return _removed(s, chance.choice(found), "noun") if found else None


def function(s: Tagged, chance: random.Random) -> Garbled | None:
    """A function word left out."""
    found = [at for at in s.places(*FUNCTION) if at]
    return _removed(s, chance.choice(found), "function") if found else None


def swap(s: Tagged, chance: random.Random) -> Garbled | None:
    """Two neighbours of different kinds the other way round; adverbs, which move freely, seldom."""
    found = [at for at in range(len(s.words) - 1) if s.plain(at, at + 2) and s.parts[at] != s.parts[at + 1]]
    found = [at for at in found if "ADV" not in s.parts[at : at + 2] or chance.random() >= 0.7]
    return _swapped(s, chance.choice(found)) if found else None


def inversion(s: Tagged, chance: random.Random) -> Garbled | None:
    """An adjective after its noun."""
    found = [at for at in range(len(s.words) - 1) if s.plain(at, at + 2) and s.parts[at : at + 2] == ["ADJ", "NOUN"]]
    return _swapped(s, chance.choice(found)) if found else swap(s, chance)


def move(s: Tagged, chance: random.Random) -> Garbled | None:
    """A word carried over two or three others."""
    found = [at for at in range(len(s.words) - 3) if s.plain(at, at + 3)]
    if not found:
        return None
    at = chance.choice(found)
    order = list(range(at, at + (4 if s.plain(at, at + 4) and chance.random() < 0.5 else 3)))
    return _reordered(s, at, order[1:] + order[:1] if chance.random() < 0.5 else order[-1:] + order[:-1])


def double(s: Tagged, chance: random.Random) -> Garbled | None:
    """A subject named again by a pronoun, or a word doubled."""
    verbs = [at for at in range(1, len(s.words)) if s.roles[at - 1] in ("nsubj", "nsubjpass") and s.parts[at - 1] == "NOUN" and s.parts[at] in ("AUX", "VERB")]
    if verbs and chance.random() < 0.5:
        at = chance.choice(verbs)
        return _added(s, at, "they" if s.tags[at - 1] == "NNS" else chance.choice(("he", "it", "she", "it")))
    found = [at for at in range(1, len(s.words)) if s.plain(at - 1, at + 1)]
    if not found:
        return None
    at = chance.choice(found)
    word = s.words[at - 1 if chance.random() < 0.6 else max(0, at - 2)]
    return _added(s, at, word.lower() if at < 3 else word) if word.isalpha() else None


def agreement(s: Tagged, chance: random.Random) -> Garbled | None:
    """A verb or a noun in the other number."""
    found = [(at, AGREEING[word.lower()]) for at, word in enumerate(s.words) if word.lower() in AGREEING]
    for at, word in enumerate(s.words):
        low = word.lower()
        if s.tags[at] in ("VBZ", "VBP") or s.tags[at] in ("NN", "NNS") and at and s.parts[at - 1] in ("DET", "NUM", "ADJ", "NOUN"):
            found += [(at, other) for other in relatives(low) if is_form(other, low) and {low + "s", low + "es"} & {other} | {other + "s", other + "es"} & {low}]
    return _put(s, *chance.choice(found)) if found else None


def form(s: Tagged, chance: random.Random) -> Garbled | None:
    """A verb in another form."""
    found = [(at, other) for at in s.places("VERB") for other in relatives(s.words[at].lower()) if is_form(other, s.words[at].lower())]
    return _put(s, *chance.choice(found)) if found else None


def kin(s: Tagged, chance: random.Random) -> Garbled | None:
    """A word's kin of another part of speech."""
    places = s.places("ADJ", "ADV", "NOUN", "VERB")
    chance.shuffle(places)
    for at in places:
        low = s.words[at].lower()
        if found := [other for other in relatives(low) if not is_form(other, low)]:
            return _put(s, at, chance.choice(found))
    return None


def preposition(s: Tagged, chance: random.Random) -> Garbled | None:
    """Another preposition."""
    every = (*PREPOSITIONS, *sorted(OTHERS))
    found = [at for at in s.places("ADP", "PART", "SCONJ") if s.words[at].lower() in every]
    if not found:
        return None
    at = chance.choice(found)
    return _put(s, at, chance.choice([word for word in (PREPOSITIONS[:12] if chance.random() < 0.7 else every) if word != s.words[at].lower()]))


def article(s: Tagged, chance: random.Random) -> Garbled | None:
    """An article too many, or “a” for “an”."""
    if chance.random() < 0.5:
        bare = [at for at in s.places("NOUN", "PROPN") if at and s.parts[at - 1] in ("ADP", "VERB", "CCONJ") and s.spaced[at]]
        return _added(s, chance.choice(bare), "the") if bare else None
    found = [(at, {"a": "an", "an": "a"}[word.lower()]) for at, word in enumerate(s.words) if word.lower() in ("a", "an")]
    return _put(s, *chance.choice(found)) if found else None


def case(s: Tagged, chance: random.Random) -> Garbled | None:
    """A pronoun in another case."""
    found = [at for at in s.places("PRON") if s.words[at].lower() in OTHER_CASES]
    if not found:
        return None
    at = chance.choice(found)
    return _put(s, at, chance.choice(OTHER_CASES[s.words[at].lower()]))


GARBLERS: dict[Garbler, float] = {
    verb: 5, noun: 2, swap: 2, function: 1.5, inversion: 1.5, agreement: 1.3, kin: 1.3, preposition: 1.3, form: 1, move: 1, subject: 1,
    article: 0.8, auxiliary: 0.7, case: 0.7, double: 0.7,
}  # fmt: skip
"""How often each is tried beside the others."""
TRIES = 6


def garble(sentence: Tagged, chance: random.Random) -> Garbled | None:
    """The sentence with one fault; nothing where some garblers were tried in vain."""
    for _ in range(TRIES):
        (chosen,) = chance.choices(list(GARBLERS), list(GARBLERS.values()))
        if found := chosen(sentence, chance):
            return found
    return None
