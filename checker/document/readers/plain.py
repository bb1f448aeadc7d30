"""Plain text, UTF-8."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.document.prose import InputError, Kept, Prose, Reading
from checker.lazy import LazyPattern

if TYPE_CHECKING:
    from checker.document.readers import Source

COMMENT = LazyPattern(r"<!--.*?(?:-->|\Z)", re.S)


def decode(data: bytes, name: str) -> str:
    """Decode a file's bytes as UTF-8, a byte order mark kept as the first code point.

    Raises:
        InputError: the bytes are binary or not UTF-8.
    """
    if data.startswith(b"{\\rtf"):
        raise InputError(f"{name}: RTF, not plain text; save it as text or as .docx")
    if b"\x00" in data[:65536]:
        hint = "save it as UTF-8" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "give a text file"
        raise InputError(f"{name}: binary file, not text; {hint}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(f"{name}: not UTF-8 (line {line}); convert it to UTF-8 and try again") from None


def read(source: Source) -> Reading:
    """Read a text file."""
    raw = decode(source.data, source.name)
    return Reading(raw, read_plain(raw))


def read_plain(text: str) -> Prose:
    """Everything but a byte order mark and HTML comments."""
    return Prose(without(text, [match.span() for match in COMMENT.finditer(text)]))


def without(text: str, drop: list[tuple[int, int]]) -> list[Kept]:
    """The stretches of ``text`` that remain when ``drop`` and a byte order mark are taken out."""
    at = 1 if text.startswith("\ufeff") else 0
    keep: list[Kept] = []
    for start, end in drop:
        if start > at:
            keep.append(Kept(at, start))
        at = max(at, end)
    if at < len(text) or not keep:
        keep.append(Kept(at, len(text)))
    return keep
