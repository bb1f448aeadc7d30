"""Names of a pair that nothing on the other side answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.source.pair import Pair
from checker.source.proper import Name, Words, capitals, names

if TYPE_CHECKING:
    from checker.source.comparison import SourceComparison


class Surplus:
    """The names of a pair that nothing in the other half answers."""

    def __init__(self, pair: Pair, comparison: SourceComparison) -> None:
        english, french = Words([pair.english], "en"), Words([pair.french], "fr")
        kept = kept_names(comparison)
        self.english = _unanswered(pair.english, names(pair.english, "en", kept), french, kept)
        self.french = _unanswered(pair.french, names(pair.french, "fr", kept), english, kept)


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
