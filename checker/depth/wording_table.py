"""The wording table: French word, literal English, the frame that betrays it, natural English.

The files are ``checker/data/wording/*.tsv``; ``docs/wording.md`` says what their columns hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from checker.data import DATA, data_lines
from checker.depth.forms import irregular_forms, lemmas

COLUMNS = ("french", "pos", "literal", "frame", "natural", "tier", "severity", "example")
FOLDER = DATA / "wording"
KINDS = frozenset("obj subj of head noun adj verb next prev near not".split())
CONDITIONS = frozenset("prev near not".split())
BY_LEMMA = frozenset("obj subj of head noun verb near not".split())
TIERS = {"A": 0.85, "C": 0.65, "J": 0.5}
"""How sure a row is by itself: A reports alone, C in translated articles, J where a judge agrees."""


SAME = 3
"""Letters that a regular form shares with its lemma at the least: make, making."""


class WordingError(ValueError):
    """A line of the wording table that cannot be read; the message names file, line and fault."""


@dataclass(frozen=True)
class Frame:
    """One condition on the neighbours of the literal words."""

    kind: str
    words: frozenset[str]


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Of its ``places`` (frames that a neighbour meets) one must be met, of its ``conditions`` all;
    a row without either fits anywhere.
    """

    french: str
    pos: str
    literal: str
    frame: str
    natural: str
    tier: str
    severity: str
    example: str

    @cached_property
    def elements(self) -> tuple[frozenset[str], ...]:
        """The literal words one by one, with their alternatives (``a/b``)."""
        return tuple(frozenset(word.split("/")) for word in self.literal.split(" "))

    @property
    def head(self) -> int:
        """Which of the literal words is inflected: a verb's first, a noun's last."""
        return len(self.elements) - 1 if self.pos == "n" else 0

    @cached_property
    def anchor_at(self) -> int:
        """Which of the literal words the index looks up: the inflected one, of a phrase the longest."""
        if self.pos == "p":
            lengths = [min(map(len, words)) for words in self.elements]
            return lengths.index(max(lengths))
        return self.head

    @cached_property
    def company(self) -> tuple[frozenset[str], ...]:
        """Sets of lemmas of each of which a paragraph holds one wherever the row fits, beside its anchor."""
        others = [words for at, words in enumerate(self.elements) if at != self.anchor_at]
        sets = [*others, *(frame.words for frame in self.conditions if frame.kind == "near")]
        if self.places:
            sets.append(frozenset().union(*(frame.words for frame in self.places)))
        closed = [words for words in sets if not any(word[0] == "<" for word in words)]
        return tuple(frozenset(map(str.lower, words)) for words in sorted(closed, key=len))

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        """The parsed frame column."""
        return tuple(_frame(part.strip()) for part in self.frame.split(";") if part.strip())

    @cached_property
    def places(self) -> tuple[Frame, ...]:
        """The frames that a neighbour in its place meets."""
        return tuple(frame for frame in self.frames if frame.kind not in CONDITIONS)

    @cached_property
    def conditions(self) -> tuple[Frame, ...]:
        """The frames on words near by and on the word before."""
        return tuple(frame for frame in self.frames if frame.kind in CONDITIONS)

    @cached_property
    def naturals(self) -> tuple[str, ...]:
        """The wordings to choose from; advice in parentheses is left out."""
        parts = [part.strip() for part in self.natural.split(" / ")]
        return tuple(part for part in parts if part and not part.startswith("("))

    @property
    def shown(self) -> str:
        """The natural wordings as an editor reads them."""
        return self.natural.replace("=", "").replace("^", "").replace("{}", "…")


def _frame(source: str) -> Frame:
    kind, mark, items = source.partition(":")
    if kind not in KINDS or not mark:
        raise ValueError(f"“{source}” is no frame; there are {', '.join(sorted(KINDS))}, each with a colon")
    words: set[str] = set()
    for item in items.split(","):
        item = item.strip()
        if item.startswith("@"):
            if item[1:] not in classes():
                raise ValueError(f"no word class “{item}” in classes.txt")
            words |= classes()[item[1:]]
        elif item:
            words.add(item)
    if not words:
        raise ValueError(f"“{source}” holds no words")
    return Frame(kind, frozenset(words))


@cache
def classes() -> dict[str, frozenset[str]]:
    """Word classes of the frames by name (``classes.txt``); a class may hold others."""
    found: dict[str, frozenset[str]] = {}
    for line in data_lines("wording/classes.txt"):
        name, _, items = line.partition(":")
        words: set[str] = set()
        for item in items.split(","):
            item = item.strip()
            words |= found[item[1:]] if item.startswith("@") else {item}
        found[name.strip()] = frozenset(words)
    return found


