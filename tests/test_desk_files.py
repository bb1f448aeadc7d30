"""The desk in a real browser: files, pastes, reloads and what is taken away."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desk_page import (
    SAMPLES,
    SHORT,
    article,
    download,
    drop,
    let_fall,
    note,
    notes,
    paste,
    settled,
    write,
)
from desk_server import Server
from playwright.sync_api import expect

from checker.document import Document
from checker.engine import Engine


@pytest.mark.parametrize("name", ["justice.mt.en.txt", "formats/school-society.mt.en.html", "formats/school-society.mt.en.nitf.xml"])
def test_drop_mend_and_download_a_file(desk: Callable[..., Any], name: str) -> None:
    path = SAMPLES / name
    before = Engine().check(Document.from_path(path)).findings
    page = desk()
    drop(page, path)
    expect(notes(page)).to_have_count(len(before))
    notes(page).locator(".head").last.focus()
    page.keyboard.press("Delete")
    expect(notes(page)).to_have_count(len(before) - 1)
    page.locator("#fix-all").press("Enter")  # a click may miss it while the page still scrolls to the note
    page.wait_for_function("count => document.querySelectorAll('.note').length < count", arg=len(before) - 1)
    safe = [finding.fix for finding in before if finding.fix and finding.fix.safe]
    fixed = sum(found.fix in safe or any(fix.start <= found.start and found.end <= fix.end for fix in safe) for found in before)
    assert len(before) - 1 - fixed <= (left := settled(page)) < len(before) - 1
    called, data = download(page, "#save-file")
    assert called == path.name
    after = Engine().check(Document.from_bytes(data, path=path.name))
    assert len(after.findings) == left and len(after.suppressed) == 1
    called, data = download(page, "#save-report")
    assert called.endswith((".report.html", ".report.json"))
    page.locator("#report-format").select_option("json")
    _, data = download(page, "#save-report")
    assert len(json.loads(data)["files"][0]["findings"]) == left
    _, data = download(page, "#save-text")
    assert data.decode().replace("\r\n", "\n") == article(page).input_value() and b"checker: ignore" not in data


def test_a_word_file_comes_back_with_tracked_changes(desk: Callable[..., Any]) -> None:
    path = SAMPLES / "formats/school-society.mt.en.docx"
    page = desk()
    drop(page, path)
    expect(notes(page)).to_have_count(len(Engine().check(Document.from_path(path)).findings))
    page.locator("#fix-all").click()
    settled(page)
    called, data = download(page, "#save-file")
    expect(page.locator("#own-note")).to_contain_text("with what you changed as tracked changes")
    text = article(page).input_value()
    assert called == path.name and Document.from_bytes(data, path=called).text.split() == text.split() != Document.from_path(path).text.split()
    called, _ = download(page, "#save-text")
    assert called == "school-society.mt.en.txt"


def test_a_broken_file_is_refused_and_the_text_stays(desk: Callable[..., Any]) -> None:
    page = desk(faulty=True)
    write(page, SHORT, 3)
    let_fall(page, Path("broken.docx"), b"PK no archive")
    expect(page.locator("#toast")).to_contain_text("broken.docx was not opened")
    expect(article(page)).to_have_value(SHORT)


def test_paste_of_windows_lines_and_two_tabs(desk: Callable[..., Any], server: Server) -> None:
    page = desk()
    paste(page, "One OTAN.\r\nTwo OTAN.\r\n")
    expect(notes(page)).to_have_count(2)
    other = page.context.new_page()
    other.goto(server.url)
    write(other, SHORT, 3)
    page.reload()
    expect(article(page)).to_have_value("One OTAN.\nTwo OTAN.\n")
    expect(notes(page)).to_have_count(2)
    expect(article(other)).to_have_value(SHORT)


def test_a_reload_loses_nothing(desk: Callable[..., Any]) -> None:
    page = desk()
    path = SAMPLES / "formats/school-society.mt.en.html"
    drop(page, path)
    expect(notes(page).first).to_be_visible()
    notes(page).locator(".head").first.focus()
    page.keyboard.press("Delete")
    article(page).press("Control+End")
    page.keyboard.type(" And more")
    text, count = article(page).input_value(), settled(page)
    page.reload()
    expect(article(page)).to_have_value(text)
    expect(page.locator("#name")).to_have_text(path.name)
    expect(page.locator("#dismissed")).to_contain_text("(1)")
    expect(notes(page)).to_have_count(count)
    _, data = download(page, "#save-file")
    assert b"girlfriends. And more\n" in data


def test_a_text_that_is_too_large(desk: Callable[..., Any]) -> None:
    page = desk()
    book = ("Leaders met there. " * 20 + "\n\n") * 5500  # 2.1 MB
    paste(page, book)
    expect(page.locator("#notice")).to_contain_text("This text has 2.1 MB, more than the 0.5 MB that this desk takes")
    started = page.evaluate("performance.now()")
    page.evaluate("article.setSelectionRange(0, 0)")
    page.keyboard.type("Yes. ")
    assert page.evaluate("performance.now()") - started < 3000
    assert article(page).input_value().startswith("Yes. Leaders")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(article(page)).to_have_value("")
    expect(page.locator("#notice")).to_be_hidden()


def test_a_long_text_is_checked_when_asked(desk: Callable[..., Any]) -> None:
    page = desk()
    paste(page, "A plain sentence stands here.\n\n" * 7000 + "The OTAN met.\n")
    expect(page.locator("#notice")).to_contain_text("too long to be checked while you type")
    page.get_by_role("button", name="Check it now").click()
    expect(note(page, "OTAN")).to_be_visible(timeout=90_000)
    note(page, "OTAN").locator(".head").click()
    assert page.evaluate("article.value.slice(article.selectionStart, article.selectionEnd)") == "OTAN"
