"""``checker check``: the main command."""

from __future__ import annotations

import sys

import click

from checker.cli.compare import Companions, comparison_options
from checker.cli.completing import complete_file
from checker.cli.depth import depth_options, report_budget, with_depth
from checker.cli.fixing import Fixer, fixing_options
from checker.cli.inputs import (
    STDIN,
    InputOptions,
    input_options,
    input_paths,
    read_document,
)
from checker.cli.judging import judge_options, report_judge, second_reader
from checker.cli.limiting import limit_options, limits_from, print_limits
from checker.cli.narrowing import Narrowing, narrowing_options
from checker.cli.options import (
    Choices,
    ExitCode,
    build_config,
    build_engine,
    calm_garbage_collector,
    complain,
    fail,
    selection_options,
)
from checker.cli.output import Target, output_options, print_report, targets
from checker.cli.progress import article_bar, with_progress
from checker.depth.judge import JudgeError
from checker.document import InputError
from checker.report import Report


@click.command(short_help="Check articles: files, folders or standard input.")
@click.argument("paths", nargs=-1, metavar="[PATH… | -]", shell_complete=complete_file)
@output_options
@limit_options
@fixing_options
@narrowing_options
@click.option("--watch", is_flag=True, help="Check again whatever is saved, until Ctrl-C.")
@input_options
@comparison_options
@depth_options
@judge_options
@selection_options
def check(
    paths: tuple[str, ...],
    formats: tuple[Target, ...],
    output: str | None,
    stats: bool,
    watch: bool,
    limiting: Choices,
    comparing: Choices,
    fixing: Choices,
    narrowing: Choices,
    reading: Choices,
    depth: Choices,
    judging: Choices,
    **selection: object,
) -> None:
    """Check articles; a folder is searched for files that a reader knows.

    \b
    checker check article.en.txt
    checker check articles/ --format text --format sarif:out.sarif
    checker check articles/ --min-severity major --fail-on critical
    checker check article.mt.en.txt --reference article.ref.en.txt
    checker check article.en.txt --source article.fr.txt
    checker check - --format json < article.en.txt
    checker check - --reader html < page.html
    checker check article.en.txt --select residue,FRE --ignore TYP201
    checker check articles/ --watch
    checker check articles/ --diff        what --fix would change
    checker check articles/ --baseline old.json --write-baseline

    Exit code 0: nothing at or above --fail-on; 1: findings (with --diff: something to fix); 2: an
    input or option is wrong (the other inputs are checked all the same).
    """
    if not paths:
        raise click.UsageError("give a file, a folder, or - for standard input")
    if fixing["diff"] and (narrowing["write_baseline"] or narrowing["prune_baseline"]):
        raise click.UsageError("--diff changes nothing: leave --write-baseline and --prune-baseline for a run of their own")
    placed = targets(formats, output)
    if watch:
        if STDIN in paths or any(target.path for target in placed):
            raise click.UsageError("--watch reads files and folders and prints to standard output")
        from checker.cli.watching import watch_command

        watch_command(click.get_current_context(), paths)
    calm_garbage_collector()
    config = with_depth(build_config(**selection), **depth)  # type: ignore[arg-type]
    companions = Companions(**comparing)
    reader = second_reader(config, **judging)
    engine = build_engine(config, second_reader=reader, comparing=companions.any, progress=article_bar(paths))
    report = Report(rules=engine.rules)
    limits = limits_from(config, **limiting)
    narrow = Narrowing(paths, config, selection, **narrowing)
    fixer = Fixer(lambda document: narrow(engine.check(document, *companions.comparisons(document))), report, **fixing)
    how = InputOptions.over(config, **reading)
    for path in with_progress(list(input_paths(paths, report, how)), "check"):
        try:
            report.files.append(fixer(read_document(path, how)))
        except InputError as error:
            report.errors.append(str(error))
        except JudgeError as error:
            fail(str(error))
    report_budget(engine)
    report_judge(reader, report)
    for message in report.errors:
        complain(message)
    if fixer.diff:
        fixer.print_summary()
        sys.exit(ExitCode.ERROR if report.errors else ExitCode.FINDINGS if fixer.changes else ExitCode.CLEAN)
    with fixer.standard_output():
        print_report(report, placed, stats)
    fixer.print_summary()
    recorded = narrow.finish()
    if report.errors:
        sys.exit(ExitCode.ERROR)
    if recorded:
        sys.exit(ExitCode.CLEAN)
    print_limits(limits, report)
    sys.exit(ExitCode.FINDINGS if limits.broken(report) else ExitCode.CLEAN)
