"""Texts as the Language Server Protocol counts in them.

Lines end with ``\\n``, ``\\r\\n`` or ``\\r`` and nothing else (LSP 3.17, “Text Documents”); columns are
code units of the encoding that client and server agreed on. pygls’s own documents also end lines at
form feeds and U+2028, so that every edit below one goes astray.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate

from lsprotocol import types

_LINE_END = re.compile(r"\r\n|\n|\r")
_WIDE = {
    types.PositionEncodingKind.Utf8: re.compile(r"[^\x00-\x7f]"),
    types.PositionEncodingKind.Utf16: re.compile(r"[^\x00-\uffff]"),
}
"""The code points that take more than one unit; of UTF-32 there are none."""
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def visible(text: str) -> str:
    """A text for people; half a surrogate pair, which some clients cannot read, is replaced."""
    return _SURROGATE.sub("\ufffd", text)


class Text:
    """One version of a document’s text.

    Args:
        source: the text, a code point each.
        encoding: what a column counts.
    """

    def __init__(self, source: str, encoding: types.PositionEncodingKind | str = types.PositionEncodingKind.Utf16) -> None:
        self.source = source
        self.encoding = encoding

    def offset(self, position: types.Position) -> int:
        """The offset of a position; one beyond its line, or the last line, is the end of that.

        A position inside of a code point is the beginning of it.
        """
        if position.line >= len(self._starts):
            return len(self.source)
        start = self._starts[position.line]
        wanted = self._units(start) + position.character
        at = bisect_left(self._wide_units, wanted)
        if at and wanted < self._wide_units[at - 1] + 1 + self._widths[at - 1]:
            offset = self._wide[at - 1]
        else:
            offset = wanted - self._extra[at]
        return min(offset, self._line_end(position.line))

    def position(self, offset: int) -> types.Position:
        """The position of an offset."""
        line = bisect_right(self._starts, offset) - 1
        return types.Position(line, self._units(offset) - self._units(self._starts[line]))

    def range(self, start: int, end: int) -> types.Range:
        """The range of a span."""
        return types.Range(self.position(start), self.position(end))

    def span(self, where: types.Range) -> tuple[int, int]:
        """The span of a range."""
        start, end = sorted((self.offset(where.start), self.offset(where.end)))
        return start, end

    @property
    def whole(self) -> types.Range:
        """The range of the whole text."""
        return self.range(0, len(self.source))

    def edited(self, changes: Iterable[types.TextDocumentContentChangeEvent]) -> Text:
        """The text after changes, each of which sees what those before it left."""
        text = self
        for change in changes:
            source = change.text
            if isinstance(change, types.TextDocumentContentChangePartial):
                start, end = text.span(change.range)
                source = text.source[:start] + source + text.source[end:]
            text = Text(source, self.encoding)
        return text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.source))]

    def _line_end(self, line: int) -> int:
        match = _LINE_END.search(self.source, self._starts[line])
        return match.start() if match else len(self.source)

    @cached_property
    def _wide(self) -> list[int]:
        pattern = _WIDE.get(types.PositionEncodingKind(self.encoding))
        if pattern is None or self.source.isascii():
            return []
        return [match.start() for match in pattern.finditer(self.source)]

    @cached_property
    def _widths(self) -> list[int]:
        """How many units more than one each wide code point takes."""
        if self.encoding == types.PositionEncodingKind.Utf16:
            return [1] * len(self._wide)
        return [1 + (char > "\u07ff") + (char > "\uffff") for char in map(self.source.__getitem__, self._wide)]

    @cached_property
    def _extra(self) -> list[int]:
        """The units beyond one that the first so many wide code points take together."""
        return [0, *accumulate(self._widths)]

    @cached_property
    def _wide_units(self) -> list[int]:
        """Where wide code points begin, in units from the beginning of the text."""
        return [at + extra for at, extra in zip(self._wide, self._extra)]

    def _units(self, offset: int) -> int:
        return offset + self._extra[bisect_left(self._wide, offset)]
