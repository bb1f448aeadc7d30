"""A real Chromium for the tests of pages, where there is one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser; skips the test where none is installed."""
    with sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, NAMES)), None) or playwright.chromium.executable_path
        if not Path(found).exists():
            pytest.skip(f"no Chromium on this machine ({', '.join(NAMES)}, or: playwright install chromium)")
        # Chromium’s sandbox does not run as root, which is what containers run tests as.
        arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=found, args=arguments)
        yield browser
        browser.close()


def opened(browser: Browser, path: Path, *, width: int = 1280, dark: bool = False, script: bool = True) -> Page:
    """A page of a file; a request to anywhere else, a script error or a breach of its policy fails the test later on.

    What went wrong is gathered in ``complaints(page)``.
    """
    context = browser.new_context(
        viewport={"width": width, "height": 844},
        color_scheme="dark" if dark else "light",
        java_script_enabled=script,
        reduced_motion="reduce",
    )
    page = context.new_page()
    found: list[str] = []
    page.on("request", lambda request: None if request.url.startswith("file:") else found.append(request.url))
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    _complaints[page] = found
    page.goto(path.resolve().as_uri())
    return page


def complaints(page: Page) -> list[str]:
    """Requests to the network, errors and broken policies since the page was opened."""
    return _complaints[page]


_complaints: dict[Page, list[str]] = {}
