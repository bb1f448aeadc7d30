"""Dismissals: suppression comments for the findings that an editor does not want to hear of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from checker.document import Document
from checker.finding import Finding
from checker.suppress import comment

_LINE_END = re.compile(r"\r\n|\n|\r|\Z")
LINE_FORMATS = ("plain", "markdown")
"""Readers whose lines are paragraphs: one comment at the end of a line holds for it."""
COMMENT_FORMATS = (*LINE_FORMATS, "html", "xml", "newsml", "nitf")
"""Readers that leave comments out, in formats whose other readers do so too."""


def with_suppressions(document: Document, findings: Sequence[Finding], dismissed: Iterable[Finding], *, by_line: bool) -> str:
    """The text of the file with a comment for each dismissed finding.

    Args:
        document: the file.
        findings: all its findings.
        dismissed: those to silence, of ``findings``.
        by_line: whether a comment may stand at the end of a line, where all findings of its rule on
            that line are dismissed; else, and always without it, two comments enclose the words.
    """
    chosen = set(dismissed)
    on_line = Counter((f.code, f.line) for f in findings)
    chosen_on_line = Counter((f.code, f.line) for f in chosen)
    marks: set[tuple[int, int, str]] = set()
    for finding in sorted(chosen, key=lambda f: (f.start, f.end, f.code)):
        key = finding.code, finding.line
        if by_line and on_line[key] == chosen_on_line[key]:
            at = _LINE_END.search(document.raw, finding.end).start()  # type: ignore[union-attr]
            marks.add((at, 2, " " + comment("ignore", finding.code)))
        else:
            marks.add((finding.start, 1, comment("ignore-start", finding.code)))
            marks.add((max(finding.end, finding.start), 0, comment("ignore-end")))
    return _inserted(document.raw, sorted(marks))


def _inserted(raw: str, marks: list[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    at = 0
    for place, _, text in marks:
        parts += (raw[at:place], text)
        at = place
    return "".join((*parts, raw[at:]))


class Letters:
    """Counts of the characters of a text that are not white space.

    They name a place in a text that is reported with other spaces than those that it is written with.
    """

    def __init__(self, text: str) -> None:
        self._at = [at for at, char in enumerate(text) if not char.isspace()]

    def before(self, offset: int) -> int:
        """How many stand before an offset."""
        return bisect_left(self._at, offset)
