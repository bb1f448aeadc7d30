"""Bilingual files (XLIFF, TMX, PO) to score: their units correspond by what they translate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from checker.align import Segment
from checker.document import Document
from checker.reference.lines import Line

Key = tuple[str, int]


class Unit(NamedTuple):
    """A unit of a bilingual file: what it translates, and its translation, empty where it lacks one."""

    source: str
    target: Segment


def units(document: Document) -> list[Unit]:
    """The units of a bilingual file in order, untranslated ones too; nothing for other files."""
    found: list[Unit] = []
    lacking = list(document.untranslated)
    for number, (start, end, source) in enumerate(document.segments):
        while lacking and lacking[0].before <= number:
            found.append(_empty(lacking.pop(0).source, start, len(found)))
        text = " ".join(document.text[start:end].split())
        found.append(Unit(" ".join(source.split()), Segment(text, start, end, len(found))))
    return found + [_empty(item.source, len(document.text), len(found) + n) for n, item in enumerate(lacking)]


def have_units(*documents: Document) -> bool:
    """Whether all of some documents are bilingual files with sources."""
    return all(any(unit.source for unit in units(document)) for document in documents)


def _empty(source: str, place: int, number: int) -> Unit:
    return Unit(" ".join(source.split()), Segment("", place, place, number))


def corresponding(hypotheses: Sequence[Sequence[Unit]], references: Sequence[Sequence[Unit]]) -> list[Line]:
    """Lines of units that translate the same source, in the order of the hypotheses.

    Of units with one source the first corresponds to the first, and so on. A unit that no hypothesis
    has, or to which no reference has a translation, is on no line.
    """
    sides = [[_by_key(side) for side in group] for group in (hypotheses, references)]
    keys = dict.fromkeys(key for side in sides[0] for key in side)
    lines = [Line(*(tuple(_place(side, key) for side in group) for group in sides)) for key in keys]
    return [line for line in lines if any(line.references)]


def _by_key(side: Sequence[Unit]) -> dict[Key, int | None]:
    """The index of each unit by its source and how often that came before; none where it has no translation."""
    seen: Counter[str] = Counter()
    found: dict[Key, int | None] = {}
    for at, unit in enumerate(side):
        if unit.source:
            found[unit.source, seen[unit.source]] = at if unit.target.text else None
            seen[unit.source] += 1
    return found


def _place(side: dict[Key, int | None], key: Key) -> tuple[int, ...]:
    at = side.get(key)
    return () if at is None else (at,)
