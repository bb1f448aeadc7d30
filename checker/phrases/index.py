"""The index over phrase lists: one look-up a word finds the entries worth searching for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from checker.document import Document, Paragraph
from checker.phrases.entries import Entry

if TYPE_CHECKING:
    from checker.phrases.anchors import Anchor

T = TypeVar("T")
PREFIX = 4
Words = frozenset[str]
Key = tuple[int, int]
Row = tuple["Words | None", "Words | None", Key]


WIDE = 24
"""Sets of neighbours larger than this are tested, not spread out into a look-up."""


class Need(NamedTuple):
    """A set of which a paragraph must hold a member: words and single marks, and what is searched for."""

    words: Words
    spelt: tuple[str, ...]


@cache
def need(words: Words) -> Need:
    """What a set asks of a paragraph: a word in lower case is looked up, anything else searched for."""
    return Need(words, tuple(sorted(word for word in words if not (word.isalnum() and word.islower()) and len(word) > 1)))


class Rows:
    """What one anchor leads to, ordered by the word beside it so that most of it is never looked at.

    ``left`` and ``right`` lead from the word before and after to the keys; ``rest`` holds rows whose
    neighbours are unknown or too many.
    """

    __slots__ = ("left", "rest", "right")

    def __init__(self, rows: list[Row]) -> None:
        self.left: dict[str, list[tuple[Words | None, Key]]] = {}
        self.right: dict[str, list[Key]] = {}
        self.rest: list[Row] = []
        for row in rows:
            left, right, key = row
            if left is not None and len(left) <= WIDE:
                for word in left:
                    self.left.setdefault(word, []).append((right, key))
            elif left is None and right is not None and len(right) <= WIDE:
                for word in right:
                    self.right.setdefault(word, []).append(key)
            else:
                self.rest.append(row)

    def keys(self, before: str, after: str) -> list[Key]:
        """The patterns that the anchor may belong to, given the words beside it."""
        found = list(self.right.get(after, ()))
        for right, key in self.left.get(before, ()):
            if right is None or after in right:
                found.append(key)
        for left, right, key in self.rest:
            if (left is None or before in left) and (right is None or after in right):
                found.append(key)
        return found


class PhraseMatch(NamedTuple):
    """An entry (and its number) found in a document; offsets are in its view."""

    number: int
    entry: Entry
    start: int
    end: int


@dataclass
class Tables:
    """What the index looks up; a key is (number of the entry, number of its alternative).

    ``words`` and ``prefixes`` lead from an anchor to what may stand beside it (``None``: anything)
    and to the key; ``requires`` holds, by key, sets of which a paragraph must hold a word each,
    ``zones``, by entry, the only zones where it is looked for.
    """

    words: dict[str, list[Row]] = field(default_factory=dict)
    prefixes: dict[str, list[tuple[str, Key]]] = field(default_factory=dict)
    requires: dict[Key, tuple[Words, ...]] = field(default_factory=dict)
    zones: dict[int, Words] = field(default_factory=dict)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The words that are anchors."""
        return frozenset(self.words)

    def packed(self, word: str) -> list[Row]:
        """The rows of an anchor as they were entered."""
        return self.words[word]

    def needs(self, key: Key) -> tuple[Need, ...]:
        """The sets of which a paragraph must hold a word each to hold a pattern."""
        return tuple(map(need, self.requires.get(key, ())))

    def add(self, key: Key, found: list[Anchor], needs: tuple[Words, ...]) -> None:
        """Enter the anchors of one pattern."""
        for word, left, right, is_prefix in found:
            if is_prefix:
                self.prefixes.setdefault(word[:PREFIX], []).append((word, key))
            else:
                self.words.setdefault(word, []).append((left, right, key))
        if needs:
            self.requires[key] = needs


def build_tables(entries: Sequence[Entry]) -> Tables:
    """Work out the tables from the patterns.

    Raises:
        PatternError: a pattern cannot be read; the message begins with the entry's id.
    """
    from checker.phrases.anchors import anchors, required
    from checker.phrases.pattern import PatternError, parse

    tables = Tables()
    for number, entry in enumerate(entries):
        try:
            for alternative, source in enumerate(entry.patterns):
                pattern = parse(source)
                tables.add((number, alternative), anchors(pattern), required(pattern))
            if zones := re.search(r"(?:^|;)\s*zone:([^;]*)", entry.when):
                tables.zones[number] = frozenset(zone.strip() for zone in zones[1].split(","))
        except PatternError as error:
            raise PatternError(f"{entry.id}: {error}") from None
    return tables


