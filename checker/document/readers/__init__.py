"""Readers: from a file's bytes to its text and the stretches of it that are prose.

A reader is a module of this package with a function ``read``; it is imported when a file asks for
it. The document knows nothing else of formats.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from checker.document.prose import InputError, Prose, Reading
from checker.document.readers.plain import decode, read_plain

__all__ = ["READERS", "InputError", "Prose", "Reader", "Reading", "Source", "claims", "decode", "known_suffixes", "read", "read_plain", "reader_for"]


class Source(NamedTuple):
    """A file to read: its bytes, how it is called in complaints, and the field of a JSON record."""

    data: bytes
    name: str
    text_field: str = "text"


class Reader(NamedTuple):
    """A format: its name, the suffixes of its files, and whether a suffix alone proves it.

    Files of a suffix that other kinds of file share (``.json``, ``.xml``) are left alone in a
    folder unless the reader's ``claims`` knows them.
    """

    name: str
    suffixes: tuple[str, ...] = ()
    shared: bool = False

    def read(self, source: Source) -> Reading:
        """Read a file.

        Raises:
            InputError: it is not of the format, or broken, or holds no text.
        """
        reading: Reading = import_module(f"{__name__}.{self.name}").read(source)
        return reading


READERS = {
    reader.name: reader
    for reader in (
        Reader("plain", (".txt", ".text")),
        Reader("markdown", (".md", ".markdown")),
        Reader("html", (".html", ".htm", ".xhtml")),
        Reader("docx", (".docx",)),
        Reader("xml", (".xml",), shared=True),
        Reader("newsml"),
        Reader("nitf", (".nitf",)),
        Reader("ninjs", (".json",), shared=True),
        Reader("jsonl", (".jsonl", ".ndjson"), shared=True),
        Reader("xliff", (".xlf", ".xliff")),
        Reader("tmx", (".tmx",)),
        Reader("po", (".po",)),
    )
}
_BY_SUFFIX = {suffix: reader for reader in READERS.values() for suffix in reader.suffixes}


def known_suffixes() -> list[str]:
    """The suffixes that have a reader, sorted."""
    return sorted(_BY_SUFFIX)


def reader_for(path: str | Path) -> Reader:
    """The reader for a path by its suffix; plain text for a suffix that is not known."""
    return _BY_SUFFIX.get(Path(path).suffix.lower(), READERS["plain"])


def claims(path: Path, text_field: str = "text") -> bool:
    """Whether a file that was found in a folder is one to check.

    Most suffixes prove it; an ``.xml`` or ``.json`` file is one to check when it is news, however
    broken. A file that cannot be opened is claimed, so that reading it says so.
    """
    reader = _BY_SUFFIX.get(path.suffix.lower())
    if reader is None or not reader.shared:
        return reader is not None
    try:
        status = path.stat()
        return _claims(reader.name, str(path), text_field, (status.st_mtime_ns, status.st_size))
    except OSError:
        return True


@cache
def _claims(reader: str, name: str, text_field: str, stamp: tuple[int, int]) -> bool:
    """Ask a reader’s ``claims``; once for a file that has not changed, since a watch asks again and again."""
    source = Source(Path(name).read_bytes(), name, text_field)
    return bool(import_module(f"{__name__}.{reader}").claims(source))


def read(source: Source, reader: str | None = None) -> Reading:
    """Read a file by a named reader, or by that of its suffix.

    Raises:
        InputError: it cannot be read.
    """
    return (READERS[reader] if reader else reader_for(source.name)).read(source)
