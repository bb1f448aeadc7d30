"""ninjs, the news in JSON of the IPTC, versions 1 to 3."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.document.prose import (
    InputError,
    Kept,
    Prose,
    ProseBuilder,
    Reading,
    has_text,
    join_articles,
    kept_text,
    nested_prose,
    repeats,
)
from checker.document.readers.encoding import decode_as
from checker.document.readers.html import read_html
from checker.document.readers.jsontext import Path, escape_json, json_strings, load_json
from checker.document.readers.plain import read_plain
from checker.document.readers.xmltree import escape_markup

if TYPE_CHECKING:
    from checker.document.readers import Source

_NEWS_KEY = re.compile(rb'"(?:body_\w+|bodies|headlines?)"\s*:')
_MARKUP = re.compile("x?html|nitf|xml", re.I)


class _Body(NamedTuple):
    """A rendering of the body: the name of its type, where it stands, its stretches."""

    kind: str
    kept: list[Kept]


def read(source: Source) -> Reading:
    """Read a ninjs item or a list of items.

    Raises:
        InputError: it is not JSON, not ninjs, or holds no text.
    """
    raw, encoding = decode_as(source.data, source.name, "utf-8")
    loaded = load_json(raw, source.name)
    items = loaded if isinstance(loaded, list) else [loaded]
    if not items or not all(map(_is_ninjs, items)):
        raise InputError(f"{source.name}: JSON, but not ninjs: no headline and no body_text, body_xhtml or bodies")
    prefixes: list[Path] = [(at,) for at in range(len(items))] if isinstance(loaded, list) else [()]
    strings = dict(json_strings(raw))
    markup: list[tuple[int, int]] = []
    articles = [_article(raw, item, prefix, strings, markup) for item, prefix in zip(items, prefixes)]
    articles = [article for article in articles if has_text(raw, article)]
    if not articles:
        raise InputError(f"{source.name}: a ninjs item without text")
    prose = join_articles(articles)
    return Reading(raw, Prose(prose.keep, prose.headings, articles=prose.articles, escape=partial(_escape, markup)), encoding)


def claims(source: Source) -> bool:
    """Whether a ``.json`` file is ninjs, or was before it broke."""
    if not _NEWS_KEY.search(source.data):
        return False
    try:
        loaded = json.loads(source.data)
    except (ValueError, RecursionError):
        return True
    return bool(loaded) and all(map(_is_ninjs, loaded if isinstance(loaded, list) else [loaded]))


def _is_ninjs(item: Any) -> bool:
    if not isinstance(item, dict):
        return False
    has_body = isinstance(item.get("bodies"), list) or any(key.startswith("body_") for key in item)
    return has_body or "uri" in item and ("headline" in item or "headlines" in item)


def _article(raw: str, item: dict[str, Any], prefix: Path, strings: dict[Path, list[Kept]], markup: list[tuple[int, int]]) -> Prose:
    """The headline and one rendering of the body: they all say the same."""
    builder = ProseBuilder()
    headline = strings.get((*prefix, "headline")) or strings.get((*prefix, "headlines", _main(item.get("headlines")), "value"))
    body = _body(item, prefix, strings)
    prose = Prose([])
    if body and body.kept:
        text = kept_text(raw, body.kept)
        if _MARKUP.search(body.kind):
            prose = read_html(text)
            markup.append((body.kept[0].start, body.kept[-1].end))
        else:
            prose = read_plain(text)
        prose = nested_prose(body.kept, prose)
    if headline and not repeats(raw, headline, prose.keep):
        builder.add(headline, 1)
    builder.add(prose.keep)
    return Prose(builder.keep, [*builder.headings, *prose.headings])


def _body(item: dict[str, Any], prefix: Path, strings: dict[Path, list[Kept]]) -> _Body | None:
    """The rendering to read: HTML before plain text, the whole before a summary."""
    found = []
    for key, value in item.items():
        if key.startswith("body_") and isinstance(value, str):
            path: Path = (*prefix, key)
            found.append(_Body(key.removeprefix("body_"), strings[path]))
    bodies = item.get("bodies")
    for at, body in enumerate(bodies if isinstance(bodies, list) else ()):
        if isinstance(body, dict) and isinstance(body.get("value"), str):
            path = (*prefix, "bodies", at, "value")
            found.append(_Body(str(body.get("contentType") or body.get("contenttype") or "text"), strings[path]))
    return max(found, key=lambda body: ("html" in body.kind, "text" in body.kind, -found.index(body)), default=None)


def _main(headlines: Any) -> int:
    """The number of the headline in the role “main”, else of the first."""
    if isinstance(headlines, list):
        for at, headline in enumerate(headlines):
            if isinstance(headline, dict) and headline.get("role") == "main":
                return at
    return 0


def _escape(markup: list[tuple[int, int]], text: str, at: int) -> str:
    if any(start <= at <= end for start, end in markup):
        text = escape_markup(text, "utf-8")
    return escape_json(text, at)
