"""The report in a real browser: filters, walk, themes, narrow screens, paper, and axe-core."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsers import complaints, opened
from click.testing import CliRunner
from made_reports import SAMPLES, sample_report
from playwright.sync_api import Browser, Page

from checker import Document
from checker.cli import main
from checker.engine import Engine
from checker.reference.comparison import ReferenceComparison
from checker.report import Report
from checker.reporters import render

Box = dict[str, float]
MOST = max(sample_report().files, key=lambda file: len(file.findings))
COUNT = len(MOST.findings)
WIDTHS = pytest.mark.parametrize("width", [390, 800, 1280, 1900])
BOXES = """selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility()).map(e => {
    const box = e.getBoundingClientRect();
    return {left: box.left, right: box.right, top: box.top, bottom: box.bottom};
})"""


@pytest.fixture
def browser(chrome: Browser) -> Iterator[Browser]:
    yield chrome
    for context in chrome.contexts:
        context.close()


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "article.html"
    path.write_text(render(Report([MOST], rules=sample_report().rules), "html"), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of several articles with dates."""
    base = tmp_path_factory.mktemp("report")
    for day, source in enumerate(sorted(SAMPLES.glob("*.en.txt"))[:6], 10):
        (base / f"2026-11-{day}-{source.name}").write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    assert CliRunner().invoke(main, ["report", str(base), "-o", str(base / "out")]).exit_code == 1
    return base / "out"


def boxes(page: Page, selector: str) -> list[Box]:
    found: list[Box] = page.evaluate(BOXES, selector)
    return found


def overlap(one: Box, other: Box) -> bool:
    return min(one["right"], other["right"]) - max(one["left"], other["left"]) > 1 and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 1


def assert_notes_are_clear(page: Page, notes: int) -> None:
    found, texts = boxes(page, ".note"), boxes(page, ".text, .companion")
    assert len(found) == notes and texts
    assert not [pair for pair in combinations(found, 2) if overlap(*pair)]
    assert not [(note, text) for note in found for text in texts if overlap(note, text)]
    below = boxes(page, ".rules")[0]["top"]
    assert all(note["bottom"] <= below for note in found)


def assert_fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def active(page: Page) -> Any:
    return page.evaluate("document.activeElement.dataset.f")


@WIDTHS
@pytest.mark.parametrize("script", [True, False])
def test_notes_cover_neither_text_nor_one_another(browser: Browser, article: Path, width: int, script: bool) -> None:
    page = opened(browser, article, width=width, script=script)
    assert_notes_are_clear(page, COUNT)
    assert_fits(page)
    assert complaints(page) == []


@WIDTHS
def test_a_text_beside_the_article_covers_nothing(browser: Browser, tmp_path: Path, width: int) -> None:
    document, reference = (Document.from_path(SAMPLES / f"ukraine-war.{name}.txt") for name in ("mt.en", "ref.en"))
    file = Engine().check(document, ReferenceComparison(document, reference))
    path = tmp_path / "paired.html"
    path.write_text(render(Report([file], rules=sample_report().rules), "html"), encoding="utf-8")
    page = opened(browser, path, width=width)
    texts = boxes(page, ".text, .version")
    assert not [pair for pair in combinations(texts, 2) if overlap(*pair)]
    assert_fits(page)
    for key in "jjjjjj":
        page.keyboard.press(key)
        assert_notes_are_clear(page, len(file.findings))
    shaded = page.locator(".segment.beside").all_inner_texts()
    assert len(shaded) == 1 and len(shaded[0]) < 400


