"""Find French left untranslated in a paragraph of English.

A paragraph none of whose words is a French-only word is dismissed by one regular expression and one
set operation; otherwise checker/french/search.py looks at the surroundings of those words.

What French an English writer uses on purpose (names, titles, adopted expressions, quotations with
their gloss) stays silent; checker/french/context.py sorts it out. Spanish, Italian or German look
foreign to the tagger too: a report should speak of foreign words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.french import table

WORD = re.compile(r"[^\W\d_]+")
WORDS = WORD.findall
REPORT = 0.5
"""Confidence from which a span is worth reporting by default."""


@dataclass(frozen=True, slots=True)
class ForeignSpan:
    """A stretch of foreign words; offsets are code points into the paragraph, end exclusive.

    `words` is the number of words (compounds and elisions count one), `score` the base-10 log-odds
    of French against English, for a run with the cost of switching taken off, `kind` is run, word
    or bracket. `confidence` runs from 0 to 1: report from REPORT up; what is below is a hint.
    """

    start: int
    end: int
    words: int
    score: float
    kind: str
    confidence: float


def foreign_spans(text: str) -> list[ForeignSpan]:
    """Return the foreign spans of one paragraph of NFC text, in order, without overlaps."""
    anchors = table.anchors()
    accented = not text.isascii() and table.ACCENTED.search(text) is not None
    if not accented and anchors.isdisjoint(WORDS(text)):
        return []
    places = [match.start() for match in WORD.finditer(text) if match.group() in anchors]
    if accented:
        places = sorted(places + _new_french(text))
    if not places:
        return []
    from checker.french.search import spans_around

    return spans_around(text, places)


def _new_french(text: str) -> list[int]:
    """Return the offsets of lower-case words spelt as only French is that no list has."""
    found: list[int] = []
    for match in WORD.finditer(text):
        word = match.group()
        if not word.isascii() and word.islower() and table.is_unknown_french(word):
            from checker.french.loanwords import is_loanword

            if not is_loanword(word):
                found.append(match.start())
    return found
