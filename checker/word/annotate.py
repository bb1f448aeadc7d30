"""A Word document with a comment for each finding, and with its fixes as tracked changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.document import Document, InputError
from checker.fixes import MOST_PASSES, Check, compatible
from checker.report import FileReport
from checker.word.package import WordPackage

if TYPE_CHECKING:
    from checker.document.readers.docx import Locator


@dataclass(frozen=True)
class Annotated:
    """What annotating came to.

    ``report`` is of the article as it was given; ``data`` is the new file, the old one to the byte
    where nothing was written. ``comments`` counts those written, ``known`` those that were there
    already, ``changes`` the fixes that are tracked changes now.
    """

    report: FileReport
    data: bytes
    comments: int
    known: int
    changes: int


def annotate(data: bytes, path: str, check: Check, *, track: bool = False, unsafe: bool = False) -> Annotated:
    """Write what is found in a Word document into it.

    Args:
        data: the file.
        path: how the document is called.
        check: gives an article’s report; only what it reports is written.
        track: whether safe fixes become tracked changes.
        unsafe: with ``track``, whether fixes that need an editor’s eye do so too.

    Raises:
        InputError: as the reader’s, or there are more findings than Word takes comments.
    """
    package = WordPackage(data, path)
    try:
        from checker.word.changes import Changes, Edit
        from checker.word.comments import MOST_COMMENTS, add_comments
        from checker.word.runs import Runs
    except ImportError:
        raise InputError(f"{path}: this python-docx knows no comments: pip install --upgrade 'press-checker[docx]'") from None

    first: FileReport | None = None
    comments = known = changes = 0
    for _ in range(MOST_PASSES):
        runs = Runs(package.word, package.new_id)
        report = check(_document(runs.locator, path))
        written, there = add_comments(package, runs, report.findings)
        if written and len(package.comments) > MOST_COMMENTS:
            raise InputError(f"{path}: more than {MOST_COMMENTS:,} comments, with which Word opens no file; take --min-severity or --select")
        comments += written
        if first is None:
            first, known = report, there
        if not track:
            break
        fixes = [fix for _, fix in compatible(report.findings, unsafe)]
        done = Changes(runs).track(Edit(fix.start, fix.end, fix.replacement) for fix in fixes)
        if not done:
            break
        changes += done
    assert first is not None
    return Annotated(first, package.save() if comments or changes else data, comments, known, changes)


def _document(locator: Locator, path: str) -> Document:
    """The article as a text of its own, for which there are fixes, as there are none for a binary file."""
    prose = locator.prose()
    if not prose.keep:
        raise InputError(f"{path}: no text in this Word document")
    return Document(locator.text, path=path, prose=prose)
