"""A judge that remembers: gains are kept by sentence and candidate in the user's cache directory."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path

from checker.depth.judge import Candidate, Judge

MOST_BYTES = 64_000_000
"""A larger file is emptied."""


class CachedJudge(Judge):
    """Asks another judge, made when first needed, only what was never asked before.

    Args:
        make: makes the judge.
        name: the judge's name.
        version: what its gains depend on besides the candidate (weights, reach).
        path: the cache file; a file that cannot be used is done without.

    Raises:
        JudgeError: from ``gains``, where the judge cannot be made.
    """

    def __init__(self, make: Callable[[], Judge], name: str, version: str, path: Path) -> None:
        self.name = name
        self._make = make
        self._version = f"{name} {version}"
        self._path = path
        self._judge: Judge | None = None

    def gains(self, candidates: Sequence[Candidate]) -> list[float]:
        """See ``Judge.gains``."""
        keys = [self._key(candidate) for candidate in candidates]
        known = self._read(keys)
        unknown = [(key, candidate) for key, candidate in zip(keys, candidates) if key not in known]
        if unknown:
            self._judge = self._judge or self._make()
            fresh = dict(zip((key for key, _ in unknown), self._judge.gains([candidate for _, candidate in unknown])))
            known.update(fresh)
            self._write(fresh)
        return [known[key] for key in keys]

    def _key(self, candidate: Candidate) -> bytes:
        parts = (self._version, candidate.sentence, str(candidate.start), str(candidate.end), candidate.replacement)
        return hashlib.blake2b("\0".join(parts).encode(), digest_size=12).digest()

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=2)
        connection.execute("CREATE TABLE IF NOT EXISTS gains (key BLOB PRIMARY KEY, gain REAL) WITHOUT ROWID")
        return connection

    def _read(self, keys: list[bytes]) -> dict[bytes, float]:
        with suppress(sqlite3.Error, OSError), closing(self._connect()) as connection:
            query = "SELECT key, gain FROM gains WHERE key = ?"
            return dict(row for key in keys for row in connection.execute(query, (key,)))
        return {}

    def _write(self, fresh: dict[bytes, float]) -> None:
        with suppress(sqlite3.Error, OSError), closing(self._connect()) as connection, connection:
            if self._path.stat().st_size > MOST_BYTES:
                connection.execute("DELETE FROM gains")
            connection.executemany("INSERT OR REPLACE INTO gains VALUES (?, ?)", fresh.items())
