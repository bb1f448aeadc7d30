"""A judge that remembers: what it said is kept by sentence and candidate in the user's cache directory."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from checker.depth.judge import Candidate, Judge

MOST_BYTES = 64_000_000
"""A larger file is emptied."""
TABLES = {"gains": "gain", "completions": "found"}
"""The tables of the file, each with the column that holds the answers."""


class CachedJudge(Judge):
    """Asks another judge, made when first needed, only what was never asked before.

    Args:
        make: makes the judge.
        name: the judge's name.
        version: what its gains depend on besides the candidate (weights, reach).
        path: the cache file; a file that cannot be used is done without.
        detector: the version of what its completions depend on besides.

    Raises:
        JudgeError: from ``gains``, where the judge cannot be made.
    """

    def __init__(self, make: Callable[[], Judge], name: str, version: str, path: Path, detector: str = "") -> None:
        self.name = name
        self._make = make
        self._version = f"{name} {version}"
        self._path = path
        self._detector = detector
        self._judge: Judge | None = None

    def gains(self, candidates: Sequence[Candidate]) -> list[float]:
        """See ``Judge.gains``."""
        keys = [self._key(c.sentence, str(c.start), str(c.end), c.replacement) for c in candidates]
        return self._known("gains", dict(zip(keys, candidates)), lambda judge, asked: judge.gains(asked), keys)

    def completions(self, sentences: Sequence[str]) -> list[list[tuple[float, Candidate]]]:
        """See ``Judge.completions``."""
        keys = [self._key(self._detector, sentence) for sentence in sentences]
        found = self._known("completions", dict(zip(keys, sentences)), lambda judge, asked: [_packed(own) for own in judge.completions(asked)], keys)
        return [[(odds, Candidate(sentence, *rest)) for odds, *rest in json.loads(own)] for own, sentence in zip(found, sentences)]

    def _known(self, table: str, asked: dict[bytes, Any], ask: Callable[[Judge, list[Any]], list[Any]], keys: list[bytes]) -> list[Any]:
        """The answers to some questions by key: those of a table, and the judge's to the others."""
        known = self._read(table, keys)
        unknown = {key: question for key, question in asked.items() if key not in known}
        if unknown:
            self._judge = self._judge or self._make()
            fresh = dict(zip(unknown, ask(self._judge, list(unknown.values()))))
            known.update(fresh)
            self._write(table, fresh)
        return [known[key] for key in keys]

    def _key(self, *parts: str) -> bytes:
        return hashlib.blake2b("\0".join((self._version, *parts)).encode(), digest_size=12).digest()

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=2)
        for table, column in TABLES.items():
            connection.execute(f"CREATE TABLE IF NOT EXISTS {table} (key BLOB PRIMARY KEY, {column}) WITHOUT ROWID")
        return connection

    def _read(self, table: str, keys: list[bytes]) -> dict[bytes, Any]:
        with suppress(sqlite3.Error, OSError), closing(self._connect()) as connection:
            query = f"SELECT key, {TABLES[table]} FROM {table} WHERE key = ?"
            return dict(row for key in keys for row in connection.execute(query, (key,)))
        return {}

    def _write(self, table: str, fresh: dict[bytes, Any]) -> None:
        with suppress(sqlite3.Error, OSError), closing(self._connect()) as connection, connection:
            if self._path.stat().st_size > MOST_BYTES:
                for every in TABLES:
                    connection.execute(f"DELETE FROM {every}")
            connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", fresh.items())


def _packed(found: list[tuple[float, Candidate]]) -> str:
    """A sentence's completions without the sentence, of which the cache keeps checksums only."""
    return json.dumps([[odds, c.start, c.end, c.replacement, c.kind] for odds, c in found])
