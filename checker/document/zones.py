"""Zones of an article: title, standfirst, crossheads, body, related links, tail.

The reader of plain text has no markup to go by, so zones follow from what newspapers do: a short
first line without a full stop is the title, short lines without one inside the body are crossheads,
a line that begins with READ ALSO and its kin is a link, short leftovers after the last full
sentence are the tail.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.lazy import LazyPattern

TITLE, STANDFIRST, CROSSHEAD, BODY, LINKS, TAIL = (
    "title",
    "standfirst",
    "crosshead",
    "body",
    "links",
    "tail",
)
ZONES = (TITLE, STANDFIRST, CROSSHEAD, BODY, LINKS, TAIL)

LINK_LINE = LazyPattern(
    r"\W{0,3}(?:(?:to |be |[àa] )*(?:re-?)?(?:read|lire|see|voir)\W{1,3}(?:also|aussi|too|as well|more|our|notre|[ée]galement)\b"
    r"|also (?:read|see)\b|(?:on the same (?:subject|topic)|sur le m[êe]me (?:sujet|th[èe]me)|related (?:articles?|stories))\W*$)",
    re.I,
)
_TERMINAL = LazyPattern(r"[.!?…][\"”’»)\]]*\s*$")
_QUOTE_ONLY = LazyPattern(r"[“\"«].*[”\"»]$", re.S)


def assign_zones(paragraphs: Sequence[str], levels: Sequence[int]) -> list[str]:
    """Return the zone of each paragraph.

    Args:
        paragraphs: the paragraphs' texts, in order.
        levels: for each, the level of its heading mark-up, 0 where it has none.
    """
    count = len(paragraphs)
    zones = [BODY] * count
    first_body = _title_block(paragraphs, levels, zones)
    last_body = max((i for i in range(count) if _is_prose(paragraphs[i])), default=-1)
    for i in range(first_body, count):
        text = paragraphs[i]
        if LINK_LINE.match(text):
            zones[i] = LINKS
        elif levels[i]:
            zones[i] = CROSSHEAD
        elif i > last_body >= 0:
            zones[i] = TAIL
        elif i >= max(1, first_body) and _is_short_line(text, 14) and i < last_body:
            zones[i] = CROSSHEAD
    return zones


def _title_block(paragraphs: Sequence[str], levels: Sequence[int], zones: list[str]) -> int:
    """Mark title, repeated title and standfirst; return the index of the first other paragraph."""
    at = 0
    while at < len(paragraphs) and LINK_LINE.match(paragraphs[at]):
        zones[at] = LINKS
        at += 1
    if len(paragraphs) - at < 2 or not (levels[at] == 1 or _is_short_line(paragraphs[at], 32)):
        return at
    zones[at] = TITLE
    title = _plain(paragraphs[at])
    at += 1
    while at < len(paragraphs) - 1 and _alike(title, _plain(paragraphs[at])):
        zones[at] = TITLE
        at += 1
    if at < len(paragraphs) - 2 and not levels[at] and not LINK_LINE.match(paragraphs[at]) and _is_standfirst(paragraphs, at):
        zones[at] = STANDFIRST
        at += 1
    return at


def _is_standfirst(paragraphs: Sequence[str], at: int) -> bool:
    words = len(paragraphs[at].split())
    following = max(len(text.split()) for text in paragraphs[at + 1 : at + 3])
    return 8 <= words <= 60 and words < following and not _QUOTE_ONLY.match(paragraphs[at])


def _is_short_line(text: str, most_words: int) -> bool:
    return len(text.split()) <= most_words and not re.search(r"[.;:,][\"”’»)\]]*\s*$", text)


def _is_prose(text: str) -> bool:
    return len(text.split()) >= 6 and bool(_TERMINAL.search(text)) and not LINK_LINE.match(text)


def _plain(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def _alike(title: set[str], other: set[str]) -> bool:
    return bool(other) and len(title & other) >= 0.75 * max(len(title), len(other))
