"""The folder of ``checker report``: which page is whose, and what may be written over."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from checker.files import write_atomically
from checker.html.shell import GENERATOR_MARK

_UNFIT = re.compile('[<>:"\\\\|?*\x00-\x1f\x7f\ud800-\udfff]')
_LONGEST = 200
"""Bytes of a file name that every file system takes, with room for a suffix."""


class PageError(Exception):
    """A page that cannot be written, or in whose place a file stands that is not ours; the message names it."""


class Pages:
    """The pages below a folder.

    Args:
        folder: where they are written.
        roots: the folders whose articles they show: a page is called after its article’s place there.

    Raises:
        PageError: the folder holds an index that somebody else wrote.
    """

    def __init__(self, folder: Path, roots: Sequence[Path]) -> None:
        self.folder = folder
        self.index = folder / "index.html"
        self._roots = roots
        self._taken = {"index.html"}
        _refuse_foreign(self.index)

    def holds(self, path: str) -> bool:
        """Whether a path is a page of an earlier run, which is no article."""
        file = Path(path)
        return file.suffix == ".html" and file.resolve().is_relative_to(self.folder.resolve()) and _is_page(file)

    def name_of(self, path: str) -> str:
        """What an article is called in the index: its place in the folder that it was found in, with slashes."""
        file = Path(path)
        root = next((root for root in self._roots if file.is_relative_to(root)), file.parent)
        return file.relative_to(root).as_posix()

    def place_for(self, name: str) -> Path:
        """The file for an article’s page, one that no other article has, even where capitals do not count."""
        base = "/".join(_fit(part) for part in name.split("/"))
        candidate, number = f"{base}.html", 1
        while (key := unicodedata.normalize("NFC", candidate).casefold()) in self._taken:
            number += 1
            candidate = f"{base}-{number}.html"
        self._taken.add(key)
        return self.folder / candidate

    @staticmethod
    def address(of: Path, seen_from: Path) -> str:
        """How a page links to another."""
        relative = os.path.relpath(of, seen_from.parent)
        return "/".join(quote(os.fsencode(part)) for part in Path(relative).parts)

    @staticmethod
    def write(place: Path, page: str) -> None:
        """Write a page.

        Raises:
            PageError: it cannot be written, or a file that is not ours stands there.
        """
        _refuse_foreign(place)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(place, page)
        except OSError as error:
            raise PageError(f"{place}: {(error.strerror or 'cannot be written').lower()}") from None


def _fit(part: str) -> str:
    """A part of a path as every file system takes it."""
    fit = _UNFIT.sub("-", part)
    return fit.encode()[:_LONGEST].decode(errors="ignore") or "-"


def _is_page(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return GENERATOR_MARK.encode() in stream.read(1024)
    except OSError:
        return False


def _refuse_foreign(file: Path) -> None:
    if file.exists() and not (file.is_file() and _is_page(file)):
        raise PageError(f"{file}: not written by checker, so it is left as it is; choose another folder with -o")
