"""NewsML-G2: the news items of a file, one article each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from checker.document.prose import (
    InputError,
    Prose,
    ProseBuilder,
    Reading,
    has_text,
    join_articles,
    kept_text,
    nested,
    nested_prose,
    repeats,
)
from checker.document.readers.encoding import decode_xml
from checker.document.readers.flow import Flow
from checker.document.readers.html import read_html
from checker.document.readers.nitf import nitf_blocks
from checker.document.readers.plain import read_plain
from checker.document.readers.tree import Element
from checker.document.readers.xmltree import escape_markup, escape_xml, parse_xml

if TYPE_CHECKING:
    from checker.document.readers import Source

NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
_DROPPED = frozenset("aside audio code figure footer head img nav object pre script style table-of-contents video".split())
Markup = list[tuple[int, int]]


def read(source: Source) -> Reading:
    """Read a news item, or a message with several.

    Raises:
        InputError: it is broken, not NewsML-G2, or holds no text.
    """
    raw, encoding = decode_xml(source.data, source.name)
    root = parse_xml(raw, source.name)
    if root.namespace != NAMESPACE:
        raise InputError(f"{source.name}: not NewsML-G2: the root element is <{root.tag}>")
    markup: Markup = []
    articles = [_article(raw, item, markup) for item in root.iter("newsItem")]
    articles = [article for article in articles if has_text(raw, article)]
    if not articles:
        raise InputError(f"{source.name}: no text in this NewsML-G2 <{root.tag}> (pictures and packages have none)")
    prose = join_articles(articles)
    escape = partial(_escape, raw, encoding, markup)
    return Reading(raw, Prose(prose.keep, prose.headings, articles=prose.articles, escape=escape), encoding)


def _article(raw: str, item: Element, markup: Markup) -> Prose:
    """The headline and the first rendering of the content that holds text; no text, no article."""
    body = ProseBuilder()
    for content in item.find_all("contentSet", "inlineXML") + item.find_all("contentSet", "inlineData"):
        if content.tag == "inlineXML":
            _add_xml(raw, content, body)
        else:
            _add_data(raw, content, body, markup)
        if body.keep:
            break
    headline = item.find("contentMeta", "headline")
    if not body.keep or headline is None:
        return body.prose()
    article = ProseBuilder()
    title = Flow(raw, lambda element: False).paragraphs(headline)
    if title and not repeats(raw, title[0].kept, body.keep):
        article.add(title[0].kept, 1)
    article.add(body.keep)
    return Prose(article.keep, [*article.headings, *body.headings])


def _add_xml(raw: str, content: Element, body: ProseBuilder) -> None:
    """XHTML or NITF."""
    for root in content.children:
        if root.tag == "nitf":
            blocks = nitf_blocks(raw, root)
        else:
            blocks = Flow(raw, lambda element: element.tag in _DROPPED).paragraphs(root)
        for block in blocks:
            body.add(block.kept, block.level)


def _add_data(raw: str, content: Element, body: ProseBuilder, markup: Markup) -> None:
    """Plain text, or HTML that was escaped; anything encoded is no text."""
    kind = content.attributes.get("contenttype", "text/plain")
    kept = content.kept()
    if content.attributes.get("encoding") or not kept or not kind.startswith(("text/", "application/xhtml")):
        return
    text = kept_text(raw, kept)
    if "html" not in kind:
        body.add(nested(kept, [piece for piece in read_plain(text).keep if piece.end > piece.start]))
        return
    markup.append((kept[0].start, kept[-1].end))
    prose = nested_prose(kept, read_html(text))
    body.add(prose.keep)
    body.headings.extend(prose.headings)


def _escape(raw: str, encoding: str, markup: Markup, text: str, at: int) -> str:
    if any(start <= at <= end for start, end in markup):
        text = escape_markup(text, "utf-8")
    return escape_xml(raw, encoding, text, at)
