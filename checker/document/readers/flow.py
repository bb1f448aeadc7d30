"""From a tree of mark-up to paragraphs: blocks, with white space as a browser sets it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from checker.document.prose import PLACEHOLDER, Kept
from checker.document.readers.tree import Element

_SPACE = re.compile(r"[ \t\n\r\f]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]+")
_CUT = re.compile(f"{_SPACE.pattern}|{_INVISIBLE.pattern}")
BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
    "hgroup hr html legend li main menu nav ol option p pre section summary table tbody td tfoot th thead title tr ul".split()
)
_OBJECTS = frozenset("code kbd math samp var".split())
_LEVELS = {f"h{level}": level for level in range(1, 7)}


@dataclass
class Block:
    """A paragraph: its stretches, the level of its heading (0: none) and its element."""

    element: Element
    level: int = 0
    kept: list[Kept] = field(default_factory=list)


class Flow:
    """Cuts elements into paragraphs.

    Args:
        raw: the text that the stretches are of.
        dropped: whether an element is left out.
        blocks: the names of elements that stand on lines of their own.
        levels: the heading levels by name.
    """

    def __init__(
        self,
        raw: str,
        dropped: Callable[[Element], bool],
        blocks: frozenset[str] = BLOCKS,
        levels: dict[str, int] | None = None,
    ) -> None:
        self._raw = raw
        self._dropped = dropped
        self._blocks = blocks
        self._levels = _LEVELS if levels is None else levels
        self._done: list[Block] = []

    def paragraphs(self, root: Element) -> list[Block]:
        """The paragraphs of an element that hold text."""
        self._done = [Block(root)]
        self._walk(root, 0)
        blocks = (Block(b.element, b.level, _collapse(self._raw, b.kept)) for b in self._done)
        return [block for block in blocks if any(piece.text != PLACEHOLDER for piece in block.kept)]

    def _walk(self, element: Element, level: int) -> None:
        if self._dropped(element):
            if element.tag in _OBJECTS:
                self._done[-1].kept.append(Kept(element.start, element.start, PLACEHOLDER))
            return
        if element.tag == "br":
            self._done[-1].kept.append(Kept(element.start, element.start, "\n"))
            return
        is_block = element.tag in self._blocks
        own = self._levels.get(element.tag, level)
        if is_block:
            self._done.append(Block(element, own))
        for item in element.items:
            if isinstance(item, Element):
                self._walk(item, own)
            else:
                self._done[-1].kept.append(item)
        if is_block:
            self._done.append(Block(element, level))


def _collapse(raw: str, kept: list[Kept]) -> list[Kept]:
    """Make one space of each run of white space, none at the ends; keep line breaks."""
    pieces: list[Kept] = []
    space: Kept | None = None
    for piece in _pieces(raw, kept):
        if piece.text == "\n":
            space = None
            if pieces:
                pieces.append(piece)
        elif piece.text == " ":
            space = space or piece
        elif piece.text != "":
            if space and pieces and pieces[-1].text != "\n":
                pieces.append(space if raw[space.start : space.end] != " " else Kept(space.start, space.end))
            space = None
            pieces.append(piece)
    while pieces and pieces[-1].text == "\n":
        pieces.pop()
    return pieces


def _pieces(raw: str, kept: list[Kept]) -> Iterator[Kept]:
    """Cut stretches at white space: ``" "`` for a run of it, ``"\\n"`` for a line break, else words.

    What only tells a browser where it may break a line (soft hyphens) is left out.
    """
    for start, end, text in kept:
        if text is not None:
            is_break = start == end and text == "\n"
            yield Kept(start, end, text if is_break else _SPACE.sub(" ", _INVISIBLE.sub("", text)))
            continue
        at = start
        for match in _CUT.finditer(raw, start, end):
            if match.start() > at:
                yield Kept(at, match.start())
            yield Kept(match.start(), match.end(), " " if match[0][0] in " \t\n\r\f" else "")
            at = match.end()
        if at < end:
            yield Kept(at, end)
