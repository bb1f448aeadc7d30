"""The desk’s page as tests handle it: its parts, and what an editor does there."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
ARTICLE = (SAMPLES / "justice.mt.en.txt").read_text(encoding="utf-8")
SHORT = "Leaders met in Kiev.\n\nThe OTAN summit drew 12 000 people."
NAMES = {".html": "text/html", ".txt": "text/plain", ".docx": "application/octet-stream", ".xml": "text/xml"}


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
    """How many notes there are when the check is done and its findings are drawn."""
    expect(page.locator("body")).not_to_have_class(re.compile("busy"))
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    count: int = notes(page).count()
    return count


def download(page: Any, button: str) -> tuple[str, bytes]:
    if not page.locator("#save-dialog").is_visible():
        page.keyboard.press("Control+s")
    with page.expect_download() as waiting:
        page.locator(button).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()
