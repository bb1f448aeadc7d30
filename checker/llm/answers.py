"""Answers: from what a model wrote to spans of the passage; what cannot be verified is dropped.

The answer is data from outside, perhaps steered by the article itself. Nothing of it is believed
but that certain words, which stand in the passage at one place, displease; its remarks are shown
as plain text and never applied.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from checker.finding import SEVERITIES
from checker.llm.passages import Passage
from checker.rules.second_reader import RULES

MOST_ERRORS = 20
"""Errors of one answer that are looked at: a model that marks everything has not read."""
LONGEST_QUOTE = 300
LONGEST_REMARK = 300
LONGEST_ANSWER = 100_000
_CATEGORIES = frozenset(rule.category for rule in RULES)
_THINKING = re.compile(r"<think>.*?(?:</think>|\Z)", re.S)
_ALIKE = str.maketrans("’‘‛´`“”„«»–—‑\u00a0\u202f\u2009\n\t", "'''''\"\"\"\"\"---     ")
"""Signs that models copy as others, one for one, so that places stay what they are."""


class Span(NamedTuple):
    """One error: ``start`` and ``end`` are code points of the passage (0-based, end exclusive)."""

    start: int
    end: int
    category: str
    severity: str
    explanation: str
    suggestion: str


class Answer(NamedTuple):
    """What is left of an answer, and how many of its errors were dropped, by reason."""

    spans: list[Span]
    dropped: dict[str, int]

    @property
    def unreadable(self) -> bool:
        """Whether it was no answer at all."""
        return "unreadable" in self.dropped


def verified(content: str, passage: Passage) -> Answer:
    """Read an answer to a passage.

    Reasons for dropping: ``unreadable`` (the whole answer), ``malformed`` (a field is missing or of
    another kind), ``too many``, ``not in the text``, ``ambiguous`` (its words stand there more than
    once), ``too long``, ``no change`` (the suggestion is the quote), ``twice``.
    """
    errors = list(_errors(_THINKING.sub("", content[:LONGEST_ANSWER])) or ())
    dropped: Counter[str] = Counter()
    if not errors and not _says_nothing_is_wrong(content):
        dropped["unreadable"] += 1
    spans: dict[tuple[int, int], Span] = {}
    for number, error in enumerate(errors):
        found = "too many" if number >= MOST_ERRORS else _span(error, passage.text)
        if isinstance(found, Span) and (found.start, found.end) in spans:
            found = "twice"
        if isinstance(found, str):
            dropped[found] += 1
        else:
            spans[found.start, found.end] = found
    return Answer(sorted(spans.values()), dict(dropped))


def _errors(content: str) -> Iterator[Any]:
    """The objects that describe errors, whatever stands around them, broken off or not."""
    decoder = json.JSONDecoder()
    at = content.find("{")
    while at >= 0:
        try:
            value, end = decoder.raw_decode(content, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            listed = value.get("errors") if isinstance(value, dict) else None
            yield from listed if isinstance(listed, list) else [value]
        at = content.find("{", end)


def _says_nothing_is_wrong(content: str) -> bool:
    """Whether an answer without errors is an answer: an empty list in JSON, fenced or not."""
    return bool(re.search(r"\[\s*\]", _THINKING.sub("", content)))


def _span(error: Any, text: str) -> Span | str:
    """The span of an error, or why there is none."""
    if not isinstance(error, dict) or not all(isinstance(error.get(key), str) for key in ("quote", "category", "severity")):
        return "malformed"
    quote, context, explanation, suggestion = (_line(error.get(key)) for key in ("quote", "context", "explanation", "suggestion"))
    category, severity = error["category"].strip().lower(), error["severity"].strip().lower()
    if not quote or category not in _CATEGORIES or severity not in SEVERITIES:
        return "malformed"
    if len(quote) > LONGEST_QUOTE:
        return "too long"
    if quote == suggestion:
        return "no change"
    place = locate(quote, context, text)
    if isinstance(place, str):
        return place
    return Span(*place, category, severity, _short(explanation), _short(suggestion))


def locate(quote: str, context: str, text: str) -> tuple[int, int] | str:
    """Where a quote stands in a text: whole words, at one place, which the context may single out.

    Returns the span in code points of ``text``, or ``not in the text`` or ``ambiguous``. A quote
    that is not there sign for sign is looked for with other apostrophes, quotation marks, dashes
    and spaces.
    """
    places = list(_occurrences(quote, text))
    if not places:
        quote, context, text = (part.translate(_ALIKE) for part in (quote, context, text))
        places = list(_occurrences(quote, text))
    if not places:
        return "not in the text"
    if len(places) > 1 and context:
        around = list(_occurrences(context, text)) or list(_occurrences(context.translate(_ALIKE), text.translate(_ALIKE)))
        places = [(a, b) for a, b in places for first, last in around if first <= a and b <= last]
    return places[0] if len(places) == 1 else "ambiguous"


def _occurrences(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Where words stand that no letter or digit continues."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        cut_before = at > 0 and text[at - 1].isalnum() and words[0].isalnum()
        cut_after = end < len(text) and text[end].isalnum() and words[-1].isalnum()
        if not (cut_before or cut_after):
            yield at, end
        at = text.find(words, at + 1)


def _line(value: Any) -> str:
    """A field as one line of NFC text without control characters; empty where it is no string."""
    text = unicodedata.normalize("NFC", value) if isinstance(value, str) else ""
    return "".join(" " if char in "\n\r\t" else char for char in text if char in "\n\r\t" or unicodedata.category(char)[0] != "C").strip()


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_REMARK else text[: LONGEST_REMARK - 1] + "…"
