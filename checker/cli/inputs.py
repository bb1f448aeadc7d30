"""Inputs of ``checker check``: paths to files, files to documents."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from checker.document import Document
from checker.document.readers import decode, known_suffixes, read_plain
from checker.report import Report

STDIN = "-"
STDIN_NAME = "<stdin>"
"""How standard input is called in reports."""


def input_paths(paths: tuple[str, ...], report: Report) -> Iterator[str]:
    """The files to check, in order; a folder stands for the files below it that have a reader."""
    for path in paths:
        if path == STDIN or not Path(path).is_dir():
            yield path
            continue
        found = sorted(_walk(Path(path)))
        if not found:
            report.errors.append(f"{path}: no file to check in this folder ({', '.join(known_suffixes())})")
        yield from map(str, found)


def _walk(folder: Path) -> Iterator[Path]:
    for directory, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in files:
            if not name.startswith(".") and Path(name).suffix.lower() in known_suffixes():
                yield Path(directory) / name


def read_document(path: str) -> Document:
    """Read one input.

    Raises:
        InputError: it cannot be read.
    """
    if path != STDIN:
        return Document.from_path(path)
    raw = decode(sys.stdin.buffer.read(), "standard input")
    return Document(raw, path=STDIN_NAME, prose=read_plain(raw))
