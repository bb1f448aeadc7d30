"""The pattern language of phrase lists (``docs/phrases.md``): from a line of text to elements."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Union

from checker.phrases.inflect import forms

_SPLIT = re.compile(r"[{}()|\[\]]|[^\s{}()|\[\]]+")


class PatternError(ValueError):
    """A pattern that cannot be read; the message says what is wrong with it."""


@dataclass(frozen=True)
class Words:
    """One word out of some; ``prefixes`` are beginnings (``perquisition*``)."""

    forms: tuple[str, ...]
    prefixes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Class:
    """A word of a class: ``<name>``, ``<num>``, a file in ``data/classes``."""

    name: str


@dataclass(frozen=True)
class Gap:
    """``least`` to ``most`` words, whatever they are."""

    least: int
    most: int


@dataclass(frozen=True)
class Mark:
    """A punctuation mark."""

    char: str


@dataclass(frozen=True)
class EndQuote:
    """The end of a quotation before its speaker: ``”,`` or ``,”`` or ``!”``."""


@dataclass(frozen=True)
class Not:
    """The next word (at the start: the word before) is none of these."""

    words: Union[Words, Class, "Group", Mark]


@dataclass(frozen=True)
class Optional:
    """Elements that may be missing."""

    body: Sequence


@dataclass(frozen=True)
class Group:
    """One of several sequences."""

    options: tuple[Sequence, ...]


@dataclass(frozen=True)
class Brace:
    """The beginning or end of the words to report."""

    opens: bool


Element = Union[Words, Class, Gap, Mark, EndQuote, Not, Optional, Group, Brace]
Sequence = tuple[Element, ...]


@dataclass(frozen=True)
class Pattern:
    """A parsed pattern: its elements, and whether it is bound to a sentence's start or end."""

    elements: Sequence
    at_start: bool = False
    at_end: bool = False
    not_before: tuple[Not, ...] = field(default=())


def parse(source: str) -> Pattern:
    """Parse one pattern.

    Raises:
        PatternError: a bracket is not closed, an element is unknown, or nothing but gaps is there.
    """
    tokens = _tokens(source)
    at_start = bool(tokens) and tokens[0] == "^"
    at_end = bool(tokens) and tokens[-1] == "$"
    tokens = tokens[1 if at_start else 0 : len(tokens) - 1 if at_end else None]
    elements, rest = _sequence(tokens, 0, "")
    if rest != len(tokens):
        raise PatternError(f"“{tokens[rest]}” is not expected in “{source}”")
    lead: list[Not] = []
    while elements and isinstance(elements[0], Not):
        lead.append(elements[0])
        elements = elements[1:]
    if elements and isinstance(elements[0], Gap):
        raise PatternError(f"a pattern may not begin with a gap: “{source}”")
    return Pattern(elements, at_start, at_end, tuple(lead))


def _tokens(source: str) -> list[str]:
    tokens = [token for token in source.split(" ") if token]
    out: list[str] = []
    for token in tokens:
        if token in ("(", ")"):
            out.append("\\" + token)
            continue
        out.extend(_SPLIT.findall(token))
    return out


def _sequence(tokens: list[str], at: int, closer: str) -> tuple[Sequence, int]:
    """Read elements from ``tokens[at]`` up to a closing bracket or a bar."""
    out: list[Element] = []
    while at < len(tokens):
        token = tokens[at]
        if token in (")", "]", "|"):
            if not closer:
                raise PatternError(f"“{token}” was not opened")
            break
        element, at = _element(tokens, at)
        out.append(element)
    return tuple(out), at


def _element(tokens: list[str], at: int) -> tuple[Element, int]:
    token = tokens[at]
    if token in "{}":
        return Brace(token == "{"), at + 1
    if token == "[":
        options, at = _options(tokens, at + 1, "]")
        body = options[0] if len(options) == 1 else (Group(options),)
        return Optional(body), at
    if token == "(":
        options, at = _options(tokens, at + 1, ")")
        return Group(options), at
    if token == "!" and at + 1 < len(tokens) and tokens[at + 1] == "(":
        group, at = _element(tokens, at + 1)
        assert isinstance(group, Group)
        return Not(group), at
    return _simple(token), at + 1


def _options(tokens: list[str], at: int, closer: str) -> tuple[tuple[Sequence, ...], int]:
    options: list[Sequence] = []
    while True:
        sequence, at = _sequence(tokens, at, closer)
        if not sequence:
            raise PatternError("an empty alternative")
        options.append(sequence)
        if at >= len(tokens) or tokens[at] not in (closer, "|"):
            raise PatternError(f"“{closer}” is missing")
        at += 1
        if tokens[at - 1] == closer:
            return tuple(options), at


@cache
def _simple(token: str) -> Element:
    """The element that one token of a pattern stands for; most stand in many patterns."""
    if token == '",':
        return EndQuote()
    if token in ("\\(", "\\)") or (len(token) == 1 and token not in "~<>^$*/" and not token.isalnum() and token != "_"):
        return Mark(token[-1])
    if token == "_":
        return Gap(1, 1)
    if re.fullmatch(r"\.\.\d*", token):
        return Gap(0, int(token[2:] or 3))
    if token.startswith("!") and len(token) > 1:
        inner = _simple(token[1:])
        if not isinstance(inner, (Words, Class, Mark, Group)):
            raise PatternError(f"“{token}”: only words, classes and marks can be excluded")
        return Not(inner)
    if token.startswith("<") and token.endswith(">"):
        return Class(token[1:-1])
    if "/" in token and "<" in token:
        lemma = "~" if token.startswith("~") else ""
        parts = token.lstrip("~").split("/")
        return Group(tuple((_simple(part if part.startswith("<") else lemma + part),) for part in parts if part))
    if re.search(r"[<>^$\\]|(?<!^)(?<!/)~", token) or not re.search(r"\w", token):
        raise PatternError(f"“{token}” is not a pattern element")
    return _words(token)


def _words(token: str) -> Words:
    every = token.startswith("~")
    plain: dict[str, None] = {}
    prefixes: list[str] = []
    for part in token.lstrip("~").split("/"):
        lemma = every or part.startswith("~")
        part = part.lstrip("~")
        if not part:
            raise PatternError(f"“{token}”: an empty alternative")
        if part.endswith("*"):
            if len(part) < 3:
                raise PatternError(f"“{token}”: a beginning needs at least two letters")
            prefixes.append(part[:-1])
        else:
            plain.update(dict.fromkeys(sorted(forms(part)) if lemma else (part,)))
    return Words(tuple(plain), tuple(prefixes))
