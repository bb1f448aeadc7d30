"""Makes the pictures of the documentation from the samples, in a real Chromium: ``python docs/screenshots.py``.

Needs the packages of the extra ``test`` and a Chromium; the fonts are those of the machine.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browsers import chromium, opened  # noqa: E402
from desk_server import Server  # noqa: E402
from made_reports import sample_report  # noqa: E402

from checker.report import Report  # noqa: E402
from checker.reporters import render  # noqa: E402

SHOWN, FRENCH = "ukraine-war.mt.en.txt", "ukraine-war.fr.txt"


def report_picture(target: Path) -> None:
    """The report of one article, a finding of it being read."""
    whole = sample_report()
    page_text = render(Report([file for file in whole.files if file.path.endswith(SHOWN)], rules=whole.rules), "html")
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        path = Path(folder) / "report.html"
        path.write_text(page_text, encoding="utf-8")
        page = opened(browser, path)
        page.set_viewport_size({"width": 1120, "height": 1150})
        page.locator("mark", has_text="lets go").first.evaluate("mark => mark.focus({preventScroll: true})")
        page.screenshot(path=target)


def desk_picture(target: Path) -> None:
    """The desk with an article on it, compared with its French, a finding open."""
    server = Server()
    try:
        with chromium() as browser:
            page = browser.new_page(viewport={"width": 1200, "height": 860})
            page.goto(server.url)
            page.locator("#article").fill((ROOT / "samples" / SHOWN).read_text(encoding="utf-8"))
            page.locator("#companion summary").click()
            page.locator("#companion-text").fill((ROOT / "samples" / FRENCH).read_text(encoding="utf-8"))
            page.locator(".note.family-source").wait_for()
            page.locator(".note .head", has_text="lets go").click()
            page.locator(".detail .french").wait_for()
            page.mouse.move(0, 0)
            page.evaluate("scrollTo(0, 0)")
            page.locator(".layer mark.active").wait_for()
            page.screenshot(path=target)
    finally:
        server.stop()


if __name__ == "__main__":
    report_picture(ROOT / "docs/img/report.png")
    desk_picture(ROOT / "docs/img/desk.png")
