"""SRC302, SRC303: names of one side that the other lacks."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterator

from checker.french import table
from checker.rule import Hit, ex
from checker.source.comparison import SourceComparison
from checker.source.kinds import SourceRule, excerpt, placed
from checker.source.pair import Pair
from checker.source.proper import (
    Name,
    Words,
    article_words,
    is_common,
    is_listed,
    starts_sentence,
)
from checker.source.quantity import Language
from checker.source.surplus import Surplus, is_initials, is_people, kept_names
from checker.source.words import WORD

_NOTE = re.compile(r"[\[(]\s?(?:NDLR|NDLA|NDT)\b[^\])]*")
"""A note of the French desk, which a translator is free to leave out."""
TITLED = 0.8
"""Share of words with a capital from which a text is a headline in title case."""


class _NameAlone(SourceRule):
    """A name of one side that the other lacks, in its whole article or, where both have it, in this sentence and beside it."""

    confidence = 0.8

    def hits(self, comparison: SourceComparison) -> Iterator[Hit]:  # type: ignore[override]
        """Yield what ``report`` makes of the names of each pair; those that the other article lacks, once."""
        kept = kept_names(comparison)
        told: set[str] = set()
        for pair, surplus in comparison.surpluses:
            one, other = self.sides(surplus)
            if not one or other:
                continue
            text, near, article, language = self.texts(pair, comparison)
            alone = []
            for name in one:
                if is_people(name, text) or _is_note(name, text):
                    continue
                if name.text in kept or is_listed(name.plain):
                    if not is_initials(name.text) and not is_common(name.plain) and not Words(near, language).answer(name):
                        alone.append(name)
                elif name.plain not in told and _surely_name(name, text, one) and not article_words(article, language).answer(name):
                    told.add(name.plain)
                    alone.append(name)
            for hit in self.report(alone, pair):
                yield placed(hit, pair)

    @abstractmethod
    def sides(self, surplus: Surplus) -> tuple[list[Name], list[Name]]:
        """The names that the rule looks at, and those of the other side, for which they may stand."""

    @abstractmethod
    def texts(self, pair: Pair, comparison: SourceComparison) -> tuple[str, tuple[str, ...], str, Language]:
        """The sentence of the names; of the other side the sentences beside the pair, the article and its language."""

    @abstractmethod
    def report(self, names: list[Name], pair: Pair) -> Iterator[Hit]:
        """What to say of such names of a pair."""


class NameLost(_NameAlone):
    """A name of the French that the English does not have."""

    code = "SRC302"
    name = "name-lost"
    severity = "major"
    summary = "A name of the French that is missing"
    rationale = (
        "A name that stands in the French and nowhere in the English, under any of its forms, was left out or translated as if it "
        "were a word; one that the English has elsewhere is missing where neither its sentence nor those beside it have it."
    )
    examples = (
        ex("⟦The minister received the delegation on Monday.⟧", companion="Le ministre Gérald Darmanin a reçu la délégation lundi."),
        ex(
            "Mr Kavanaugh was heard by the Senate.\n\n⟦The committee will ask him to come back.⟧\n\nThe vote is on Friday.\n\nNobody knows how Mr Feinstein will vote.",
            companion="M. Kavanaugh a été entendu par le Sénat.\n\nLe comité de M. Feinstein lui demandera de revenir.\n\nLe vote a lieu vendredi.\n\nNul ne sait ce que votera M. Feinstein.",
        ),
    )
    near_misses = (ex("The minister received Darmanin on Monday.", companion="Le ministre a reçu Darmanin lundi."), ex("The Navy replied.", companion="La Marine nationale a répondu."))

    def sides(self, surplus: Surplus) -> tuple[list[Name], list[Name]]:
        """The French names."""
        return surplus.french, surplus.english

    def texts(self, pair: Pair, comparison: SourceComparison) -> tuple[str, tuple[str, ...], str, Language]:
        """French names are sought in the English."""
        return pair.french, pair.near_english, comparison.document.text, "en"

    def report(self, names: list[Name], pair: Pair) -> Iterator[Hit]:
        """The English sentence: what is missing has no place in it."""
        if names:
            words = " ".join(name.text for name in names)
            yield Hit(0, len(pair.english), f"the French has “{words}”", source=excerpt(pair.french, names[0].start, names[-1].end))


class NameAdded(_NameAlone):
    """A name of the English that the French does not have."""

    code = "SRC303"
    name = "name-added"
    severity = "major"
    summary = "A name that the French does not have"
    rationale = (
        "A name that is nowhere in the original, under any of its forms, was invented or altered beyond recognition; one that the "
        "original has elsewhere does not belong where neither its sentence nor those beside it have it."
    )
    examples = (
        ex("The minister received ⟦Tchekhovitch⟧ on Monday.", companion="Le ministre a reçu la délégation lundi."),
        ex(
            "Mr Kavanaugh was heard by the Senate.\n\nThe vote is on Friday.\n\nThe committee met on Monday in ⟦Kavanaugh⟧.",
            companion="M. Kavanaugh a été entendu par le Sénat.\n\nLe vote a lieu vendredi.\n\nLe comité s’est réuni lundi.",
        ),
    )
    near_misses = (ex("The minister received Darmanin on Monday.", companion="Le ministre a reçu Darmanin lundi."), ex("I’m sure, he said, I’ve seen it on TV.", companion="J’en suis sûr, dit-il, je l’ai vu à la télévision."))

    def sides(self, surplus: Surplus) -> tuple[list[Name], list[Name]]:
        """The English names."""
        return surplus.english, surplus.french

    def texts(self, pair: Pair, comparison: SourceComparison) -> tuple[str, tuple[str, ...], str, Language]:
        """English names are sought in the French."""
        return pair.english, pair.near_french, comparison.source.text, "fr"

    def report(self, names: list[Name], pair: Pair) -> Iterator[Hit]:
        """Each name."""
        for name in names:
            yield Hit(name.start, name.end, f"“{name.text}” is not in the French")


def _is_note(name: Name, text: str) -> bool:
    """Whether a name stands in a note of the French desk."""
    return any(match.start() <= name.start < match.end() for match in _NOTE.finditer(text))


def _is_title_case(text: str) -> bool:
    """Whether a text is a headline in which every word of weight has a capital."""
    words: list[str] = [word for word in WORD.findall(text) if len(word) > 3 and word.isalpha()]
    return sum(word[0].isupper() for word in words) > TITLED * len(words)


def _surely_name(name: Name, text: str, surplus: list[Name]) -> bool:
    """Whether a word with a capital can only be a name: no initials, no word that either language knows or that a headline raises.

    A first name and a surname that are both missing prove each other.
    """
    if len(name.text) < 4 or not name.text[1:].islower() or starts_sentence(text, name.start) or _is_title_case(text):
        return False
    beside = any(other is not name and min(abs(other.start - name.end), abs(name.start - other.end)) == 1 for other in surplus)
    return beside or not table.is_known(name.text.lower())


RULES = (NameLost(), NameAdded())
