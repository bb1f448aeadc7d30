"""Which words of a stretch of French are rendered in a stretch of English, by dictionary and spelling."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from checker.align.lexical import dictionary, spelling_key
from checker.folding import fold
from checker.source.quantity import Language

LEAST = 4
"""Letters of a word that says something."""
_WORD = re.compile(r"[^\W_]+")


class Term(NamedTuple):
    """A word that says something; ``forms`` are the keys that it may have in the other language."""

    start: int
    end: int
    forms: frozenset[str]


@cache
def words(text: str, language: Language) -> tuple[Term, ...]:
    """All words of a text; offsets are code points of the text."""
    found = []
    for match in _WORD.finditer(text):
        key = spelling_key(fold(match[0]))
        found.append(Term(match.start(), match.end(), (dictionary().get(key, frozenset()) if language == "fr" else frozenset()) | {key}))
    return tuple(found)


@cache
def terms(text: str, language: Language) -> tuple[Term, ...]:
    """The words of a text of some length and its figures."""
    return tuple(term for term in words(text, language) if term.end - term.start >= LEAST or text[term.start : term.end].isdigit())


@cache
def _english_keys(text: str) -> frozenset[str]:
    return frozenset(spelling_key(fold(word)) for word in _WORD.findall(text))


def unrendered(french: str, english: str) -> list[Term]:
    """The terms of the French that no word of the English answers."""
    keys = _english_keys(english)
    return [term for term in terms(french, "fr") if keys.isdisjoint(term.forms)]


def answered(english: str, french: list[Term]) -> float:
    """The share of the terms of the English that answer to one of some French terms."""
    wanted = frozenset().union(*(term.forms for term in french))
    found = terms(english, "en")
    return sum(not wanted.isdisjoint(term.forms) for term in found) / len(found) if found else 0.0
