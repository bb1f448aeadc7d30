"""HTML into a tree with positions.

The tokenizer is that of the standard library, which says where each token stands; no parser that
builds the standard's tree does. The tree follows the standard where it matters for telling the
article from the page: elements whose end tags may be left out, void elements, end tags that match
nothing.
"""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from checker.document.prose import Kept
from checker.document.readers.flow import BLOCKS
from checker.document.readers.tree import MOST_LEVELS, Element

VOID = frozenset("area base br col embed frame hr img input link meta param source track wbr".split())
_CLOSED_BY_BLOCK = BLOCKS - {"li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "html", "body", "legend", "title"}
_SIBLINGS = {
    "li": ({"li"}, {"ul", "ol", "menu"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "tr": ({"tr"}, {"table", "tbody", "thead", "tfoot"}),
    "tbody": ({"tbody", "thead", "tfoot"}, {"table"}),
    "tfoot": ({"tbody", "thead", "tfoot"}, {"table"}),
    "option": ({"option"}, {"select", "datalist"}),
}
_REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]*;?)")
_TAG = re.compile(r"</?[A-Za-z]")
_WALLS = frozenset({"table", "td", "th", "html", "body"})


def parse_html(text: str) -> Element:
    """Read HTML, a page or a fragment; nothing is an error.

    Args:
        text: the HTML; stretches and offsets are its code points.

    Returns:
        A root element named ``#root`` that holds what the text holds.
    """
    parser = _Parser(text)
    parser.feed(text)
    parser.close()
    return parser.root


class _Parser(HTMLParser):
    """Tokens as elements; offsets as code points."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.text = text
        half_tag = _TAG.search(text, text.rfind(">") + 1)
        self.end = half_tag.start() if half_tag else len(text)
        self.lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self.root = Element("#root")
        self.open = [self.root]

    @property
    def here(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._imply_ends(tag)
        element = Element(tag, self.here, {})
        for name, value in attrs:
            element.attributes.setdefault(name, value or "")
        self.open[-1].items.append(element)
        if tag not in VOID and len(self.open) < MOST_LEVELS:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """``<div/>`` is empty, as it is in XHTML: nobody who writes it means to open one."""
        self.handle_starttag(tag, attrs)
        if self.open[-1].start == self.here and self.open[-1].tag == tag and tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Close the element; an end tag that matches nothing, or only beyond a wall, is ignored."""
        for at in range(len(self.open) - 1, 0, -1):
            opened = self.open[at].tag
            if opened == tag:
                del self.open[at:]
                return
            if opened in _WALLS and tag not in BLOCKS or tag not in BLOCKS and opened in BLOCKS:
                return

    def handle_data(self, data: str) -> None:
        start = self.here
        if self.text.startswith(data, start):
            self._text(start, start + len(data))

    def handle_charref(self, name: str) -> None:
        self._reference()

    def handle_entityref(self, name: str) -> None:
        self._reference()

    def _reference(self) -> None:
        match = _REFERENCE.match(self.text, self.here)
        self._text(self.here, match.end() if match else self.here + 1)

    def _text(self, start: int, end: int) -> None:
        """Keep a stretch of text, references as what they stand for; of a file cut short, no half tag."""
        at, end = start, min(end, self.end)
        for match in _REFERENCE.finditer(self.text, start, end):
            char = unescape(match[0])
            if char != match[0]:
                self._keep(at, match.start())
                self.open[-1].items.append(Kept(match.start(), match.end(), char))
                at = match.end()
        self._keep(at, end)

    def _keep(self, start: int, end: int) -> None:
        if end > start:
            self.open[-1].items.append(Kept(start, end))

    def _imply_ends(self, tag: str) -> None:
        """Close what a start tag closes without saying so."""
        if tag in _CLOSED_BY_BLOCK:
            self._close({"p"}, _WALLS)
        if tag in _SIBLINGS:
            same, walls = _SIBLINGS[tag]
            self._close(same, walls)
        elif re.fullmatch("h[1-6]", tag) and re.fullmatch("h[1-6]", self.open[-1].tag):
            self.open.pop()

    def _close(self, tags: set[str], walls: set[str] | frozenset[str]) -> None:
        for at in range(len(self.open) - 1, 0, -1):
            if self.open[at].tag in tags:
                del self.open[at:]
                return
            if self.open[at].tag in walls:
                return