@WIDTHS
def test_nor_do_they_when_full_or_read(browser: Browser, article: Path, width: int) -> None:
    page = opened(browser, article, width=width)
    for _ in range(2):
        page.click(".density")
        assert_notes_are_clear(page, COUNT)
        for _ in range(5):
            page.keyboard.press("j")
            page.keyboard.press("j")
            assert_notes_are_clear(page, COUNT)
            if width >= 1280:
                assert page.locator(".note.active").bounding_box()["y"] < 844  # type: ignore[index]
    page.set_viewport_size({"width": 390 if width > 1000 else 1280, "height": 800})
    assert_notes_are_clear(page, COUNT)
    assert_fits(page)


def test_notes_stand_beside_their_words(browser: Browser, article: Path) -> None:
    page = opened(browser, article)
    page.keyboard.press("j")
    for _ in range(COUNT - 1):
        mark, note = boxes(page, "mark.active")[0], boxes(page, ".note.active")[0]
        assert note["left"] > mark["right"]
        assert -45 < note["top"] - mark["top"] < 260, active(page)
        page.keyboard.press("j")


def test_the_walk(browser: Browser, article: Path) -> None:
    page = opened(browser, article)
    for keys, at in (("j", 1), ("n", 2), ("ArrowRight", 3), ("k", 2), ("p", 1), ("ArrowLeft", COUNT), ("j", 1)):
        page.keyboard.press(keys)
        assert active(page) == f"1-{at}"
        assert page.locator(".note.active").get_attribute("data-f") == f"1-{at}"
        assert page.locator(".position").inner_text() == f"{at} of {COUNT}"
        mark = page.locator("mark.first:focus-visible")
        assert mark.count() == 1 and mark.evaluate("e => parseFloat(getComputedStyle(e).outlineWidth)") >= 2
        box = mark.bounding_box()
        assert box and 45 < box["y"] < 800
    page.keyboard.press("Escape")
    assert active(page) is None and page.locator(".active").count() == 0
    page.click(".next")
    page.click(".next")
    page.click(".previous")
    assert page.locator(".position").inner_text().endswith(f"of {COUNT}")


def test_single_keys_can_be_switched_off(browser: Browser, article: Path) -> None:
    page = opened(browser, article)
    page.uncheck(".keys")
    page.keyboard.press("j")
    assert page.locator(".active").count() == 0


def test_tab_goes_from_finding_to_finding(browser: Browser, article: Path) -> None:
    page = opened(browser, article)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.locator("mark.first").first.focus()
    assert page.locator(".note.active").get_attribute("data-f") == "1-1"
    described = page.locator("mark.first").first.get_attribute("aria-describedby")
    assert MOST.findings[0].message in page.locator(f"#{described}").text_content()  # type: ignore[operator]


def test_chart_and_notes_lead_to_the_words(browser: Browser, article: Path) -> None:
    page = opened(browser, article)
    page.locator(".tick a").nth(4).click()
    wanted = page.locator(".tick").nth(4).get_attribute("data-f")
    assert active(page) == wanted
    page.locator(".note").nth(2).click(position={"x": 3, "y": 3})
    assert active(page) == "1-3"
    page.goto(f"{page.url.split('#')[0]}#f1-7")
    assert active(page) == "1-7"


def test_filters(browser: Browser, article: Path) -> None:
    page = opened(browser, article)
    minor = sum(finding.severity == "minor" for finding in MOST.findings)
    page.uncheck("input[value=minor]")
    assert len(boxes(page, ".note")) == COUNT - minor
    assert page.locator(".shown").inner_text() == f"{COUNT - minor} of {COUNT} findings shown"
    assert page.locator(".shown").get_attribute("role") == "status"
    assert page.locator("mark.first.off").count() == minor == page.locator("mark.first[tabindex='-1']").count()
    assert_notes_are_clear(page, COUNT - minor)
    page.keyboard.press("j")
    severities = {finding.severity for finding in MOST.findings} - {"minor"}
    assert page.locator(".note.active .severity").inner_text() in severities
    calques = sum(finding.severity != "minor" and finding.family == "calque" for finding in MOST.findings)
    page.uncheck("input[value=calque]")
    assert len(boxes(page, ".note")) == COUNT - minor - calques
    page.check("input[value=minor]")
    page.check("input[value=calque]")
    assert len(boxes(page, ".note")) == COUNT and page.locator("mark.off").count() == 0
    assert page.locator(".shown").inner_text() == f"All {COUNT} findings shown"


