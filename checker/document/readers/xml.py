"""``.xml``: the news and translation formats that share the suffix, told by their root element."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from checker.document.prose import InputError, Reading
from checker.document.readers.encoding import decode_xml
from checker.document.readers.newsml import NAMESPACE
from checker.document.readers.xmltree import parse_xml
from checker.lazy import LazyPattern

if TYPE_CHECKING:
    from checker.document.readers import Source

_ROOT = LazyPattern(r"(?s)(?:\s|\ufeff|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*<(?:[\w.-]+:)?(?P<name>[\w.-]+)(?P<rest>[^>]*)")
_READERS = {"nitf": "nitf", "xliff": "xliff", "tmx": "tmx", "html": "html"}


def read(source: Source) -> Reading:
    """Read an XML file by the reader of its kind.

    Raises:
        InputError: it is broken, or of a kind that no reader knows.
    """
    raw, _ = decode_xml(source.data, source.name)
    kind = _kind(raw)
    if not kind:
        root = parse_xml(raw, source.name)
        raise InputError(f"{source.name}: XML of an unknown kind (<{root.tag}>); NewsML-G2, NITF, XLIFF, TMX and XHTML are read")
    reading: Reading = import_module(f"checker.document.readers.{kind}").read(source)
    return reading


def claims(source: Source) -> bool:
    """Whether a file is of a kind that is read; a news item without text (a picture) is not."""
    try:
        raw, _ = decode_xml(source.data, source.name)
    except InputError:
        raw = source.data.decode("latin-1")
    kind = _kind(raw)
    return kind != "" and (kind != "newsml" or "<inline" in raw or ":inline" in raw)


def _kind(raw: str) -> str:
    """The reader for the root element of a file; empty: none."""
    match = _ROOT.match(raw)
    if not match:
        return ""
    if NAMESPACE in match["rest"]:
        return "newsml"
    return _READERS.get(match["name"].lower(), "")
