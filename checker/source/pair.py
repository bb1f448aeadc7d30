"""One bead as the comparators see it: the English, the French, and what stands beside them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from checker.source.matching import left_over
from checker.source.measures import same
from checker.source.quantities import quantities
from checker.source.quantity import Quantity

SHOWN_SOURCE = 240


@dataclass(frozen=True)
class Pair:
    """A stretch of the English and the French that it renders.

    ``start`` is where ``english`` begins in the document's view, in code points; ``near_english``
    and ``near_french`` are the beads before and after, to which a translator may move a word.
    """

    english: str
    french: str
    start: int = 0
    near_english: tuple[str, ...] = ()
    near_french: tuple[str, ...] = ()

    @cached_property
    def english_quantities(self) -> tuple[Quantity, ...]:
        """The quantities of the English."""
        return quantities(self.english, "en")

    @cached_property
    def french_quantities(self) -> tuple[Quantity, ...]:
        """The quantities of the French."""
        return quantities(self.french, "fr")

    @cached_property
    def around_english(self) -> tuple[Quantity, ...]:
        """The quantities of the English and of its neighbours."""
        return self.english_quantities + tuple(q for text in self.near_english for q in quantities(text, "en"))

    @cached_property
    def around_french(self) -> tuple[Quantity, ...]:
        """The quantities of the French and of its neighbours."""
        return self.french_quantities + tuple(q for text in self.near_french for q in quantities(text, "fr"))

    @cached_property
    def surplus_english(self) -> list[Quantity]:
        """The quantities of the English to which nothing in the French or beside it answers."""
        return [q for q in self.english_quantities if not q.article and not any(same(q, other) for other in self.around_french)]

    @cached_property
    def surplus_french(self) -> list[Quantity]:
        """The quantities of the French to which nothing in the English or beside it answers."""
        return [q for q in self.french_quantities if not q.article and not any(same(other, q) for other in self.around_english)]

    @cached_property
    def lone_english(self) -> str:
        """The English beside the pair that has no French of its own."""
        return " ".join(english for english, french in zip(self.near_english, self.near_french) if not french)

    @cached_property
    def spare(self) -> tuple[list[Quantity], list[Quantity]]:
        """The strong quantities of the neighbours, English and French, that their own other side does not use."""
        spare: tuple[list[Quantity], list[Quantity]] = ([], [])
        for english, french in zip(self.near_english, self.near_french):
            for found, left in zip(spare, left_over(quantities(english, "en"), quantities(french, "fr"))):
                found.extend(quantity for quantity in left if quantity.strong)
        return spare


def shown(french: str) -> str:
    """French as a finding shows it: one line, not too long."""
    line = " ".join(french.split())
    return line if len(line) <= SHOWN_SOURCE else line[: SHOWN_SOURCE - 1].rsplit(" ", 1)[0] + "…"
