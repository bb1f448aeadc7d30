"""Readers: from a file's decoded text to the spans of it that are prose.

A reader is a function from the text of a file to ``Prose``. ``register`` adds one for a suffix; the
document knows nothing else of formats.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from checker.lazy import LazyPattern

COMMENT = LazyPattern(r"<!--.*?(?:-->|\Z)", re.S)


@dataclass(frozen=True)
class Prose:
    """What a reader found: spans to keep, and headings, in code points of the decoded file.

    ``keep`` is in order and does not overlap; ``headings`` holds (offset, level) of marked-up
    headings, so that the document need not guess its title and crossheads.
    """

    keep: list[tuple[int, int]]
    headings: list[tuple[int, int]] = field(default_factory=list)


Reader = Callable[[str], Prose]
_READERS: dict[str, Reader] = {}


class InputError(Exception):
    """A file that cannot be checked; the message names it and the way out."""


def register(*suffixes: str) -> Callable[[Reader], Reader]:
    """Register a reader for file suffixes (with the dot, lower case)."""

    def add(reader: Reader) -> Reader:
        for suffix in suffixes:
            _READERS[suffix] = reader
        return reader

    return add


def known_suffixes() -> list[str]:
    """The suffixes that have a reader, sorted."""
    return sorted(_READERS)


def reader_for(path: str | Path) -> Reader:
    """The reader for a path by its suffix; plain text for a suffix that is not known."""
    return _READERS.get(Path(path).suffix.lower(), read_plain)


def decode(data: bytes, name: str) -> str:
    """Decode a file's bytes as UTF-8, a byte order mark kept as the first code point.

    Raises:
        InputError: the bytes are binary or not UTF-8.
    """
    if b"\x00" in data[:65536]:
        hint = "save it as UTF-8" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "give a text file"
        raise InputError(f"{name}: binary file, not text; {hint}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(f"{name}: not UTF-8 (line {line}); convert it to UTF-8 and try again") from None


@register(".txt", ".text")
def read_plain(text: str) -> Prose:
    """Plain text: everything but a byte order mark and HTML comments."""
    return Prose(_without(text, [match.span() for match in COMMENT.finditer(text)]))


_MARKDOWN_DROP = LazyPattern(
    r"""
      (?P<front>\A\ufeff?---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z))
    | (?P<comment><!--.*?(?:-->|\Z))
    | (?P<fence>^(?P<ticks>`{3,}|~{3,})[^\n]*\n(?:.*?\n)??[ ]{0,3}(?P=ticks)[`~]*[ \t]*(?:$|\Z))
    | (?P<code>(?<!`)(?P<tick>`+)(?!`)[^\n]*?(?<!`)(?P=tick)(?!`))
    | (?P<definition>^[ ]{0,3}\[[^\]\n]+\]:[ \t]*\S+[^\n]*$)
    | (?P<image>!\[[^\]\n]*\]\([^)\n]*\))
    | (?P<target>(?<=\])\([^)\s]*(?:[ \t]+["'][^)\n]*["'])?\))
    | (?P<auto><(?:https?://|mailto:)[^>\s]+>)
    | (?P<tag></?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>\n]*)?/?>)
    | (?P<url>\bhttps?://[^\s<>)\]]+)
    | (?P<heading>^[ ]{0,3}(?P<level>\#{1,6})[ \t]+)
    | (?P<quote>^[ ]{0,3}(?:>[ ]?)+)
    | (?P<list>^[ ]{0,8}(?:[-*+]|\d{1,3}[.)])[ \t]+)
    | (?P<rule>^[ ]{0,3}(?:[-*_][ \t]*){3,}$)
    | (?P<strong>\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,2}(?=\S)|(?<=\S)_{1,2}(?!\w))
    | (?P<bracket>\[(?=[^\]\n]*\]\()|(?<=[^\n])\](?=\())
    """,
    re.S | re.M | re.X,
)


@register(".md", ".markdown")
def read_markdown(text: str) -> Prose:
    """Markdown: front matter, code, URLs, HTML and the marks themselves are left out."""
    text = text.replace("\r\n", " \n").replace("\r", "\n")
    drop: list[tuple[int, int]] = []
    headings: list[tuple[int, int]] = []
    for match in _MARKDOWN_DROP.finditer(text):
        drop.append(match.span())
        if match["heading"]:
            headings.append((match.end(), len(match["level"])))
    return Prose(_without(text, drop), headings)


def _without(text: str, drop: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans of ``text`` that remain when ``drop`` and a byte order mark are taken out."""
    at = 1 if text.startswith("\ufeff") else 0
    keep: list[tuple[int, int]] = []
    for start, end in drop:
        if start > at:
            keep.append((at, start))
        at = max(at, end)
    if at < len(text) or not keep:
        keep.append((at, len(text)))
    return keep
