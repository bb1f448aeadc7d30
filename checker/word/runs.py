"""The runs of a Word document by the offsets of its text, cut where a span begins or ends."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn

from checker.document.readers.docx import Locator, Stretch, paragraphs

if TYPE_CHECKING:
    from docx.document import Document as Word

AUTHOR = "checker"
"""Who writes the comments and changes."""

PROPERTIES = qn("w:rPr")
TEXT = frozenset(map(qn, ("w:t", "w:tab", "w:br", "w:cr", "w:noBreakHyphen", "w:ptab")))
"""What of a run is text; ``str`` of such an element gives it."""
_RUN = qn("w:r")
_SPACE = qn("xml:space")


class Runs:
    """The runs that hold a document’s text.

    Args:
        word: the document; its runs are cut in place.
        new_id: gives numbers that no change of the document has.

    Attributes:
        locator: its text as it was read.
        paragraphs: the ``w:p`` elements of its lines.
    """

    def __init__(self, word: Word, new_id: Callable[[], int]) -> None:
        self.locator = Locator(word)
        self.paragraphs = [paragraph._p for paragraph in paragraphs(word)]
        self.new_id = new_id
        self._stretches = self.locator.stretches

    def cut(self, offsets: Iterable[int]) -> None:
        """Cut runs so that none reaches over an offset of the text; boxes and rubies stay whole."""
        wanted = sorted(set(offsets))
        done: list[Stretch] = []
        for stretch in self._stretches:
            inside = wanted[bisect_right(wanted, stretch.start) : bisect_left(wanted, stretch.end)]
            if host(stretch.element) is stretch.element:
                for offset in inside:
                    right = self._cut(stretch.element, offset - stretch.start)
                    done.append(stretch._replace(end=offset))
                    stretch = stretch._replace(start=offset, element=right)
            done.append(stretch)
        self._stretches = done

    def within(self, start: int, end: int) -> list[Stretch]:
        """The runs that hold a part of a span."""
        first = bisect_right(self._stretches, start, key=lambda stretch: stretch.end)
        last = bisect_left(self._stretches, end, key=lambda stretch: stretch.start)
        return self._stretches[first:last]

    def near(self, offset: int) -> Stretch:
        """The run before an offset if it is of the same paragraph, else the one after or the last."""
        at = bisect_left(self._stretches, offset, key=lambda stretch: stretch.end)
        if at < len(self._stretches) and self._stretches[at].start < offset:
            return self._stretches[at]
        return self._stretches[min(at, len(self._stretches) - 1)]

    def cut_before(self, run: Any, child: Any) -> Any:
        """Cut a run before one of its elements; return the new run, which follows it."""
        right = run.makeelement(run.tag, dict(run.attrib), run.nsmap)
        if run.rPr is not None:
            right.append(deepcopy(run.rPr))
            for change in right.iter(qn("w:rPrChange")):
                change.set(qn("w:id"), str(self.new_id()))
        moved = [child, *child.itersiblings()]
        run.addnext(right)
        for element in moved:
            right.append(element)
        return right

    def _cut(self, run: Any, offset: int) -> Any:
        """Cut a run before the character at an offset of its text."""
        at = 0
        for child in run:
            if child.tag not in TEXT:
                continue
            length = len(str(child))
            if at < offset < at + length:
                rest = deepcopy(child)
                child.text, rest.text = str(child)[: offset - at], str(child)[offset - at :]
                for piece in (child, rest):
                    piece.set(_SPACE, "preserve")
                child.addnext(rest)
                return self.cut_before(run, rest)
            if at >= offset:
                return self.cut_before(run, child)
            at += length
        raise ValueError("the offset is not inside the run’s text")


def host(run: Any) -> Any:
    """The run itself, or the one outside it that holds the box or ruby that it stands in."""
    outermost = run
    for element in run.iterancestors(_RUN):
        outermost = element
    return outermost

