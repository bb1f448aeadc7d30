"""Reporters: one module a format, each a function from a report to text."""

from __future__ import annotations

import os
import tempfile
from importlib import import_module
from pathlib import Path

from checker.report import Report

FORMATS = ("text", "json")


def render(report: Report, name: str, *, stats: bool = False, color: bool = False) -> str:
    """The report in a format.

    Args:
        report: what was found.
        name: one of ``FORMATS``.
        stats: leave the findings out where the format can.
        color: whether the text may carry ANSI colours.
    """
    text: str = import_module(f"checker.reporters.{name}").render(report, stats=stats, color=color)
    return text


def write_atomically(path: Path, text: str) -> None:
    """Write a file so that it is never seen half-written; an existing file keeps its mode.

    Raises:
        OSError: the folder cannot be written.
    """
    if path.exists() and not path.is_file():
        path.write_text(text, encoding="utf-8")
        return
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        mode = path.stat().st_mode if path.exists() else 0o666 & ~_umask()
        os.chmod(temporary, mode & 0o7777)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
