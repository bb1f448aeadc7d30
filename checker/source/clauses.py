"""SRC1: a clause that the English leaves out of a sentence."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from checker.rule import Hit, ex
from checker.source.kinds import PairRule, excerpt
from checker.source.mending import RATIO
from checker.source.pair import Pair
from checker.source.rendering import Term, terms, unrendered

SHORT = 0.5
"""Logarithm of lengths from which the English is too short for the French."""
LEAST_LENGTH = 50
"""Code points of English below which a saying rendered by another is as likely."""
LEAST_TERMS = 4
"""Words that say something, one after another, to which nothing answers."""
LEAST_WORDS = 6
"""Words of all kinds between the first and the last of these."""
RENDERED = 0.5
"""Share of the other words that must have an answer, for the lists to be a guide at all."""


class ClauseMissing(PairRule):
    """A French sentence too long for its English, with a run of words that nothing renders."""

    code = "SRC105"
    name = "missing-clause"
    severity = "minor"
    summary = "A part of the French sentence that is missing"
    rationale = "The English is too short for the French, and a run of six words or more of the French has no counterpart in it or beside it."
    issue_type = "omission"
    confidence = 0.6
    examples = (
        ex(
            "⟦The prefect said that the buses would run again on Saturday.⟧",
            companion="Le préfet a dit, entouré des maires des communes voisines venus manifester leur colère, que les bus rouleraient de nouveau samedi.",
        ),
    )
    near_misses = (ex("The prefect said that the buses would run again on Saturday.", companion="Le préfet a dit que les bus rouleraient de nouveau samedi."),)

    def compare(self, pair: Pair) -> Iterator[Hit]:
        """Report the whole English: what is missing has no place in it."""
        if len(pair.english) < LEAST_LENGTH or math.log(len(pair.french) * RATIO / len(pair.english)) < SHORT:
            return
        lost = _run(pair.french, terms(pair.french, "fr"), unrendered(pair.french, " ".join((pair.english, *pair.near_english))))
        if lost:
            said = " ".join(pair.french[lost[0] : lost[1]].split())
            yield Hit(0, len(pair.english), f"a part of the French is missing: “{said}”", "translate it, or say that it was cut", source=excerpt(pair.french, *lost))


def _run(text: str, found: Sequence[Term], alone: list[Term]) -> tuple[int, int] | None:
    """The longest run of terms without an answer, where it is long and most others have one."""
    runs: list[list[Term]] = [[]]
    for term in found:
        if term in alone:
            runs[-1].append(term)
        elif runs[-1]:
            runs.append([])
    longest = max(runs, key=len)
    others = len(found) - len(longest)
    if len(longest) < LEAST_TERMS or not others or (others - (len(alone) - len(longest))) / others < RENDERED:
        return None
    start, end = longest[0].start, longest[-1].end
    return (start, end) if len(text[start:end].split()) >= LEAST_WORDS else None


RULES = (ClauseMissing(),)
