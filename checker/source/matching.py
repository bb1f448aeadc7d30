"""Which quantity of the English renders which of the French, each used once."""

from __future__ import annotations

from collections.abc import Sequence

from checker.source.measures import same
from checker.source.quantity import Quantity


def left_over(english: Sequence[Quantity], french: Sequence[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """The quantities on either side that a greatest matching leaves alone.

    Digits go with digits and words with words where they can; then by augmenting paths (Kuhn 1955).
    """
    holders: dict[int, int] = {}
    for number, quantity in enumerate(english):
        other = next((n for n, q in enumerate(french) if n not in holders and quantity.strong == q.strong and same(quantity, q)), None)
        if other is not None:
            holders[other] = number
    for number in range(len(english)):
        if number not in holders.values():
            _augment(number, english, french, holders, set())
    return [q for n, q in enumerate(english) if n not in holders.values()], [q for n, q in enumerate(french) if n not in holders]


def _augment(number: int, english: Sequence[Quantity], french: Sequence[Quantity], holders: dict[int, int], seen: set[int]) -> bool:
    """Find a French quantity for an English one, moving others to make room."""
    for other, quantity in enumerate(french):
        if other in seen or not same(english[number], quantity):
            continue
        seen.add(other)
        if other not in holders or _augment(holders[other], english, french, holders, seen):
            holders[other] = number
            return True
    return False
