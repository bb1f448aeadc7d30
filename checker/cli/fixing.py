"""Fixing articles: ``--fix``, ``--diff`` and ``--unsafe-fixes``."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.inputs import STDIN_NAME
from checker.cli.options import complain, counted, option_group
from checker.document import Document
from checker.files import is_read_only, write_atomically
from checker.report import FileReport, Report

if TYPE_CHECKING:
    from checker.finding import Finding
    from checker.fixes import Check, Fixed

fixing_options = option_group(
    "fixing",
    click.option("--fix", is_flag=True, help="Apply the safe fixes and report what is left; - writes the fixed text to standard output."),
    click.option("--diff", is_flag=True, help="Print what --fix would change as a unified diff, and change nothing."),
    click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: apply also what needs an editor’s eye."),
)
"""The options that apply fixes."""


class Fixer:
    """Checks documents and fixes them as the options say.

    Args:
        check: gives a document’s report.
        report: takes the lines about files that cannot be written.
    """

    def __init__(self, check: Check, report: Report, *, fix: bool, diff: bool, unsafe_fixes: bool) -> None:
        if unsafe_fixes and not (fix or diff):
            raise click.UsageError("--unsafe-fixes goes with --fix or --diff")
        self.diff = diff
        self._fix = fix and not diff
        self._unsafe = unsafe_fixes
        self._check = check
        self._report = report
        self._applied: list[Finding] = []
        self._files = 0
        self._left = 0
        self._text_on_stdout = False

    def __call__(self, document: Document) -> FileReport:
        """The report of a document, after its fixes where they were applied."""
        if not (self._fix or self.diff):
            return self._check(document)
        if document.encoding is None:
            self._report.errors.append(f"{document.path}: {Path(document.path).suffix} files are read but not written; checker annotate --track makes a copy with the fixes as tracked changes")
            return self._check(document)
        from checker.fixes import fix_document

        fixed = fix_document(document, self._check, unsafe=self._unsafe)
        if not fixed.settled:
            self._report.errors.append(f"{document.path}: the fixes undo each other; please report it with the article")
        changed = fixed.document.raw != document.raw
        if self.diff:
            self._print_diff(document, fixed.document)
        elif document.path == STDIN_NAME:
            self._text_on_stdout = True
            _write_stdout(fixed.document.encode(fixed.document.raw))
        elif changed and not self._write(document, fixed.document):
            return self._check(document)
        self._count(fixed, changed)
        return fixed.report

    def _count(self, fixed: Fixed, changed: bool) -> None:
        self._applied += fixed.applied
        self._files += changed
        self._left += sum(1 for finding in fixed.report.findings if finding.fix and not finding.fix.safe)

    @property
    def changes(self) -> bool:
        """Whether an article was changed, or would be."""
        return self._files > 0

    def standard_output(self) -> AbstractContextManager[object]:
        """Where the report goes that would go to standard output: elsewhere when a fixed text is there."""
        return redirect_stdout(sys.stderr) if self._text_on_stdout else nullcontext()

    def print_summary(self) -> None:
        """One line on standard error on what was done, where something was asked for."""
        if not (self._fix or self.diff):
            return
        count = len(self._applied)
        done = f"{'would fix' if self.diff else 'fixed'} {counted(count, 'finding')} in {counted(self._files, 'file')}"
        more = f"; {self._left} more with --unsafe-fixes" if self._left else ""
        complain((done if count else "nothing to fix") + more)

    def _print_diff(self, before: Document, after: Document) -> None:
        from checker.fixes import unified_diff

        # In the file’s own encoding, so that the diff applies to it.
        name = before.path.encode("utf-8", "backslashreplace").decode()
        _write_stdout(before.encode(unified_diff(before.raw, after.raw, name)))

    def _write(self, before: Document, after: Document) -> bool:
        """Replace the file; a file that cannot be replaced is left alone and named."""
        path = Path(before.path)
        try:
            if is_read_only(path):
                reason = "the file is read-only"
            elif path.read_bytes() != before.encode(before.raw):
                reason = "the file has changed since it was read; run again"
            else:
                write_atomically(path, after.encode(after.raw))
                return True
        except UnicodeEncodeError as error:
            reason = f"the file’s encoding, {before.encoding}, has no “{error.object[error.start]}”; save it as UTF-8"
        except OSError as error:
            reason = (error.strerror or "cannot be written").lower()
        self._report.errors.append(f"{path}: not fixed: {reason}")
        return False


def _write_stdout(data: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
