"""The index over phrase lists: one look-up a word finds the entries worth searching for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from checker.document import Document, Paragraph
from checker.phrases.entries import Entry

if TYPE_CHECKING:
    from checker.phrases.anchors import Anchor

PREFIX = 4
Words = frozenset[str]
Key = tuple[int, int]
Row = tuple["Words | None", "Words | None", Key]


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
    and to the key; ``requires`` holds, by key, sets of which a paragraph must hold a word each.
    """

    words: dict[str, list[Row]] = field(default_factory=dict)
    prefixes: dict[str, list[tuple[str, Key]]] = field(default_factory=dict)
    requires: dict[Key, tuple[Words, ...]] = field(default_factory=dict)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The words that are anchors."""
        return frozenset(self.words)

    def rows(self, word: str) -> list[Row]:
        """The rows of an anchor."""
        return self.words[word]

    def needs(self, key: Key) -> tuple[Words, ...]:
        """The sets of which a paragraph must hold a word each to hold a pattern."""
        return self.requires.get(key, ())

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

    def search(self, document: Document) -> Iterator[PhraseMatch]:
        """Yield every match whose conditions hold, in no particular order."""
        per_entry: dict[int, list[PhraseMatch]] = defaultdict(list)
        for paragraph in document.paragraphs:
            for number, alternatives in self._candidates(paragraph).items():
                self._match(document, paragraph, number, alternatives, per_entry[number])
        for number, matches in per_entry.items():
            conditions = self.entries[number].conditions
            if len(matches) >= conditions.count:
                yield from matches[:1] if conditions.first else matches

    def _candidates(self, paragraph: Paragraph) -> dict[int, set[int]]:
        """Entries (and which of their patterns) of which the paragraph holds all words."""
        keys: set[Key] = set()
        words = paragraph.words
        rows = {word: self._tables.rows(word) for word in self._tables.anchors & paragraph.wordset}
        last = len(words) - 1
        for at, word in enumerate(words):
            for left, right, key in rows.get(word, ()):
                if left is not None and (at == 0 or words[at - 1] not in left):
                    continue
                if right is not None and (at == last or words[at + 1] not in right):
                    continue
                keys.add(key)
        prefixes = self._tables.prefixes
        if prefixes:
            for word in paragraph.wordset:
                for prefix, key in prefixes.get(word[:PREFIX], ()):
                    if word.startswith(prefix):
                        keys.add(key)
        return self._complete(keys, paragraph)

    def _complete(self, keys: set[Key], paragraph: Paragraph) -> dict[int, set[int]]:
        """Of the candidates those of which the paragraph holds the other words and marks too."""
        wordset, chars = paragraph.wordset, paragraph.chars
        found: dict[int, set[int]] = {}
        needs = self._tables.needs
        for key in keys:
            if self._active is not None and key[0] not in self._active:
                continue
            for words in needs(key):
                if words.isdisjoint(wordset) and words.isdisjoint(chars):
                    break
            else:
                found.setdefault(key[0], set()).add(key[1])
        return found

    def _match(
        self, document: Document, paragraph: Paragraph, number: int, alternatives: set[int], out: list[PhraseMatch]
    ) -> None:
        from checker.phrases.conditions import Context

        entry = self.entries[number]
        seen: set[int] = set()
        for alternative in sorted(alternatives):
            for start, end in entry.compiled(alternative).matches(paragraph.tokens, paragraph.text):
                if start in seen or start == end:
                    continue
                if entry.conditions.hold(Context(document, paragraph, start, end)):
                    seen.add(start)
                    out.append(PhraseMatch(number, entry, paragraph.start + start, paragraph.start + end))
