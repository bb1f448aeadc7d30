"""The index over all phrase lists: one look-up a word finds the entries worth searching for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from checker.document import Document, Paragraph
from checker.phrases.anchors import PREFIX, Anchor, anchors
from checker.phrases.conditions import Context
from checker.phrases.entries import Entry
from checker.phrases.pattern import PatternError, parse


class PhraseMatch(NamedTuple):
    """An entry found in a document; offsets are in its view."""

    entry: Entry
    start: int
    end: int


def _anchored(entry: Entry) -> list[list[Anchor]]:
    try:
        return [anchors(parse(part)) for part in entry.patterns]
    except PatternError as error:
        raise PatternError(f"{entry.id}: {error}") from None


class PhraseIndex:
    """Entries by the rare word that each cannot do without.

    Args:
        entries: the entries to look for.
        anchored: their anchors, where a cache has them; worked out from the patterns otherwise.
    """

    def __init__(self, entries: Iterable[Entry], anchored: list[list[list[Anchor]]] | None = None) -> None:
        self.entries = list(entries)
        if anchored is None:
            anchored = [_anchored(entry) for entry in self.entries]
        self.anchored = anchored
        self._words: dict[str, list[tuple[frozenset[str] | None, frozenset[str] | None, tuple[int, int]]]] = {}
        self._prefixes: dict[str, list[tuple[str, tuple[int, int]]]] = {}
        for number, patterns in enumerate(anchored):
            for alternative, found in enumerate(patterns):
                for word, left, right, is_prefix in found:
                    key = (number, alternative)
                    if is_prefix:
                        self._prefixes.setdefault(word[:PREFIX], []).append((word, key))
                    else:
                        self._words.setdefault(word, []).append((left, right, key))

    def search(self, document: Document) -> Iterator[PhraseMatch]:
        """Yield every match whose conditions hold, in no particular order."""
        per_entry: dict[int, list[PhraseMatch]] = defaultdict(list)
        for paragraph in document.paragraphs:
            for number, alternatives in self._candidates(paragraph).items():
                self._match(document, paragraph, number, alternatives, per_entry[number])
        for number, matches in per_entry.items():
            conditions = self.entries[number].conditions
            if len(matches) < conditions.count:
                continue
            yield from matches[:1] if conditions.first else matches

    def _candidates(self, paragraph: Paragraph) -> dict[int, set[int]]:
        """Entries (and which of their patterns) whose anchor stands in the paragraph."""
        found: dict[int, set[int]] = {}
        words = paragraph.words
        index = self._words
        last = len(words) - 1
        for at, word in enumerate(words):
            for left, right, key in index.get(word, ()):
                if left is not None and (at == 0 or words[at - 1] not in left):
                    continue
                if right is not None and (at == last or words[at + 1] not in right):
                    continue
                found.setdefault(key[0], set()).add(key[1])
        prefixes = self._prefixes
        if prefixes:
            for word in paragraph.wordset:
                for prefix, key in prefixes.get(word[:PREFIX], ()):
                    if word.startswith(prefix):
                        found.setdefault(key[0], set()).add(key[1])
        return found

    def _match(
        self, document: Document, paragraph: Paragraph, number: int, alternatives: set[int], out: list[PhraseMatch]
    ) -> None:
        entry = self.entries[number]
        seen: set[int] = set()
        for alternative in sorted(alternatives):
            for start, end in entry.compiled[alternative].matches(paragraph.text):
                if start in seen or start == end:
                    continue
                if entry.conditions.hold(Context(document, paragraph, start, end)):
                    seen.add(start)
                    out.append(PhraseMatch(entry, paragraph.start + start, paragraph.start + end))
