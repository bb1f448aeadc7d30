"""Check types: the mechanisms that rules share. A rule is a declaration over one of them."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any

from checker.data import data_lines
from checker.document import Document, Paragraph
from checker.lazy import LazyPattern
from checker.rule import Hit, Rule
from checker.sound import takes_an


class Unsafe(str):
    """A replacement that needs an editor’s eye, in a rule whose others do not."""


class Line(enum.Enum):
    """Instead of a replacement: the fix deletes the whole paragraph, when the match begins it.

    It is never safe when another sentence follows on the line, and not offered for a paragraph of
    more than ``MOST_WORDS``: the residue may have run into the article’s own words.
    """

    SAFE = "safe"
    UNSAFE = "unsafe"


MOST_WORDS = 30
Replacement = str | Line | Callable[[re.Match[str]], str | None] | None
_GOES_ON = LazyPattern(r"[.!?…][”\"»’)]*\s+\S")


class Declared(Rule):
    """A rule whose attributes are given as keywords."""

    def __init__(self, **attributes: Any) -> None:
        for name, value in attributes.items():
            if not hasattr(type(self), name) and name not in Rule.__annotations__:
                raise TypeError(f"{attributes.get('code')}: no attribute “{name}”")
            setattr(self, name, value)


class PatternRule(Declared):
    """Regular expressions over each paragraph.

    Attributes:
        patterns: regular expressions, each with its replacement (a template, a function of the
            match, ``Line``, or ``None``: no fix); group ``s``, where there is one, is the span
            reported, group ``f`` the span replaced where that is another.
        need: characters, and words: lower-case words, of which a paragraph must hold one to be
            searched at all.
        gate: a cheap pattern that a paragraph must hold to be searched.
        stems: a pattern that a word (in lower case) of the paragraph must hold.
        zones: the zones to search; empty: all.
        safe: whether the fixes are, unless the replacement is ``Unsafe``.
    """

    patterns: tuple[tuple[str, Replacement], ...] = ()
    need: str = ""
    words: frozenset[str] = frozenset()
    gate: str = ""
    stems: str = ""
    zones: tuple[str, ...] = ()
    safe: bool = True
    flags: int = re.M
    local = True

    @cached_property
    def _compiled(self) -> list[tuple[re.Pattern[str], Replacement]]:
        return [(re.compile(source, self.flags), replacement) for source, replacement in self.patterns]

    @cached_property
    def _gate(self) -> re.Pattern[str] | None:
        return re.compile(self.gate, self.flags) if self.gate else None

    @cached_property
    def _need(self) -> frozenset[str]:
        return frozenset(self.need)

    def hits(self, document: Document) -> Iterator[Hit]:
        """Yield a hit a match; the fix is the replacement of the span reported."""
        words = self.words
        if self.stems:
            words = words.union(filter(re.compile(self.stems).search, document.words))
        gated = bool(words or self._need or self.stems)
        gate = self._gate
        for paragraph in document.paragraphs_with(words, self._need) if gated else document.paragraphs:
            if gate and not gate.search(paragraph.text):
                continue
            if self.zones and paragraph.zone not in self.zones:
                continue
            yield from self._search(paragraph)

    def _search(self, paragraph: Paragraph) -> Iterator[Hit]:
        taken: set[int] = set()
        for regex, replacement in self._compiled:
            for match in regex.finditer(paragraph.text):
                group = "s" if "s" in regex.groupindex else 0
                start, end = match.span(group)
                if start == end or not taken.isdisjoint(range(start, end)):
                    continue
                if not self.accept(paragraph, match):
                    continue
                taken.update(range(start, end))
                if isinstance(replacement, Line):
                    yield self._line_hit(paragraph, match, start, end, replacement)
                    continue
                yield self._hit(paragraph, match, start, end, _expanded(replacement, match))

    def accept(self, paragraph: Paragraph, match: re.Match[str]) -> bool:
        """Whether a match counts; rules with exceptions override it."""
        return True

    def _hit(self, paragraph: Paragraph, match: re.Match[str], start: int, end: int, text: str | None) -> Hit:
        """The hit of a match (offsets relative to the paragraph) and its replacement."""
        quoted = paragraph.text[start:end]
        fix_start, fix_end = match.span("f") if "f" in match.re.groupindex else (start, end)
        return Hit(
            paragraph.start + start,
            paragraph.start + end,
            message=self.message.format(text=quoted.strip() or quoted),
            suggestion=self.suggestion.format(fix=text or "") if self.suggestion else visible(text),
            replacement=None if text is None else str(text),
            fix_start=paragraph.start + fix_start,
            fix_end=paragraph.start + fix_end,
            safe=self.safe and not isinstance(text, Unsafe),
        )

    def _line_hit(self, paragraph: Paragraph, match: re.Match[str], start: int, end: int, line: Line) -> Hit:
        """The hit of a match whose fix deletes the line."""
        hit = self._hit(paragraph, match, start, end, None)
        if match.start() or len(paragraph.words) > MOST_WORDS:
            return hit
        safe = line is Line.SAFE and not _GOES_ON.search(paragraph.text[end:].lstrip(" .:>–—-"))
        return replace(hit, deletes_line=True, fix_start=paragraph.start, fix_end=paragraph.end, safe=safe)


def _expanded(replacement: str | Callable[[re.Match[str]], str | None] | None, match: re.Match[str]) -> str | None:
    if replacement is None or callable(replacement):
        return replacement and replacement(match)
    text = match.expand(replacement)
    return Unsafe(text) if isinstance(replacement, Unsafe) else text


def visible(text: str | None) -> str:
    """A replacement as a suggestion; one that only takes away says so."""
    if text is None:
        return ""
    return text if text.strip() else "(delete)" if not text else "(one space)"


_ARTICLE = LazyPattern(r"(?<![\w’'-])(?P<a>[Aa]n?|[Tt]he) \Z")
_NO_NOUN = LazyPattern(
    r"\s*[^\s\w’'-]|\s*\Z| (?:and|or|but|in|on|to|of|for|with|at|from|by|as|is|was|has|had|will|would|could|should|can|may|must|that|which|who|said|says|did|does)\b"
)
"""What follows a name that stands alone: “the NATO and”, but not “the NATO summit”."""


def _with_article(article: str, english: str) -> str:
    """The English form with the article that fits it, in the place of another."""
    if article.lower() == "the ":
        return english
    return article[0] + ("n " if takes_an(english) else " ") + english


class ListRule(Declared):
    """A closed list: French form, English form, and an optional condition, tab-separated.

    Attributes:
        data: the data file.
        bare: English forms that take no *the*.
        unless_before: a pattern that, right before the word, excuses it (``rue de Londres``).
        names: whether only English forms that are names are safe: other words need a fitting sentence.
        safe: whether the fix is safe where the list gives one form.
    """

    data: str = ""
    bare: frozenset[str] = frozenset()
    names: bool = False
    unless_before: str = ""
    safe: bool = True

    @property
    def local(self) -> bool:  # type: ignore[override]
        """Whether no line of the list has a condition on the whole article."""
        return not any("document" in when for _, when in self._table.values())

    @cached_property
    def _table(self) -> dict[str, tuple[str, str]]:
        table = {}
        for line in data_lines(self.data):
            french, english, *rest = line.split("\t")
            table[french] = (english, rest[0] if rest else "")
        return table

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(re.findall(r"\w+", form.lower())[-1] for form in self._table)

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        forms = sorted(self._table, key=len, reverse=True)
        body = "|".join(re.sub("['’]", "['’]", re.escape(form)) for form in forms)
        return re.compile(rf"(?<![\w-])(?:{body})(?!\w|-[A-ZÀ-Þ])")

    @cached_property
    def _excuse(self) -> re.Pattern[str] | None:
        return re.compile(rf"(?:{self.unless_before})\Z") if self.unless_before else None

    def hits(self, document: Document) -> Iterator[Hit]:
        """Yield a hit for each form of the list, with its English form as the fix."""
        for paragraph in document.paragraphs_with(self._keys):
            for match in self._regex.finditer(paragraph.text):
                if self._excuse and self._excuse.search(paragraph.text, max(0, match.start() - 30), match.start()):
                    continue
                form = match[0].replace("’", "'")
                english, when = self._table.get(form) or self._table[match[0]]
                if when and not self._condition(document, paragraph, match, when):
                    continue
                yield self._hit(paragraph, match, english)

    def _condition(self, document: Document, paragraph: Paragraph, match: re.Match[str], when: str) -> bool:
        from checker.phrases.conditions import Context, parse_conditions

        return parse_conditions(when).hold(Context(document, paragraph, match.start(), match.end()))

    def _hit(self, paragraph: Paragraph, match: re.Match[str], english: str) -> Hit:
        options = [option.strip() for option in english.split(" / ")]
        fix = options[0] if len(options) == 1 and "(" not in english else None
        article = self._article(paragraph.text, match, fix) if fix else ""
        return Hit(
            paragraph.start + match.start(),
            paragraph.start + match.end(),
            message=self.message.format(text=match[0]),
            suggestion=english,
            replacement=_with_article(article, fix) if fix and article else fix,
            fix_start=paragraph.start + match.start() - len(article),
            safe=self.safe and not (self.names and re.search(r"(?<![\w-])[a-z]", english)),
        )

    def _article(self, text: str, match: re.Match[str], english: str) -> str:
        """The article before the match, with its space, where it does not fit the English form."""
        found = _ARTICLE.search(text, max(0, match.start() - 4), match.start())
        if not found:
            return ""
        if found["a"].lower() == "the":
            return found["a"] + " " if english in self.bare and _NO_NOUN.match(text, match.end()) else ""
        return found["a"] + " " if takes_an(english) != (found["a"].lower() == "an") else ""
