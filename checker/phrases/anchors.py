"""Anchors: the rare words by which the index finds a pattern without searching for it.

Of all elements that must be there, the one whose words are rarest in English becomes the anchor;
the words that may stand directly beside it are noted, so that most candidates are dismissed by
two look-ups.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple
from typing import Optional as Optional_

from checker.data import data_lines
from checker.phrases.elements import QUOTES, class_words, is_open_class, mark_chars
from checker.phrases.index import PREFIX
from checker.phrases.pattern import (
    Brace,
    Class,
    Element,
    EndQuote,
    Group,
    Mark,
    Not,
    Optional,
    Pattern,
    PatternError,
    Sequence,
    Words,
)

_PIECE = re.compile(r"\w+")


BARE = ",;:"
FEW = 12
LOOK = 0.3
"""What looking at an anchor and its neighbours costs beside trying the pattern."""
Beside = Optional_["frozenset[str]"]


class Anchor(NamedTuple):
    """A word (or, with ``is_prefix``, a beginning) and what may stand beside it (``None``: anything)."""

    word: str
    left: frozenset[str] | None
    right: frozenset[str] | None
    is_prefix: bool = False


@cache
def _ranks() -> dict[str, int]:
    return {word: rank for rank, word in enumerate(data_lines("common_words.txt"))}


def _cost(words: list[str]) -> float:
    return sum(map(_cost_of, words))


def anchors(pattern: Pattern) -> list[Anchor]:
    """The anchors of a pattern.

    Raises:
        PatternError: it has no word that must be there.
    """
    found = _best(pattern.elements, None, None)
    if not found:
        raise PatternError("a pattern needs at least one plain word")
    return found[1]


def required(pattern: Pattern) -> tuple[frozenset[str], ...]:
    """Sets of words of each of which a text must hold one to hold the pattern.

    Only closed lists of words and marks count, not beginnings, classes and optional elements. Words
    are in lower case, but keep their capitals where the pattern wants them.
    """
    sets = []
    for element in pattern.elements:
        if isinstance(element, (Mark, EndQuote)):
            sets.append(mark_chars(element.char) if isinstance(element, Mark) else QUOTES)
        if isinstance(element, Words) and not element.prefixes:
            wanted = _cased(element.forms)
            pieces = [_PIECE.findall(form) for form in wanted]
            if all(pieces):
                sets.append(frozenset(min(found, key=_cost_of) for found in pieces))
        elif isinstance(element, Group):
            options = [_rarest(option) for option in element.options]
            if all(options):
                sets.append(frozenset().union(*(option for option in options if option)))
    sets.extend(_beside_marks([element for element in pattern.elements if not isinstance(element, Brace)]))
    return tuple(sorted(sets, key=sorted))


def _beside_marks(elements: list[Element]) -> Iterator[frozenset[str]]:
    """Words and the comma beside them, as they stand in a text: ``, he`` and ``he,``."""
    for first, second in zip(elements, elements[1:]):
        if isinstance(first, Mark) and first.char in BARE and (words := _few_words(second)):
            yield frozenset(f"{first.char} {form}" for word in words for form in (word, word.capitalize()))
        if isinstance(second, Mark) and second.char in BARE and (words := _few_words(first)):
            yield frozenset(f"{form}{second.char}" for word in words for form in (word, word.capitalize()))


def _few_words(element: Element) -> tuple[str, ...]:
    """The forms of an element that is one of a few words in lower case; nothing otherwise."""
    options = [element]
    if isinstance(element, Group) and all(len(option) == 1 for option in element.options):
        options = [option[0] for option in element.options]
    if not all(isinstance(option, Words) and not option.prefixes for option in options):
        return ()
    words = tuple(form for option in options if isinstance(option, Words) for form in option.forms)
    return words if len(words) <= FEW and all(word.islower() and word.isalpha() for word in words) else ()


def _cased(forms: tuple[str, ...]) -> tuple[str, ...]:
    """The forms in lower case; where all have capitals, as they are and in full capitals."""
    if all(form != form.lower() for form in forms):
        return tuple(dict.fromkeys([*forms, *map(str.upper, forms)]))
    return tuple(map(str.lower, forms))


def _rarest(option: Sequence) -> frozenset[str] | None:
    """The words of one closed element of an option, the rarest; ``None`` where there is none."""
    sets = []
    for element in option:
        if isinstance(element, Words) and not element.prefixes:
            pieces = [_PIECE.findall(form) for form in _cased(element.forms)]
            if all(pieces):
                sets.append(frozenset(found[0] for found in pieces))
    return min(sets, key=lambda words: sum(map(_cost_of, words))) if sets else None


def _cost_of(word: str) -> float:
    ranks = _ranks()
    return 1 / (ranks[word] + 8) if word in ranks else 1e-5


def _best(elements: Sequence, left: Beside, right: Beside) -> tuple[float, list[Anchor]] | None:
    """The cheapest anchors of a sequence; ``left`` and ``right`` may stand beside all of it."""
    best: tuple[float, list[Anchor]] | None = None
    for at in range(len(elements)):
        found = _of_element(elements, at, left, right)
        if found and (best is None or found[0] < best[0]):
            best = found
    return best


def _of_element(elements: Sequence, at: int, outer_left: Beside, outer_right: Beside) -> tuple[float, list[Anchor]] | None:
    element = elements[at]
    left = _neighbours(tuple(reversed(elements[:at])), -1, outer_left)
    right = _neighbours(elements[at + 1 :], 0, outer_right)
    if isinstance(element, Group):
        parts = [_best(option, left, right) for option in element.options]
        if not all(parts):
            return None
        every = [part for part in parts if part]
        return sum(cost for cost, _ in every), [
            Anchor(a.word, a.left, a.right, a.is_prefix) for _, found in every for a in found
        ]
    if isinstance(element, Words):
        words, prefixes = element.forms, element.prefixes
    elif isinstance(element, Class) and not is_open_class(element.name):
        words, prefixes = class_words(element.name), ()
    else:
        return None
    out: list[Anchor] = []
    for word in words:
        pieces = _PIECE.findall(word.lower())
        if not pieces:
            return None
        rarest = min(range(len(pieces)), key=lambda i: _cost([pieces[i]]))
        before = left if rarest == 0 else frozenset([pieces[rarest - 1]])
        after = right if rarest == len(pieces) - 1 else frozenset([pieces[rarest + 1]])
        out.append(Anchor(pieces[rarest], before, after))
    for prefix in prefixes:
        if len(prefix) < PREFIX or not prefix.isalnum():
            return None
        out.append(Anchor(prefix.lower(), left, right, True))
    cost = (_cost([a.word for a in out]) + 1e-3 * len(prefixes)) * (LOOK + _chance(left) * _chance(right))
    if isinstance(element, Class):
        cost += 0.01
    return cost, out


def _chance(beside: Beside) -> float:
    """Roughly how often a word has one of these beside it."""
    return 1.0 if beside is None else min(1.0, sum(map(_cost_of, beside)) / 4 + 1e-3)


def _edges(forms: tuple[str, ...], edge: int, out: set[str]) -> frozenset[str] | None:
    pieces = [_PIECE.findall(form.lower()) for form in forms]
    return frozenset(out | {found[edge] for found in pieces}) if all(pieces) else None


def _neighbours(rest: Sequence, edge: int, outer: Beside) -> Beside:
    """The words that can stand first in ``rest`` (``edge`` 0) or last (-1), or beyond it; ``None``: any."""
    out: set[str] = set()
    for element in rest:
        if isinstance(element, Brace):
            continue
        if isinstance(element, Words) and not element.prefixes:
            return _edges(element.forms, edge, out)
        if isinstance(element, Class) and not is_open_class(element.name):
            return _edges(class_words(element.name), edge, out)
        if isinstance(element, Optional):
            inner = _neighbours(element.body if edge == 0 else tuple(reversed(element.body)), edge, None)
            if inner is None:
                return None
            out |= inner
            continue
        if isinstance(element, Group):
            for option in element.options:
                inner = _neighbours(option if edge == 0 else tuple(reversed(option)), edge, None)
                if inner is None:
                    return None
                out |= inner
            return frozenset(out)
        if isinstance(element, Not):
            continue
        return None
    return None if outer is None else frozenset(out | outer)
