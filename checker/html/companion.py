"""The text beside the article: its French original, or another translation of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checker.html.tags import Element, h


class Aligned(NamedTuple):
    """A stretch of the article and what stands for it beside: offsets of the document’s view, and the text.

    ``start`` equals ``end`` where the article has nothing for the text.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Companion:
    """A text that is shown beside the article.

    ``label`` heads its column, ``language`` is its code (BCP 47); ``segments`` are in the order of
    the article.
    """

    label: str
    language: str
    segments: Sequence[Aligned]

    def beside(self, start: int, end: int) -> list[Aligned]:
        """The segments that begin within a span of the view."""
        return [segment for segment in self.segments if start <= segment.start < end]


def cell(companions: Sequence[Companion], start: int, end: int) -> Element:
    """What stands beside the paragraph that holds a span of the view, a block a text.

    Each segment says which stretch of the article it belongs to, so that the page can show the two together.
    """
    return h("div", [h("div", _segments(one, start, end), lang=one.language, title=one.label, class_="version") for one in companions], class_="companion")


def _segments(companion: Companion, start: int, end: int) -> list[Element]:
    return [
        h("span", segment.text + " ", class_="segment" + " absent" * (segment.start == segment.end), data_start=segment.start, data_end=segment.end)
        for segment in companion.beside(start, end)
    ]
