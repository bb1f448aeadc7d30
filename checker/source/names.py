"""SRC3: names that are lost, altered or exchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from checker.data import data_lines
from checker.french import table
from checker.rule import Hit, ex
from checker.source.comparison import SourceComparison
from checker.source.kinds import SourceRule, excerpt, placed
from checker.source.pair import Pair
from checker.source.proper import Name, Words, capitals, names, starts_sentence
from checker.source.words import plain, sound

EXPLAINED = frozenset(("france", "french", "paris", "parisian"))
"""What an editor writes for foreign readers in the place of a département, a ministry’s street or a suburb."""
_NOTE = re.compile(r"[\[(]\s?(?:NDLR|NDLA|NDT)\b[^\])]*")
"""A note of the French desk, which a translator is free to leave out."""
ALIKE = 0.6
"""Ratio of the letters that two spellings of one name share."""


class Surplus:
    """The names of a pair that nothing in the other half answers."""

    def __init__(self, pair: Pair, comparison: SourceComparison) -> None:
        english, french = Words([pair.english], "en"), Words([pair.french], "fr")
        kept = _kept(comparison)
        self.english = _unanswered(pair.english, names(pair.english, "en", kept), french, kept)
        self.french = _unanswered(pair.french, names(pair.french, "fr", kept), english, kept)


def _kept(comparison: SourceComparison) -> frozenset[str]:
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
        ex("The British and the Dutch voted.", companion="Le Royaume-Uni et les Pays-Bas ont voté."),
    )

    def hits(self, comparison: SourceComparison) -> Iterator[Hit]:  # type: ignore[override]
        """Yield the names of the English that stand for others."""
        article = Words([comparison.document.text], "en"), Words([comparison.source.text], "fr")
        for pair in comparison.pairs:
            for name, other in _exchanged(pair, comparison, article):
                message = f"“{name.text}”: the French has “{other.text}”"
                yield placed(Hit(name.start, name.end, message, source=excerpt(pair.french, other.start, other.end)), pair)


def _exchanged(pair: Pair, comparison: SourceComparison, article: tuple[Words, Words]) -> Iterator[tuple[Name, Name]]:
    """Pairs of names of which one stands in the place of the other, each name once."""
    surplus = Surplus(pair, comparison)
    left = [name for name in surplus.french if not _people(name, pair.french)]
    for name in surplus.english:
        if name.plain in EXPLAINED:
            continue
        for other in left:
            if _proved(name, other, comparison, article):
                yield name, other
                left.remove(other)
                break


def _people(name: Name, french: str) -> bool:
    """Whether a French name is that of people, for whom English often has their place or club: les Bretons."""
    return re.search(r"(?:ens|ais|ois|ains|ons|ins|ards|nnes|aises|oises)$", name.text) is not None and re.search(r"\b(?:les|des|aux|ces|nos|\d+)\s$", french[: name.start], re.I) is not None


def _proved(name: Name, other: Name, comparison: SourceComparison, article: tuple[Words, Words]) -> bool:
    """Whether two names that answer to nothing may not be one name in two languages.

    Spellings that are alike may be an exonym that no list has, unless the article has the name of
    the French elsewhere.
    """
    english, french = article
    if _is_initials(name.text) or _is_initials(other.text):
        return False
    if _is_national(name.plain) and not _is_national(other.plain):
        return False
    kept = _kept(comparison)
    if _alike(name, other) and not (name.text in kept and other.text in kept):
        return not french.answer(name) and english.answer(other)
    texts = comparison.document.text, comparison.source.text
    return not any(_partners(text, name, other) for text in texts)


def _is_initials(word: str) -> bool:
    """Whether a word is made of initials, in the plural too: MPs."""
    return word.removesuffix("s").isupper()


@cache
def _nationalities() -> frozenset[str]:
    return frozenset(plain(line) for line in data_lines("classes/nat.txt"))


def _is_national(word: str) -> bool:
    """Whether a name is that of a people; it explains a French place to foreign readers."""
    return word in _nationalities()


class NameLost(SourceRule):
    """A name of the French that the English article never has."""

    code = "SRC302"
    name = "name-lost"
    severity = "major"
    summary = "A name of the French that is missing"
    rationale = "A name that stands in the French and nowhere in the English, under any of its forms, was left out or translated as if it were a word."
    confidence = 0.8
    examples = (ex("⟦The minister received the delegation on Monday.⟧", companion="Le ministre Gérald Darmanin a reçu la délégation lundi."),)
    near_misses = (ex("The minister received Darmanin on Monday.", companion="Le ministre a reçu Darmanin lundi."), ex("The Navy replied.", companion="La Marine nationale a répondu."))

    def hits(self, comparison: SourceComparison) -> Iterator[Hit]:  # type: ignore[override]
        """Yield the English sentences, once a name."""
        everywhere = Words([comparison.document.text], "en")
        told: set[str] = set()
        for pair in comparison.pairs:
            surplus = Surplus(pair, comparison)
            if surplus.english:
                continue
            notes = [match.span() for match in _NOTE.finditer(pair.french)]
            lost = [n for n in surplus.french if not any(a <= n.start < b for a, b in notes) and n.plain not in told and not _people(n, pair.french) and not everywhere.answer(n) and _surely_name(n, pair.french, surplus.french)]
            if lost:
                told.update(name.plain for name in lost)
                words = " ".join(name.text for name in lost)
                yield placed(Hit(0, len(pair.english), f"the French has “{words}”", source=excerpt(pair.french, lost[0].start, lost[-1].end)), pair)


class NameAdded(SourceRule):
    """A name of the English that the French article never has."""

    code = "SRC303"
    name = "name-added"
    severity = "major"
    summary = "A name that the French does not have"
    rationale = "A name that is nowhere in the original, under any of its forms, was invented or altered beyond recognition."
    confidence = 0.8
    examples = (ex("The minister received ⟦Tchekhovitch⟧ on Monday.", companion="Le ministre a reçu la délégation lundi."),)
    near_misses = (ex("The minister received Darmanin on Monday.", companion="Le ministre a reçu Darmanin lundi."), ex("I’m sure, he said, I’ve seen it on TV.", companion="J’en suis sûr, dit-il, je l’ai vu à la télévision."))

    def hits(self, comparison: SourceComparison) -> Iterator[Hit]:  # type: ignore[override]
        """Yield each such name once."""
        everywhere = Words([comparison.source.text], "fr")
        told: set[str] = set()
        for pair in comparison.pairs:
            surplus = Surplus(pair, comparison)
            if surplus.french:
                continue
            for name in surplus.english:
                if name.plain in told or everywhere.answer(name) or not _surely_name(name, pair.english, surplus.english):
                    continue
                told.add(name.plain)
                yield placed(Hit(name.start, name.end, f"“{name.text}” is not in the French"), pair)


def _surely_name(name: Name, text: str, surplus: list[Name]) -> bool:
    """Whether a word with a capital can only be a name: no initials, and no word that either language knows.

    A first name and a surname that are both missing prove each other.
    """
    if len(name.text) < 4 or not name.text[1:].islower() or starts_sentence(text, name.start):
        return False
    beside = any(other is not name and min(abs(other.start - name.end), abs(name.start - other.end)) == 1 for other in surplus)
    return beside or not table.is_known(name.text.lower())


RULES = (NameChanged(), NameLost(), NameAdded())
