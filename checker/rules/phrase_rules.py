"""Phrase lists as rules: one file in ``checker/data/phrases`` is one rule."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path

from checker.document import Document
from checker.phrases.entries import TIERS, Entry, PhraseList, read_phrase_list
from checker.phrases.index import PhraseIndex, PhraseMatch, Tables
from checker.phrases.store import complete, load
from checker.rule import Example, Hit, Rule


class PhraseRule(Rule):
    """The rule that a phrase list's head declares.

    Its examples are its entries'; ``entries`` maps their ids to themselves.
    """

    def __init__(self, source: PhraseList) -> None:
        properties = source.properties
        self.code = properties["code"]
        self.name = properties["name"]
        self.summary = properties.get("summary", self.name)
        self.rationale = properties.get("rationale", "")
        self.issue_type = properties.get("issue-type", "grammar" if self.code.startswith("GRM") else "terminology")
        self.severity = properties.get("severity", "minor")
        self.default = properties.get("default", "on") == "on"
        self.style = self.code.startswith("CAL")
        self.evidence = 1.0
        self.path = source.path
        self._source = source

    @cached_property
    def _complete(self) -> PhraseList:
        return complete(self._source)

    @property
    def entries(self) -> dict[str, Entry]:
        """The entries, with their examples, by id."""
        return {entry.id: entry for entry in self._complete.entries}

    @property
    def searched(self) -> list[Entry]:
        """The entries as the index takes them."""
        return self._source.entries

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
        rewrites = entry.rewrites
        exact = len(rewrites) == 1 and "~" not in entry.pattern and entry.rewrite == rewrites[0]
        return Hit(
            match.start,
            match.end,
            message=_message(quoted, entry),
            suggestion=entry.rewrite,
            severity=entry.severity,
            confidence=TIERS[entry.tier],
            replacement=_cased(quoted, rewrites[0]) if exact else None,
            hint=entry.tier == "C",
            entry=entry.id,
        )


def _message(quoted: str, entry: Entry) -> str:
    words = " ".join(quoted.split())
    origin = entry.french.split(" / ")[0]
    message = f"“{words}” follows the French “{origin}”" if origin and origin != "—" else f"“{words}” is not English"
    return f"{message}: {entry.note}" if entry.note else message


def _cased(quoted: str, rewrite: str) -> str:
    """The rewrite with the capital that the quoted words begin with."""
    return rewrite[0].upper() + rewrite[1:] if quoted[:1].isupper() else rewrite


class PhraseSearch:
    """All phrase rules of a run, searched together."""

    def __init__(self, rules: list[PhraseRule]) -> None:
        self._rule_of = {entry.id: rule for rule in rules for entry in rule.searched}
        package, tables = _package()
        entries = [entry for rule in package for entry in rule.searched]
        active = {number for number, entry in enumerate(entries) if entry.id in self._rule_of}
        self._indexes = [PhraseIndex(entries, tables, active)] if active else []
        own = [rule for rule in rules if rule not in package]
        if own:
            self._indexes.append(PhraseIndex([entry for rule in own for entry in rule.searched]))

    def hits(self, document: Document) -> Iterator[tuple[Rule, Hit]]:
        """Yield each rule with what it finds."""
        for index in self._indexes:
            for match in index.search(document):
                rule = self._rule_of[match.entry.id]
                yield rule, rule.hit(match, document)


@cache
def _package() -> tuple[tuple[PhraseRule, ...], Tables]:
    lists, tables = load()
    return tuple(PhraseRule(found) for found in lists), tables


def phrase_rules() -> tuple[PhraseRule, ...]:
    """The rules of the package's phrase lists.

    Raises:
        PhraseListError: a list cannot be read.
    """
    return _package()[0]


def own_phrase_rule(path: Path) -> PhraseRule:
    """The rule of a phrase list of one's own.

    Raises:
        PhraseListError: the list cannot be read.
    """
    return PhraseRule(read_phrase_list(path))
