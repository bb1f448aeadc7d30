"""Faults put into a human translation, one kind at a time, for benchmarks/source.py.

Each function takes the random generator and the segments of one document (English and French, side
by side) and returns the English with faults and, for each fault, the index of its segment. Whether
a segment can carry a fault is told by plain patterns, never by the rules that are measured.
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


def _each(rng: random.Random, english: Segments, french: Segments, change: Callable[[random.Random, str, str], str | None]) -> Faulty:
    changed: list[str | None] = list(english)
    made = {i: new for i in range(len(english)) if (new := change(rng, english[i], french[i])) is not None}
    chosen = spread(rng, list(made))
    for i in chosen:
        changed[i] = made[i]
    return changed, chosen


def missing_sentence(rng: random.Random, english: Segments, french: Segments) -> Faulty:
    """Drop sentences of at least five words, never the headline."""
    changed: list[str | None] = list(english)
    chosen = spread(rng, [i for i in range(1, len(english)) if len(re.findall(r"[^\W\d_]+", french[i])) > 4])
    for i in chosen:
        changed[i] = None
    return changed, chosen


def untranslated_sentence(rng: random.Random, english: Segments, french: Segments) -> Faulty:
    """Leave sentences of at least six words in French."""
    return _each(rng, english, french, lambda _, e, f: f if len(f.split()) > 5 else None)


def _digit(rng: random.Random, english: str, french: str) -> str | None:
    places = [m.start() for m in re.finditer(r"\d", english)]
    if not places or not re.search(r"\d", french):
        return None
    at = rng.choice(places)
    return english[:at] + rng.choice([d for d in "123456789" if d != english[at]]) + english[at + 1 :]


def digit(rng: random.Random, english: Segments, french: Segments) -> Faulty:
    """Change one digit, where the French has digits too."""
    return _each(rng, english, french, _digit)


def _unit(rng: random.Random, english: str, french: str) -> str | None:
    places = [m for m in _UNIT.finditer(english) if _COUNTED.search(english[: m.start()])]
    signs = [m.start() for m in re.finditer(r"[$£€](?=\d)", english)] if re.search(r"[$£€]|dollar|euro|livre", french) else []
    if not (places or signs) or not re.search(r"\d|\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|vingt|trente|cent|mille)\b", french):
        return None
    if signs and (not places or rng.random() < 0.3):
        at = rng.choice(signs)
        return english[:at] + _SIGNS[english[at]] + english[at + 1 :]
    match = rng.choice(places)
    return english[: match.start("unit")] + UNITS[match["unit"]] + english[match.end("unit") :]


def unit(rng: random.Random, english: Segments, french: Segments) -> Faulty:
    """Put another unit beside a number that the French has too, in digits or words."""
    return _each(rng, english, french, _unit)


def _negation(rng: random.Random, english: str, french: str) -> str | None:
    places = list(_NOT.finditer(english))
    if not places or not _FRENCH_NOT.search(french):
        return None
    match = rng.choice(places)
    word = match[0].replace("’", "'")
    kept = _WHOLE.get(word.lower(), word[:-3]) if match["aux"] else ""
    return english[: match.start()] + kept + english[match.end() :]


def negation(rng: random.Random, english: Segments, french: Segments) -> Faulty:
    """Lose one “not” or “-n’t”, where the French denies too."""
    return _each(rng, english, french, _negation)


def names(rng: random.Random, english: Segments, french: Segments) -> Faulty:
    """Exchange names, one of each of two sentences, where the French has them as they are."""
    held = {i: [m for m in _NAME.finditer(english[i]) if m[0] in french[i] and not _NO_NAME.fullmatch(m[0])] for i in range(len(english))}
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


FAULTS: dict[str, tuple[Callable[[random.Random, Segments, Segments], Faulty], float]] = {
    "missing sentence": (missing_sentence, 0.95),
    "digit": (digit, 0.95),
    "untranslated sentence": (untranslated_sentence, 0.95),
    "unit": (unit, 0.95),
    "name": (names, 0.85),
    "negation": (negation, 0.85),
}
"""Each kind with the recall to reach."""
