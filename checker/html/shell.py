"""What every page has: a head that lets nothing run or load but its own, a masthead, a foot."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.resources import files

from checker.html.tags import Element, Node, h, page
from checker.report import Report
from checker.version import __version__

GENERATOR = f"checker {__version__}"
GENERATOR_MARK = '<meta name="generator" content="checker '
"""What the first kilobyte of every page holds, so that it is known again."""


def document(title: str, *, styles: Sequence[str], scripts: Sequence[str], body: Sequence[Node], back: str | None = None) -> str:
    """A page.

    Args:
        title: what the window is called.
        styles: names of the style sheets of this package, without suffix.
        scripts: names of its scripts, likewise.
        body: what stands between masthead and foot; it must hold an element ``#content``.
        back: the address of the index, on a page that has one.
    """
    sheets = [_own(name, "css") for name in ("house", "page", *styles)]
    programs = [_own(name, "js") for name in ("page", *scripts)]
    head = h(
        "head",
        h("meta", charset="utf-8"),
        h("meta", name="generator", content=GENERATOR),
        h("meta", http_equiv="Content-Security-Policy", content=_policy(sheets, programs)),
        h("meta", name="viewport", content="width=device-width, initial-scale=1"),
        h("meta", name="referrer", content="no-referrer"),
        h("title", title),
        [h("style", sheet) for sheet in sheets],
    )
    content = h("main", list(body), id="content")
    foot = h("footer", h("p", f"checker {__version__}. It marks what a machine leaves; a clean report is not a good translation."))
    skip = h("a", "Skip to the content", href="#content", class_="skip")
    whole = h("body", skip, _masthead(back), content, foot, [h("script", program) for program in programs])
    return page(h("html", head, whole, lang="en"))


def errors(report: Report) -> Node:
    """The inputs that could not be read, where there are any."""
    if not report.errors:
        return None
    title = h("h2", "Not checked", id="errors")
    return h("section", title, h("ul", [h("li", message) for message in report.errors]), class_="errors", aria_labelledby="errors")


def _masthead(back: str | None) -> Element:
    link = back and h("a", "All articles", href=back, class_="back")
    theme = h("button", "Dark", type="button", class_="theme", hidden=True)
    name = h("p", h("span", "checker", class_="wordmark"), " ", h("span", "Translation report", class_="strap"))
    return h("header", name, h("div", link, theme, class_="tools"), class_="masthead")


def _own(name: str, suffix: str) -> str:
    return (files("checker.html") / f"{name}.{suffix}").read_text(encoding="utf-8")


def _policy(sheets: Sequence[str], programs: Sequence[str]) -> str:
    """Nothing from anywhere; of what stands in the page, only our own style sheets and scripts."""
    return "; ".join(
        (
            "default-src 'none'",
            "style-src " + " ".join(_hashes(sheets)),
            "script-src " + " ".join(_hashes(programs)),
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
        )
    )


def _hashes(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        yield f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
