"""What all tests share: the deep layer runs only in the tests that ask for it; a browser, and the desk in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

os.environ["CHECKER_DEEP"] = "0"

# The same examples in every run; --hypothesis-profile=default looks for new ones. A slow machine fails nothing.
settings.register_profile("checker", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("checker")

PATIENCE = 30_000
"""Milliseconds that a page may take for anything: what fails fails late, what works is not hurried on a loaded machine."""


@pytest.fixture(scope="module")
def chrome() -> Iterator[Any]:
    """A headless Chromium."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install playwright")
    from browsers import chromium

    sync_api.expect.set_options(timeout=PATIENCE)
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    """The desk’s server, which takes articles of up to 500 kB."""
    from desk_server import Server

    running = Server("--max-size", "500k")
    yield running
    running.stop()


@pytest.fixture
def desk(chrome: Any, server: Any) -> Iterator[Callable[..., Any]]:
    """Opens a tab at the desk; what the page complains of fails the test."""
    contexts: list[Any] = []
    faults: list[str] = []

    def tab(url: str = server.url, *, faulty: bool = False, **options: Any) -> Any:
        contexts.append(chrome.new_context(**{"viewport": {"width": 1280, "height": 860}, "accept_downloads": True, **options}))
        page = contexts[-1].new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: faults.append(str(error)))
        if not faulty:
            page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.goto(url)
        return page

    yield tab
    for context in contexts:
        context.close()
    assert not faults
