"""From a parsed pattern to a regular expression, and to the words by which the index finds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from checker.data import DATA, data_lines
from checker.lazy import LazyPattern
from checker.phrases.inflect import participles
from checker.phrases.pattern import (
    Brace,
    Class,
    Element,
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

SPACE = r"\s+"
_LOOSE = r"\s*"
_WORD = r"[^\W_][\w'’‑-]*"
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w'’-]*"
_NAME = rf"{_CAPITAL}(?:{SPACE}(?:(?:de|du|des|la|le|van|von|al|el|bin|ben|of){SPACE})?{_CAPITAL}){{0,3}}"
_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand "
    "million billion dozen"
).split()
_BUILT_IN = {"name", "cap", "num", "ing", "ed", "ly"}


@dataclass(frozen=True)
class Compiled:
    """A pattern ready to search one paragraph.

    ``regex`` has a group ``s`` where the pattern has braces; ``before`` and ``after`` are searched
    in the text around the match and must hold; ``not_before`` must not.
    """

    regex: re.Pattern[str]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    not_before: tuple[re.Pattern[str], ...]

    def matches(self, text: str) -> list[tuple[int, int]]:
        """The spans to report in one paragraph (code points of ``text``, end exclusive)."""
        spans = []
        for match in self.regex.finditer(text):
            start, end = match.span()
            if self.before and not self.before.search(text, max(0, start - 24), start):
                continue
            if self.after and not self.after.match(text, end):
                continue
            if any(not_before.search(text, max(0, start - 40), start) for not_before in self.not_before):
                continue
            spans.append(match.span("s") if "s" in self.regex.groupindex else (start, end))
        return spans


_AT_START = LazyPattern(r"(?:^|\n|[.!?…][\"”’»)\]]*\s+|[:–—]\s+(?=[“\"«]))[\"“”‘’«(\[–—\s]*\Z")
_AT_END = LazyPattern(r"\s*[\"”’»)\]]*\s*(?:[.!?…]|$)")


def compile_pattern(pattern: Pattern) -> Compiled:
    """Compile a parsed pattern.

    Raises:
        PatternError: it names a class that does not exist.
    """
    body = _Writer().write(pattern.elements)
    not_before = tuple(re.compile(_preceding(item)) for item in pattern.not_before)
    return Compiled(
        re.compile(body, re.M),
        _AT_START if pattern.at_start else None,
        _AT_END if pattern.at_end else None,
        not_before,
    )


def _preceding(item: Not) -> str:
    if isinstance(item.words, Mark):
        return rf"{_mark(item.words)}\s*\Z"
    return rf"(?<!\w)(?:{_alternatives(item.words)}){SPACE}[\"“”‘«]?\Z"


class _Writer:
    """Writes elements as one regular expression, placing the white space between words."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.gap = ""
        self.edge = r"(?<![\w-])"

    def write(self, elements: Sequence) -> str:
        for element in elements:
            self._element(element)
        if self.edge == "":
            self.out.append(r"(?![\w]|[-‑]\w)")
        return "".join(self.out)

    def _element(self, element: Element) -> None:
        if isinstance(element, Brace):
            self._brace(element)
        elif isinstance(element, Not):
            self.out.append(self._absent(element))
        elif isinstance(element, Mark):
            self._mark(element)
        elif isinstance(element, Optional):
            self._optional(element)
        elif isinstance(element, Gap):
            self.out.append(f"(?:{self.gap or SPACE}{_WORD}){{{element.least},{element.most}}}?")
            self.gap = SPACE
        elif isinstance(element, Group):
            self._group(element)
        else:
            self._open_edge()
            self.out.append(self.gap + _alternatives(element))
            self.gap = SPACE

    def _absent(self, element: Not) -> str:
        if isinstance(element.words, Mark):
            return f"(?!{_LOOSE}{_mark(element.words)})"
        return rf"(?!{self.gap}(?:{_alternatives(element.words)})(?!\w))"

    def _open_edge(self) -> None:
        if self.edge:
            self.out.append(self.edge)
            self.edge = ""

    def _brace(self, brace: Brace) -> None:
        if brace.opens:
            self._open_edge()
            self.out.append(self.gap + "(?P<s>")
            self.gap = ""
        else:
            self.out.append(")")

    def _mark(self, mark: Mark) -> None:
        self.edge = ""
        self.out.append((_LOOSE if self.gap else "") + _mark(mark))
        self.gap = _LOOSE

    def _group(self, element: Group) -> None:
        """Each option places its own white space: one may begin or end with a mark."""
        self._open_edge()
        options, gap = [], SPACE
        for option in element.options:
            inner = _Writer()
            inner.edge = ""
            inner.gap = self.gap
            for item in option:
                inner._element(item)
            options.append("".join(inner.out))
            gap = _LOOSE if inner.gap == _LOOSE else gap
        self.out.append(f"(?:{'|'.join(options)})")
        self.gap = gap

    def _optional(self, element: Optional) -> None:
        self._open_edge()
        inner = _Writer()
        inner.edge = ""
        inner.gap = self.gap
        for item in element.body:
            inner._element(item)
        text = "".join(inner.out)
        if self.gap == "":
            self.out.append(f"(?:{text}{inner.gap})?")
        else:
            self.out.append(f"(?:{text})?")


