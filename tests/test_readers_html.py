"""Web pages: the article without the page, on pages as they are found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.document import Document
from checker.document.prose import kept_text
from checker.document.readers.html import read_html
from checker.document.readers.htmltree import parse_html
from checker.document.zones import BODY, CROSSHEAD, TITLE

BODY_TEXT = "The mayor of the town has refused to sign the order of the prefect, he said on Monday evening."
MORE = "Nobody knows why he did so, but the whole valley had come to hear him and stayed until midnight."
MENU = "<ul><li><a href=/>Home</a><li><a href=/w>World</a><li><a href=/s>Sport</a></ul>"


def text_of(page: str) -> str:
    return Document(page, prose=read_html(page)).text


def paragraphs(page: str) -> list[str]:
    return [paragraph.text for paragraph in Document(page, prose=read_html(page)).paragraphs]


PAGES = {
    "fragment": f"<p>{BODY_TEXT}</p><p>{MORE}</p>",
    "paragraphs never closed": f"<body><p>{BODY_TEXT}<p>{MORE}",
    "article among furniture": f"<nav>{MENU}</nav><main><article><p>{BODY_TEXT}</p><p>{MORE}</p></article></main><aside>Read this</aside><footer>© Us</footer>",
    "class names, no semantic elements": f"<div id=menu>{MENU}</div><div class='post-content'><p>{BODY_TEXT}</p><p>{MORE}</p></div><div class=footer>Legal notice</div>",
    "wrapper with a telling class": f"<body class='has-sidebar tag-politics'><div class='article tag-news'><p>{BODY_TEXT}</p><p>{MORE}</p></div></body>",
    "a form around the page": f"<form action=/><div>{MENU}</div><div><p>{BODY_TEXT}</p><p>{MORE}</p></div></form>",
    "navigation never closed": f"<nav>{MENU}<div><p>{BODY_TEXT}</p><p>{MORE}</p></div>",
    "text in divs with line breaks": f"<div class=article-text>{BODY_TEXT}<br><br>{MORE}</div><div class='share-tools'>Share</div>",
    "teasers beside the article": f"<article><p>{BODY_TEXT}</p><p>{MORE}</p></article><article><a href=/x>Another</a><p>Short one.</p></article>",
    "structured data": f"<div><p>Subscribe now for one euro.</p></div><div itemprop=articleBody><p>{BODY_TEXT}</p><p>{MORE}</p></div>",
    "scripts, styles and hidden parts": f"<script>if (a < b) {{ x = '<p>no</p>' }}</script><style>p {{}}</style><p>{BODY_TEXT}</p><p hidden>no</p><template><p>no</p></template><p>{MORE}</p><noscript><p>no</p></noscript>",
    "hidden behind a dialog": f"<div id=app aria-hidden=true><p>{BODY_TEXT}</p><p>{MORE}</p></div><div role=dialog>Accept</div>",
    "an article in the margin": f"<aside><article><p>{MORE} {MORE}</p></article></aside><div><p class=paywall>{BODY_TEXT}</p><p>{MORE}</p></div>",
    "mismatched end tags": f"<div><p>{BODY_TEXT}</div></p></b><p>{MORE}</i></section>",
    "XHTML": f"<?xml version='1.0' encoding='utf-8'?><html xmlns='http://www.w3.org/1999/xhtml'><head><script src='x'/></head><body><div/><p>{BODY_TEXT}</p><p>{MORE}</p></body></html>",
    "upper case": f"<HTML><BODY><NAV>{MENU}</NAV><P>{BODY_TEXT}<P>{MORE}</BODY></HTML>",
    "figures and captions": f"<p>{BODY_TEXT}</p><figure><img><figcaption>Photo AFP</figcaption></figure><p>{MORE}</p>",
    "cut short": f"<p>{BODY_TEXT}</p><p>{MORE}</p><div class=",
}


@pytest.mark.parametrize("name", PAGES)
def test_the_article_alone_is_read(name: str) -> None:
    assert paragraphs(PAGES[name]) == [BODY_TEXT, MORE]


def test_headline_outside_the_body() -> None:
    page = (
        "<title>The mayor resigns - Le Journal</title><header><h1>Le Journal</h1></header>"
        f"<div><h1>The mayor resigns</h1><p class=byline>By Us</p><p>In a small town of Savoy.</p></div><div class=article-body><p>{BODY_TEXT}</p><h2>Why now</h2><p>{MORE}</p></div>"
    )
    document = Document(page, prose=read_html(page))
    assert [p.text for p in document.paragraphs] == ["The mayor resigns", "In a small town of Savoy.", BODY_TEXT, "Why now", MORE]
    assert document.zones[0] == TITLE and document.zones[-2:] == [CROSSHEAD, BODY]


def test_white_space_is_that_of_a_browser() -> None:
    assert text_of("<p> The\n  mayor <b> of</b> the&#32;town.<br>\n He </p>\n<td>left&nbsp;&nbsp;it") == "The mayor of the town.\nHe\n\nleft\u00a0\u00a0it"
    assert text_of("<p>inter&shy;na<wbr>tional e&#769;t&eacute &foo; R&D &lt;b&gt;") == "international \u00e9t\u00e9 &foo; R&D <b>"


def test_a_fix_never_takes_markup_with_it() -> None:
    from checker.config import Config
    from checker.engine import Engine

    page = "<p>He left <b>the</b> the town, and Marks &amp;amp; Spencer left the the town too.</p>"
    findings = Engine(Config()).check(Document(page, prose=read_html(page))).findings
    fixes = {finding.text: finding.fix and finding.fix.replacement for finding in findings}
    assert fixes["the</b> the"] is None and fixes["the the"] == "the"
    assert fixes["&amp;amp;"] == "&amp;"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<meta charset=iso-8859-1><p>Café “noir”".encode("cp1252"), "cp1252"),
        ("<meta http-equiv=Content-Type content='text/html; charset=windows-1252'><p>Café “noir”".encode("cp1252"), "cp1252"),
        ("<p>Café “noir”".encode(), "utf-8"),
        ("\ufeff<meta charset=iso-8859-1><p>Café “noir”".encode(), "utf-8"),
        ("\ufeff<p>Café “noir”".encode("utf-16-le"), "utf-16-le"),
        ("<!-- <meta charset=latin1> --><meta charset=utf-8><p>Café “noir”".encode(), "utf-8"),
    ],
)
def test_pages_say_their_encoding(data: bytes, encoding: str) -> None:
    document = Document.from_bytes(data, path="a.html")
    assert document.text == "Café “noir”" and document.encoding == encoding
    assert document.raw.encode(encoding) == data


TAGS = "<p> </p> <b> </b> <i> </i> <div> </div> <ul> <li> </ul> <table> <tr> <td> </td> </table> <article> </article> <h2> </h2> <br> <a href=x> </a> <!--c--> &eacute; &amp &#233 &nosuch; <img/> < <3".split(" ")


@settings(max_examples=150)
@given(st.lists(st.one_of(st.sampled_from(TAGS), st.sampled_from(["one ", "two ", "x"])), max_size=30).map("".join))
def test_lxml_finds_the_same_words(page: str) -> None:
    """The tree loses no text and invents none, however broken the page."""
    from lxml import html

    theirs = html.fromstring(f"<html><body>{page}.</body></html>").text_content()
    ours = kept_text(page + ".", parse_html(page + ".").kept())
    assert "".join(ours.split()) == "".join(theirs.split())
