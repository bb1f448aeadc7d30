"""When an article was published, as its file says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import PurePath

_DAY = re.compile(r"(?<!\d)(19\d\d|20\d\d)([-_./]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_FRONT_MATTER = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?)\r?\n(?:\1|\.\.\.)", re.S)
_KEY = re.compile(r"(?:date|published|pub_?date|publish_?date|published_at)[ \t]*[:=][ \t]*[\"']?(.*)", re.I)
_PROPERTIES = frozenset(("article:published_time", "date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.issued", "pubdate", "publish-date", "datepublished"))
_WIRE = re.compile(r"""<date\.issue\b[^>]*\bnorm=["']([^"']*)|<(?:first|content|version)Created>([^<]*)|"(?:first|version)created"\s*:\s*"([^"]*)""", re.I)
_HTML = frozenset((".html", ".htm", ".xhtml"))
_WIRES = frozenset((".json", ".xml", ".nitf"))


def published(raw: str, path: str) -> date | None:
    """The day of an article.

    Args:
        raw: its file, decoded.
        path: the file’s path, as much of it as may tell a day (``2026/11/23/slug.txt``).

    What stands in the file (``date:`` in the front matter of Markdown, ``meta`` in the head of
    HTML, NITF, NewsML-G2, ninjs) goes before the path; in the path the part nearest to the
    article’s name.
    """
    suffix = PurePath(path).suffix.lower()
    inside = _meta(raw) if suffix in _HTML else _wire(raw) if suffix in _WIRES else _front_matter(raw)
    return next((day for text in inside for day in _days(text)), None) or next(iter(list(_days(path))[::-1]), None)


def _days(text: str) -> Iterator[date]:
    for match in _DAY.finditer(text):
        try:
            yield date(int(match[1]), int(match[3]), int(match[4]))
        except ValueError:  # 31 February
            continue


def _front_matter(raw: str) -> Iterator[str]:
    block = _FRONT_MATTER.match(raw)
    for line in block[2].splitlines() if block else ():
        found = _KEY.match(line)
        if found:
            yield found[1]


def _wire(raw: str) -> Iterator[str]:
    return (match[match.lastindex or 0] for match in _WIRE.finditer(raw))


def _meta(raw: str) -> list[str]:
    head = _Head()
    head.feed(raw[: raw.lower().find("</head>")])
    return head.days


class _Head(HTMLParser):
    """Collects what the ``meta`` elements say of the day."""

    def __init__(self) -> None:
        super().__init__()
        self.days: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the content of a ``meta`` that names the day."""
        values = dict(attrs)
        names = {(values.get(key) or "").lower() for key in ("name", "property", "itemprop")}
        if tag == "meta" and names & _PROPERTIES:
            self.days.append(values.get("content") or "")