def test_dark_and_light(browser: Browser, article: Path) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    light, dark = (opened(browser, article, dark=mode) for mode in (False, True))
    assert light.evaluate(paper) != dark.evaluate(paper)
    assert dark.locator(".theme").inner_text() == "Light"
    before = light.evaluate(paper)
    light.click(".theme")
    assert light.evaluate(paper) == dark.evaluate(paper)
    light.reload()
    assert light.evaluate(paper) == dark.evaluate(paper), "the choice is kept"
    light.click(".theme")
    assert light.evaluate(paper) == before


@pytest.mark.parametrize("script", [True, False])
def test_paper(browser: Browser, article: Path, script: bool) -> None:
    page = opened(browser, article, dark=True, width=720, script=script)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not boxes(page, ".toolbar, .theme, .switch input")
    assert_notes_are_clear(page, COUNT)
    assert all(note["left"] > 400 for note in boxes(page, ".note"))
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_nothing_slips_in(browser: Browser, article: Path) -> None:
    page = opened(browser, article)
    page.evaluate("""() => {
        document.body.append(Object.assign(document.createElement("img"), {src: "https://evil.example/x.png"}));
        document.body.insertAdjacentElement("beforeend", document.createElement("p")).setAttribute("style", "color: red");
        try {
            const script = document.createElement("script");
            script.append("window.slipped = true");
            document.body.append(script);
        } catch {}
    }""")
    assert page.evaluate("window.slipped") is None
    assert page.evaluate("getComputedStyle(document.querySelector('body > p')).color") != "rgb(255, 0, 0)"

    def told() -> list[str]:
        return [line for line in complaints(page) if "Content Security Policy" in line]

    for _ in range(300):
        if len(told()) >= 2:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"the breaches were not told: {complaints(page)}")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(browser: Browser, article: Path, folder: Path, width: int, dark: bool) -> None:
    for path in (article, folder / "index.html"):
        page = opened(browser, path, width=width, dark=dark)
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
        if path == article:
            page.keyboard.press("j")
            page.uncheck("input[value=minor]")
            assert (results := Axe().run(page)).violations_count == 0, results.generate_report()


def test_the_index_is_sorted_by_click_and_key(browser: Browser, folder: Path) -> None:
    page = opened(browser, folder / "index.html")

    def column(number: int) -> list[str]:
        return page.locator(f".articles tbody tr > :nth-child({number})").all_inner_texts()

    first = column(1)
    page.click("th.words button")
    words = [int(text.replace(",", "")) for text in column(3)]
    assert words == sorted(words, reverse=True)
    assert page.locator("th.words").get_attribute("aria-sort") == "descending"
    page.keyboard.press("Enter")
    assert [int(text.replace(",", "")) for text in column(3)] == sorted(words)
    page.focus("th.date button")
    page.keyboard.press("Space")
    assert column(2)[0] == "15 Nov 2026" and page.locator("[aria-sort]").count() == 1
    page.click("th.score button")
    assert column(1) == first
    page.locator("tbody a").first.click()
    assert page.locator("h1").inner_text() in first[0]
    page.click(".back")
    assert page.url.endswith("index.html") and complaints(page) == []


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [360, 390, 1280])
def test_the_index_fits(browser: Browser, folder: Path, width: int, script: bool) -> None:
    page = opened(browser, folder / "index.html", width=width, script=script)
    assert_fits(page)
    assert len(boxes(page, ".articles tbody tr")) == 6
    labels = boxes(page, ".bars text:not(.scale)")
    assert labels and not [pair for pair in combinations(labels, 2) if overlap(*pair)]
