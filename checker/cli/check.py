"""``checker check``: the main command."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from checker.cli.options import (
    ExitCode,
    build_config,
    calm_garbage_collector,
    complain,
    fail,
    selection_options,
)
from checker.config import ConfigError
from checker.document import Document, InputError
from checker.document.readers import decode, known_suffixes, read_plain
from checker.engine import Engine
from checker.files import write_atomically
from checker.finding import SEVERITIES
from checker.report import Report
from checker.reporters import FORMATS, render

STDIN = "-"


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH… | -]")
@click.option("--format", "output_format", type=click.Choice(FORMATS), default="text", help="How to print the report.")
@click.option("--output", "-o", metavar="FILE", help="Write the report to a file.")
@click.option("--fail-on", type=click.Choice([*reversed(SEVERITIES), "never"]), default="minor", show_default=True, help="The least severity that makes the exit code 1.")
@click.option("--stats", is_flag=True, help="Print counts and scores only, not the findings.")
@selection_options
def check(paths: tuple[str, ...], output_format: str, output: str | None, fail_on: str, stats: bool, **selection: object) -> None:
    """Check articles; a folder is searched for files that a reader knows.

    \b
    checker check article.en.txt
    checker check articles/ --min-severity major --fail-on critical
    checker check - --format json < article.en.txt
    checker check article.en.txt --select residue,FRE --ignore TYP201

    Exit code 0: nothing at or above --fail-on; 1: findings; 2: an input or option is wrong (the
    other inputs are checked all the same).
    """
    if not paths:
        raise click.UsageError("give a file, a folder, or - for standard input")
    calm_garbage_collector()
    config = build_config(**selection)  # type: ignore[arg-type]
    try:
        engine = Engine(config)
    except ConfigError as wrong:
        fail(str(wrong))
    report = Report()
    for path in _inputs(paths, report):
        try:
            report.files.append(engine.check(_read(path)))
        except InputError as error:
            report.errors.append(str(error))
    for message in report.errors:
        complain(message)
    _print(report, output_format, output, stats)
    if report.errors:
        sys.exit(ExitCode.ERROR)
    sys.exit(ExitCode.FINDINGS if report.reaches(fail_on) else ExitCode.CLEAN)


def _inputs(paths: tuple[str, ...], report: Report) -> Iterator[str]:
    """The files to check, in order; a folder stands for the files below it that have a reader."""
    for path in paths:
        if path == STDIN or not Path(path).is_dir():
            yield path
            continue
        found = sorted(_walk(Path(path)))
        if not found:
            report.errors.append(f"{path}: no file to check in this folder ({', '.join(known_suffixes())})")
        yield from map(str, found)


def _walk(folder: Path) -> Iterator[Path]:
    for directory, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in files:
            if not name.startswith(".") and Path(name).suffix.lower() in known_suffixes():
                yield Path(directory) / name


def _read(path: str) -> Document:
    if path != STDIN:
        return Document.from_path(path)
    raw = decode(sys.stdin.buffer.read(), "standard input")
    return Document(raw, path="<stdin>", prose=read_plain(raw))


def _print(report: Report, output_format: str, output: str | None, stats: bool) -> None:
    text = render(report, output_format, stats=stats, color=_colored(output))
    if not output:
        click.echo(text, nl=False, color=True)
        return
    try:
        write_atomically(Path(output), text)
    except OSError as error:
        fail(f"{output}: {(error.strerror or 'cannot be written').lower()}")


def _colored(output: str | None) -> bool:
    """Colour on a terminal only, and not under NO_COLOR (https://no-color.org)."""
    return not output and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
