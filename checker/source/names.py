"""SRC301: names that are exchanged for others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from checker.data import data_lines
from checker.rule import Hit, ex
from checker.source.comparison import SourceComparison
from checker.source.kinds import SourceRule, excerpt, placed
from checker.source.pair import Pair
from checker.source.proper import Name, Words, is_common, is_listed
from checker.source.surplus import Surplus, is_initials, is_people, kept_names
from checker.source.words import plain, sound

EXPLAINED = frozenset(("france", "french", "paris", "parisian"))
"""What an editor writes for foreign readers in the place of a département, a ministry’s street or a suburb."""
ALIKE = 0.6
"""Ratio of the letters that two spellings of one name share."""


def _alike(first: Name, second: Name) -> bool:
    a, b = sound(first.text), sound(second.text)
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= ALIKE


def _partners(text: str, first: Name, second: Name) -> bool:
    """Whether two names stand side by side in the article: Chad Hammel."""
    a, b = re.escape(first.text), re.escape(second.text)
    return bool(re.search(rf"\b(?:{a}[\s\u00a0-]{b}|{b}[\s\u00a0-]{a})\b", text))


class NameChanged(SourceRule):
    """A name that the French sentence does not have, where it has one that the English lacks."""

    code = "SRC301"
    name = "name-changed"
    severity = "critical"
    summary = "A name that is not the one of the French"
    rationale = (
        "Londres is London and Tchassiv Yar Chasiv Yar; a name that neither a list of exonyms nor the rules of "
        "transliteration bring back to the French one is another person or place."
    )
    confidence = 0.85
    examples = (
        ex(
            "On Monday, ⟦Bianchi⟧ spoke to the press for 20 minutes.\n\nAt the ministry of Agriculture, ⟦Delcourt⟧ has not said a word since May.",
            companion="Lundi, Delcourt s’est exprimé pendant 20 minutes devant la presse.\n\nAu ministère de l’Agriculture, Bianchi n’a pas dit un mot depuis mai.",
        ),
        ex(
            "On Monday Mr Corbyn spoke.\n\nThe vote is on Friday.\n\nMr ⟦Treasury⟧ has announced a reform of housing.",
            companion="Lundi, M. Corbyn s’est exprimé.\n\nLe vote a lieu vendredi.\n\nM. Corbyn a annoncé une réforme du logement.",
        ),
        ex("The ship left ⟦Rotterdam⟧ for Genoa.", companion="Le navire a quitté Marseille pour Gênes."),
        ex(
            "Mr Kavanaugh was heard by the Senate.\n\nOn Monday, ⟦Kavenough⟧ denied everything.",
            companion="M. Kavanaugh a été entendu par le Sénat.\n\nLundi, Kavanaugh a tout nié.",
        ),
    )
    near_misses = (
        ex("The ship left Dunkirk for London.", companion="Le navire a quitté Dunkerque pour Londres."),
        ex("Volodymyr Zelensky and Oleksandr Syrsky met in Chasiv Yar.", companion="Volodymyr Zelensky et Oleksandr Syrskyi se sont retrouvés à Tchassiv Yar."),
        ex("Chad Hammel was there. Hammel spoke of a shark.", companion="Chad Hammel était là. Chad a parlé d’un requin."),
        ex(
            "Bernard Lacaze came to court.\n\nThe room was full.\n\nLacaze’s lawyer asked for an acquittal in France.",
            companion="Bernard Lacaze est venu au tribunal.\n\nLa salle était pleine.\n\nSon avocat plaide la relaxe.",
        ),
        ex("The British and the Dutch voted.", companion="Le Royaume-Uni et les Pays-Bas ont voté."),
    )

    def hits(self, comparison: SourceComparison) -> Iterator[Hit]:  # type: ignore[override]
        """Yield the names of the English that stand for others."""
        article = Words([comparison.document.text], "en"), Words([comparison.source.text], "fr")
        for pair, surplus in comparison.surpluses:
            for name, other in _exchanged(pair, surplus, comparison, article):
                message = f"“{name.text}”: the French has “{other.text}”"
                yield placed(Hit(name.start, name.end, message, source=excerpt(pair.french, other.start, other.end)), pair)


def _exchanged(pair: Pair, surplus: Surplus, comparison: SourceComparison, article: tuple[Words, Words]) -> Iterator[tuple[Name, Name]]:
    """Pairs of names of which one stands in the place of the other, each name once."""
    left = [name for name in surplus.french if not is_people(name, pair.french)]
    if bool(surplus.english) != bool(left):
        yield from _half_sure(pair, surplus, kept_names(comparison))
    for name in surplus.english:
        if name.plain in EXPLAINED:
            continue
        for other in left:
            if _proved(name, other, comparison, article):
                yield name, other
                left.remove(other)
                break


def _half_sure(pair: Pair, surplus: Surplus, kept: frozenset[str]) -> Iterator[tuple[Name, Name]]:
    """Names of one side, known from both articles, beside words of the other that may be names: Mr Treasury for M. Corbyn."""
    loose = [other for other in surplus.loose_french if not is_people(other, pair.french)] if surplus.english else []
    for name, other in zip(surplus.english, loose):
        if _is_shared(name, kept) and name.plain not in EXPLAINED and not Words(pair.near_french, "fr").answer(name):
            yield name, other
    for other, name in zip(surplus.french, surplus.loose_english) if surplus.french else ():
        if _is_shared(other, kept) and not is_people(other, pair.french) and not Words(pair.near_english, "en").answer(other):
            yield name, other


def _is_shared(name: Name, kept: frozenset[str]) -> bool:
    """Whether a name is one that both articles have or that the lists know."""
    return not is_initials(name.text) and not is_common(name.plain) and (name.text in kept or is_listed(name.plain))


def _proved(name: Name, other: Name, comparison: SourceComparison, article: tuple[Words, Words]) -> bool:
    """Whether two names that answer to nothing may not be one name in two languages.

    Spellings that are alike may be an exonym that no list has, unless the article has the name of
    the French elsewhere.
    """
    english, french = article
    if is_initials(name.text) or is_initials(other.text):
        return False
    if _is_national(name.plain) and not _is_national(other.plain):
        return False
    kept = kept_names(comparison)
    if _alike(name, other) and not (name.text in kept and other.text in kept):
        return not french.answer(name) and english.answer(other)
    texts = comparison.document.text, comparison.source.text
    return not any(_partners(text, name, other) for text in texts)


@cache
def _nationalities() -> frozenset[str]:
    return frozenset(plain(line) for line in data_lines("classes/nat.txt"))


def _is_national(word: str) -> bool:
    """Whether a name is that of a people; it explains a French place to foreign readers."""
    return word in _nationalities()


RULES = (NameChanged(),)
