"""SRC8: false friends, proved by the French word that they come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from checker.data import DATA
from checker.rule import Hit, ex
from checker.rules.phrase_rules import PhraseRule, own_phrase_rule
from checker.source.comparison import SourceComparison
from checker.source.kinds import SourceRule

FRIENDS = "source/false_friends.tsv"


@cache
def _list() -> PhraseRule:
    return own_phrase_rule(DATA / FRIENDS)


class FalseFriends(SourceRule):
    """The entries of a phrase list that fire only where their French stands in the aligned sentence."""

    issue_type = "terminology"
    confidence = 0.9
    examples = (
        ex("She opened a ⟦library⟧ in Nantes to sell comics.", companion="Elle a ouvert une librairie à Nantes pour vendre des bandes dessinées."),
        ex("Thousands of people ⟦assisted at⟧ the ceremony.", companion="Des milliers de personnes ont assisté à la cérémonie."),
    )
    near_misses = (
        ex("The students work in the library.", companion="Les étudiants travaillent à la bibliothèque."),
        ex("He actually said so.", companion="Il l’a vraiment dit."),
    )

    def __init__(self) -> None:
        found = _list()
        self.code, self.name, self.summary, self.rationale = found.code, found.name, found.summary, found.rationale
        self.style = True

    def hits(self, comparison: SourceComparison) -> Iterator[Hit]:  # type: ignore[override]
        """Yield them, with the French."""
        originals = comparison.originals
        for hit in _list().hits(comparison.document):
            if originals.stands(hit):
                message = hit.message.replace("is French word for word", "is a false friend of the French")
                yield replace(hit, hint=False, confidence=self.confidence, message=message, source=originals.french(hit))


RULES = (FalseFriends(),)
