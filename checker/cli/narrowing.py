"""Living with old text: ``--baseline`` and its kin, and ``--diff-base``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli.inputs import STDIN, STDIN_NAME
from checker.cli.options import complain, counted, fail, option_group
from checker.config import Config
from checker.report import FileReport

if TYPE_CHECKING:
    from checker.baseline import Baseline
    from checker.gitdiff import ChangedLines

_NARROWER = ("select", "ignore", "min_severity")


narrowing_options = option_group(
    "narrowing",
    click.option("--baseline", metavar="FILE", help="Report only findings that do not stand in this file."),
    click.option("--write-baseline", is_flag=True, help="Write all findings to the baseline, to be left alone from now on."),
    click.option("--prune-baseline", is_flag=True, help="Take out of the baseline what is no longer found."),
    click.option("--diff-base", metavar="REV", help="Report only findings on lines that git says changed since REV and HEAD parted."),
)
"""The options that hold old findings back."""


class Narrowing:
    """What of a report is reported.

    Args:
        paths: what is to be checked.
        config: names the baseline where no option does.
        selection: the options that choose rules.
        baseline, write_baseline, prune_baseline, diff_base: the options of this module.
    """

    def __init__(
        self,
        paths: tuple[str, ...],
        config: Config,
        selection: Mapping[str, object],
        *,
        baseline: str | None,
        write_baseline: bool,
        prune_baseline: bool,
        diff_base: str | None,
    ) -> None:
        baseline = baseline or config.baseline or None
        self._write, self._prune = write_baseline, prune_baseline
        self._baseline: Baseline | None = None
        self._changes: ChangedLines | None = None
        if self._write or self._prune:
            self._refuse_partial_run(paths, baseline, diff_base, selection)
        if diff_base is not None:
            if STDIN in paths:
                raise click.UsageError("--diff-base compares files: give their paths instead of -")
            from checker.gitdiff import ChangedLines

            self._changes = ChangedLines(diff_base)
        if baseline is not None:
            self._baseline = self._load(Path(baseline))

    def _refuse_partial_run(self, paths: tuple[str, ...], baseline: str | None, diff_base: str | None, selection: Mapping[str, object]) -> None:
        """A baseline is kept of all findings: a run that looks at some would drop the others."""
        name = "--write-baseline" if self._write else "--prune-baseline"
        if baseline is None:
            raise click.UsageError(f"{name}: name the file with --baseline FILE or “baseline” in the configuration")
        given = [f"--{option.replace('_', '-')}" for option in _NARROWER if selection.get(option)]
        given += ["--diff-base"] if diff_base is not None else []
        given += [STDIN] if STDIN in paths else []
        if given:
            raise click.UsageError(f"{name} does not go with {', '.join(given)}: the baseline would lose what this run does not look at")
        if self._write and self._prune:
            raise click.UsageError("--write-baseline leaves nothing to prune: give one of the two")

    def _load(self, file: Path) -> Baseline:
        from checker.baseline import Baseline, BaselineError, load

        try:
            return Baseline(file) if self._write and not file.exists() else load(file)
        except BaselineError as error:
            fail(str(error))

    def __call__(self, report: FileReport) -> FileReport:
        """The report without findings on unchanged lines, old ones among the suppressed."""
        if self._changes is not None:
            report = self._on_changed_lines(report, self._changes)
        if self._baseline is not None and report.path != STDIN_NAME:
            report = self._baseline.apply(report)
        return report

    @staticmethod
    def _on_changed_lines(report: FileReport, changes: ChangedLines) -> FileReport:
        from checker.gitdiff import GitError

        try:
            findings = changes.reported(report.path, report.document.raw, report.findings)
        except GitError as error:
            fail(str(error))
        return replace(report, findings=findings)

    def finish(self) -> bool:
        """Write the baseline where that was asked for; whether the run was for that alone."""
        baseline = self._baseline
        if baseline is None:
            return False
        stale = len(baseline.stale())
        if self._write:
            entries = baseline.renewed()
            self._save(baseline, entries)
            complain(f"{baseline.file}: {counted(len(entries), 'finding')} written")
        elif self._prune:
            if (entries := baseline.pruned()) != baseline.entries:
                self._save(baseline, entries)
            complain(f"{baseline.file}: {counted(stale, 'finding')} no longer there and taken out")
        elif stale:
            complain(f"{baseline.file}: {counted(stale, 'finding')} no longer there; --prune-baseline takes them out")
        return self._write

    @staticmethod
    def _save(baseline: Baseline, entries: list[Any]) -> None:
        from checker.baseline import render
        from checker.files import write_atomically

        try:
            write_atomically(baseline.file, render(entries))
        except OSError as error:
            fail(f"{baseline.file}: {(error.strerror or 'cannot be written').lower()}")
