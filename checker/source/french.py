"""French expressions found in a French sentence whatever their inflection."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from checker.data import data_lines
from checker.source.words import WORD, plain, stem

SMALL = frozenset(
    """le la les l un une des du de d a au aux en dans sur sous par pour avec et ou que qu qui se s son sa ses leur leurs
    ce cet cette ces ne n pas est etre avoir il elle on y lui me m te t nous vous je j tu mais si plus tres""".split()
)
"""Words that need not stand where an expression has them."""
_GLOSS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_PLACEHOLDER = re.compile(r"\b(?:[XYZ]|qqn|qqch|quelqu['’]un|quelque chose|N)\b|…|\.\.\.")
_DESCRIPTION = re.compile(r"\b(?:calque|conditionnel|pronom|adjectif|adverbe|article|infinitif|participe|préposition|relative|subjonctif|présent|passé|imparfait|tournure|ordre des mots|verbe|nom|construction|inversion|incise|apposition|élision|virgule|possessif|négation|redondance|mot à mot|titre)\b", re.I)
LOOSE = 4
"""Words that may stand among those of an expression."""


class Expression(NamedTuple):
    """One wording: the stems that must stand together, and whether in this order without gaps."""

    stems: tuple[str, ...]
    exact: bool


@cache
def _lemmas() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in data_lines("source/irregular_fr.tsv"):
        lemma, _, forms = line.partition("\t")
        root = stem(lemma.split()[-1])
        for form in forms.split():
            table[plain(form)] = root
    return table


def lemma(word: str) -> str:
    """What all forms of a French word share."""
    return _lemmas().get(plain(word)) or stem(word)


@cache
def lemmas(text: str) -> tuple[str, ...]:
    """The lemmas of the words of a French text, elided words apart."""
    return tuple(lemma(word) for word in WORD.findall(text))


@cache
def expressions(column: str) -> tuple[Expression, ...]:
    """The wordings of a list's ``french`` column; none where it describes a construction."""
    if " " in column and _DESCRIPTION.search(_GLOSS.sub(" ", column)):
        return ()
    found = []
    for part in re.split(r" / |, (?=[^()]*(?:\(|$))", column):
        words = WORD.findall(_PLACEHOLDER.sub(" ", _GLOSS.sub(" ", part)))
        content = [word for word in words if plain(word) not in SMALL]
        if content:
            found.append(Expression(tuple(lemma(word) for word in content), False))
        elif len(words) > 1:
            found.append(Expression(tuple(plain(word) for word in words), True))
    return tuple(found)


def stands(column: str, french: str) -> bool | None:
    """Whether one of the wordings stands in a French text; ``None`` where the column names none."""
    wanted = expressions(column)
    if not wanted:
        return None
    there = lemmas(french)
    words = tuple(plain(word) for word in WORD.findall(french))
    return any(_contains(words, e.stems) if e.exact else _together(there, e.stems) for e in wanted)


def _contains(words: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1))


def _together(there: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether all stems stand within a few words of each other."""
    if not set(wanted) <= set(there):
        return False
    if len(wanted) == 1:
        return True
    room = len(wanted) + LOOSE
    return any(set(wanted) <= set(there[at : at + room]) for at in range(len(there)))


ROOT = 4
"""First letters that two words share when they may be of one family: volontaire, involontaire aside."""


def absent(column: str, french: str) -> bool:
    """Whether not one word of any wording, nor of its family, stands in a French text."""
    wanted = expressions(column)
    if not wanted or any(e.exact for e in wanted):
        return False
    there = {plain(word)[:ROOT] for word in WORD.findall(french)} | {form[:ROOT] for form in lemmas(french)}
    return not any(form[:ROOT] in there for e in wanted for form in e.stems)
