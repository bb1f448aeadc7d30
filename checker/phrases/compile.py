"""From a parsed pattern to a matcher over tokens.

Each element becomes a function that tries to match at a token and calls the function of what
follows; a pattern is the chain of them. Building one costs microseconds, which matters more than
the matching: of thousands of patterns most are tried once in a text and fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from checker.lazy import LazyPattern
from checker.phrases.elements import (
    BUILT_IN,
    ENDS,
    QUOTES,
    Reader,
    built_in_reader,
    class_words,
    end_quote,
    is_open_class,
    mark_chars,
    mark_reader,
    word_reader,
)
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
    Sequence,
    Words,
    parse,
)
from checker.phrases.tokens import TOKEN, Tokens, typed


class State(NamedTuple):
    """How far a match has come.

    ``cut`` is how many code points of the last token are not part of it (the ``'s`` of a
    possessive); ``opened`` and ``closed`` are the tokens at which braces open and close (-1: none),
    ``closed_cut`` the cut there.
    """

    cut: int = 0
    opened: int = -1
    closed: int = -1
    closed_cut: int = 0


Step = Callable[[Tokens, int, State], "tuple[int, State] | None"]
_AT_START = LazyPattern(r"(?:^|\n|(?i:also|aussi)\s?:\s+|[.!?…][\"”’»)\]]*\s+|[:–—]\s+(?=[“\"«]))[\"“”‘’«(\[–—\s]*\Z")
_STOPS = frozenset([".", "!", "?", "…", "..."])
_CLOSERS = frozenset("”»\"'’)]")


@dataclass(frozen=True)
class Compiled:
    """A pattern ready to search the tokens of one paragraph."""

    step: Step
    first: frozenset[str] | None
    width: int
    at_start: bool
    not_before: tuple[Reader, ...]

    def matches(self, tokens: Tokens, text: str, near: Set[str] = frozenset()) -> list[tuple[int, int]]:
        """The spans to report, not overlapping (code points of ``text``, end exclusive).

        ``near``: words of which a match holds one, to look round them only; empty: anywhere.
        """
        spans: list[tuple[int, int]] = []
        free = 0
        for number in self._starts(tokens, near):
            if number < free or not self._may_start(tokens, number, text):
                continue
            found = self.step(tokens, number, State())
            if found is None:
                continue
            last, state = found
            end = tokens.spans[last - 1][1] - state.cut
            free = max(last, number + 1)
            start = tokens.spans[state.opened if state.opened >= 0 else number][0]
            if state.closed > 0:
                end = tokens.spans[state.closed - 1][1] - state.closed_cut
            spans.append((start, end))
        return spans

    def _starts(self, tokens: Tokens, near: Set[str]) -> Iterable[int]:
        if self.at_start:
            heads = tokens.heads
            return sorted(heads) if self.first is None else [n for n in tokens.places(self.first) if n in heads]
        around = tokens.places(near) if near <= tokens.words else []
        if not around:
            return range(len(tokens.lows)) if self.first is None else tokens.places(self.first)
        windows = {n for place in around for n in range(max(0, place - self.width), place + 1)}
        if self.first is None:
            return sorted(windows)
        return [n for n in tokens.places(self.first) if n in windows]

    def _may_start(self, tokens: Tokens, number: int, text: str) -> bool:
        if self.at_start:
            start = tokens.spans[number][0]
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
        _chain(pattern.elements, _at_end if pattern.at_end else _done),
        _first(pattern.elements),
        _width(pattern.elements),
        pattern.at_start,
        tuple(_reader(item.words) for item in pattern.not_before),
    )


def _done(tokens: Tokens, number: int, state: State) -> tuple[int, State] | None:
    return number, state


def _at_end(tokens: Tokens, number: int, state: State) -> tuple[int, State] | None:
    """The end of a sentence: a stop, quotation marks and brackets before it or not, or nothing."""
    texts, at = tokens.texts, number
    while at < len(texts) and texts[at] in _CLOSERS:
        at += 1
    return (number, state) if at == len(texts) or texts[at] in _STOPS else None


def _width(elements: Sequence) -> int:
    """The most tokens that elements can take."""
    total = 0
    for element in elements:
        if isinstance(element, Gap):
            total += element.most + 1
        elif isinstance(element, Optional):
            total += _width(element.body)
        elif isinstance(element, Group):
            total += max(map(_width, element.options))
        elif isinstance(element, Class):
            total += 8 if is_open_class(element.name) else 2
        elif isinstance(element, (Words, Mark, EndQuote)):
            total += 3
    return total


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
        return lambda tokens, number, state: next((f for o in options if (f := o(tokens, number, state))), None)
    if isinstance(element, Not):
        absent = _reader(element.words)
        return lambda tokens, number, state: None if absent(tokens, number) else then(tokens, number, state)
    return _taking(_reader(element), then)


def _taking(reader: Reader, then: Step) -> Step:
    def step(tokens: Tokens, number: int, state: State) -> tuple[int, State] | None:
        for following, cut in reader(tokens, number):
            found = then(tokens, following, State(cut, *state[1:]))
            if found:
                return found
        return None

    return step


def _brace(brace: Brace, then: Step) -> Step:
    if not brace.opens:
        return lambda tokens, number, state: then(tokens, number, State(state.cut, state.opened, number, state.cut))

    def step(tokens: Tokens, number: int, state: State) -> tuple[int, State] | None:
        if number >= len(tokens.lows):
            return None
        return then(tokens, number, State(state.cut, number, state.closed, state.closed_cut))

    return step


def _gap(gap: Gap, then: Step) -> Step:
    def step(tokens: Tokens, number: int, state: State) -> tuple[int, State] | None:
        for taken in range(gap.most + 1):
            if taken:
                if number >= len(tokens.lows) or not tokens.lows[number][0].isalnum():
                    return None
                number += 1
                if tokens.texts[number : number + 1] == ["'"] and tokens.lows[number - 1].endswith("s"):
                    number += 1
                state = State(0, *state[1:])
            if taken >= gap.least and (found := then(tokens, number, state)):
                return found
        return None

    return step


def _reader(element: Words | Class | Group | Mark | EndQuote) -> Reader:
    if isinstance(element, Mark):
        return mark_reader(element.char)
    if isinstance(element, EndQuote):
        return end_quote
    if isinstance(element, Class):
        return _class_reader(element.name)
    if isinstance(element, Words):
        return word_reader(element)
    options = [_chain(option, _done) for option in element.options]

    def read(tokens: Tokens, number: int) -> list[tuple[int, int]]:
        found = (option(tokens, number, State()) for option in options)
        return [(last, state.cut) for last, state in filter(None, found)]

    return read


@cache
def _class_reader(name: str) -> Reader:
    if name in BUILT_IN:
        return built_in_reader(name)
    lines = class_words(name)
    if not is_open_class(name):
        return word_reader(Words(lines))
    return _reader(Group(tuple(parse(line).elements for line in lines)))


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
            return ENDS | QUOTES
        if isinstance(element, Words) and not element.prefixes:
            return _heads(element.forms)
        if isinstance(element, Class) and not is_open_class(element.name):
            return _heads(class_words(element.name))
        if isinstance(element, Group):
            options = [_first(option) for option in element.options]
            return frozenset().union(*(o for o in options if o)) if all(o is not None for o in options) else None
        return None
    return None


