"""Any text put into a file of any format comes back as the text that rules read, in its place."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from collections.abc import Callable
from html import escape

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from checker.config import Config
from checker.document import Document
from checker.document.prose import Kept, kept_text, nested
from checker.document.readers.docx import (
    LINE_BREAK,
    Locator,
    open_word,
    paragraphs,
    runs,
)
from checker.document.readers.po import _escape as escape_po
from checker.document.sourcemap import build_view
from checker.engine import Engine

ENGINE = Engine(Config())
# What XML and Word can hold; line ends and white space have tests of their own.
CHARS = st.one_of(
    st.characters(min_codepoint=0x20, exclude_categories=["Cs", "Cc", "Cn", "Zs", "Zl", "Zp"], exclude_characters="\u00ad\u200b\u2060\ufeff\ufffc"),
    st.sampled_from("«»“”’&<>\"'/\\;#éèœ\u0301\u00a0\u202fÀ"),
)
WORDS = st.text(CHARS, min_size=1, max_size=12)
TEXTS = st.lists(
    st.one_of(WORDS, st.sampled_from(["[NDLR : lui]", "Poutine", "« oui »", "the the", "10 M€", "]]>", "&amp;", "&eacute;", "<b>", "\\n", "\\u00e9"])), min_size=1, max_size=6
).map(" ".join)


def references(text: str, every: int) -> str:
    """Text between tags, each n-th character as a numeric reference."""
    return "".join(f"&#x{ord(char):x};" if at % every == 0 else escape(char, quote=False) for at, char in enumerate(text))


def html(text: str, every: int) -> bytes:
    return f"<!doctype html><title>t</title><nav>n</nav><p>{references(text, every)}</p><p>End.".encode()


def nitf(text: str, every: int) -> bytes:
    body = f"<nitf><body><body.content><p>{references(text, every)}</p><p>End.</p></body.content></body></nitf>"
    return f'<?xml version="1.0" encoding="iso-8859-15"?>{body}'.encode("iso-8859-15", "xmlcharrefreplace")


def cdata(text: str, every: int) -> bytes:
    inner = text.replace("]]>", "]]]]><![CDATA[>")
    return f'<xliff version="1.2"><file><trans-unit><source>s</source><target><![CDATA[{inner}]]></target></trans-unit></file></xliff>'.encode()


def ninjs(text: str, every: int) -> bytes:
    return json.dumps({"uri": "x", "body_text": text}, ensure_ascii=every % 2 == 0).encode()


def ninjs_markup(text: str, every: int) -> bytes:
    return json.dumps({"uri": "x", "body_xhtml": f"<p>{references(text, every)}</p>"}, ensure_ascii=every % 2 == 0).encode()


def jsonl(text: str, every: int) -> bytes:
    return b"\n".join(json.dumps({"text": item}, ensure_ascii=every % 2 == 0).encode() for item in ("Start.", text))


def po(text: str, every: int) -> bytes:
    parts = [text[at : at + 5 * every] for at in range(0, len(text), 5 * every)]
    return ('msgid "s"\nmsgstr ""\n' + "\n".join(f'"{escape_po(part, 0)}"' for part in parts) + "\n").encode()


def tmx(text: str, every: int) -> bytes:
    seg = f"<bpt>x</bpt>{references(text, every)}<ept/>"
    return f'<tmx><header srclang="fr"/><body><tu><tuv xml:lang="fr"><seg>s</seg></tuv><tuv xml:lang="en"><seg>{seg}</seg></tuv></tu></body></tmx>'.encode()


def word(text: str, every: int) -> bytes:
    from docx import Document as new

    document = new()
    paragraph = document.add_paragraph()
    for at in range(0, len(text), 3 * every):
        paragraph.add_run(text[at : at + 3 * every])
    document.add_paragraph("End.")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


Maker = Callable[[str, int], bytes]
MAKERS: dict[str, Maker] = {
    "a.html": html, "a.nitf": nitf, "b.xlf": cdata, "a.json": ninjs, "b.json": ninjs_markup, "a.jsonl": jsonl, "a.po": po, "a.tmx": tmx, "a.docx": word,
}  # fmt: skip
WRITABLE = {name: maker for name, maker in MAKERS.items() if name != "a.docx"}


def shown(text: str) -> str:
    """Text as the view has it."""
    return unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("name", MAKERS)
@settings(max_examples=30)
@given(text=TEXTS, every=st.integers(1, 7))
def test_text_comes_back_in_its_place(name: str, text: str, every: int) -> None:
    text = re.sub("<!--", "<!", text).strip()
    assume(text and not unicodedata.combining(text[0]) and not re.search("</|<br", text))
    document = Document.from_bytes(MAKERS[name](text, every), path=name)
    assert shown(text) in shown(document.text)
    for finding in ENGINE.check(document).findings:
        assert document.raw[finding.start : finding.end] == finding.text
        assert finding.fix is None or 0 <= finding.fix.start <= finding.fix.end <= len(document.raw)
    if document.encoding:
        assert Document.from_bytes(document.raw.encode(document.encoding), path=name).text == document.text


@pytest.mark.parametrize("name", WRITABLE)
@settings(max_examples=30)
@given(text=TEXTS, new=TEXTS)
def test_a_replacement_that_is_escaped_is_read_again(name: str, text: str, new: str) -> None:
    """What a fix does: write an escaped text over a span of the file."""
    text, new = f"Aa {text} zz.", f"X{new.strip()}x"
    assume(not re.search("</|<br|<!--", text + new))
    document = Document.from_bytes(MAKERS[name](text, 3), path=name)
    at = document.text.index("zz.")
    assume(document.is_whole(at, at + 2) or name != "a.po")  # a PO string may be cut there
    assert document.is_whole(at, at + 2)
    start, end = document.to_source(at, at + 2)
    raw = document.raw[:start] + document.escape(new, start) + document.raw[end:]
    again = Document.from_bytes(raw.encode(document.encoding or ""), path=name)
    assert shown(again.text) == shown(document.text[:at] + new + document.text[at + 2 :])


@settings(max_examples=20)
@given(st.lists(st.lists(WORDS, max_size=3), min_size=1, max_size=4))
def test_word_places_lead_to_the_run(parts: list[list[str]]) -> None:
    from docx import Document as new

    made = new()
    for part in parts:
        paragraph = made.add_paragraph()
        for text in part:
            paragraph.add_run(text)
        paragraph.add_run().add_break()
    stream = io.BytesIO()
    made.save(stream)
    opened = open_word(stream.getvalue(), "a.docx")
    locator = Locator(opened)
    assert locator.text.count("\n") == len(parts)
    for offset, char in enumerate(locator.text):
        place = locator.place(offset)
        if char == "\n":
            assert place is None
        else:
            assert place
            run = runs(paragraphs(opened)[place.paragraph])[place.run]
            assert run.text.replace("\n", LINE_BREAK)[place.offset] == char


MESS = st.lists(
    st.one_of(
        st.text(alphabet="ab &<>/é\"'=\n;#x-!", max_size=8),
        st.sampled_from("<p> </p> <b> </i> <div> </div> <li> <ul> </table> <td> <article> <h1> <br> <nav> <!-- --> <script> </script> &eacute &#233; &amp; <![CDATA[ ]]> <p".split(" ")),
    ),
    max_size=25,
).map("".join)


@settings(max_examples=200)
@given(MESS)
def test_any_html_is_survived(text: str) -> None:
    from checker.document.readers.html import read_html

    document = Document(text, prose=read_html(text))
    for at, char in enumerate(document.text):
        start, end = document.to_source(at, at + 1)
        assert 0 <= start <= end <= len(text)
        if end - start == 1:
            assert text[start] == char or char in " \n"


@settings(max_examples=100)
@given(st.lists(st.tuples(st.text("ae\u0301\u0308ö \n\r", max_size=4), st.one_of(st.none(), st.sampled_from(["é", "\u0301", "", " ", "xy"]))), max_size=8))
def test_a_view_is_composed_and_maps_back(parts: list[tuple[str, str | None]]) -> None:
    raw, keep = "", []
    for source, text in parts:
        keep.append(Kept(len(raw), len(raw) + len(source), text))
        raw += source
    view, places = build_view(raw, keep)
    plain = kept_text(raw, keep).replace("\r\n", "\n").replace("\r", "\n")
    assert unicodedata.normalize("NFC", view) == unicodedata.normalize("NFC", plain) or "\r" in raw
    last = 0
    for at in range(len(view)):
        start, end = places.to_source(at, at + 1)
        assert last <= start <= end <= len(raw)
        last = start


@settings(max_examples=100)
@given(st.lists(st.one_of(st.text("abc", min_size=1, max_size=4), st.sampled_from("éñ")), min_size=1, max_size=6), st.data())
def test_nested_stretches_are_those_of_the_file(parts: list[str], data: st.DataObject) -> None:
    raw, outer = "", []
    for part in parts:
        written = part if part.isascii() else f"&{ord(part)};"
        outer.append(Kept(len(raw), len(raw) + len(written), None if part.isascii() else part))
        raw += written
    text = kept_text(raw, outer)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert kept_text(raw, nested(outer, [Kept(start, end)])) == text[start:end]
