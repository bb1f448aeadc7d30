"""Markdown: the words without the marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.document.prose import Prose, Reading
from checker.document.readers.plain import decode, without
from checker.lazy import LazyPattern

if TYPE_CHECKING:
    from checker.document.readers import Source

_DROP = LazyPattern(
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


def read(source: Source) -> Reading:
    """Read a Markdown file."""
    raw = decode(source.data, source.name)
    return Reading(raw, read_markdown(raw))


def read_markdown(text: str) -> Prose:
    """Front matter, code, URLs, HTML and the marks themselves are left out."""
    text = text.replace("\r\n", " \n").replace("\r", "\n")
    drop: list[tuple[int, int]] = []
    headings: list[tuple[int, int]] = []
    for match in _DROP.finditer(text):
        drop.append(match.span())
        if match["heading"]:
            headings.append((match.end(), len(match["level"])))
    return Prose(without(text, drop), headings)
