"""The desk in a real browser, against the real server: an article is written and mended."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable
from typing import Any

from desk_page import (
    ARTICLE,
    SAMPLES,
    SHORT,
    article,
    note,
    notes,
    paste,
    settled,
    write,
)
from desk_server import Server
from playwright.sync_api import expect


def test_type_fix_undo_redo_dismiss(desk: Callable[..., Any]) -> None:
    page = desk()
    article(page).press_sequentially("The OTAN met.", delay=5)
    expect(notes(page)).to_have_count(1)
    note(page, "OTAN").locator(".head").click()
    expect(page.locator(".detail .why")).to_contain_text("French initialism")
    page.locator(".detail .wording.first").click()
    expect(article(page)).to_have_value("The NATO met.")
    expect(notes(page)).to_have_count(0)
    article(page).focus()
    page.keyboard.press("Control+z")
    expect(article(page)).to_have_value("The OTAN met.")
    expect(notes(page)).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(article(page)).not_to_have_value("The OTAN met.")
    for _ in range(9):
        page.keyboard.press("Control+z")
    expect(article(page)).to_have_value("")
    for _ in range(9):
        page.keyboard.press("Control+Shift+z")
    expect(article(page)).to_have_value("The NATO met.")
    page.keyboard.press("Control+z")
    note(page, "OTAN").locator(".head").click()
    page.get_by_role("button", name="Dismiss", exact=True).click()
    expect(notes(page)).to_have_count(0)
    expect(page.locator("#dismissed")).to_contain_text("Dismissed (1)")
    page.locator("#undo").click()
    expect(notes(page)).to_have_count(1)
    page.locator("#redo").click()
    expect(notes(page)).to_have_count(0)
    page.locator("#dismissed summary").click()
    page.get_by_role("button", name="Restore “OTAN”").click()
    expect(notes(page)).to_have_count(1)


def test_keyboard_alone(desk: Callable[..., Any]) -> None:
    page = desk()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(article(page)).to_be_focused()
    page.keyboard.insert_text(SHORT)
    expect(notes(page)).to_have_count(3)
    page.keyboard.press("Control+Home")
    page.keyboard.press("F8")
    expect(note(page, "Kiev")).to_have_class(re.compile("active"))
    page.keyboard.press("F8")
    expect(note(page, "OTAN")).to_have_class(re.compile("active"))
    page.keyboard.press("Shift+F8")
    page.keyboard.press("Control+Enter")
    expect(article(page)).to_have_value(SHORT.replace("Kiev", "Kyiv"))
    page.keyboard.press("F8")
    page.keyboard.press("Control+.")
    expect(page.locator(".detail .wording.first")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".detail .dismiss")).to_be_focused()
    page.keyboard.press("Escape")
    expect(article(page)).to_be_focused()
    expect(page.locator(".detail")).to_have_count(0)
    page.keyboard.press("F8")
    page.keyboard.press("Control+Shift+Enter")
    expect(page.locator("#dismissed")).to_be_visible()
    expect(notes(page)).to_have_count(1)
    notes(page).locator(".head").focus()
    page.keyboard.press("Delete")
    expect(notes(page)).to_have_count(0)
    expect(article(page)).to_be_focused()
    page.keyboard.press("Control+s")
    expect(page.locator("#save-dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(article(page)).to_be_focused()


def test_the_layer_lies_under_the_text(desk: Callable[..., Any]) -> None:
    for width in (1280, 390):
        page = desk(viewport={"width": width, "height": 800})
        write(page, ARTICLE.replace("\n\n", "\n\n\n   ") + "\n" + "x" * 300 + "\ttab   \n")
        heights = page.evaluate("[article.scrollHeight, layer.scrollHeight, article.clientWidth - layer.clientWidth]")
        assert heights[0] == heights[1] and heights[2] == 0
        assert page.evaluate("[...layer.children].map((line) => line.textContent).join('\\n') === article.value")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_marks_follow_while_typing(desk: Callable[..., Any]) -> None:
    page = desk()
    write(page, "😀 The OTAN met.", 1)
    expect(page.locator(".layer mark")).to_have_text(["OTAN"])
    page.route("**/api/check", lambda route: None)
    page.keyboard.press("Control+Home")
    page.keyboard.type("Some 𝒜 ")
    expect(page.locator("#layer")).to_have_text("Some 𝒜 😀 The OTAN met.")
    expect(page.locator(".layer mark")).to_have_text(["OTAN"])


def test_click_in_the_text_opens_the_note(desk: Callable[..., Any]) -> None:
    page = desk()
    write(page, ARTICLE)
    box = page.locator(".layer mark", has_text="correctional court").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".note.active .words")).to_have_text("correctional court")
    page.locator(".about summary").click()
    expect(page.locator(".about")).to_contain_text("CAL103")


def test_safe_fixes_in_one_step(desk: Callable[..., Any]) -> None:
    page = desk()
    write(page, SHORT, 3)
    page.get_by_role("button", name="Apply 2 safe fixes").click()
    expect(article(page)).to_have_value(SHORT.replace("OTAN", "NATO").replace("12 000", "12,000"))
    page.keyboard.press("Control+z")
    expect(article(page)).to_have_value(SHORT)


def test_the_server_stops_in_mid_edit(desk: Callable[..., Any]) -> None:
    server = Server()
    try:
        page = desk(server.url, faulty=True)
        write(page, SHORT, 3)
        assert server.stop() in (0, -signal.SIGTERM)
        page.keyboard.press("Control+End")
        page.keyboard.type(" Vladimir Poutine")
        expect(page.get_by_role("alert")).to_contain_text("The server does not answer. Your text is safe")
        expect(article(page)).to_have_value(f"{SHORT} Vladimir Poutine")
        server = Server(port=server.port)
        page.get_by_role("button", name="Try now").click()
        expect(page.locator("#banner")).to_be_hidden()
        expect(note(page, "Poutine")).to_be_visible()
    finally:
        server.stop()


def test_only_the_newest_text_counts(desk: Callable[..., Any]) -> None:
    page = desk()
    held: list[Any] = []
    page.route("**/api/check", lambda route: held.append(route) if not held else route.continue_())
    with page.expect_request("**/api/check"):
        article(page).fill("The OTAN met.")
    article(page).fill("The OTAN summit.")
    expect(note(page, "OTAN")).to_be_visible()
    assert len(held) == 1 and notes(page).count() == 1


def test_what_is_checked_and_shown(desk: Callable[..., Any]) -> None:
    page = desk()
    write(page, SHORT, 3)
    page.locator("#choices summary").click()
    page.get_by_label("names").uncheck()
    expect(notes(page)).to_have_count(2)
    page.locator("#chips [data-severity=minor]").click()
    expect(note(page, "12 000")).to_have_count(0)
    page.reload()
    expect(notes(page)).to_have_count(1)


def test_compared_with_a_reference_or_the_french_by_its_language(desk: Callable[..., Any]) -> None:
    page = desk()
    text, said = page.locator("#companion-text"), page.locator("#companion-note")
    write(page, ARTICLE)
    page.locator("#companion summary").click()
    text.fill((SAMPLES / "justice.ref.en.txt").read_text(encoding="utf-8"))
    expect(page.locator(".note.family-reference").first).to_be_visible()
    expect(said).to_have_text("Compared with this reference translation.")
    found = page.locator(".note.family-reference").count()
    article(page).press("Control+End")
    page.keyboard.type("More.")
    settled(page)
    assert page.locator(".note.family-reference").count() >= found - 1
    text.fill((SAMPLES / "justice.fr.txt").read_text(encoding="utf-8"))
    expect(said).to_have_text("Compared with the French original.")
    expect(page.locator(".note.family-source").first).to_be_visible()
    expect(page.locator(".note.family-reference")).to_have_count(0)
    note(page, "correctional court").locator(".head").click()
    expect(page.locator(".detail .french")).to_contain_text("tribunal correctionnel")
    article(page).press("Control+End")
    page.keyboard.type(" And more.")
    note(page, "correctional court").locator(".head").click()
    expect(page.locator(".detail .french")).to_contain_text("tribunal correctionnel")
    other = (SAMPLES / "football.fr.txt").read_text(encoding="utf-8")
    text.fill(other)
    expect(said).to_contain_text("Not compared: ")
    page.reload()
    expect(text).to_have_value(other)
    text.fill("")
    expect(said).to_be_empty()
    expect(page.locator(".note.family-source")).to_have_count(0)


def test_french_in_the_place_of_the_english(desk: Callable[..., Any]) -> None:
    page = desk()
    french = (SAMPLES / "justice.fr.txt").read_text(encoding="utf-8")
    paste(page, french)
    expect(page.locator("#notice")).to_contain_text("This text is in French")
    page.get_by_role("button", name="Keep it as the original").click()
    expect(page.locator("#companion-text")).to_have_value(french)
    expect(article(page)).to_have_value("")
    expect(page.locator("#notice")).to_be_hidden()
    paste(page, ARTICLE)
    expect(page.locator("#companion-note")).to_have_text("Compared with the French original.")
    article(page).fill(french)
    page.locator("#companion-text").fill(ARTICLE)
    page.get_by_role("button", name="Exchange the two texts").click()
    expect(article(page)).to_have_value(ARTICLE)
    expect(page.locator("#companion-note")).to_have_text("Compared with the French original.")
    expect(page.locator("#notice")).to_be_hidden()
