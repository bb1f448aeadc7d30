"""Conditions of phrase entries: the ``when`` column of a phrase list."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import islice
from weakref import WeakKeyDictionary

from checker.data import DATA, data_lines
from checker.document import Document, Paragraph
from checker.document.zones import ZONES
from checker.phrases.compile import Compiled, compile_pattern
from checker.phrases.pattern import PatternError, Words, parse
from checker.phrases.tokens import Tokens, parts


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
    """The conditions of one entry.

    ``tests`` look at the match’s paragraph, ``article`` at the others too; ``first`` and ``count``
    concern all matches together.
    """

    tests: tuple[Test, ...] = ()
    article: tuple[Test, ...] = ()
    first: bool = False
    count: int = 1

    def hold(self, context: Context) -> bool:
        """Whether every condition on a single match holds."""
        return self.hold_in_paragraph(context) and self.hold_in_article(context)

    def hold_in_paragraph(self, context: Context) -> bool:
        """Whether those hold that the paragraph decides."""
        return all(test(context) for test in self.tests)

    def hold_in_article(self, context: Context) -> bool:
        """Whether those hold that other paragraphs may decide."""
        return all(test(context) for test in self.article)


class WordList:
    """A list of words and phrases that a text may hold.

    Single words in lower case are looked up; all else is matched as patterns are.
    """

    def __init__(self, items: list[str]) -> None:
        self.plain: set[str] = set()
        self._cased: set[str] = set()
        self._others: list[Compiled] = []
        for item in items:
            plain, cased, other = _item(item)
            self.plain |= plain
            self._cased |= cased
            if other:
                self._others.append(other)
        self._words = self.plain | {word.lower() for word in self._cased}
        firsts = [other.first for other in self._others]
        self._anything = any(first is None for first in firsts)
        pieces = (re.findall(r"\w+", word)[:1] or [word] for first in firsts if first for word in first)
        self._heads = self._words.union(*pieces)

    def spans(self, tokens: Tokens, text: str) -> list[tuple[int, int]]:
        """Where the words stand (code points of ``text``, end exclusive), in no order."""
        found = []
        for number in tokens.places(self._words):
            low, word = tokens.lows[number], tokens.texts[number]
            if low in self.plain or word in self._cased or any(self._reads(word, *part) for part in parts(low)):
                found.append(tokens.spans[number])
        for compiled in self._others:
            found.extend(compiled.matches(tokens, text))
        return found

    def _reads(self, word: str, part: str, start: int, end: int) -> bool:
        """Whether a part of a token with an apostrophe is on the list."""
        return part in self.plain or word[start:end] in self._cased

    def held_by(self, paragraph: Paragraph) -> bool:
        """Whether one of the words stands in a paragraph."""
        if not self.plain.isdisjoint(paragraph.wordset):
            return True
        if not self._anything and self._heads.isdisjoint(paragraph.wordset):
            return False
        return bool(self.spans(paragraph.tokens, paragraph.text))


_Item = tuple["frozenset[str]", "frozenset[str]", "Compiled | None"]


@cache
def _item(item: str) -> _Item:
    """One item of a list: its words in lower case, those with capitals, or a pattern."""
    nothing: frozenset[str] = frozenset()
    if item.isalnum():
        return (frozenset([item]), nothing, None) if item == item.lower() else (nothing, frozenset([item]), None)
    pattern = parse(item)
    element = pattern.elements[0] if len(pattern.elements) == 1 else None
    if isinstance(element, Words) and not element.prefixes and all(map(str.isalnum, element.forms)):
        plain = frozenset(form for form in element.forms if form == form.lower())
        return plain, frozenset(element.forms) - plain, None
    return nothing, nothing, compile_pattern(pattern)


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
    article: list[Test] = []
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
            (article if kind == "document" else tests).append(_negation(test) if negated else test)
    return Conditions(tuple(tests), tuple(article), first, count)


def _negation(test: Test) -> Test:
    return lambda context: not test(context)


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
    """One of the words right before or after the match, at most ``reach`` words away."""

    def test(context: Context) -> bool:
        text = context.paragraph.text
        for start, end in words.spans(context.paragraph.tokens, text):
            if before and end <= context.start:
                between = text[end : context.start]
            elif not before and start >= context.end:
                between = text[context.end : start]
            else:
                continue
            if not re.search(r"[.!?;:…]", between) and len(re.findall(r"[\w'’-]+", between)) < reach:
                return True
        return False

    return test


def _in_sentence(words: WordList) -> Test:
    def test(context: Context) -> bool:
        first, last = context.paragraph.sentence_at(context.start)
        return any(
            first <= start and end <= last and not (start < context.end and context.start < end)
            for start, end in words.spans(context.paragraph.tokens, context.paragraph.text)
        )

    return test


def _in_paragraph(words: WordList) -> Test:
    def test(context: Context) -> bool:
        spans = words.spans(context.paragraph.tokens, context.paragraph.text)
        return any(not (start < context.end and context.start < end) for start, end in spans)

    return test


def _in_document(words: WordList) -> Test:
    """In the whole article: the match's own paragraph without the match, the others as they are."""
    own = _in_paragraph(words)
    known: WeakKeyDictionary[Document, list[int]] = WeakKeyDictionary()

    def test(context: Context) -> bool:
        document = context.document
        if document not in known:
            holding = (p.index for p in document.paragraphs if words.held_by(p))
            known[document] = list(islice(holding, 2))
        return any(index != context.paragraph.index for index in known[document]) or own(context)

    return test
