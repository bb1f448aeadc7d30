"""HTML: the article of a page, or all of a fragment."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from checker.document.prose import InputError, Prose, ProseBuilder, Reading, has_text
from checker.document.readers.article import article_blocks
from checker.document.readers.encoding import decode_html
from checker.document.readers.htmltree import parse_html
from checker.document.readers.xmltree import escape_markup

if TYPE_CHECKING:
    from checker.document.readers import Source


def read(source: Source) -> Reading:
    """Read an HTML file.

    Raises:
        InputError: it is binary, not in the encoding it declares, or holds no article.
    """
    raw, encoding = decode_html(source.data, source.name)
    prose = read_html(raw, encoding)
    if not has_text(raw, prose):
        what = "no text in it besides scripts and navigation" if raw.strip() else "the file is empty"
        raise InputError(f"{source.name}: {what}")
    return Reading(raw, prose, encoding)


def read_html(text: str, encoding: str = "utf-8") -> Prose:
    """The article of a page that was decoded; ``encoding`` is what it will be written in."""
    builder = ProseBuilder()
    for block in article_blocks(text, parse_html(text)):
        builder.add(block.kept, block.level)
    return builder.prose(partial(_escape, encoding))


def _escape(encoding: str, text: str, at: int) -> str:
    return escape_markup(text, encoding)
