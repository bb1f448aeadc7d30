"""What single elements of a pattern take from the tokens: words, marks, classes, names."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from checker.data import DATA, data_lines
from checker.phrases.inflect import participles
from checker.phrases.pattern import PatternError, Words
from checker.phrases.tokens import TOKEN, Tokens, parts, typed

Reader = Callable[[Tokens, int], "list[tuple[int, int]]"]
"""What an element may take from a token on: (next token, cut), the likeliest first. The cut is how
many code points of the last token are not taken (the ``'s`` of a possessive)."""

QUOTES = frozenset("“”«»„\"")
ENDS = frozenset([",", ".", "!", "?", "…", "..."])
_CURRENCIES = frozenset("€$£")
_DASHES = frozenset("–—-")
_PARTICLES = frozenset("de du des la le van von al el bin ben of".split())
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand "
    "million billion dozen".split()
)

def mark_chars(char: str) -> frozenset[str]:
    return {'"': QUOTES, "…": frozenset(["…", "..."]), "-": _DASHES, "–": _DASHES}.get(char, frozenset([char]))


def mark_reader(char: str) -> Reader:
    chars = mark_chars(char)

    def read(tokens: Tokens, number: int) -> list[tuple[int, int]]:
        if number < len(tokens.texts) and tokens.texts[number] in chars:
            return [(number + 1, 0)]
        return []

    return read


def end_quote(tokens: Tokens, number: int) -> list[tuple[int, int]]:
    """The end of a quotation: its mark with a stop before it, a comma after it, or both."""
    texts, at = tokens.texts, number
    stops = quoted = False
    if at < len(texts) and texts[at] in ENDS:
        stops, at = True, at + 1
    if at < len(texts) and texts[at] in QUOTES:
        quoted, at = True, at + 1
        if at < len(texts) and texts[at] == ",":
            stops, at = True, at + 1
    return [(at, 0)] if stops and quoted else []


@cache
def word_reader(element: Words) -> Reader:
    words = [word if word.isalnum() else typed(word) for word in element.forms]
    folded = frozenset(word for word in words if word == word.lower())
    exact = frozenset(form for word in words if word not in folded for form in (word, word.upper()))
    odd = (word for word in words if not word.isalnum())
    long = [found for word in odd if len(found := tuple(TOKEN.findall(word))) > 1]
    begins = tuple(typed(prefix) for prefix in element.prefixes)

    def read(tokens: Tokens, number: int) -> list[tuple[int, int]]:
        if number >= len(tokens.lows):
            return []
        low, text = tokens.lows[number], tokens.texts[number]
        if low in folded or text in exact or (begins and (text.startswith(begins) or low.startswith(begins))):
            return [(number + 1, 0)]
        if "'" in low:
            for _, start, end in parts(low):
                if low[start:end] in folded or text[start:end] in exact:
                    return [(number + 1, len(low) - end)]
        for word in long:
            last = number + len(word)
            if tuple(tokens.texts[number:last]) == word or tuple(tokens.lows[number:last]) == word:
                return [(last, 0)]
        return []

    return read


def built_in_reader(name: str) -> Reader:
    """What a built-in class (``<name>``, ``<num>``, ``<ing>`` …) takes."""
    if name == "name":
        return _name
    if name == "num":
        return _number
    tests: dict[str, Callable[[str, str], bool]] = {
        "cap": lambda text, low: text[0].isupper(),
        "ing": lambda text, low: len(low) > 4 and low.endswith("ing"),
        "ed": lambda text, low: (len(low) > 3 and low.endswith("ed")) or low in participles(),
        "ly": lambda text, low: len(low) > 4 and low.endswith("ly"),
    }
    test = tests[name]

    def read(tokens: Tokens, number: int) -> list[tuple[int, int]]:
        if number < len(tokens.lows) and test(tokens.texts[number], tokens.lows[number]):
            return [(number + 1, 0)]
        return []

    return read


def _number(tokens: Tokens, number: int) -> list[tuple[int, int]]:
    """A number in digits or words, with the sign of a currency before it or of per cent after it."""
    texts, at = tokens.texts, number
    if at < len(texts) and texts[at] in _CURRENCIES:
        at += 1
    if at == len(texts):
        return []
    low = tokens.lows[at]
    if not (low[0].isdigit() or low in _NUMBERS or low.partition("-")[0] in _NUMBERS):
        return []
    at += 1
    return [(at + 1, 0), (at, 0)] if at < len(texts) and texts[at] == "%" else [(at, 0)]


def _name(tokens: Tokens, number: int) -> list[tuple[int, int]]:
    """One to four capitalised words, small words of names between them; the longest first."""
    texts, found, at = tokens.texts, list[tuple[int, int]](), number
    while at < len(texts) and len(found) < 4:
        if found and texts[at] in _PARTICLES and at + 1 < len(texts):
            at += 1
        if not texts[at][0].isupper():
            break
        found.append((at + 1, 2 if texts[at].endswith("'s") else 0))
        at += 1
    return found[::-1]


BUILT_IN = frozenset({"name", "cap", "num", "ing", "ed", "ly"})


@cache
def class_words(name: str) -> tuple[str, ...]:
    """The words of a class file, or the patterns.

    Raises:
        PatternError: there is no such class.
    """
    if not re.fullmatch(r"[a-z0-9-]+", name) or not (DATA / "classes" / f"{name}.txt").exists():
        known = sorted(BUILT_IN | {path.stem for path in (DATA / "classes").glob("*.txt")})
        raise PatternError(f"no class <{name}>; there are {', '.join(known)}")
    return tuple(data_lines(f"classes/{name}.txt"))


@cache
def is_open_class(name: str) -> bool:
    """Whether a class is not a list of words but built in (``<name>``) or made of patterns."""
    return name in BUILT_IN or any(" " in line or "<" in line for line in class_words(name))
