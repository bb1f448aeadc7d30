"""Output of ``checker check``: the report to standard output or to a file."""

from __future__ import annotations

from pathlib import Path

import click

from checker.cli.options import fail
from checker.cli.terminal import has_color
from checker.files import write_atomically
from checker.report import Report
from checker.reporters import render


def print_report(report: Report, output_format: str, output: str | None, stats: bool) -> None:
    """Write a report where the options say; leaves with exit code 2 when that cannot be done."""
    text = render(report, output_format, stats=stats, color=not output and has_color())
    if not output:
        click.echo(text, nl=False, color=True)
        return
    try:
        write_atomically(Path(output), text)
    except OSError as error:
        fail(f"{output}: {(error.strerror or 'cannot be written').lower()}")
