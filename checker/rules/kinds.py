"""Check types: the mechanisms that rules share. A rule is a declaration over one of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from checker.data import data_lines
from checker.document import Document, Paragraph
from checker.rule import Hit, Rule

Replacement = str | Callable[[re.Match[str]], str | None] | None


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
            match, or ``None``: no fix); group ``s``, where there is one, is the span reported.
        need: characters, and words: lower-case words, of which a paragraph must hold one to be
            searched at all.
        gate: a cheap pattern that a paragraph must hold to be searched.
        stems: a pattern that a word (in lower case) of the paragraph must hold.
        zones: the zones to search; empty: all.
        safe: whether the fixes are.
    """

    patterns: tuple[tuple[str, Replacement], ...] = ()
    need: str = ""
    words: frozenset[str] = frozenset()
    gate: str = ""
    stems: str = ""
    zones: tuple[str, ...] = ()
    safe: bool = True
    flags: int = re.M

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
                text = replacement(match) if callable(replacement) else replacement
                if isinstance(replacement, str):
                    text = match.expand(replacement)
                yield self.hit(paragraph, match, start, end, text)

    def accept(self, paragraph: Paragraph, match: re.Match[str]) -> bool:
        """Whether a match counts; rules with exceptions override it."""
        return True

    def hit(self, paragraph: Paragraph, match: re.Match[str], start: int, end: int, text: str | None) -> Hit:
        """The hit of a match (offsets relative to the paragraph)."""
        quoted = paragraph.text[start:end]
        return Hit(
            paragraph.start + start,
            paragraph.start + end,
            message=self.message.format(text=quoted.strip() or quoted),
            suggestion=self.suggestion.format(fix=text or "") if self.suggestion else visible(text),
            replacement=text,
            safe=self.safe,
        )


def visible(text: str | None) -> str:
    """A replacement as a suggestion; one that only takes away says so."""
    if text is None:
        return ""
    return text if text.strip() else "(delete)" if not text else "(one space)"


class ListRule(Declared):
    """A closed list: French form, English form, and an optional condition, tab-separated.

    Attributes:
        data: the data file.
        unless_before: a pattern that, right before the word, excuses it (``rue de Londres``).
        safe: whether the fix is safe where the list gives one form.
    """

    data: str = ""
    unless_before: str = ""
    safe: bool = True

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
        return Hit(
            paragraph.start + match.start(),
            paragraph.start + match.end(),
            message=self.message.format(text=match[0]),
            suggestion=english,
            replacement=fix,
            safe=self.safe,
        )
