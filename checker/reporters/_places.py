"""What the machine formats share: where a finding stands, what its file is called, what is said of it."""

from __future__ import annotations

import os
from pathlib import Path

from checker.document import Document
from checker.finding import Finding


def byte_column(document: Document, offset: int) -> tuple[int, int]:
    """Line and column of an offset of the file, both 1-based, the column in bytes of UTF-8."""
    line, column = document.line_column(offset)
    return line, len(document.raw[offset - column + 1 : offset].encode()) + 1


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
