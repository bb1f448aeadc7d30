"""Files at the desk: opened, corrected, and written in their own format."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
import word_documents as docx
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from web_client import SAMPLES, content, desk_client, places, sent

from checker.document import Document
from checker.engine import Engine
from checker.web.sheet import NotWritable, Sheet, changes
from checker.web.word import with_changes

FORMATS = sorted(path for path in (SAMPLES / "formats").iterdir() if path.suffix != ".md" or ".en." in path.name)
WORDS = st.lists(st.sampled_from(["a", "b ", " ", "\n", "\n\n", "é", "😀", "word", "&", "<"]), max_size=30).map("".join)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with desk_client() as client:
        yield client


@pytest.mark.parametrize("path", FORMATS, ids=lambda path: path.name)
def test_a_file_has_the_findings_that_its_text_has(client: TestClient, path: Path) -> None:
    opened = client.post("/api/open", json={"file": sent(path)}).json()
    in_file = client.post("/api/check", json={"file": sent(path)}).json()["findings"]
    shown = {key: opened[key] for key in ("text", "name", "reader", "outline")}
    in_text = client.post("/api/check", json=shown).json()["findings"]
    assert in_file and [(f["code"], f["message"]) for f in in_text] == [(f["code"], f["message"]) for f in in_file]
    for found in in_text:
        assert opened["text"][found["start"] : found["end"]] == found["text"]


@pytest.mark.parametrize("path", FORMATS, ids=lambda path: path.name)
def test_the_corrected_text_goes_back_into_the_file(client: TestClient, path: Path) -> None:
    opened = client.post("/api/open", json={"file": sent(path)}).json()
    text = opened["text"].replace(" the ", " the R&D <b> “", 2)
    paragraphs = text.split("\n\n")
    text = "\n\n".join([*paragraphs[:2], *paragraphs[3:]])
    answer = client.post("/api/export", json={"text": text, "file": sent(path), "outline": opened["outline"]})
    again = client.post("/api/open", json={"file": {"name": path.name, "content": answer.json()["content"]}}).json()
    assert again["text"] == text and again["encoding"] == opened["encoding"]


def test_a_word_file_takes_the_changes_as_tracked_ones(client: TestClient) -> None:
    path = SAMPLES / "formats/school-society.mt.en.docx"
    file, text = sent(path), client.post("/api/open", json={"file": sent(path)}).json()["text"]
    assert content(client.post("/api/export", json={"text": text, "file": file})) == path.read_bytes()
    findings = client.post("/api/check", json={"text": text}).json()["findings"]
    changed = text.replace("the", "THE", 3) + " At the end."
    answer = client.post("/api/export", json={"text": changed, "file": file, "dismissed": places(findings[:1])})
    assert answer.json()["name"] == path.name and answer.json()["notes"] == ["Dismissals are not kept: docx files have no place for comments."]
    accepted, rejected = docx.opened(content(answer)), docx.opened(content(answer))
    docx.accept(accepted)
    docx.reject(rejected)
    assert docx.text_of(accepted).split() == changed.split() and docx.text_of(rejected).split() == text.split()
    answer = client.post("/api/export", json={"text": text.replace("\n\n", "\n\nA new paragraph.\n\n", 1), "file": file})
    assert answer.status_code == 409 and "make that change in Word" in answer.json()["error"]


@settings(max_examples=30)
@given(st.data())
def test_a_word_file_takes_an_edit_or_says_that_it_cannot(data: st.DataObject) -> None:
    path = SAMPLES / "formats/school-society.mt.en.docx"
    file = path.read_bytes()
    sheet = Sheet(Document.from_path(path))
    text = sheet.text
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 60)))
        text = text[:start] + data.draw(WORDS) + text[end:]
    try:
        written = with_changes(file, sheet, text)
    except NotWritable:
        return
    assert Sheet(Document.from_bytes(written, path="a.docx")).text.split() == text.split()
    rejected = docx.opened(written)
    docx.reject(rejected)
    assert docx.normal(rejected) == docx.normal(docx.opened(file))


def test_what_a_format_cannot_hold_is_refused(client: TestClient) -> None:
    path = SAMPLES / "formats/school-society.mt.en.html"
    opened = client.post("/api/open", json={"file": sent(path)}).json()
    answer = client.post("/api/export", json={"text": opened["text"] + "\n\nA new paragraph.", "file": sent(path)})
    assert answer.status_code == 409 and "paragraph added" in answer.json()["error"]
    latin = {"name": "a.html", "content": base64.b64encode('<meta charset="iso-8859-1"><p>Caf\xe9 then.'.encode("latin-1")).decode()}
    answer = client.post("/api/export", json={"text": "Café now", "file": latin})
    assert content(answer) == '<meta charset="iso-8859-1"><p>Caf\xe9 now'.encode("latin-1")
    po = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=iso-8859-1\\n"\n\nmsgid "un"\nmsgstr "one"\n'
    file = {"name": "a.po", "content": base64.b64encode(po.encode()).decode()}
    answer = client.post("/api/export", json={"text": "łne", "file": file})
    assert answer.status_code == 409 and "has no “ł”" in answer.json()["error"]


def test_line_ends_and_byte_order_mark_stay(client: TestClient) -> None:
    file = {"name": "a.txt", "content": base64.b64encode("\ufeffOne.\r\n\r\nTwo.\r\n".encode()).decode()}
    assert client.post("/api/open", json={"file": file}).json()["text"] == "One.\n\nTwo.\n"
    answer = client.post("/api/export", json={"text": "One.\n\nAnd a half.\n\nTwo!\n", "file": file})
    assert content(answer).decode() == "\ufeffOne.\r\n\r\nAnd a half.\r\n\r\nTwo!\r\n"


@pytest.mark.parametrize("name", ["football.mt.en.txt", "formats/school-society.mt.en.html", "formats/school-society.mt.en.nitf.xml", "formats/school-society.mt.en.md"])
def test_dismissals_become_comments_that_the_command_obeys(client: TestClient, name: str) -> None:
    path = SAMPLES / name
    opened = client.post("/api/open", json={"file": sent(path)}).json()
    shown = {key: opened[key] for key in ("text", "name", "reader", "outline")}
    findings = client.post("/api/check", json=shown).json()["findings"]
    answer = client.post("/api/export", json={**shown, "file": sent(path), "dismissed": places(findings[::2])})
    assert answer.json()["notes"] == []
    left = Engine().check(Document.from_bytes(content(answer), path=path.name)).findings
    assert [(f.code, unescape(f.text)) for f in left] == [(f["code"], f["text"]) for f in findings[1::2]]


def test_dismissed_again_when_the_file_is_opened_again(client: TestClient) -> None:
    path = SAMPLES / "formats/school-society.mt.en.html"
    opened = client.post("/api/open", json={"file": sent(path)}).json()
    shown = {key: opened[key] for key in ("text", "name", "reader", "outline")}
    first = client.post("/api/check", json=shown).json()["findings"][0]
    answer = client.post("/api/export", json={**shown, "file": sent(path), "dismissed": places([first])}).json()
    again = client.post("/api/open", json={"file": {"name": path.name, "content": answer["content"]}}).json()
    assert again["text"] == opened["text"] and again["dismissed"] == places([first])


def test_formats_without_comments_say_so(client: TestClient) -> None:
    path = SAMPLES / "formats/school-society.mt.en.po"
    opened = client.post("/api/open", json={"file": sent(path)}).json()
    shown = {key: opened[key] for key in ("text", "name", "reader", "outline")}
    findings = client.post("/api/check", json=shown).json()["findings"]
    answer = client.post("/api/export", json={**shown, "file": sent(path), "dismissed": places(findings[:1])})
    assert "Dismissals are not kept" in answer.json()["notes"][0] and content(answer) == path.read_bytes()


@given(WORDS, WORDS)
def test_changes_turn_one_text_into_the_other(before: str, after: str) -> None:
    text = before
    for start, end, words in reversed(changes(before, after)):
        text = text[:start] + words + text[end:]
    assert text == after


@settings(max_examples=60)
@given(st.data())
def test_a_page_takes_an_edit_or_says_that_it_cannot(data: st.DataObject) -> None:
    path = SAMPLES / "formats/school-society.mt.en.html"
    sheet = Sheet(Document.from_path(path))
    start = data.draw(st.integers(0, len(sheet.text)))
    end = min(len(sheet.text), start + data.draw(st.integers(0, 60)))
    text = sheet.text[:start] + data.draw(WORDS) + sheet.text[end:]
    try:
        written = sheet.written(text)
    except NotWritable:
        return
    assert Sheet(written).text.split() == text.split()
