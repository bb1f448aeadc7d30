"""``checker check``: the main command."""

from __future__ import annotations

import sys

import click

from checker.cli.depth import depth_options, report_budget, with_depth
from checker.cli.inputs import input_paths, read_document
from checker.cli.options import (
    ExitCode,
    build_config,
    calm_garbage_collector,
    complain,
    fail,
    selection_options,
)
from checker.cli.output import print_report
from checker.config import ConfigError
from checker.depth.judge import JudgeError
from checker.document import InputError
from checker.engine import Engine
from checker.finding import SEVERITIES
from checker.report import Report
from checker.reporters import FORMATS


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH… | -]")
@click.option("--format", "output_format", type=click.Choice(FORMATS), default="text", help="How to print the report.")
@click.option("--output", "-o", metavar="FILE", help="Write the report to a file.")
@click.option("--fail-on", type=click.Choice([*reversed(SEVERITIES), "never"]), default="minor", show_default=True, help="The least severity that makes the exit code 1.")
@click.option("--stats", is_flag=True, help="Print counts and scores only, not the findings.")
@depth_options
@selection_options
def check(
    paths: tuple[str, ...],
    output_format: str,
    output: str | None,
    fail_on: str,
    stats: bool,
    deep: bool | None,
    budget: float | None,
    **selection: object,
) -> None:
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
    config = with_depth(build_config(**selection), deep, budget)  # type: ignore[arg-type]
    try:
        engine = Engine(config)
    except ConfigError as wrong:
        fail(str(wrong))
    report = Report()
    for path in input_paths(paths, report):
        try:
            report.files.append(engine.check(read_document(path)))
        except InputError as error:
            report.errors.append(str(error))
        except JudgeError as error:
            fail(str(error))
    report_budget(engine)
    for message in report.errors:
        complain(message)
    print_report(report, output_format, output, stats)
    if report.errors:
        sys.exit(ExitCode.ERROR)
    sys.exit(ExitCode.FINDINGS if report.reaches(fail_on) else ExitCode.CLEAN)
