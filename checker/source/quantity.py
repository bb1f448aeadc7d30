"""What a number of a text is to the comparison."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "fr"]
Reading = float | tuple[str, int]
"""A number, or a point of the calendar or of the day: ``("month", 5)``, ``("clock", 1050)`` in minutes."""

SPACE = "[ \u00a0\u202f\u2009]"
"""The spaces that may stand within a number."""


@dataclass(frozen=True)
class Quantity:
    """A number of a text.

    ``start`` and ``end`` are code points of the text, the unit left out; ``readings`` is all that it
    may mean; ``unit`` is a name in ``units.tsv``, where one stands beside it. ``strong`` quantities
    (in digits, or words from eleven on) are worth a complaint; the others only answer for them.
    ``article`` marks « un » and “one”, which need not count anything.
    """

    start: int
    end: int
    readings: frozenset[Reading]
    strong: bool
    unit: str = ""
    article: bool = False

    @property
    def kind(self) -> str:
        """``month``, ``weekday`` or ``number``, to which times of the day belong."""
        first = next(iter(self.readings))
        return first[0] if isinstance(first, tuple) and first[0] in CALENDAR else "number"

    @property
    def clock(self) -> frozenset[Reading]:
        """Its readings as a time of the day."""
        return frozenset(reading for reading in self.readings if isinstance(reading, tuple) and reading[0] == "clock")


CALENDAR = ("month", "weekday")
