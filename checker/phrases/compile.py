"""From a parsed pattern to a matcher over tokens.

Each element becomes a function that tries to match at a token and calls the function of what
follows; a pattern is the chain of them. Building one costs microseconds, which matters more than
the matching: of thousands of patterns most are tried once in a text and fail.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from checker.data import DATA, data_lines
from checker.lazy import LazyPattern
from checker.phrases.inflect import participles
from checker.phrases.pattern import (
    Brace,
    Class,
    Element,
    EndQuote,
    Gap,
    Group,
    Mark,
    Not,
    Optional,
    Pattern,
    PatternError,
    Sequence,
    Words,
)
from checker.phrases.tokens import TOKEN, Tokens, parts, typed


class State(NamedTuple):
    """How far a match has come: where it ends, and the braces (offsets in the text; -1: none)."""

    end: int
    opened: int
    closed: int


Step = Callable[[Tokens, int, State], "State | None"]
Reader = Callable[[Tokens, int], "list[tuple[int, int]]"]
"""What an element may take from a token on: (next token, offset of the end), the likeliest first."""

QUOTES = frozenset("“”«»„\"")
_ENDS = frozenset([",", ".", "!", "?", "…", "..."])
_DASHES = frozenset("–—-")
_PARTICLES = frozenset("de du des la le van von al el bin ben of".split())
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand "
    "million billion dozen".split()
)
_AT_START = LazyPattern(r"(?:^|\n|[.!?…][\"”’»)\]]*\s+|[:–—]\s+(?=[“\"«]))[\"“”‘’«(\[–—\s]*\Z")
_AT_END = LazyPattern(r"\s*[\"”’»)\]]*\s*(?:[.!?…]|$)")


@dataclass(frozen=True)
class Compiled:
    """A pattern ready to search the tokens of one paragraph."""

    step: Step
    first: frozenset[str] | None
    at_start: bool
    at_end: bool
    not_before: tuple[Reader, ...]

    def matches(self, tokens: Tokens, text: str) -> list[tuple[int, int]]:
        """The spans to report, not overlapping (code points of ``text``, end exclusive)."""
        spans: list[tuple[int, int]] = []
        free = 0
        for number in self._starts(tokens):
            start = tokens.spans[number][0]
            if start < free or not self._may_start(tokens, number, text):
                continue
            state = self.step(tokens, number, State(start, -1, -1))
            if state is None or (self.at_end and not _AT_END.match(text, state.end)):
                continue
            free = state.end
            begin = state.opened if state.opened >= 0 else start
            spans.append((begin, state.closed if state.closed >= 0 else state.end))
        return spans

    def _starts(self, tokens: Tokens) -> list[int] | range:
        return range(len(tokens.lows)) if self.first is None else tokens.places(self.first)

    def _may_start(self, tokens: Tokens, number: int, text: str) -> bool:
        start = tokens.spans[number][0]
        if self.at_start:
            if number and tokens.texts[number - 1][0].isalnum() and "\n" not in text[tokens.spans[number - 1][1] : start]:
                return False
            if not _AT_START.search(text, max(0, start - 24), start):
                return False
        for reader in self.not_before:
            for back in range(max(0, number - 4), number):
                if any(following == number for following, _ in reader(tokens, back)):
                    return False
        return True


def compile_pattern(pattern: Pattern) -> Compiled:
    """Compile a parsed pattern.

    Raises:
        PatternError: it names a class that does not exist.
    """
    return Compiled(
        _chain(pattern.elements, _done),
        _first(pattern.elements),
        pattern.at_start,
        pattern.at_end,
        tuple(_reader(item.words) for item in pattern.not_before),
    )


def _done(tokens: Tokens, number: int, state: State) -> State | None:
    return state


def _chain(elements: Sequence, then: Step) -> Step:
    for element in reversed(elements):
        then = _step(element, then)
    return then


def _step(element: Element, then: Step) -> Step:
    """The function that matches one element and goes on."""
    if isinstance(element, Brace):
        return _brace(element, then)
    if isinstance(element, Gap):
        return _gap(element, then)
    if isinstance(element, Optional):
        body = _chain(element.body, then)
        return lambda tokens, number, state: body(tokens, number, state) or then(tokens, number, state)
    if isinstance(element, Group):
        options = [_chain(option, then) for option in element.options]
        return lambda tokens, number, state: next((s for o in options if (s := o(tokens, number, state))), None)
    if isinstance(element, Not):
        absent = _reader(element.words)
        return lambda tokens, number, state: None if absent(tokens, number) else then(tokens, number, state)
    return _taking(_reader(element), then)


def _taking(reader: Reader, then: Step) -> Step:
    def step(tokens: Tokens, number: int, state: State) -> State | None:
        for following, end in reader(tokens, number):
            found = then(tokens, following, State(end, state.opened, state.closed))
            if found:
                return found
        return None

    return step


def _brace(brace: Brace, then: Step) -> Step:
    if not brace.opens:
        return lambda tokens, number, state: then(tokens, number, State(state.end, state.opened, state.end))

    def step(tokens: Tokens, number: int, state: State) -> State | None:
        if number >= len(tokens.spans):
            return None
        return then(tokens, number, State(state.end, tokens.spans[number][0], state.closed))

    return step


def _gap(gap: Gap, then: Step) -> Step:
    def step(tokens: Tokens, number: int, state: State) -> State | None:
        for taken in range(gap.most + 1):
            if taken:
                if number >= len(tokens.lows) or not tokens.lows[number][0].isalnum():
                    return None
                number += 1
                state = State(tokens.spans[number - 1][1], state.opened, state.closed)
            if taken >= gap.least and (found := then(tokens, number, state)):
                return found
        return None

    return step


def _reader(element: Words | Class | Group | Mark | EndQuote) -> Reader:
    if isinstance(element, Mark):
        return _mark_reader(element.char)
    if isinstance(element, EndQuote):
        return _end_quote
    if isinstance(element, Class):
        return _class_reader(element.name)
    if isinstance(element, Words):
        return _word_reader(element)
    options = [_chain(option, _where) for option in element.options]

    def read(tokens: Tokens, number: int) -> list[tuple[int, int]]:
        found = (option(tokens, number, State(-1, -1, -1)) for option in options)
        return [(state.opened, state.end) for state in found if state]

    return read


def _where(tokens: Tokens, number: int, state: State) -> State | None:
    """The end of an option that stands alone: where it ends, and at which token."""
    return State(state.end, number, -1)


def mark_chars(char: str) -> frozenset[str]:
    return {'"': QUOTES, "…": frozenset(["…", "..."]), "-": _DASHES, "–": _DASHES}.get(char, frozenset([char]))


def _mark_reader(char: str) -> Reader:
    chars = mark_chars(char)

    def read(tokens: Tokens, number: int) -> list[tuple[int, int]]:
        if number < len(tokens.texts) and tokens.texts[number] in chars:
            return [(number + 1, tokens.spans[number][1])]
        return []

    return read


def _end_quote(tokens: Tokens, number: int) -> list[tuple[int, int]]:
    """The end of a quotation: its mark with a stop before it, a comma after it, or both."""
    texts, at = tokens.texts, number
    stops = quoted = False
    if at < len(texts) and texts[at] in _ENDS:
        stops, at = True, at + 1
    if at < len(texts) and texts[at] in QUOTES:
        quoted, at = True, at + 1
        if at < len(texts) and texts[at] == ",":
            stops, at = True, at + 1
    return [(at, tokens.spans[at - 1][1])] if stops and quoted else []


@cache
def _word_reader(element: Words) -> Reader:
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
            return [(number + 1, tokens.spans[number][1])]
        if "'" in low:
            for _, start, end in parts(low):
                if low[start:end] in folded or text[start:end] in exact:
                    return [(number + 1, tokens.spans[number][0] + end)]
        for word in long:
            last = number + len(word)
            if tuple(tokens.texts[number:last]) == word or tuple(tokens.lows[number:last]) == word:
                return [(last, tokens.spans[last - 1][1])]
        return []

    return read


def _class_reader(name: str) -> Reader:
    if name == "name":
        return _name
    tests: dict[str, Callable[[str, str], bool]] = {
        "cap": lambda text, low: text[0].isupper(),
        "num": lambda text, low: text[0].isdigit() or low in _NUMBERS or low.partition("-")[0] in _NUMBERS,
        "ing": lambda text, low: len(low) > 4 and low.endswith("ing"),
        "ed": lambda text, low: (len(low) > 3 and low.endswith("ed")) or low in participles(),
        "ly": lambda text, low: len(low) > 4 and low.endswith("ly"),
    }
    if name not in tests:
        return _words_of_class(name)
    test = tests[name]

    def read(tokens: Tokens, number: int) -> list[tuple[int, int]]:
        if number < len(tokens.lows) and test(tokens.texts[number], tokens.lows[number]):
            return [(number + 1, tokens.spans[number][1])]
        return []

    return read


@cache
def _words_of_class(name: str) -> Reader:
    return _word_reader(Words(class_words(name)))


def _name(tokens: Tokens, number: int) -> list[tuple[int, int]]:
    """One to four capitalised words, small words of names between them; the longest first."""
    texts, found, at = tokens.texts, list[tuple[int, int]](), number
    while at < len(texts) and len(found) < 4:
        if found and texts[at] in _PARTICLES and at + 1 < len(texts):
            at += 1
        if not texts[at][0].isupper():
            break
        text = texts[at]
        end = tokens.spans[at][1] - (2 if text.endswith("'s") else 0)
        found.append((at + 1, end))
        at += 1
    return found[::-1]


@cache
def _heads(forms: tuple[str, ...]) -> frozenset[str]:
    """The first token of each word, in lower case."""
    return frozenset(form.lower() if form.isalnum() else typed(TOKEN.findall(form)[0]).lower() for form in forms)


def _first(elements: Sequence) -> frozenset[str] | None:
    """The words with which a match can begin, in lower case; ``None``: anything."""
    for element in elements:
        if isinstance(element, Brace):
            continue
        if isinstance(element, Mark):
            return mark_chars(element.char)
        if isinstance(element, EndQuote):
            return _ENDS | QUOTES
        if isinstance(element, Words) and not element.prefixes:
            return _heads(element.forms)
        if isinstance(element, Class) and not is_open_class(element.name):
            return _heads(class_words(element.name))
        if isinstance(element, Group):
            options = [_first(option) for option in element.options]
            return frozenset().union(*(o for o in options if o)) if all(o is not None for o in options) else None
        return None
    return None


_BUILT_IN = frozenset({"name", "cap", "num", "ing", "ed", "ly"})


@cache
def class_words(name: str) -> tuple[str, ...]:
    """The words of a class file.

    Raises:
        PatternError: there is no such class.
    """
    if not re.fullmatch(r"[a-z0-9-]+", name) or not (DATA / "classes" / f"{name}.txt").exists():
        known = sorted(_BUILT_IN | {path.stem for path in (DATA / "classes").glob("*.txt")})
        raise PatternError(f"no class <{name}>; there are {', '.join(known)}")
    return tuple(data_lines(f"classes/{name}.txt"))


def is_open_class(name: str) -> bool:
    """Whether a class has no list of words (``<name>``, ``<ing>`` …)."""
    return name in _BUILT_IN
