"""The package's phrase lists, with the tables of the index as the build stored them.

Working the tables out takes longer than a short run may. So the build writes them beside the lists
(``index.dat``, with a checksum over the lists), and a run unpacks only the rows that it looks up.
Where they are missing (a checkout), or an editor has changed a list since, the first run works them
out anew and stores them, as Python does with its compiled modules.

The file is a line of JSON, which says how many bytes each section has, and after it the sections:
UTF-8 text, a line for each entry, anchor or set of words. A section is split when it is first asked for.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, overload

from checker.data import DATA
from checker.files import write_atomically
from checker.phrases.entries import COLUMNS, Entry, PhraseList, read_phrase_list
from checker.phrases.index import Need, Row, Tables, Words, build_tables, need

PHRASES = DATA / "phrases"
TABLES = "index.dat"
FORMAT = 7
SECTIONS = ("entries", "requires", "anchors", "rows", "sets")


class Stored:
    """The phrase lists of a folder: their heads, all their entries in order, and the tables.

    Attributes:
        heads: for each list its path, the properties of its rule and the number of its entries.
        entries: the entries of all lists; stored ones lack their examples.
        tiers: a letter for each entry, its tier.
        tables: the tables over them.
    """

    def __init__(self, heads: list[tuple[Path, dict[str, str], int]], entries: Sequence[Entry], tiers: str, tables: Tables) -> None:
        self.heads = heads
        self.entries = entries
        self.tiers = tiers
        self.tables = tables


def load(folder: Path = PHRASES) -> Stored:
    """The lists of a folder, by file name.

    Raises:
        PhraseListError: a list cannot be read.
        PatternError: a pattern cannot be read.
    """
    paths = sorted(folder.glob("*.tsv"))
    try:
        data = (folder / TABLES).read_bytes()
        table = json.loads(data[: data.index(b"\n")])
        if table["checksum"] == checksum(paths):
            sections = _sections(data, table["sizes"])
            heads = [(folder / name, properties, count) for name, properties, count in table["heads"]]
            return Stored(heads, StoredEntries(sections["entries"], len(table["tiers"])), table["tiers"], StoredTables(table, sections))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    stored = _from_lists([read_phrase_list(path) for path in paths])
    with suppress(OSError):
        _write(folder, paths, stored)
    return stored


def _from_lists(lists: list[PhraseList]) -> Stored:
    entries = [entry for found in lists for entry in found.entries]
    heads = [(found.path, found.properties, len(found.entries)) for found in lists]
    return Stored(heads, entries, "".join(entry.tier for entry in entries), build_tables(entries))


def checksum(paths: list[Path]) -> str:
    """A checksum over everything that the tables depend on."""
    value = FORMAT
    for path in [*paths, DATA / "irregular.tsv", DATA / "common_words.txt", *sorted((DATA / "classes").glob("*.txt"))]:
        value = zlib.crc32(path.read_bytes(), zlib.crc32(path.name.encode(), value))
    return f"{value:08x}"


def save(folder: Path = PHRASES) -> None:
    """Work out the tables of a folder's lists and store them there.

    Raises:
        OSError: the folder cannot be written.
    """
    paths = sorted(folder.glob("*.tsv"))
    _write(folder, paths, _from_lists([read_phrase_list(path) for path in paths]))


def _write(folder: Path, paths: list[Path], stored: Stored) -> None:
    lean = (dict(vars(entry), example="", miss="") for entry in stored.entries)
    sections = {"entries": ["\t".join(entry[column] for column in COLUMNS) for entry in lean], **_packed(stored)}
    packed = ["\n".join(sections[name]).encode() for name in SECTIONS]
    table = {
        "checksum": checksum(paths),
        "heads": [(path.name, properties, count) for path, properties, count in stored.heads],
        "tiers": stored.tiers,
        "prefixes": {prefix: [[word, *key] for word, key in rows] for prefix, rows in stored.tables.prefixes.items()},
        "zones": {number: sorted(names) for number, names in stored.tables.zones.items()},
        "sizes": list(map(len, packed)),
    }
    head = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    write_atomically(folder / TABLES, b"\n".join([head.encode(), b"".join(packed)]))


def _packed(stored: Stored) -> dict[str, list[str]]:
    """Tables as lines of numbers; sets of words by their number, -1 for anything.

    ``requires`` has a line for each entry, in which semicolons part its alternatives.
    """
    tables = stored.tables
    sets: dict[Words, int] = {}

    def number(words: Words | None) -> int:
        return -1 if words is None else sets.setdefault(words, len(sets))

    def text(numbers: Iterable[int]) -> str:
        return " ".join(map(str, numbers))

    rows = [text(x for a, b, key in rows for x in (number(a), number(b), *key)) for rows in tables.words.values()]
    requires = [
        ";".join(text(map(number, tables.requires.get((at, alternative), ()))) for alternative in range(len(entry.patterns)))
        for at, entry in enumerate(stored.entries)
    ]
    return {"anchors": list(tables.words), "rows": rows, "requires": requires, "sets": ["\t".join(sorted(group)) for group in sets]}


def _sections(data: bytes, sizes: list[int]) -> dict[str, Lines]:
    """The sections that follow the first line.

    Raises:
        ValueError: the file is cut short.
    """
    at, found = data.index(b"\n") + 1, {}
    for name, size in zip(SECTIONS, sizes):
        found[name] = Lines(data, at, at + size)
        at += size
    if at != len(data):
        raise ValueError(f"{TABLES} has {len(data)} bytes instead of {at}")
    return found


class Lines:
    """The lines of a section, bytes ``start`` to ``end`` of a file; split when the first is asked for."""

    def __init__(self, data: bytes, start: int, end: int) -> None:
        self._data = data
        self._span = slice(start, end)

    def __getitem__(self, number: int) -> str:
        return self._split[number].decode()

    def all(self) -> list[str]:
        """Every line."""
        return self._data[self._span].decode().split("\n")

    @cached_property
    def _split(self) -> list[bytes]:
        return self._data[self._span].split(b"\n")


class StoredTables(Tables):
    """Tables whose rows are unpacked when they are first looked up."""

    def __init__(self, table: dict[str, Any], sections: dict[str, Lines]) -> None:
        super().__init__(
            prefixes={p: [(word, (n, k)) for word, n, k in rows] for p, rows in table["prefixes"].items()},
            zones={int(number): frozenset(names) for number, names in table["zones"].items()},
        )
        self._sections = sections
        self._places = {word: place for place, word in enumerate(sections["anchors"].all())}
        self._sets: dict[int, Words] = {}

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The words that are anchors."""
        return frozenset(self._places)

    def packed(self, word: str) -> list[Row]:
        """The rows of an anchor."""
        numbers = list(map(int, self._sections["rows"][self._places[word]].split()))
        rows = zip(numbers[::4], numbers[1::4], numbers[2::4], numbers[3::4])
        return [(self._set(a), self._set(b), (n, k)) for a, b, n, k in rows]

    def needs(self, key: tuple[int, int]) -> tuple[Need, ...]:
        """The sets that a pattern requires."""
        number, alternative = key
        packed = self._sections["requires"][number].split(";")[alternative]
        return tuple(need(self._words(int(words))) for words in packed.split())

    def _set(self, number: int) -> Words | None:
        return None if number < 0 else self._words(number)

    def _words(self, number: int) -> Words:
        found = self._sets.get(number)
        if found is None:
            found = self._sets[number] = frozenset(self._sections["sets"][number].split("\t"))
        return found


class StoredEntries(Sequence[Entry]):
    """Entries made of their lines when they are first asked for; they lack their examples."""

    def __init__(self, lines: Lines, count: int) -> None:
        self._lines = lines
        self._count = count
        self._made: dict[int, Entry] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, number: int) -> Entry: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Entry]: ...
    def __getitem__(self, number: int | slice) -> Entry | Sequence[Entry]:
        if isinstance(number, slice):
            return [self[i] for i in range(*number.indices(len(self)))]
        if not -self._count <= number < self._count:
            raise IndexError(number)
        found = self._made.get(number)
        if found is None:
            found = self._made[number] = Entry(*self._lines[number].split("\t"))
        return found
