"""Markdown: the words without the marks (CommonMark, with the tables, footnotes and front matter of site builders)."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from checker.document.prose import PARAGRAPH_BREAK, PLACEHOLDER, Kept, Prose, Reading
from checker.document.readers.plain import decode
from checker.lazy import LazyPattern

if TYPE_CHECKING:
    from checker.document.readers import Source

_MARKS = LazyPattern(
    r"""
      (?P<front>\A\ufeff?(?P<fence_front>---|\+\+\+)[ \t]*\n.*?\n(?:(?P=fence_front)|\.\.\.)[ \t]*(?:\n|\Z))
    | (?P<mark>\A\ufeff)
    | (?P<comment><!--.*?(?:-->|\Z))
    | (?P<fence>^[ ]*(?P<ticks>`{3,}|~{3,})[^\n]*\n(?:.*?\n)??[ ]*(?P=ticks)[`~]*[ \t]*(?:$|\Z))
    | (?P<code>(?<!`)(?P<tick>`+)(?!`)[^\n]*?(?<!`)(?P=tick)(?!`))
    | (?P<shortcode>\{\{[<%].*?[%>]\}\}|\{%.*?%\})
    | (?P<escape>\\[!-/:-@\[-`{-~])
    | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w*);)
    | (?P<footnote>^[ ]{0,3}\[\^[^\]\n]+\]:[ \t]*|\[\^[^\]\s]+\])
    | (?P<definition>^[ ]{0,3}\[[^\]\n]+\]:[ \t]*\S+[^\n]*$)
    | (?P<image>!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\]))
    | (?P<target>(?<=\])(?:\([^)\s]*(?:[ \t]+["'][^)\n]*["'])?\)|\[[^\]\n]*\]))
    | (?P<auto><(?:https?://|mailto:)[^>\s]+>)
    | (?P<tag></?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>\n]*)?/?>)
    | (?P<url>\bhttps?://[^\s<>)\]]+)
    | (?P<heading>^[ ]{0,3}(?P<level>\#{1,6})[ \t]+)
    | (?P<closing>(?<=\S)[ \t]+\#+[ \t]*$)
    | (?P<underline>(?<=[^\n]\n)[ ]{0,3}(?:={2,}|-{2,})[ \t]*$)
    | (?P<delimiter>^[ ]{0,3}\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|?[ \t]*$|^[ ]{0,3}\|[ \t]*:?-{2,}:?[ \t]*\|[ \t]*$)
    | (?P<edge>^[ ]{0,3}\|[ \t]*|(?<=[^\s|])[ \t]*\|[ \t]*$)
    | (?P<cell>[ \t]*(?<!\|)\|(?!\|)[ \t]*(?=[^\n]*\|[ \t]*$))
    | (?P<quote>^[ ]{0,3}(?:>[ ]?)+)
    | (?P<list>^[ ]{0,8}(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)
    | (?P<rule>^[ ]{0,3}(?:[-*_][ \t]*){3,}$)
    | (?P<strong>\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,2}(?=\S)|(?<=\S)_{1,2}(?!\w)|~~)
    | (?P<bracket>\[(?=[^\]\n]*\][(\[])|(?<=[^\n])\](?=[(\[]))
    """,
    re.S | re.M | re.X,
)


_OBJECTS = frozenset({"code", "url", "auto", "image", "shortcode"})


def read(source: Source) -> Reading:
    """Read a Markdown file."""
    raw = decode(source.data, source.name)
    return Reading(raw, read_markdown(raw))


def read_markdown(text: str) -> Prose:
    """Front matter, code, URLs, HTML, shortcodes and the marks themselves are left out.

    A placeholder stands for what is left out of a sentence; references (``&nbsp;``) are the
    characters that they stand for; the cells of a table are paragraphs.
    """
    text = text.replace("\r\n", " \n").replace("\r", "\n")
    keep: list[Kept] = []
    headings: list[tuple[int, int]] = []
    at = 0
    for match in _MARKS.finditer(text):
        start, end = match.span()
        if start > at:
            keep.append(Kept(at, start))
        at = end
        kind = match.lastgroup
        if match["heading"]:
            headings.append((end, len(match["level"])))
        elif kind == "underline":
            headings.append((text.rfind("\n", 0, start - 1) + 1, 1 if "=" in match[0] else 2))
        elif kind == "escape":
            keep.append(Kept(start + 1, end))
        elif kind == "entity":
            keep.append(Kept(start, end, unescape(match[0])))
        elif kind == "cell":
            keep.append(Kept(start, end, PARAGRAPH_BREAK))
        elif kind in _OBJECTS and _in_a_sentence(text, start, end):
            keep.append(Kept(start, start, PLACEHOLDER))
    if at < len(text) or not keep:
        keep.append(Kept(at, len(text)))
    return Prose(keep, headings)


def _in_a_sentence(text: str, start: int, end: int) -> bool:
    """Whether there are other words on the line or lines of a span."""
    line_end = text.find("\n", end)
    before, after = text[text.rfind("\n", 0, start) + 1 : start], text[end : line_end if line_end >= 0 else len(text)]
    return any(map(str.isalnum, before + after))
