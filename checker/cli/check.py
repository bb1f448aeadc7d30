"""``checker check``: the main command."""

from __future__ import annotations

import sys

import click

from checker.cli.compare import Companions, comparison_options
from checker.cli.inputs import input_paths, read_document
from checker.cli.options import (
    ExitCode,
    build_config,
    calm_garbage_collector,
    complain,
    fail,
    selection_options,
)
from checker.cli.output import Target, output_options, print_report, targets
from checker.config import ConfigError
from checker.document import InputError
from checker.engine import Engine
from checker.finding import SEVERITIES
from checker.report import Report


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH… | -]")
@output_options
@click.option("--fail-on", type=click.Choice([*reversed(SEVERITIES), "never"]), default="minor", show_default=True, help="The least severity that makes the exit code 1.")
@comparison_options
@selection_options
def check(paths: tuple[str, ...], formats: tuple[Target, ...], output: str | None, fail_on: str, stats: bool, references: tuple[str, ...], sources: tuple[str, ...], **selection: object) -> None:
    """Check articles; a folder is searched for files that a reader knows.

    \b
    checker check article.en.txt
    checker check articles/ --format text --format sarif:out.sarif
    checker check articles/ --min-severity major --fail-on critical
    checker check article.mt.en.txt --reference article.ref.en.txt
    checker check article.en.txt --source article.fr.txt
    checker check - --format json < article.en.txt
    checker check article.en.txt --select residue,FRE --ignore TYP201

    Exit code 0: nothing at or above --fail-on; 1: findings; 2: an input or option is wrong (the
    other inputs are checked all the same).
    """
    if not paths:
        raise click.UsageError("give a file, a folder, or - for standard input")
    placed = targets(formats, output)
    calm_garbage_collector()
    config = build_config(**selection)  # type: ignore[arg-type]
    companions = Companions(references, sources)
    try:
        engine = Engine(config, comparing=companions.any)
    except ConfigError as wrong:
        fail(str(wrong))
    report = Report(rules=engine.rules)
    for path in input_paths(paths, report):
        try:
            document = read_document(path)
            report.files.append(engine.check(document, *companions.comparisons(document)))
        except InputError as error:
            report.errors.append(str(error))
    for message in report.errors:
        complain(message)
    print_report(report, placed, stats)
    if report.errors:
        sys.exit(ExitCode.ERROR)
    sys.exit(ExitCode.FINDINGS if report.reaches(fail_on) else ExitCode.CLEAN)
