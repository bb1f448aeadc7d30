"""French words and expressions at home in English, from data/french/loanwords.txt.

Matching looks at stems: lower case, no accents, ligatures undone, final s, x and e dropped, so that
one entry covers protégé, protégée, protégés and protege.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

PARTS = re.compile(r"[^\W\d_]+")
PLAIN = str.maketrans(
    {"œ": "oe", "æ": "ae"} | dict(zip("àâäáçéèêëíîïñóôöùúûüÿ", "aaaaceeeeiiinooouuuuy"))
)


def unaccented(word: str) -> str:
    """Return a lower-case word without accents or ligatures."""
    return word if word.isascii() else word.translate(PLAIN)


def stem(word: str) -> str:
    """Return what words of one entry have in common; `word` is in lower case."""
    plain = unaccented(word)
    return plain.rstrip("sx").rstrip("e") or plain


def _lines(name: str) -> list[str]:
    """Return the entries of a list."""
    from checker.french.table import DATA

    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and line[0] != "#"]


@cache
def _entries() -> tuple[list[str], list[str]]:
    """Return the entries of one word and those of several."""
    entries = _lines("loanwords.txt")
    single = [line for line in entries if line.isalpha()]
    return single, [line for line in entries if not line.isalpha()]


@cache
def spellings() -> frozenset[str]:
    """Return the entries of one word with their plain variants, in lower case."""
    single, _ = _entries()
    bare = {*single, *map(unaccented, single)}
    return frozenset([*bare, *(f"{word}s" for word in bare), *(f"{word}e" for word in single)])


@cache
def _stems() -> frozenset[str]:
    """Return the stems of the entries of one word."""
    return frozenset(map(stem, _entries()[0]))


@cache
def _expressions() -> dict[str, list[tuple[str, ...]]]:
    """Return first stem -> the stems of each expression of several words, longest first."""
    expressions: dict[str, list[tuple[str, ...]]] = {}
    for line in _entries()[1]:
        stems = tuple(map(stem, PARTS.findall(line)))
        expressions.setdefault(stems[0], []).append(stems)
    for entries in expressions.values():
        entries.sort(key=len, reverse=True)
    return expressions


def is_loanword(word: str) -> bool:
    """Tell whether a lower-case word is an entry of the list by itself."""
    return stem(word) in _stems()


@cache
def _dishes() -> frozenset[str]:
    """Return the stems of the words with which the names of dishes begin."""
    return frozenset(map(stem, _lines("dishes.txt")))


def begins_dish(word: str) -> bool:
    """Tell whether the name of a dish may begin with a lower-case word."""
    return stem(word) in _dishes()


def covered(words: Sequence[str]) -> set[int]:
    """Return the indices of the words that belong to an expression of several words.

    `words` are single words in lower case, compounds and elisions already taken apart.
    """
    expressions = _expressions()
    stems = [stem(word) for word in words]
    found: set[int] = set()
    index = 0
    while index < len(stems):
        step = 1
        for entry in expressions.get(stems[index], ()):
            if tuple(stems[index : index + len(entry)]) == entry:
                found.update(range(index, index + len(entry)))
                step = len(entry)
                break
        index += step
    return found
