"""What the machine formats share: where a finding stands, what its file is called, what is said of it."""

from __future__ import annotations

import os
from itertools import accumulate
from pathlib import Path

from checker.document import Document
from checker.finding import Finding


class BytePlaces:
    """Lines and columns of a document, both 1-based, the columns in bytes of UTF-8."""

    _STEP = 1024

    def __init__(self, document: Document) -> None:
        self._document = document
        lengths = (len(document.raw[at : at + self._STEP].encode()) for at in range(0, len(document.raw), self._STEP))
        self._before = list(accumulate(lengths, initial=0))

    def of(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset of the file."""
        line, column = self._document.line_column(offset)
        return line, self._bytes(offset) - self._bytes(offset - column + 1) + 1

    def _bytes(self, offset: int) -> int:
        """The bytes before an offset; counted by steps, since a file may be a single line."""
        step = offset // self._STEP
        return self._before[step] + len(self._document.raw[step * self._STEP : offset].encode())


def last_line(document: Document, finding: Finding) -> int:
    """The line (1-based) of a finding’s last character."""
    return document.line_column(max(finding.start, finding.end - 1))[0]


def portable(path: str) -> str:
    """A path with forward slashes, relative where it lies below the current folder."""
    known = Path(path)
    if known.is_absolute() and known.is_relative_to(os.getcwd()):
        known = known.relative_to(os.getcwd())
    return known.as_posix()


def said(finding: Finding) -> str:
    """The message and what to write instead, in one line."""
    return finding.message + (f" → {finding.suggestion}" if finding.suggestion else "")