class PhraseIndex:
    """Entries by the rare word that each cannot do without.

    Args:
        entries: the entries to look for.
        tables: their tables, where they are stored; worked out from the patterns otherwise.
        active: the numbers of the entries to report; all when ``None``.
    """

    def __init__(self, entries: Sequence[Entry], tables: Tables | None = None, active: Container[int] | None = None) -> None:
        self.entries = entries
        self._tables = tables or build_tables(entries)
        self._active = active
        self._anchors = set(self._tables.anchors)
        self._rows: dict[str, Rows] = {}
        self._needs: dict[Key, tuple[Need, ...]] = {}

    def search(self, document: Document) -> Iterator[PhraseMatch]:
        """Yield every match whose conditions hold, in no particular order."""
        for match, _ in self.settled(document, ((match, None) for match in self.matches(document))):
            yield match

    def matches(self, document: Document) -> Iterator[PhraseMatch]:
        """Yield, in the order of the paragraphs, the matches whose conditions on their paragraph hold.

        What is found in a paragraph follows from its text and zone alone.
        """
        begun = self._begun(document.words)
        for paragraph in document.paragraphs:
            for number, alternatives in self._candidates(paragraph, begun).items():
                yield from self._match(document, paragraph, number, alternatives)

    def settled(self, document: Document, found: Iterable[tuple[PhraseMatch, T]]) -> Iterator[tuple[PhraseMatch, T]]:
        """Yield those of the matches whose conditions on the whole article hold too.

        Args:
            document: the article.
            found: all matches in it, in the order of ``matches``, each with whatever belongs to it.
        """
        per_entry: dict[int, list[tuple[PhraseMatch, T]]] = defaultdict(list)
        seen: set[tuple[int, int]] = set()
        for match, belonging in found:
            if match.entry.conditions.article:
                if (match.number, match.start) in seen or not self._holds_in_article(document, match):
                    continue
                seen.add((match.number, match.start))
            per_entry[match.number].append((match, belonging))
        for number, matches in per_entry.items():
            conditions = self.entries[number].conditions
            if len(matches) >= conditions.count:
                yield from matches[:1] if conditions.first else matches

    @staticmethod
    def _holds_in_article(document: Document, match: PhraseMatch) -> bool:
        from checker.phrases.conditions import Context

        paragraph = document.paragraph_at(match.start)
        assert paragraph is not None
        context = Context(document, paragraph, match.start - paragraph.start, match.end - paragraph.start)
        return match.entry.conditions.hold_in_article(context)

    def _leading(self, words: set[str]) -> set[str]:
        """The anchors among some words; ``_rows`` has what they lead to of the entries to report."""
        held = self._anchors & words
        for word in held.difference(self._rows):
            rows = [row for row in self._tables.packed(word) if self._is_active(row[2])]
            self._rows[word] = Rows(rows)
            if not rows:
                self._anchors.discard(word)
        return held

    def _is_active(self, key: Key) -> bool:
        return self._active is None or key[0] in self._active

    def _begun(self, words: set[str]) -> dict[str, list[Key]]:
        """Words that begin as an anchor wants it, and the patterns that want it."""
        prefixes = self._tables.prefixes
        begun: dict[str, list[Key]] = {}
        for word in words:
            for prefix, key in prefixes.get(word[:PREFIX], ()):
                if word.startswith(prefix) and self._is_active(key):
                    begun.setdefault(word, []).append(key)
        return begun

    def _candidates(self, paragraph: Paragraph, begun: dict[str, list[Key]]) -> dict[int, list[tuple[int, set[str]]]]:
        """Entries of which the paragraph holds all words: the patterns, and by which anchors."""
        keys: dict[Key, set[str]] = {}
        words, rows = paragraph.words, self._rows
        held = self._leading(paragraph.wordset)
        for before, word, after in zip(["", *words], words, [*words[1:], ""]):
            if word in held:
                row = rows[word]
                if row.rest or before in row.left or after in row.right:
                    for key in row.keys(before, after):
                        keys.setdefault(key, set()).add(word)
        for word in begun.keys() & paragraph.wordset:
            for key in begun[word]:
                keys.setdefault(key, set()).add(word)
        return self._complete(keys, paragraph)

    def _complete(self, keys: dict[Key, set[str]], paragraph: Paragraph) -> dict[int, list[tuple[int, set[str]]]]:
        """Of the candidates those of which the paragraph holds the other words and marks too."""
        wordset, chars, text = paragraph.wordset, paragraph.chars, paragraph.text
        broken = "\n" in text
        found: dict[int, list[tuple[int, set[str]]]] = {}
        known, every = self._needs, self._tables.zones
        for key, near in keys.items():
            if key[0] in every and paragraph.zone not in every[key[0]]:
                continue
            needs = known.get(key)
            if needs is None:
                needs = known[key] = self._tables.needs(key)
            for words, spelt in needs:
                if not words.isdisjoint(wordset) or broken or not words.isdisjoint(chars):
                    continue
                if not spelt or not any(map(text.__contains__, spelt)):
                    break
            else:
                found.setdefault(key[0], []).append((key[1], near))
        return found

    def _match(
        self,
        document: Document,
        paragraph: Paragraph,
        number: int,
        alternatives: list[tuple[int, set[str]]],
    ) -> Iterator[PhraseMatch]:
        from checker.phrases.conditions import Context

        entry = self.entries[number]
        seen: set[int] = set()
        for alternative, near in sorted(alternatives, key=itemgetter(0)):
            for start, end in entry.compiled(alternative).matches(paragraph.tokens, paragraph.text, near):
                if start in seen or start == end:
                    continue
                if entry.conditions.hold_in_paragraph(Context(document, paragraph, start, end)):
                    if not entry.conditions.article:  # else another alternative may hold in the article
                        seen.add(start)
                    yield PhraseMatch(number, entry, paragraph.start + start, paragraph.start + end)
