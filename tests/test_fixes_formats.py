"""Fixing in every format that can be written: what is not prose stays as it was, and others’ readers can read the file."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as pages
from translate.storage.pypo import pofile

from checker.config import Config
from checker.document import Document, InputError
from checker.engine import Engine
from checker.fixes import fix_document
from checker.registry import own_rules
from checker.rules.phrase_rules import PhraseRule

ENGINE = Engine(Config(assume_translated="yes"))
PIECES = [example.plain for rule in own_rules() if not isinstance(rule, PhraseRule) for example in rule.examples]
KEPT = "« OTAN » : 17h30"
"""What a fix would change if it were prose; it stands in every part of a file that is none."""


def coded(text: str, numeric: bool) -> str:
    """Text between tags, all but ASCII as references where ``numeric``."""
    return "".join(f"&#{ord(char)};" if numeric and ord(char) > 127 else char for char in escape(text))


def markdown(texts: list[str], numeric: bool) -> str:
    return f"---\ntitle: '{KEPT}'\n---\n\n" + "\n\n".join(texts) + f"\n\n```\n{KEPT}\n```\n"


def page(texts: list[str], numeric: bool) -> str:
    body = "".join(f'<p class="{KEPT}">{coded(text, numeric)}</p>\n' for text in texts)
    return f"<!doctype html><html><head><title>{KEPT}</title><script>var a = '{KEPT}';</script></head><body><article>{body}</article></body></html>"


def xliff(texts: list[str], numeric: bool) -> str:
    units = "".join(f'<trans-unit id="{at}"><source>{KEPT}</source><target>{coded(text, numeric)}</target></trans-unit>' for at, text in enumerate(texts))
    return f'<xliff version="1.2"><file source-language="fr" target-language="en" original="{KEPT}" datatype="plaintext"><body>{units}</body></file></xliff>'


def tmx(texts: list[str], numeric: bool) -> str:
    units = "".join(f'<tu><tuv xml:lang="fr"><seg>{KEPT}</seg></tuv><tuv xml:lang="en"><seg>{coded(text, numeric)}</seg></tuv></tu>' for text in texts)
    return f'<tmx version="1.4"><header srclang="fr" note="{KEPT}"/><body>{units}</body></tmx>'


def nitf(texts: list[str], numeric: bool) -> str:
    body = "".join(f"<p>{coded(text, numeric)}</p>" for text in texts)
    return f"<nitf><body><body.head><byline>{KEPT}</byline></body.head><body.content>{body}</body.content></body></nitf>"


def ninjs(texts: list[str], numeric: bool) -> str:
    body = "".join(f"<p>{html.escape(text, quote=False)}</p>" for text in texts)
    return json.dumps({"uri": KEPT, "byline": KEPT, "headline": "The mayor resigns", "body_xhtml": body}, ensure_ascii=numeric)


def records(texts: list[str], numeric: bool) -> str:
    return "".join(json.dumps({"id": at, "fr": KEPT, "text": text}, ensure_ascii=numeric) + "\n" for at, text in enumerate(texts))


def catalogue(texts: list[str], numeric: bool) -> str:
    store = pofile()
    for at, text in enumerate(texts):
        unit = store.addsourceunit(f"{KEPT} {at}")
        unit.target = text
        unit.addnote(KEPT)
    return bytes(store).decode()


def elements(raw: str) -> list[Any]:
    """The elements of an XML file with their attributes, and the text of those that are no prose."""
    return [(e.tag, dict(e.attrib), e.text if e.text == KEPT else None) for e in etree.fromstring(raw.encode()).iter()]


def tags(raw: str) -> list[Any]:
    return [(e.tag, dict(e.attrib), e.text if e.tag in ("script", "title") else None) for e in pages.document_fromstring(raw).iter() if e.tag != "p"]


def objects(raw: str) -> list[Any]:
    return [{key: value for key, value in json.loads(line).items() if key not in ("text", "body_xhtml", "headline")} for line in raw.splitlines()]


def messages(raw: str) -> list[Any]:
    return [(str(unit.source), unit.getnotes()) for unit in pofile.parsestring(raw.encode()).units]


def around(raw: str) -> list[Any]:
    return [raw[: raw.index("---\n", 4)], raw[raw.rindex("```", 0, -4) :]]


FORMATS: dict[str, tuple[Callable[[list[str], bool], str], Callable[[str], list[Any]]]] = {
    "a.md": (markdown, around),
    "a.html": (page, tags),
    "a.xlf": (xliff, elements),
    "a.tmx": (tmx, elements),
    "a.nitf": (nitf, elements),
    "a.json": (ninjs, objects),
    "a.jsonl": (records, objects),
    "a.po": (catalogue, messages),
}


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=25)
@given(texts=st.lists(st.sampled_from(PIECES), min_size=1, max_size=6), numeric=st.booleans(), unsafe=st.booleans())
def test_what_is_not_prose_stays(name: str, texts: list[str], numeric: bool, unsafe: bool) -> None:
    write, kept = FORMATS[name]
    raw = write([text for text in texts if text.strip()] or ["He left."], numeric)
    try:
        document = Document.from_bytes(raw.encode(), path=name)
    except InputError:
        return  # nothing but names and the like: no text for a reader
    fixed = fix_document(document, ENGINE.check, unsafe=unsafe)
    after = fixed.document.raw
    assert fixed.settled and kept(after) == kept(raw)
    again = fix_document(Document.from_bytes(after.encode(), path=name), ENGINE.check, unsafe=unsafe)
    assert again.document.raw == after and not again.applied
