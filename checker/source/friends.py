"""SRC8: false friends, proved by the French word that they come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from checker.data import DATA
from checker.rule import Hit
from checker.rules.phrase_rules import PhraseRule, own_phrase_rule
from checker.source.comparison import SourceComparison
from checker.source.confirm import Originals
from checker.source.kinds import SourceRule

FRIENDS = "source/false_friends.tsv"


@cache
def _list() -> PhraseRule:
    return own_phrase_rule(DATA / FRIENDS)


class FalseFriends(SourceRule):
    """The entries of a phrase list that fire only where their French stands in the aligned sentence."""

    issue_type = "terminology"
    confidence = 0.9

    def __init__(self) -> None:
        found = _list()
        self.code, self.name, self.summary, self.rationale = found.code, found.name, found.summary, found.rationale
        self.style = True

    def hits(self, comparison: SourceComparison) -> Iterator[Hit]:  # type: ignore[override]
        """Yield them, with the French."""
        originals = Originals(comparison)
        for hit in _list().hits(comparison.document):
            if originals.stands(hit):
                message = hit.message.replace("is French word for word", "is a false friend of the French")
                yield replace(hit, hint=False, confidence=self.confidence, message=message, source=originals.french(hit))


RULES = (FalseFriends(),)
