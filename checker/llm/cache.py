"""Answers that were paid for once: kept by server, model, prompt and passage."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path

MOST_BYTES = 64_000_000
"""A larger file is emptied."""


class AnswerCache:
    """What models wrote, in a file that only its owner reads; without a usable file, for this run.

    Args:
        path: the file.
        about: what an answer depends on besides the question: server, model, prompt.
    """

    def __init__(self, path: Path, *about: str) -> None:
        self._path = path
        self._about = about
        self._known: dict[bytes, str] = {}

    def get(self, question: str) -> str | None:
        """What the model wrote to a question; ``None``: it was not asked."""
        key = self._key(question)
        if key not in self._known:
            with suppress(sqlite3.Error, OSError), closing(self._connect()) as connection:
                self._known.update(_strings(connection.execute("SELECT key, content FROM answers WHERE key = ?", (key,))))
        return self._known.get(key)

    def put(self, question: str, content: str) -> None:
        """Keep what the model wrote."""
        key = self._key(question)
        self._known[key] = content
        with suppress(sqlite3.Error, OSError), closing(self._connect()) as connection, connection:
            if self._path.stat().st_size > MOST_BYTES:
                connection.execute("DELETE FROM answers")
            connection.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (key, content))

    def _key(self, question: str) -> bytes:
        return hashlib.blake2b(json.dumps([*self._about, question]).encode(), digest_size=16).digest()

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
        connection = sqlite3.connect(self._path, timeout=2)
        connection.execute("CREATE TABLE IF NOT EXISTS answers (key BLOB PRIMARY KEY, content TEXT) WITHOUT ROWID")
        return connection


def _strings(rows: Iterable[tuple[bytes, object]]) -> dict[bytes, str]:
    """The rows that hold what a cache of ours would: the file may be anybody’s."""
    return {key: content for key, content in rows if isinstance(content, str)}
