"""Phrase lists as rules: one file in ``checker/data/phrases`` is one rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from checker.document import Document
from checker.phrases.entries import TIERS, Entry, read_phrase_list
from checker.phrases.index import PhraseIndex, PhraseMatch
from checker.phrases.store import Stored, load
from checker.rule import Example, Hit, Rule


class PhraseRule(Rule):
    """The rule that a phrase list's head declares.

    Args:
        path: its list.
        properties: the head of the list.
        searched: its entries, where it is a list of one's own; the package's stand in the store.
    """

    def __init__(self, path: Path, properties: dict[str, str], searched: Sequence[Entry] = ()) -> None:
        self.path = path
        self.searched = searched
        self.code = properties["code"]
        self.name = properties["name"]
        self.summary = properties.get("summary", self.name)
        self.rationale = properties.get("rationale", "")
        self.issue_type = properties.get("issue-type", "grammar" if self.code.startswith("GRM") else "terminology")
        self.severity = properties.get("severity", "minor")
        self.default = properties.get("default", "on") == "on"
        self.style = self.code.startswith("CAL")
        self.evidence = 1.0

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """The entries, with their examples, by id; read from the list when asked for."""
        return {entry.id: entry for entry in read_phrase_list(self.path).entries}

    @property
    def examples(self) -> tuple[Example, ...]:  # type: ignore[override]
        """The examples of the entries; what must be reported is proved entry by entry."""
        return tuple(Example(entry.example) for entry in self.entries.values())

    @property
    def misses(self) -> tuple[str, ...]:  # type: ignore[override]
        """The near misses of the entries."""
        return tuple(miss for entry in self.entries.values() for miss in entry.miss.split(" || ") if miss)

    def hits(self, document: Document) -> Iterator[Hit]:
        """Yield the hits of this list alone; ``PhraseSearch`` runs many lists in one pass."""
        for _, hit in PhraseSearch([self]).hits(document):
            yield hit

    def hit(self, match: PhraseMatch, document: Document) -> Hit:
        """What is reported for a match of one of the entries."""
        entry = match.entry
        quoted = document.text[match.start : match.end]
        fit = _fit(match, document)
        return Hit(
            match.start,
            match.end,
            message=_message(quoted, entry),
            suggestion=entry.rewrite,
            severity=entry.severity,
            confidence=TIERS[entry.tier],
            replacement=fit[1] if fit else None,
            fix_start=fit[0] if fit else None,
            hint=entry.tier == "C",
            entry=entry.id,
            origin=entry.french,
        )


def _message(quoted: str, entry: Entry) -> str:
    words = " ".join(quoted.split())
    origin = entry.french.split(" / ")[0]
    same = words.casefold() == origin.casefold()
    message = f"“{words}” stands as in French" if same else f"“{words}” is French word for word (“{origin}”)"
    return f"{message}: {entry.note}" if entry.note else message


def _fit(match: PhraseMatch, document: Document) -> tuple[int, str] | None:
    """Where the fix begins and what it says, where the entry’s rewrite fits into the sentence."""
    if " / " in match.entry.rewrite:
        return None
    from checker.phrases.rewrite import fitted

    paragraph = document.paragraph_at(match.start)
    if paragraph is None:
        return None
    fit = fitted(match.entry, paragraph.text, match.start - paragraph.start, match.end - paragraph.start)
    return (paragraph.start + fit[0], fit[1]) if fit else None


class Found(NamedTuple):
    """What one of the searches found: its number, the match, and what is reported for it."""

    search: int
    match: PhraseMatch
    hit: Hit


class PhraseSearch:
    """All phrase rules of a run, searched together.

    Args:
        rules: the rules.
        tiers: the tiers of the entries to look for.
    """

    def __init__(self, rules: list[PhraseRule], tiers: str = "ABC") -> None:
        package, stored = _package()
        numbers = {number: rule for rule, span in package if rule in rules for number in span if stored.tiers[number] in tiers}
        self._searches: list[tuple[PhraseIndex, Mapping[int, PhraseRule]]] = []
        if numbers:
            active = None if len(numbers) == len(stored.entries) else numbers
            self._searches.append((PhraseIndex(stored.entries, stored.tables, active), numbers))
        for rule in rules:
            if searched := [entry for entry in rule.searched if entry.tier in tiers]:
                self._searches.append((PhraseIndex(searched), dict.fromkeys(range(len(searched)), rule)))

    def hits(self, document: Document) -> Iterator[tuple[Rule, Hit]]:
        """Yield each rule with what it finds."""
        for index, rule_of in self._searches:
            for match in index.search(document):
                rule = rule_of[match.number]
                yield rule, rule.hit(match, document)

    def found(self, document: Document) -> Iterator[Found]:
        """Yield what the text and zone of each paragraph give, in the order of the paragraphs."""
        for number, (index, rule_of) in enumerate(self._searches):
            for match in index.matches(document):
                yield Found(number, match, rule_of[match.number].hit(match, document))

    def settled(self, document: Document, found: Sequence[Found]) -> Iterator[tuple[Rule, Hit]]:
        """Yield of all that was found in an article what the article as a whole confirms."""
        for number, (index, rule_of) in enumerate(self._searches):
            pairs = ((one.match, one.hit) for one in found if one.search == number)
            for match, hit in index.settled(document, pairs):
                yield rule_of[match.number], hit


_loading = Lock()


def _package() -> tuple[tuple[tuple[PhraseRule, range], ...], Stored]:
    """The package's phrase rules, each with the numbers of its entries in the store."""
    with _loading:  # two threads would each make rules of their own, and know only those
        return _loaded()


@cache
def _loaded() -> tuple[tuple[tuple[PhraseRule, range], ...], Stored]:
    stored = load()
    pairs, at = [], 0
    for path, properties, count in stored.heads:
        pairs.append((PhraseRule(path, properties), range(at, at + count)))
        at += count
    return tuple(pairs), stored


def phrase_rules() -> tuple[PhraseRule, ...]:
    """The rules of the package's phrase lists.

    Raises:
        PhraseListError: a list cannot be read.
    """
    return tuple(rule for rule, _ in _package()[0])


def own_phrase_rule(path: Path) -> PhraseRule:
    """The rule of a phrase list of one's own.

    Raises:
        PhraseListError: the list cannot be read.
    """
    found = read_phrase_list(path)
    return PhraseRule(path, found.properties, found.entries)
