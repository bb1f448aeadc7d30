"""The desk in a real browser, against the real server."""

from __future__ import annotations

import base64
import json
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.document import Document
from checker.engine import Engine

expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install playwright").expect
from browsers import chromium  # noqa: E402
from desk_server import Server  # noqa: E402

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
ARTICLE = (SAMPLES / "justice.mt.en.txt").read_text(encoding="utf-8")
SHORT = "Leaders met in Kiev.\n\nThe OTAN summit drew 12 000 people."
NAMES = {".html": "text/html", ".txt": "text/plain", ".docx": "application/octet-stream", ".xml": "text/xml"}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    running = Server("--max-size", "500k")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def chrome() -> Iterator[Any]:
    with chromium() as running:
        yield running


@pytest.fixture
def desk(chrome: Any, server: Server) -> Iterator[Callable[..., Any]]:
    """Opens a tab at the desk; what the page complains of fails the test."""
    contexts: list[Any] = []
    faults: list[str] = []

    def tab(url: str = server.url, *, faulty: bool = False, **options: Any) -> Any:
        contexts.append(chrome.new_context(**{"viewport": {"width": 1280, "height": 860}, "accept_downloads": True, **options}))
        page = contexts[-1].new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        if not faulty:
            page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.goto(url)
        return page

    yield tab
    for context in contexts:
        context.close()
    assert not faults


def article(page: Any) -> Any:
    return page.locator("#article")


def notes(page: Any) -> Any:
    return page.locator(".note")


def write(page: Any, text: str, count: int | None = None) -> None:
    article(page).fill(text)
    if count is None:
        expect(notes(page).first).to_be_visible()
    else:
        expect(notes(page)).to_have_count(count)


def note(page: Any, words: str) -> Any:
    return notes(page).filter(has=page.locator(".words", has_text=words)).first


def drop(page: Any, path: Path) -> None:
    let_fall(page, path, path.read_bytes())
    expect(page.locator("#name")).to_have_text(path.name)


def let_fall(page: Any, path: Path, data: bytes) -> None:
    content = base64.b64encode(data).decode()
    transfer = page.evaluate_handle(
        """([name, type, content]) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name, { type }));
            return transfer;
        }""",
        [path.name, NAMES.get(path.suffix, ""), content],
    )
    for kind in ("dragenter", "dragover", "drop"):
        page.dispatch_event("body", kind, {"dataTransfer": transfer})


def paste(page: Any, text: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    article(page).focus()
    page.keyboard.press("Control+v")


def settled(page: Any) -> int:
    """How many notes there are when the check is done."""
    page.wait_for_timeout(50)
    expect(page.locator("body")).not_to_have_class(re.compile("busy"))
    page.wait_for_timeout(50)
    count: int = notes(page).count()
    return count


def download(page: Any, button: str) -> tuple[str, bytes]:
    if not page.locator("#save-dialog").is_visible():
        page.keyboard.press("Control+s")
    with page.expect_download() as waiting:
        page.locator(button).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


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
    assert page.locator(".layer mark").all_text_contents() == ["OTAN"]
    page.route("**/api/check", lambda route: None)
    page.keyboard.press("Control+Home")
    page.keyboard.type("Some 𝒜 ")
    assert page.locator(".layer mark").all_text_contents() == ["OTAN"]


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
    page.locator("#fix-all").click()
    page.wait_for_function("count => document.querySelectorAll('.note').length < count", arg=len(before) - 1)
    fixed = sum(1 for finding in before if finding.fix and finding.fix.safe)
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


def test_a_word_file_is_read_and_not_written(desk: Callable[..., Any]) -> None:
    pytest.importorskip("docx")
    path = SAMPLES / "formats/school-society.mt.en.docx"
    page = desk()
    drop(page, path)
    expect(notes(page)).to_have_count(len(Engine().check(Document.from_path(path)).findings))
    page.locator("#save").click()
    expect(page.locator("#own-note")).to_contain_text("Word document, which is read here but not written")
    expect(page.locator("#save-file")).to_be_disabled()
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
    page.set_default_timeout(60_000)
    page.get_by_role("button", name="Check it now").click()
    expect(note(page, "OTAN")).to_be_visible(timeout=60_000)
    note(page, "OTAN").locator(".head").click()
    assert page.evaluate("article.value.slice(article.selectionStart, article.selectionEnd)") == "OTAN"


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
    article(page).fill("The OTAN met.")
    page.wait_for_timeout(400)
    article(page).fill("The OTAN summit.")
    expect(note(page, "OTAN")).to_be_visible()
    assert len(held) == 1 and notes(page).count() == 1


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(desk: Callable[..., Any], scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed: pip install axe-playwright-python")
    page = desk(viewport={"width": width, "height": 860}, color_scheme=scheme, bypass_csp=True)
    assert violations(axe, page) == []
    write(page, ARTICLE)
    for _ in range(3):
        page.keyboard.press("F8")
    page.locator(".about summary").click()
    page.wait_for_timeout(200)
    assert violations(axe, page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("F8")
    page.keyboard.press("Control+Shift+Enter")
    page.locator("#dismissed summary").click()
    page.locator("#choices summary").click()
    assert violations(axe, page) == []
    page.locator("#help").click()
    assert violations(axe, page) == []
    page.keyboard.press("Escape")
    page.locator("#save").click()
    assert violations(axe, page) == []


def violations(axe: Any, page: Any) -> list[tuple[str, list[str]]]:
    found = axe.Axe().run(page).response["violations"]
    return [(item["id"], [node["html"][:120] for node in item["nodes"]]) for item in found]


def test_compared_with_a_reference(desk: Callable[..., Any]) -> None:
    page = desk()
    write(page, ARTICLE)
    page.locator("#companion summary").click()
    page.locator("#companion-text").fill((SAMPLES / "justice.ref.en.txt").read_text(encoding="utf-8"))
    expect(page.locator(".note.family-reference").first).to_be_visible()
    found = page.locator(".note.family-reference").count()
    article(page).press("Control+End")
    page.keyboard.type("More.")
    settled(page)
    assert page.locator(".note.family-reference").count() >= found - 1
    page.locator("#companion-text").fill("Ceci est un article en français, qui ne dit rien de tout cela à personne.")
    expect(page.locator("#companion-note")).to_contain_text("Not compared: the reference: in French")
    page.reload()
    expect(page.locator("#companion-text")).to_have_value(re.compile("Ceci"))
    page.locator("#companion-text").fill("")
    expect(page.locator(".note.family-reference")).to_have_count(0)
