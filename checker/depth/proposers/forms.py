"""The wrong form of a word: number, tense, agreement, article, or another part of speech of its family."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from checker.depth.judge import Candidate
from checker.depth.ngrams import english
from checker.depth.sentence import Sentence
from checker.phrases.inflect import forms, irregular

SUFFIXES = tuple(
    """s es ed d ing e ly al ally y ies ied ily ion ions ation ations ment ments ness ity er ers or ors ful fully ous ously
    ive ively able ible ably ence ance ent ant ic ical ically ism ist ists ian en ish less""".split()
)
STEM, LEAST = 3, 4
"""Letters of a stem, and of a word that derivation may have made, at least."""
CHANGES = (
    ("y", "ily"), ("ble", "bility"), ("ble", "bly"), ("de", "sion"), ("d", "sion"), ("it", "ission"), ("ify", "ification"),
    ("", "ly"), ("", "atic"), ("ete", "etition"), ("ude", "usive"), ("ide", "isive"), ("ce", "tial"), ("cy", "t"), ("cy", "te"),
)  # fmt: skip
"""Endings that derivation exchanges letter by letter, where suffixes after a stem do not show it."""
AGENTS = ("er", "ers", "or", "ors")
"""Persons and comparatives: a judge that knows few of them would have something commoner."""
GROUPS = (
    ("is", "are", "was", "were", "be", "been", "being"),
    ("has", "have", "had", "having"),
    ("does", "do", "did", "doing", "done"),
    ("this", "these"),
    ("that", "those"),
    ("good", "well"),
    ("day", "daily"),
    ("much", "many"),
    ("less", "fewer"),
)


@cache
def _groups() -> dict[str, set[str]]:
    table: dict[str, set[str]] = {}
    verbs = ((lemma, *others) for lemma, others in irregular().items())
    for group in (*GROUPS, *verbs):
        for word in group:
            table.setdefault(word, set()).update(set(group) - {word})
    return table


@lru_cache(maxsize=20000)
def relatives(word: str) -> tuple[str, ...]:
    """The vocabulary's other forms and kin of a lower-case word, in alphabetical order.

    >>> relatives("daily")
    ('day', 'days')
    """
    known = english().words
    found = {form for form in _groups().get(word, ()) if form in known}
    if len(word) >= STEM:
        for stem in _stems(word):
            found.update(form for suffix in ("", *SUFFIXES) for form in _joined(stem, suffix) if form in known)
    derived = {form for lemma in {word, *found} for form in _exchanged(lemma) if form in known}
    near = derived.union(_groups().get(word, ()), *(forms(lemma) for lemma in found if word in forms(lemma)))
    return tuple(sorted(form for form in (found | derived) - {word} if form in near or _akin(form, word)))


def _exchanged(word: str) -> set[str]:
    pairs = [*CHANGES, *((b, a) for a, b in CHANGES)]
    return {word[: len(word) - len(a)] + b for a, b in pairs if word.endswith(a) and len(word) - len(a) >= STEM}


def _akin(one: str, other: str) -> bool:
    """Whether two words are forms of one lemma, or long enough and alike enough to be derived."""
    if one in forms(other) or other in forms(one):
        return True
    shorter = min(len(one), len(other))
    return shorter >= LEAST and 3 * _common(one, other) >= 2 * max(5, shorter)


def _stems(word: str) -> set[str]:
    stems = {word} | {word[: -len(suffix)] for suffix in SUFFIXES if word.endswith(suffix)}
    stems |= {stem + "e" for stem in stems if len(stem) >= 2}
    stems |= {stem[:-1] for stem in stems if len(stem) > 3 and stem[-1] == stem[-2]}
    stems |= {stem[:-1] + "y" for stem in stems if stem.endswith("i")}
    return {stem for stem in stems if len(stem) >= STEM}


def _joined(stem: str, suffix: str) -> tuple[str, ...]:
    if suffix and stem[-1] == "y":
        return stem + suffix, stem[:-1] + "i" + suffix[suffix.startswith(("i",)) :], stem[:-1] + suffix
    if suffix and stem[-1] == "e":
        return stem + suffix, stem[:-1] + suffix
    if suffix and stem[-1] not in "aeiouwxy":
        return stem + suffix, stem + stem[-1] + suffix
    return (stem + suffix,)


def _common(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))


def is_form(one: str, other: str) -> bool:
    """Whether two words are inflected forms of one lemma."""
    return one in forms(other) or other in forms(one) or one in _groups().get(other, ())


def _inflecting(sentence: Sentence) -> Iterator[int]:
    return (at for at, low in enumerate(sentence.lows) if low in english().words and sentence.words[at].is_word and not sentence.is_name(at))


def propose_forms(sentence: Sentence) -> Iterator[Candidate]:
    """Each word in its other inflected forms."""
    for at in _inflecting(sentence):
        low = sentence.lows[at]
        yield from (sentence.replace(at, at, [form], "form") for form in relatives(low) if is_form(form, low))


def propose_kin(sentence: Sentence) -> Iterator[Candidate]:
    """Each word’s kin of another part of speech; a plural after a plural also as an adjective before it."""
    for at in _inflecting(sentence):
        low = sentence.lows[at]
        if not low.endswith(AGENTS):
            yield from (sentence.replace(at, at, [form], "kin") for form in relatives(low) if not is_form(form, low))
        if at and low.endswith("s") and sentence.lows[at - 1].endswith("s") and sentence.joined(at - 1, at):
            yield sentence.replace(at - 1, at, [low[:-1], sentence.words[at - 1].text], "kin")