def _mark(mark: Mark) -> str:
    if mark.char == '"':
        return '["“”«»„]'
    if mark.char == "…":
        return r"(?:…|\.\.\.)"
    return "[–—-]" if mark.char in "-–" else re.escape(mark.char)


def _alternatives(element: Words | Class | Group) -> str:
    """One element as a regular expression without the white space around it."""
    if isinstance(element, Words):
        return _words(element)
    if isinstance(element, Class):
        return _class(element.name)
    options = []
    for option in element.options:
        inner = _Writer()
        inner.edge = ""
        for item in option:
            inner._element(item)
        options.append("".join(inner.out))
    return f"(?:{'|'.join(options)})"


def _words(element: Words) -> str:
    """Words in lower case in any case, together; words with capitals as they are or in full capitals."""
    items = [(form, "") for form in sorted(element.forms, key=len, reverse=True)]
    items += [(prefix, r"\w*") for prefix in element.prefixes]
    folded = [_escape(word) + tail for word, tail in items if word == word.lower()]
    parts = [f"(?i:{'|'.join(folded)})"] if folded else []
    for word, tail in items:
        if word != word.lower():
            parts += [_escape(form) + tail for form in dict.fromkeys((word, word.upper()))]
    return parts[0] if len(parts) == 1 and folded else f"(?:{'|'.join(parts)})"


def _escape(word: str) -> str:
    """A word as it may be typed: any apostrophe, any hyphen."""
    return re.sub("['’‘]", "['’‘]", re.escape(word)).replace(r"\-", "[-‐‑]")


@cache
def _class(name: str) -> str:
    if name == "name":
        return _NAME
    if name == "cap":
        return _CAPITAL
    if name == "num":
        return rf"(?:\d[\d.,]*(?:(?:st|nd|rd|th)\b)?|(?i:{'|'.join(_NUMBERS)})(?:-\w+)?)"
    if name == "ing":
        return r"(?i:[a-z]{2,}ing)"
    if name == "ed":
        return rf"(?i:[a-z]{{2,}}ed|{'|'.join(sorted(participles()))})"
    if name == "ly":
        return r"(?i:[a-z]{3,}ly)"
    return _alternatives(Words(class_words(name)))


@cache
def class_words(name: str) -> tuple[str, ...]:
    """The words of a class file.

    Raises:
        PatternError: there is no such class.
    """
    if not (DATA / "classes" / f"{name}.txt").exists():
        known = sorted(_BUILT_IN | {path.stem for path in (DATA / "classes").glob("*.txt")})
        raise PatternError(f"no class <{name}>; there are {', '.join(known)}")
    return tuple(data_lines(f"classes/{name}.txt"))


def is_open_class(name: str) -> bool:
    """Whether a class has no list of words (``<name>``, ``<ing>`` …)."""
    return name in _BUILT_IN
