"""SRC302, SRC303: names of one side that the other lacks."""

from __future__ import annotations

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
    starts_sentence,
)
from checker.source.surplus import Surplus, is_people, is_title_case


class _NameAlone(SourceRule):
    """A name of one side that the other article lacks."""

    confidence = 0.8

    def hits(self, comparison: SourceComparison) -> Iterator[Hit]:  # type: ignore[override]
        """Yield what ``report`` makes of the names of each pair, each name once."""
        told: set[str] = set()
        for pair, surplus in comparison.surpluses:
            one, other = self.sides(surplus)
            if not one or other:
                continue
            text, words = self.texts(pair, comparison)
            alone = [n for n in one if n.plain not in told and not is_people(n, text) and not words.answer(n) and _surely_name(n, text, one)]
            told.update(name.plain for name in alone)
            for hit in self.report(alone, pair):
                yield placed(hit, pair)

    @abstractmethod
    def sides(self, surplus: Surplus) -> tuple[list[Name], list[Name]]:
        """The names that the rule looks at, and those of the other side, for which they may stand."""

    @abstractmethod
    def texts(self, pair: Pair, comparison: SourceComparison) -> tuple[str, Words]:
        """The sentence of the names, and the words of the other article."""

    @abstractmethod
    def report(self, names: list[Name], pair: Pair) -> Iterator[Hit]:
        """What to say of such names of a pair."""


class NameLost(_NameAlone):
    """A name of the French that the English does not have."""

    code = "SRC302"
    name = "name-lost"
    severity = "major"
    summary = "A name of the French that is missing"
    rationale = "A name that stands in the French and nowhere in the English, under any of its forms, was left out or translated as if it were a word."
    examples = (ex("⟦The minister received the delegation on Monday.⟧", companion="Le ministre Gérald Darmanin a reçu la délégation lundi."),)
    near_misses = (ex("The minister received Darmanin on Monday.", companion="Le ministre a reçu Darmanin lundi."), ex("The Navy replied.", companion="La Marine nationale a répondu."))

    def sides(self, surplus: Surplus) -> tuple[list[Name], list[Name]]:
        """The French names."""
        return surplus.french, surplus.english

    def texts(self, pair: Pair, comparison: SourceComparison) -> tuple[str, Words]:
        """French names are sought in the English."""
        return pair.french, article_words(comparison.document.text, "en")

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
    rationale = "A name that is nowhere in the original, under any of its forms, was invented or altered beyond recognition."
    examples = (ex("The minister received ⟦Tchekhovitch⟧ on Monday.", companion="Le ministre a reçu la délégation lundi."),)
    near_misses = (ex("The minister received Darmanin on Monday.", companion="Le ministre a reçu Darmanin lundi."), ex("I’m sure, he said, I’ve seen it on TV.", companion="J’en suis sûr, dit-il, je l’ai vu à la télévision."))

    def sides(self, surplus: Surplus) -> tuple[list[Name], list[Name]]:
        """The English names."""
        return surplus.english, surplus.french

    def texts(self, pair: Pair, comparison: SourceComparison) -> tuple[str, Words]:
        """English names are sought in the French."""
        return pair.english, article_words(comparison.source.text, "fr")

    def report(self, names: list[Name], pair: Pair) -> Iterator[Hit]:
        """Each name."""
        for name in names:
            yield Hit(name.start, name.end, f"“{name.text}” is not in the French")


def _surely_name(name: Name, text: str, surplus: list[Name]) -> bool:
    """Whether a word with a capital can only be a name: no initials, no word that either language knows or that a headline raises.

    A first name and a surname that are both missing prove each other.
    """
    if len(name.text) < 4 or not name.text[1:].islower() or starts_sentence(text, name.start) or is_title_case(text):
        return False
    beside = any(other is not name and min(abs(other.start - name.end), abs(name.start - other.end)) == 1 for other in surplus)
    return beside or not table.is_known(name.text.lower())


RULES = (NameLost(), NameAdded())
