"""Phrase lists as rules: one file in ``checker/data/phrases`` is one rule."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from checker.data import DATA
from checker.document import Document
from checker.phrases.entries import TIERS, Entry, PhraseList, read_phrase_list
from checker.phrases.index import PhraseIndex, PhraseMatch
from checker.rule import Example, Hit, Rule

PHRASES = DATA / "phrases"


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
        self.entries = {entry.id: entry for entry in source.entries}

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
        self._rule_of = {entry_id: rule for rule in rules for entry_id in rule.entries}
        self._index = PhraseIndex([entry for rule in rules for entry in rule.entries.values()])

    def hits(self, document: Document) -> Iterator[tuple[Rule, Hit]]:
        """Yield each rule with what it finds."""
        for match in self._index.search(document):
            rule = self._rule_of[match.entry.id]
            yield rule, rule.hit(match, document)


def phrase_rules(paths: list[Path] | None = None) -> list[PhraseRule]:
    """The rules of the given phrase lists; of those of the package when ``None``.

    Raises:
        PhraseListError: a list cannot be read.
    """
    return [PhraseRule(read_phrase_list(path)) for path in (sorted(PHRASES.glob("*.tsv")) if paths is None else paths)]
