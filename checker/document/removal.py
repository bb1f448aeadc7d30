"""Which part of a file goes when a line or paragraph of an article is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.lazy import LazyPattern

if TYPE_CHECKING:
    from checker.document import Document

_MARKS = LazyPattern(r"[ \t>]*(?:#{1,6}|[-*+]|\d{1,3}[.)])?[ \t]*[*_\[]*\Z")
"""What may stand before the words of a line and go with them: indentation and Markdown’s marks."""
_BLANK = LazyPattern(r"[ \t]*(?:\r\n|\n|\r)")
_LINE_END = LazyPattern(r"\r\n|\n|\r")
_LINE = LazyPattern(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")


def line_removal(document: Document, start: int, end: int) -> tuple[int, int] | None:
    """The span of ``raw`` to delete so that the lines of the view’s span ``start``–``end`` are gone.

    The blank lines after them go too where others stand before, and those before them at the end of
    the article, so that the neighbours are as far apart as they were. ``None`` where something else stands on the lines:
    other words, a comment, a tag.
    """
    raw = document.raw
    first, last = document.to_source(start, end)
    top = max(raw.rfind("\n", 0, first), raw.rfind("\r", 0, first)) + 1
    if raw.startswith("\ufeff", top):
        top += 1
    bottom = _end(_LINE, raw, last)
    whole = raw[top:bottom]
    if not _MARKS.match(raw[top:first]) or raw[last:bottom].strip(" \t\r\n*_#]"):
        return None
    if whole.count("<") != document.text.count("<", start, end) or "`" in whole:
        return None
    return _with_blank_lines(raw, top, bottom)


def _with_blank_lines(raw: str, top: int, bottom: int) -> tuple[int, int]:
    after = bottom
    while (following := _end(_BLANK, raw, after)) > after:
        after = following
    before = len(raw[:top].rstrip(" \t\r\n"))
    if after < len(raw):
        apart = len(_LINE_END.findall(raw, before, top)) > 1 or before <= raw.startswith("\ufeff")
        return top, after if apart else bottom
    if before <= raw.startswith("\ufeff"):
        return top, after
    # The line end that closed the file closes it again, after the line that is now the last.
    closing = _end(_BLANK, raw, before) if bottom > top and raw[bottom - 1] in "\r\n" else before
    return closing, len(raw)


def _end(pattern: LazyPattern, raw: str, at: int) -> int:
    match = pattern.match(raw, at)
    end: int = match.end() if match else at
    return end
