"""The desk in a real browser: narrow screens, and axe-core on every state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from desk_page import ARTICLE, SAMPLES, article, write
from playwright.sync_api import expect


def test_a_narrow_screen(desk: Callable[..., Any]) -> None:
    page = desk(viewport={"width": 390, "height": 844}, has_touch=True)
    write(page, ARTICLE)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.locator("#next").click()
    sheet = page.locator(".detail").bounding_box()
    assert sheet["width"] == 390 and abs(sheet["y"] + sheet["height"] - 844) < 2
    before = page.locator(".sheet-title").inner_text()
    page.locator(".steps button", has_text="Next").click()
    expect(page.locator(".sheet-title")).not_to_have_text(before)
    top = "s => document.querySelector(s).getBoundingClientRect().y"
    page.wait_for_function(f"() => {{ const top = {top}; return 0 < top('.layer mark.active') && top('.layer mark.active') < top('.detail'); }}")
    page.locator(".detail .dismiss").click()
    expect(page.locator(".detail")).to_be_visible()
    page.locator(".steps button", has_text="Close").click()
    expect(page.locator(".detail")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(desk: Callable[..., Any], scheme: str, width: int) -> None:
    page = desk(viewport={"width": width, "height": 860}, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    assert violations(page) == []
    write(page, ARTICLE)
    for _ in range(3):
        page.keyboard.press("F8")
    page.locator(".about summary").click()
    expect(page.locator(".about p").first).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("F8")
    page.keyboard.press("Control+Shift+Enter")
    page.locator("#dismissed summary").click()
    page.locator("#choices summary").click()
    page.locator("#companion summary").click()
    expect(page.locator("#companion-text")).to_be_visible()
    assert violations(page) == []
    page.locator("#help").click()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.locator("#save").click()
    assert violations(page) == []


def test_axe_finds_nothing_where_something_is_wrong(desk: Callable[..., Any]) -> None:
    page = desk(bypass_csp=True, faulty=True, reduced_motion="reduce")
    write(page, (SAMPLES / "justice.fr.txt").read_text(encoding="utf-8"))
    page.locator("#companion summary").click()
    page.locator("#companion-text").fill(ARTICLE)
    expect(page.locator("#companion-note")).to_contain_text("Not compared")
    expect(page.locator("#notice")).to_be_visible()
    assert violations(page) == []
    page.route("**/api/**", lambda route: route.abort())
    article(page).press("Control+End")
    page.keyboard.type(" Et voilà.")
    expect(page.get_by_role("alert")).to_contain_text("The server does not answer")
    assert violations(page) == []


def violations(page: Any) -> list[tuple[str, list[str]]]:
    found = Axe().run(page).response["violations"]
    return [(item["id"], [node["html"][:120] for node in item["nodes"]]) for item in found]
