"""Inputs of ``checker check``: paths to files, files to documents."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from checker.cli.options import option_group
from checker.config import Config
from checker.document import Document
from checker.document.readers import READERS, claims, known_suffixes
from checker.report import Report

STDIN = "-"
STDIN_NAME = "<stdin>"
"""How standard input is called in reports."""
FRENCH_MARKS = (".fr", "_fr", "-fr")
"""How the name of a French original ends, before its suffix."""


class InputOptions(NamedTuple):
    """How to read: by a named reader (by suffix when ``None``), from which field of a JSON record."""

    reader: str | None = None
    text_field: str = "text"

    @classmethod
    def over(cls, config: Config, *, reader: str | None, text_field: str | None) -> InputOptions:
        """The options of the command line over the configuration."""
        return cls(reader, text_field or config.text_field)


input_options = option_group(
    "reading",
    click.option("--reader", type=click.Choice(list(READERS)), help="Read every input as this format, whatever its suffix."),
    click.option("--text-field", metavar="NAME", help="The field of a JSON Lines record that holds its text.  [default: text]"),
)
"""The options that say how to read."""


def input_paths(paths: tuple[str, ...], report: Report, options: InputOptions) -> Iterator[str]:
    """The files to check, in order; a folder stands for the files below it that have a reader.

    With a named reader, a folder stands for the files of its suffixes. Originals, which their names
    say are French, are left out: they would be all findings, and fixes would spoil them.
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
            if name.startswith((".", "~$")) or path.suffix.lower() not in suffixes or path.stem.lower().endswith(FRENCH_MARKS):
                continue
            if (path.is_file() or path.is_symlink()) and (options.reader or claims(path, options.text_field)):
                yield path


def read_document(path: str, options: InputOptions) -> Document:
    """Read one input; standard input as plain text unless a reader is named.

    Raises:
        InputError: it cannot be read.
    """
    if path != STDIN:
        return Document.from_path(path, reader=options.reader, text_field=options.text_field)
    data = sys.stdin.buffer.read()
    return Document.from_bytes(data, path=STDIN_NAME, reader=options.reader or "plain", text_field=options.text_field)
