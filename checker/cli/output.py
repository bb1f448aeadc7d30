"""Output of ``checker check``: the report in one or more formats, to standard output or to files."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple

import click

from checker.cli.completing import complete_file
from checker.cli.options import ExitCode, F, complain
from checker.cli.terminal import has_color
from checker.files import write_atomically
from checker.report import Report
from checker.reporters import FORMATS, render

STDOUT = "-"


class Target(NamedTuple):
    """A format, and the file that it goes to; without one, ``--output`` or standard output."""

    format: str
    path: str


def _parse(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[Target, ...]:
    """``NAME`` or ``NAME:FILE``, as often as given."""
    parsed = []
    for value in values:
        name, colon, path = value.partition(":")
        if name not in FORMATS:
            raise click.BadParameter(f"no format “{name}”: give one of {', '.join(FORMATS)}, or NAME:FILE", ctx, param)
        if colon and not path:
            raise click.BadParameter(f"“{value}” names no file after the colon", ctx, param)
        parsed.append(Target(name, "" if path == STDOUT else path))
    return tuple(parsed)


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    return [name for name in FORMATS if name.startswith(incomplete)]


def output_options(command: F) -> F:
    """The options that say what the report looks like and where it goes; ``targets`` reads the first two."""
    for option in (
        click.option("--stats", is_flag=True, help="Print counts and scores only, not the findings (text, json, jsonl, markdown)."),
        click.option("--output", "-o", metavar="FILE", shell_complete=complete_file, help="Write the report to a file."),
        click.option(
            "--format",
            "formats",
            multiple=True,
            callback=_parse,
            shell_complete=_complete,
            default=["text"],
            metavar="NAME[:FILE]",
            help=f"How to print the report (text by default): {', '.join(FORMATS)}; with :FILE into a file. May be repeated.",
        ),
    ):
        command = option(command)
    return command


def targets(formats: tuple[Target, ...], output: str | None) -> list[Target]:
    """Where each format goes, ``--output`` being the place of the one that names no file.

    Raises:
        click.UsageError: two formats want the same place, or ``--output`` has no format to write.
    """
    unplaced = [target.format for target in formats if not target.path]
    if len(unplaced) > 1:
        where = output or "standard output"
        first, second = unplaced[:2]
        raise click.UsageError(f"--format {first} and --format {second} both go to {where}: give one a file, --format {second}:FILE")
    if output and not unplaced:
        raise click.UsageError("--output has nothing to write: every --format names a file of its own")
    placed = [Target(target.format, target.path or output or "") for target in formats]
    writers: dict[str, str] = {}
    for name, path in placed:
        place = os.path.realpath(path) if path else STDOUT
        if place in writers:
            raise click.UsageError(f"--format {writers[place]} and --format {name} both go to {path}")
        writers[place] = name
    return placed


def print_report(report: Report, placed: list[Target], stats: bool) -> None:
    """Write a report wherever ``placed`` says; leaves with exit code 2 where that cannot be done."""
    failed = False
    for name, path in placed:
        text = render(report, name, stats=stats, color=name == "text" and not path and has_color())
        # A file name that is not UTF-8 has lone surrogates, which no encoding can write.
        text = text.encode("utf-8", "backslashreplace").decode("utf-8")
        if not path:
            _print(text, name)
            continue
        try:
            write_atomically(Path(path), text)
        except OSError as error:
            complain(f"{path}: {(error.strerror or 'cannot be written').lower()}")
            failed = True
    if failed:
        sys.exit(ExitCode.ERROR)


def _print(text: str, name: str) -> None:
    """Text for people in what the terminal can show; what machines read in UTF-8 with plain line ends."""
    if name == "text":
        encoding = sys.stdout.encoding or "utf-8"
        click.echo(text.encode(encoding, "replace").decode(encoding), nl=False, color=True)
    else:
        click.echo(text.encode(), nl=False)