def read_rows() -> list[Row]:
    """All rows, in the order of the files.

    Raises:
        WordingError: a line has the wrong columns, or a column cannot hold what it holds.
    """
    return [read_row(line, name) for name, line in _lines()]


def read_row(line: str, name: str = "wording") -> Row:
    """One row of its line.

    Raises:
        WordingError: it cannot be read.
    """
    fields = line.split("\t")
    if len(fields) != len(COLUMNS):
        raise WordingError(f"{name}: {len(fields)} columns instead of {len(COLUMNS)}: {line[:60]}")
    row = Row(*fields)
    if row.pos not in ("v", "n", "a", "p") or row.tier not in TIERS or row.severity not in ("minor", "major", "critical"):
        raise WordingError(f"{name}: “{row.pos}”, “{row.tier}” or “{row.severity}” is unknown: {line[:60]}")
    try:
        _ = row.frames
    except ValueError as error:
        raise WordingError(f"{name}: {error}: {line[:60]}") from None
    return row


def _lines() -> list[tuple[str, str]]:
    header = "\t".join(COLUMNS)
    found: list[tuple[str, str]] = []
    for path in sorted(FOLDER.glob("*.tsv")):
        found.extend((path.name, line) for line in data_lines(f"wording/{path.name}") if line != header)
    return found


class _Company(NamedTuple):
    """The rows of a token by a lemma that they want beside it, and those that want none."""

    wanted: frozenset[str]
    rows: dict[str, list[Row]]
    alone: list[Row]


class Table:
    """Rows by the literal word that the index looks up; rows are made when they are first needed."""

    def __init__(self, lines: Sequence[tuple[str, str]]) -> None:
        self._by_word: dict[str, list[tuple[int, str, str]]] = {}
        self._made: dict[int, Row] = {}
        self._rows: dict[str, list[Row]] = {}
        self._anchors: set[str] = set()
        self._inflected: set[str] = set()
        self._company: dict[str, _Company] = {}
        self._starts: set[str] = set()
        for number, (name, line) in enumerate(lines):
            _, pos, literal, _ = line.split("\t", 3)
            for word in anchor(pos, literal).split("/"):
                self._by_word.setdefault(word, []).append((number, name, line))
                self._starts.add(word[:SAME])

    def rows(self, low: str) -> list[Row]:
        """The rows whose anchor a token in lower case may be a form of."""
        found = self._rows.get(low)
        if found is None:
            word = low[:-2] if low.endswith("'s") else low
            near = word[:SAME] in self._starts or word in irregular_forms()
            every = [item for lemma in lemmas(word) for item in self._by_word.get(lemma, ())] if near else []
            found = [self._row(*item) for item in every]
            if found:
                self._anchors.add(low)  # before the other, or another thread would pass over it
            if len(lemmas(low)) > 1:
                self._inflected.add(low)
            self._rows[low] = found
        return found

    def in_company(self, lows: Iterable[str]) -> Iterator[tuple[str, list[Row]]]:
        """Yield the tokens that have rows whose other words are there too, with those rows.

        Args:
            lows: the tokens of a paragraph, in lower case.
        """
        held = set(lows)
        for low in held.difference(self._rows):
            self.rows(low)
        anchors = self._anchors & held
        if anchors:
            held.update(*map(lemmas, self._inflected & held))
        for low in anchors:
            company = self._company.get(low) or self._company_of(low)
            if company.wanted.isdisjoint(held) and not company.alone:
                continue
            near = {id(row): row for lemma in company.wanted & held for row in company.rows[lemma] if not any(map(held.isdisjoint, row.company))}
            if near or company.alone:
                yield low, [*near.values(), *company.alone]

    def _company_of(self, low: str) -> _Company:
        rows: dict[str, list[Row]] = {}
        for row in self.rows(low):
            for lemma in row.company[0] if row.company else ():
                rows.setdefault(lemma, []).append(row)
        found = self._company[low] = _Company(frozenset(rows), rows, [row for row in self.rows(low) if not row.company])
        return found

    def _row(self, number: int, name: str, line: str) -> Row:
        row = self._made.get(number)
        if row is None:
            row = self._made[number] = read_row(line, name)
        return row


@cache
def table(tiers: str = "ACJ") -> Table:
    """The package's table, or its rows of some tiers."""
    if set(tiers) == set(TIERS):
        return Table(_lines())
    return Table([(name, line) for name, line in _lines() if line.rsplit("\t", 3)[1] in tiers])


def anchor(pos: str, literal: str) -> str:
    """The word of a literal by which it is looked up: the inflected one, of a phrase the longest."""
    words = literal.split(" ")
    if pos == "p":
        return max(words, key=lambda word: min(map(len, word.split("/"))))
    return words[-1] if pos == "n" else words[0]
