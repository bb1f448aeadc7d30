"""CAL501–CAL504: unidiomatic wording, by the wording table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from weakref import WeakKeyDictionary

from checker.depth.wording import NATIVE, Proposal, propose
from checker.depth.wording_table import TIERS, read_rows, table
from checker.document import Document
from checker.rule import Example, Hit, Rule, ex

SURE, DOUBTFUL = "A", "C"
"""The tiers that report without a judge: always, and in translated articles."""
_found: dict[str, WeakKeyDictionary[Document, list[Proposal]]] = {SURE: WeakKeyDictionary(), DOUBTFUL: WeakKeyDictionary()}


def proposals(document: Document, tier: str) -> list[Proposal]:
    """What the rows of a tier propose for a document; worked out once."""
    known = _found[tier]
    if document not in known:
        known[document] = [proposal for _, proposal in propose(document, table(tier))]
    return known[document]


class WordingRule(Rule):
    """Words of one part of speech with company that they have in French only.

    Args:
        pos: the part of speech, as the table has it.
        code, name, summary, examples, misses: see ``Rule``.
        tier: the tier of its rows; a rule of the sure ones has another for the doubtful ones.
    """

    issue_type = "terminology"
    local = True
    style = True
    evidence = 1.0
    message = "“{text}” is put together as French puts it"

    def __init__(self, pos: str, code: str, name: str, summary: str, examples: tuple[Example, ...], misses: tuple[str, ...], tier: str = SURE) -> None:
        self.pos = pos
        self.code = code
        self.name = name
        self.summary = summary
        self.examples = examples
        self.misses = misses
        self.tier = tier
        self.hint = tier == DOUBTFUL
        if tier == SURE:
            self.doubtful = WordingRule(pos, code, name, summary, (), (), DOUBTFUL)
        self.rationale = (
            "A translating machine renders a French word by its commonest or its look-alike English word. With "
            "this neighbour English uses another one; the sense may survive, the native reader stumbles."
        )

    def hits(self, document: Document) -> Iterator[Hit]:
        """Yield what its rows propose."""
        for found in proposals(document, self.tier):
            row = found.row
            if row.pos == self.pos and not (row.tier == "C" and found.native >= NATIVE):
                yield self._hit(document, found)

    def _hit(self, document: Document, found: Proposal) -> Hit:
        row = found.row
        quoted = " ".join(document.text[found.start : found.end].split())
        only = len(row.naturals) == 1 and len(found.replacements) == 1 and row.natural == row.naturals[0]
        hint = row.tier == "C" or found.native >= NATIVE
        return Hit(
            found.start,
            found.end,
            message=f"“{quoted}” is French word for word (“{row.french}”)",
            suggestion=" / ".join(found.replacements) or row.shown,
            severity=row.severity,
            confidence=TIERS["C" if hint else row.tier],
            replacement=found.replacements[0] if only else None,
            hint=hint,
            origin=row.french,
        )

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """The literal words that it knows."""
        return tuple(row.literal for row in read_rows() if row.pos == self.pos)


RULES = (
    WordingRule(
        "v",
        "CAL501",
        "literal-verb",
        "A verb with an object, subject or preposition that it has in French only",
        (ex("The lawyer ⟦multiplies appeals⟧ before the court."),),
        ("The rabbits multiply quickly in spring.",),
    ),
    WordingRule(
        "n",
        "CAL502",
        "literal-noun",
        "A noun in the sense, or with the complement, that it has in French only",
        (ex("He was sent to ⟦a centre of detention⟧ near the airport.", "He was sent to a detention centre near the airport."),),
        ("The centre of the town was closed.",),
    ),
    WordingRule(
        "a",
        "CAL503",
        "literal-adjective",
        "An adjective with a noun that takes another one in English",
        (ex("The two unions signed ⟦a conjoint statement⟧.", "The two unions signed a joint statement."),),
        ("The ambient music is over; the economic model has failed.",),
    ),
    WordingRule(
        "p",
        "CAL504",
        "literal-phrase",
        "A set phrase in the words of its French counterpart",
        (ex("The debate took place ⟦in presence of⟧ the mayor.", "The debate took place in the presence of the mayor."),),
        ("He signed it in the presence of two witnesses.",),
    ),
)
