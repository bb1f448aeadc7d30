"""Phrase lists as they stand in their files: the rule of a file and its entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.phrases.compile import Compiled
    from checker.phrases.conditions import Conditions


COLUMNS = ("id", "tier", "severity", "french", "pattern", "rewrite", "when", "example", "miss", "note")
TIERS = {"A": 0.95, "B": 0.85, "C": 0.7}


class PhraseListError(ValueError):
    """A phrase list that cannot be read; the message names file, line and fault."""


@dataclass
class Entry:
    """One line of a phrase list (see ``docs/phrases.md`` for the columns)."""

    id: str
    tier: str
    severity: str
    french: str
    pattern: str
    rewrite: str
    when: str
    example: str
    miss: str
    note: str

    @cached_property
    def patterns(self) -> tuple[str, ...]:
        """The alternatives of the pattern column."""
        return tuple(part.strip() for part in self.pattern.split(" || "))

    def compiled(self, alternative: int) -> Compiled:
        """One of the patterns, ready to search; compiled when first asked for."""
        found = self._compiled.get(alternative)
        if found is None:
            from checker.phrases.compile import compile_pattern
            from checker.phrases.pattern import parse

            found = self._compiled[alternative] = compile_pattern(parse(self.patterns[alternative]))
        return found

    @cached_property
    def _compiled(self) -> dict[int, Compiled]:
        return {}

    @cached_property
    def conditions(self) -> Conditions:
        """The parsed ``when`` column."""
        from checker.phrases.conditions import parse_conditions

        return parse_conditions(self.when)

    @property
    def rewrites(self) -> list[str]:
        """The wordings an editor may choose from; advice in parentheses is left out."""
        parts = [part.strip() for part in self.rewrite.split(" / ")]
        return [part for part in parts if part and not part.startswith("(")]


@dataclass
class PhraseList:
    """One file: the properties of its rule (``#: name: value``) and its entries."""

    path: Path
    properties: dict[str, str] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


def read_phrase_list(path: Path) -> PhraseList:
    """Read a phrase list; patterns are not parsed yet.

    Raises:
        PhraseListError: the file is missing, has no code or name, or a line has the wrong columns.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise PhraseListError(f"{path}: {reason.lower()}") from None
    found = PhraseList(path)
    header = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#:"):
            name, _, value = line[2:].partition(":")
            found.properties[name.strip()] = value.strip()
        elif not line or line.startswith("#"):
            continue
        elif not header:
            if tuple(line.split("\t")) != COLUMNS:
                raise PhraseListError(f"{path}:{number}: the header must be {' '.join(COLUMNS)}, tab-separated")
            header = True
        else:
            found.entries.append(_entry(line, path, number))
    for name in ("code", "name"):
        if not found.properties.get(name):
            raise PhraseListError(f"{path}: the line “#: {name}: …” is missing")
    return found


def _entry(line: str, path: Path, number: int) -> Entry:
    fields = line.split("\t")
    if len(fields) != len(COLUMNS):
        raise PhraseListError(f"{path}:{number}: {len(fields)} columns instead of {len(COLUMNS)}")
    entry = Entry(*fields)
    if entry.tier not in TIERS:
        raise PhraseListError(f"{path}:{number}: tier “{entry.tier}” is not A, B or C")
    if entry.severity not in ("critical", "major", "minor"):
        raise PhraseListError(f"{path}:{number}: severity “{entry.severity}” is not critical, major or minor")
    return entry
