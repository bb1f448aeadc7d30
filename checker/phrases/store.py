"""The package's phrase lists, with the tables of the index as the build stored them.

Working the tables out takes longer than a short run may. So the build writes them beside the lists
(``index.json``, with a checksum over the lists). Where they are missing, or an editor has changed a
list since, they are worked out anew: nothing but time is lost.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import astuple
from pathlib import Path

from checker.data import DATA
from checker.phrases.entries import COLUMNS, Entry, PhraseList, read_phrase_list
from checker.phrases.index import Tables, build_tables

PHRASES = DATA / "phrases"
STORED = "index.json"
FORMAT = 1
LEAN = COLUMNS.index("example")


def load(folder: Path = PHRASES) -> tuple[list[PhraseList], Tables]:
    """The lists of a folder, by file name, and the tables over all their entries in that order.

    Raises:
        PhraseListError: a list cannot be read.
        PatternError: a pattern cannot be read.
    """
    paths = sorted(folder.glob("*.tsv"))
    stored = folder / STORED
    if stored.is_file():
        try:
            table = json.loads(stored.read_bytes())
            if table["checksum"] == checksum(paths):
                return _unpack(table, folder)
        except (OSError, ValueError, KeyError, TypeError):
            pass
    lists = [read_phrase_list(path) for path in paths]
    return lists, build_tables([entry for found in lists for entry in found.entries])


def checksum(paths: list[Path]) -> str:
    """A checksum over everything that the tables depend on."""
    value = FORMAT
    for path in [*paths, DATA / "irregular.tsv", DATA / "common_words.txt", *sorted((DATA / "classes").glob("*.txt"))]:
        value = zlib.crc32(path.read_bytes(), zlib.crc32(path.name.encode(), value))
    return f"{value:08x}"


def save(folder: Path = PHRASES, source: Path = PHRASES) -> Path:
    """Work out the tables of the lists in ``source`` and store them in ``folder``; return the file."""
    paths = sorted(source.glob("*.tsv"))
    lists = [read_phrase_list(path) for path in paths]
    tables = build_tables([entry for found in lists for entry in found.entries])
    target = folder / STORED
    target.write_text(json.dumps(_pack(checksum(paths), lists, tables), ensure_ascii=False), encoding="utf-8")
    return target


def _pack(check: str, lists: list[PhraseList], tables: Tables) -> dict[str, object]:
    sets: dict[frozenset[str], int] = {}

    def number(words: frozenset[str] | None) -> int:
        return -1 if words is None else sets.setdefault(words, len(sets))

    words = {word: [[number(a), number(b), *key] for a, b, key in rows] for word, rows in tables.words.items()}
    requires = [[*key, [number(needs) for needs in every]] for key, every in tables.requires.items()]
    return {
        "checksum": check,
        "lists": [[found.path.name, found.properties, [astuple(entry)[:LEAN] + (entry.note,) for entry in found.entries]] for found in lists],
        "words": words,
        "prefixes": {prefix: [[word, *key] for word, key in rows] for prefix, rows in tables.prefixes.items()},
        "requires": requires,
        "sets": [" ".join(sorted(group)) for group in sets],
    }


def _unpack(table: dict[str, object], folder: Path) -> tuple[list[PhraseList], Tables]:
    sets = [frozenset(group.split()) for group in table["sets"]]  # type: ignore[attr-defined]
    sets.append(None)  # type: ignore[arg-type]
    tables = Tables(
        {word: [(sets[a], sets[b], (n, k)) for a, b, n, k in rows] for word, rows in table["words"].items()},  # type: ignore[attr-defined]
        {prefix: [(word, (n, k)) for word, n, k in rows] for prefix, rows in table["prefixes"].items()},  # type: ignore[attr-defined]
        {(n, k): tuple(sets[i] for i in needs) for n, k, needs in table["requires"]},  # type: ignore[attr-defined]
    )
    lists = []
    for name, properties, rows in table["lists"]:  # type: ignore[attr-defined]
        path = folder / name
        entries = [Entry(*row[:LEAN], "", "", row[LEAN]) for row in rows]
        lists.append(PhraseList(path, properties, entries, lean=True))
    return lists, tables


def complete(found: PhraseList) -> PhraseList:
    """A list with the examples, which the stored form leaves out."""
    return read_phrase_list(found.path) if found.lean else found
