"""Quotation spans: which words of a paragraph are direct speech."""

from __future__ import annotations

from checker.lazy import LazyPattern

_MARK = LazyPattern(r"[“”«»„\"]|(?<!\w)‘(?=\S)|(?<=[\w.,!?…])’(?!\w)")
_CLOSER = {"“": "”“", "«": "»”", "„": "“”", '"': '"', "‘": "’", "”": "”"}


def quotation_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of quoted words in one paragraph, marks included, outermost only.

    Offsets are code points of ``text``, end exclusive. A quotation that is not closed runs to the
    end of the paragraph, as it does when speech goes on in the next one; a lone mark glued to a
    digit (inches) opens nothing.
    """
    spans: list[tuple[int, int]] = []
    opened = -1
    closers = ""
    for match in _MARK.finditer(text):
        mark, at = match[0], match.start()
        if opened < 0:
            if mark in _CLOSER and _may_open(text, at, mark):
                opened, closers = at, _CLOSER[mark]
        elif mark in closers and _may_close(text, at, mark):
            spans.append((opened, at + 1))
            opened = -1
    if opened >= 0 and text[opened] != "‘":
        spans.append((opened, len(text)))
    return spans


def _may_open(text: str, at: int, mark: str) -> bool:
    before = text[at - 1] if at else " "
    return not before.isdigit() and (mark not in '"”' or not before.isalpha())


def _may_close(text: str, at: int, mark: str) -> bool:
    if mark != "“":
        return True
    after = text[at + 1] if at + 1 < len(text) else " "
    return not after.isalnum()
