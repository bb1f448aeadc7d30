"""Inputs of ``checker check``: paths to files, files to documents."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click

from checker.document import Document
from checker.document.readers import READERS, claims, known_suffixes
from checker.report import Report

F = TypeVar("F", bound=Callable[..., Any])
STDIN = "-"


class InputOptions(NamedTuple):
    """How to read: by a named reader (by suffix when ``None``), from which field of a JSON record."""

    reader: str | None = None
    text_field: str = "text"


def input_options(command: F) -> F:
    """The options that say how to read."""
    command = click.option("--text-field", metavar="NAME", help="The field of a JSON Lines record that holds its text.  [default: text]")(command)
    return click.option("--reader", type=click.Choice(list(READERS)), help="Read every input as this format, whatever its suffix.")(command)


def input_paths(paths: tuple[str, ...], report: Report, options: InputOptions) -> Iterator[str]:
    """The files to check, in order; a folder stands for the files below it that have a reader.

    With a named reader, a folder stands for the files of its suffixes.
    """
    for path in paths:
        if path == STDIN or not Path(path).is_dir():
            yield path
            continue
        suffixes = READERS[options.reader].suffixes if options.reader else known_suffixes()
        found = sorted(_walk(Path(path), frozenset(suffixes), options))
        if not found:
            report.errors.append(f"{path}: no file to check in this folder ({', '.join(suffixes) or f'give the {options.reader} files by name'})")
        yield from map(str, found)


def _walk(folder: Path, suffixes: frozenset[str], options: InputOptions) -> Iterator[Path]:
    for directory, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in files:
            path = Path(directory) / name
            if not name.startswith((".", "~$")) and path.suffix.lower() in suffixes and (options.reader or claims(path, options.text_field)):
                yield path


def read_document(path: str, options: InputOptions) -> Document:
    """Read one input; standard input as plain text unless a reader is named.

    Raises:
        InputError: it cannot be read.
    """
    if path != STDIN:
        return Document.from_path(path, reader=options.reader, text_field=options.text_field)
    data = sys.stdin.buffer.read()
    return Document.from_bytes(data, path="<stdin>", reader=options.reader or "plain", text_field=options.text_field)
