"""Conditions of phrase entries: the ``when`` column of a phrase list."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from checker.data import DATA, data_lines
from checker.document import Document, Paragraph
from checker.document.zones import ZONES
from checker.phrases.compile import SPACE, _alternatives
from checker.phrases.pattern import Group, PatternError, Words, parse


@dataclass(frozen=True)
class Context:
    """Where a match stands: offsets are relative to its paragraph."""

    document: Document
    paragraph: Paragraph
    start: int
    end: int


Test = Callable[[Context], bool]


@dataclass(frozen=True)
class Conditions:
    """The conditions of one entry; ``first`` and ``count`` concern all its matches together."""

    tests: tuple[Test, ...] = ()
    first: bool = False
    count: int = 1

    def hold(self, context: Context) -> bool:
        """Whether every condition on a single match holds."""
        return all(test(context) for test in self.tests)


class WordList:
    """A list of words and phrases that a text may hold."""

    def __init__(self, items: list[str]) -> None:
        self.plain: set[str] = set()
        self.cased: set[str] = set()
        options: list[str] = []
        for item in items:
            if re.fullmatch(r"\w+", item):
                (self.plain if item == item.lower() else self.cased).add(item)
            pattern = parse(item)
            element = pattern.elements[0]
            if len(pattern.elements) == 1 and isinstance(element, Words) and not element.prefixes:
                if all(re.fullmatch(r"[^\W_]+", form) and form == form.lower() for form in element.forms):
                    self.plain.update(element.forms)
            options.append(_alternatives(Group((pattern.elements,))))
        self._options = options
        self.simple = len(self.plain) + len(self.cased) >= len(items)

    @property
    def source(self) -> str:
        """The list as one regular expression."""
        return f"(?:{'|'.join(self._options)})"

    @property
    def regex(self) -> re.Pattern[str]:
        """The list as a compiled search for whole words."""
        return _compiled(rf"(?<!\w){self.source}(?!\w)")

    def found_in(self, text: str) -> bool:
        """Whether one of the words stands in ``text``."""
        return bool(self.regex.search(text))


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


@cache
def word_list(spec: str) -> WordList:
    """A list from ``army, ~desert, @military``.

    Raises:
        PatternError: a topic does not exist or the list is empty.
    """
    items: list[str] = []
    for part in filter(None, map(str.strip, spec.split(","))):
        if not part.startswith("@"):
            items.append(part)
        elif (DATA / "topics" / f"{part[1:]}.txt").exists():
            items.extend(data_lines(f"topics/{part[1:]}.txt"))
        else:
            raise PatternError(f"no topic {part}")
    if not items:
        raise PatternError("a condition without words")
    return WordList(items)


@cache
def parse_conditions(source: str) -> Conditions:
    """Parse the ``when`` column.

    Raises:
        PatternError: a condition is not known or has no words.
    """
    tests: list[Test] = []
    first, count = False, 1
    for part in filter(None, map(str.strip, source.split(";"))):
        name, _, value = (piece.strip() for piece in part.partition(":"))
        negated = name.endswith("!")
        kind = name.rstrip("!")
        if kind == "first" and not value:
            first = True
        elif kind == "count" and value.isdigit():
            count = int(value)
        else:
            test = _test(kind, value)
            tests.append((lambda context, test=test: not test(context)) if negated else test)
    return Conditions(tuple(tests), first, count)


def _test(kind: str, value: str) -> Test:
    match = re.fullmatch(r"(before|after)(\d?)", kind)
    if match:
        return _beside(word_list(value), match[1] == "before", int(match[2] or 1))
    if kind == "quote" and value in ("in", "out"):
        return lambda context: context.paragraph.in_quote(context.start, context.end) == (value == "in")
    if kind == "zone" and set(zones := [zone.strip() for zone in value.split(",")]) <= set(ZONES):
        return lambda context: context.paragraph.zone in zones
    if kind == "sentence":
        return _in_sentence(word_list(value))
    if kind == "paragraph":
        return _in_paragraph(word_list(value))
    if kind == "document":
        return _in_document(word_list(value))
    raise PatternError(f"“{kind}: {value}” is not a condition")


def _beside(words: WordList, before: bool, reach: int) -> Test:
    gap = rf"(?:[\w'’-]+{SPACE}){{0,{reach - 1}}}"
    if before:
        regex = re.compile(rf"(?<!\w){words.source}{SPACE}{gap}[\"“‘(]?\Z")
        return lambda c: bool(regex.search(c.paragraph.text, max(0, c.start - 40 - 20 * reach), c.start))
    regex = re.compile(rf"(?:[\"”’)]?,?{SPACE}|-){gap}{words.source}(?!\w)")
    return lambda c: bool(regex.match(c.paragraph.text, c.end))


def _in_sentence(words: WordList) -> Test:
    def test(context: Context) -> bool:
        start, end = context.paragraph.sentence_at(context.start)
        text = context.paragraph.text
        return words.found_in(text[start : context.start]) or words.found_in(text[context.end : end])

    return test


def _in_paragraph(words: WordList) -> Test:
    def test(context: Context) -> bool:
        text = context.paragraph.text
        return words.found_in(text[: context.start]) or words.found_in(text[context.end :])

    return test


def _in_document(words: WordList) -> Test:
    """In the whole article: other paragraphs by look-up, the match's own without the match."""
    own = _in_paragraph(words)

    def test(context: Context) -> bool:
        if own(context):
            return True
        return any(_holds(words, other) for other in context.document.paragraphs if other is not context.paragraph)

    return test


def _holds(words: WordList, paragraph: Paragraph) -> bool:
    if words.plain & paragraph.wordset:
        return True
    if words.simple and not any(word.lower() in paragraph.wordset for word in words.cased):
        return False
    return words.found_in(paragraph.text)
