"""Faults put into a human translation, one kind at a time, for benchmarks/source.py.

Each function takes the random generator, the segments of one document (English and French, side by
side) and whether any segment may carry the fault (``wide``), and returns the English with faults
and, for each fault, the index of its segment. Faults of one document stand more than ``APART``
segments from one another. Whether a segment qualifies is told by plain patterns, never by the rules
that are measured; ``wide`` leaves out what asks that the French could show the fault.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Segments = list[str]
Faulty = tuple[list["str | None"], list[int]]
APART = 3
"""Segments between two faults of one document, so that each stands alone."""

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b(?!['’])")
_NO_NAME = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December|English|President|Minister|House|Court|State|States|United")
_NOT = re.compile(r"(?P<aux>\b(?:ca|wo|do|does|did|is|are|was|were|has|have|had|would|could|should)n['’]t\b)|\b(?:not) ")
_WHOLE = {"can't": "can", "won't": "will"}
_FRENCH_NOT = re.compile(r"\bn(?:e\s|['’])", re.I)
UNITS = {
    "minutes": "hours", "hours": "minutes", "hour": "minute", "days": "weeks", "weeks": "days", "months": "weeks", "years": "months", "year": "month",
    "miles": "yards", "feet": "miles", "inches": "feet", "meters": "miles", "metres": "miles", "yards": "inches", "km": "miles", "kilometers": "feet",
    "million": "billion", "billion": "million", "pounds": "tons", "kg": "grams", "tons": "pounds", "percent": "dollars", "dollars": "euros", "euros": "dollars", "acres": "square feet",
}
_UNIT = re.compile(rf"(?<=\d|[a-z])(?P<gap>[ -])(?P<unit>{'|'.join(UNITS)})\b(?!-)")
_COUNTED = re.compile(r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|hundred))$")
_SIGNS = {"$": "€", "£": "€", "€": "$"}


def spread(rng: random.Random, places: list[int]) -> list[int]:
    """Some of the places, at random, none near another."""
    rng.shuffle(places)
    chosen: list[int] = []
    for place in places:
        if all(abs(place - other) > APART for other in chosen):
            chosen.append(place)
    return sorted(chosen)


def _each(rng: random.Random, english: Segments, french: Segments, change: Callable[[random.Random, str, str, bool], str | None], wide: bool) -> Faulty:
    changed: list[str | None] = list(english)
    made = {i: new for i in range(len(english)) if (new := change(rng, english[i], french[i], wide)) is not None}
    chosen = spread(rng, list(made))
    for i in chosen:
        changed[i] = made[i]
    return changed, chosen


def missing_sentence(rng: random.Random, english: Segments, french: Segments, wide: bool) -> Faulty:
    """Drop segments, never the first, whose French has more than four words of letters alone; wide: any segment."""
    changed: list[str | None] = list(english)
    chosen = spread(rng, [i for i in range(0 if wide else 1, len(english)) if wide or len(re.findall(r"[^\W\d_]+", french[i])) > 4])
    for i in chosen:
        changed[i] = None
    return changed, chosen


def untranslated_sentence(rng: random.Random, english: Segments, french: Segments, wide: bool) -> Faulty:
    """Put the French in the place of the English, where it has at least six words; wide: whatever its length."""
    return _each(rng, english, french, lambda _, e, f, any_: f if len(f.split()) > 5 or (any_ and f != e) else None, wide)


def _digit(rng: random.Random, english: str, french: str, wide: bool) -> str | None:
    places = [m.start() for m in re.finditer(r"\d", english)]
    if not places or not (wide or re.search(r"\d", french)):
        return None
    at = rng.choice(places)
    return english[:at] + rng.choice([d for d in "123456789" if d != english[at]]) + english[at + 1 :]


def digit(rng: random.Random, english: Segments, french: Segments, wide: bool) -> Faulty:
    """Change one digit of the English to another from 1 to 9, where the French has a digit; wide: whatever it has."""
    return _each(rng, english, french, _digit, wide)


def _unit(rng: random.Random, english: str, french: str, wide: bool) -> str | None:
    places = [m for m in _UNIT.finditer(english) if _COUNTED.search(english[: m.start()])]
    signs = [m.start() for m in re.finditer(r"[$£€](?=\d)", english)] if wide or re.search(r"[$£€]|dollar|euro|livre", french) else []
    if not (places or signs) or not wide and not re.search(r"\d|\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|vingt|trente|cent|mille)\b", french):
        return None
    if signs and (not places or rng.random() < 0.3):
        at = rng.choice(signs)
        return english[:at] + _SIGNS[english[at]] + english[at + 1 :]
    match = rng.choice(places)
    return english[: match.start("unit")] + UNITS[match["unit"]] + english[match.end("unit") :]


def unit(rng: random.Random, english: Segments, french: Segments, wide: bool) -> Faulty:
    """Put another unit (``UNITS``, ``_SIGNS``) beside a number in digits or words.

    Where the French has a number in digits or words and, for a sign of money, names money; wide: whatever it has.
    """
    return _each(rng, english, french, _unit, wide)


def _negation(rng: random.Random, english: str, french: str, wide: bool) -> str | None:
    places = list(_NOT.finditer(english))
    if not places or not (wide or _FRENCH_NOT.search(french)):
        return None
    match = rng.choice(places)
    word = match[0].replace("’", "'")
    kept = _WHOLE.get(word.lower(), word[:-3]) if match["aux"] else ""
    return english[: match.start()] + kept + english[match.end() :]


def negation(rng: random.Random, english: Segments, french: Segments, wide: bool) -> Faulty:
    """Delete one “not” or “-n’t”, where the French has « ne » or « n’ »; wide: whatever it has."""
    return _each(rng, english, french, _negation, wide)


def names(rng: random.Random, english: Segments, french: Segments, wide: bool) -> Faulty:
    """Exchange names, one of each of two segments: capitalised words of four letters or more after a small
    letter or a comma, no title, month or weekday, that the French has as they are; wide: whatever it has.
    """
    held = {i: [m for m in _NAME.finditer(english[i]) if (wide or m[0] in french[i]) and not _NO_NAME.fullmatch(m[0])] for i in range(len(english))}
    chosen = spread(rng, [i for i in held if held[i]])
    changed: list[str | None] = list(english)
    done: list[int] = []
    for a, b in zip(chosen[::2], chosen[1::2]):
        first, second = rng.choice(held[a]), rng.choice(held[b])
        if first[0] in english[b] or second[0] in english[a]:
            continue
        changed[a] = english[a][: first.start()] + second[0] + english[a][first.end() :]
        changed[b] = english[b][: second.start()] + first[0] + english[b][second.end() :]
        done += [a, b]
    return changed, done


def neighbours(rng: random.Random, english: Segments, french: Segments, wide: bool) -> Faulty:
    """Exchange two names of one segment; names as in ``names``, each once on either side (wide: once in the English)."""

    def swapped(rng: random.Random, text: str, other: str, wide: bool) -> str | None:
        found = list({m[0] for m in _NAME.finditer(text) if not _NO_NAME.fullmatch(m[0]) and len(re.findall(rf"\b{m[0]}\b", text)) == 1})
        found = sorted(word for word in found if wide or len(re.findall(rf"\b{word}\b", other)) == 1)
        if len(found) < 2:
            return None
        first, second = rng.sample(found, 2)
        return re.sub(rf"\b(?:{first}|{second})\b", lambda m: second if m[0] == first else first, text)

    return _each(rng, english, french, swapped, wide)


FAULTS: dict[str, tuple[Callable[[random.Random, Segments, Segments, bool], Faulty], float]] = {
    "missing sentence": (missing_sentence, 0.95),
    "digit": (digit, 0.95),
    "untranslated sentence": (untranslated_sentence, 0.95),
    "unit": (unit, 0.95),
    "name": (names, 0.85),
    "negation": (negation, 0.85),
    "names in a sentence": (neighbours, 0.0),
}
"""Each kind with the recall to reach, 0 where none is asked."""
