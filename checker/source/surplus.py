"""Names of a pair that nothing on the other side answers."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from checker.source.pair import Pair
from checker.source.proper import (
    Name,
    Words,
    capitals,
    is_calendar,
    names,
    starts_sentence,
)
from checker.source.quantity import Language
from checker.source.rendering import words
from checker.source.words import WORD

if TYPE_CHECKING:
    from checker.source.comparison import SourceComparison


LEAST = 4
"""Letters of a word with a capital that may be a name."""
TITLED = 0.8
"""Share of words with a capital from which a text is a headline in title case."""
_NOTE = re.compile(r"[\[(]\s?(?:NDLR|NDLA|NDT)\b[^\])]*")
"""A note of the French desk, which a translator is free to leave out."""


class Surplus:
    """The names of a pair that nothing in the other half answers.

    ``english`` and ``french`` are those that are surely names; ``loose_english`` and ``loose_french``
    the other words with a capital inside a sentence.
    """

    def __init__(self, pair: Pair, comparison: SourceComparison) -> None:
        english, french = Words([pair.english], "en"), Words([pair.french], "fr")
        kept = kept_names(comparison)
        self._pair = pair
        self.english = _unanswered(pair.english, names(pair.english, "en", kept), french, kept)
        notes = [match.span() for match in _NOTE.finditer(pair.french)]
        self.french = [name for name in _unanswered(pair.french, names(pair.french, "fr", kept), english, kept) if not any(a <= name.start < b for a, b in notes)]

    @cached_property
    def loose_english(self) -> list[Name]:
        """Words of the English with a capital that no word of the French answers, by spelling or dictionary."""
        return [] if is_title_case(self._pair.english) else _loose((self._pair.english, "en"), (self._pair.french, "fr"))

    @cached_property
    def loose_french(self) -> list[Name]:
        """Words of the French with a capital that no word of the English answers."""
        return _loose((self._pair.french, "fr"), (self._pair.english, "en"))


def _loose(side: tuple[str, Language], other: tuple[str, Language]) -> list[Name]:
    answers = frozenset().union(*(term.forms for term in words(*other)))
    there = Words([other[0]], other[1])
    found = []
    for term in words(*side):
        name = Name(term.start, term.end, side[0][term.start : term.end])
        if len(name.text) >= LEAST and name.text[0].isupper() and not starts_sentence(side[0], name.start) and answers.isdisjoint(term.forms):
            if not is_calendar(name.plain) and not there.answer(name):
                found.append(name)
    return found


def kept_names(comparison: SourceComparison) -> frozenset[str]:
    """Words with a capital that both articles have as they are."""
    return capitals(comparison.document.text) & capitals(comparison.source.text)


def _unanswered(text: str, found: tuple[Name, ...], words: Words, kept: frozenset[str]) -> list[Name]:
    """The names without an answer; a compound (Basse-Californie) is answered by any of its parts.

    Names that both articles spell alike need an answer each.
    """
    lost = []
    for group in _compounds(text, found):
        open_ = [name for name in group if not words.answer(name)]
        if len(open_) == len(group):
            lost.append(group[-1])
        else:
            lost.extend(name for name in open_ if name.text in kept)
    return lost


def _compounds(text: str, found: tuple[Name, ...]) -> list[list[Name]]:
    groups: list[list[Name]] = []
    for name in found:
        if groups and text[groups[-1][-1].end : name.start] in ("-", "‑"):
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


def is_people(name: Name, french: str) -> bool:
    """Whether a French name is that of people, for whom English often has their place or club: les Bretons."""
    return re.search(r"(?:ens|ais|ois|ains|ons|ins|ards|nnes|aises|oises)$", name.text) is not None and re.search(r"\b(?:les|des|aux|ces|nos|\d+)\s$", french[: name.start], re.I) is not None


def is_initials(word: str) -> bool:
    """Whether a word is made of initials, in the plural too: MPs."""
    return word.removesuffix("s").isupper()


def is_title_case(text: str) -> bool:
    """Whether a text is a headline in which every word of weight has a capital."""
    words: list[str] = [word for word in WORD.findall(text) if len(word) > 3 and word.isalpha()]
    return sum(word[0].isupper() for word in words) > TITLED * len(words)
