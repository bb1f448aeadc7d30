"""``checker report``: a page an article and an index of them, for a browser."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from checker.cli.compare import Companions, comparison_options
from checker.cli.completing import complete_file
from checker.cli.depth import depth_options, report_budget, with_depth
from checker.cli.inputs import (
    STDIN,
    InputOptions,
    input_options,
    input_paths,
    read_document,
)
from checker.cli.limiting import limit_options, limits_from, print_limits
from checker.cli.narrowing import Narrowing
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
from checker.cli.pages import PageError, Pages
from checker.cli.progress import article_bar, with_progress
from checker.depth.judge import JudgeError
from checker.document import InputError
from checker.html.articles import articles_page
from checker.html.dates import published
from checker.html.index import Entry, index_page
from checker.html.summary import count
from checker.report import Report


@click.command(short_help="Write a page an article and an index of them, for a browser.")
@click.argument("paths", nargs=-1, required=True, metavar="FOLDER…", shell_complete=complete_file)
@click.option("--output", "-o", "output", required=True, metavar="OUT", help="The folder to write to; made where there is none.")
@limit_options
@input_options
@comparison_options
@depth_options
@selection_options
def report(paths: tuple[str, ...], output: str, limiting: Choices, comparing: Choices, reading: Choices, depth: Choices, **selection: object) -> None:
    """Check articles and write a page for each, with an index that begins with the worst.

    \b
    checker report articles/ -o report/        then open report/index.html
    checker report 2026-11/ -o report/ --ignore calque --fail-on critical

    The index has a trend where the files say when they were published: in their names
    (2026-11-23-slug.txt), in front matter, the head of a page or the data of a wire story. A page
    is written anew where an older report left one; no other file in OUT is touched.

    Exit codes are those of check.
    """
    if STDIN in paths:
        raise click.UsageError("give files and folders; for standard input: checker check - --format html")
    calm_garbage_collector()
    config = with_depth(build_config(**selection), **depth)  # type: ignore[arg-type]
    companions = Companions(**comparing)
    engine = build_engine(config, comparing=companions.any, progress=article_bar(paths))
    limits = limits_from(config, **limiting)
    how = InputOptions.over(config, **reading)
    narrow = Narrowing(paths, config, selection, baseline=None, write_baseline=False, prune_baseline=False, diff_base=None)
    run = Report(rules=engine.rules)
    entries, broken = [], False
    try:
        pages = Pages(Path(output), [Path(path) for path in paths if Path(path).is_dir()])
        for path in with_progress([path for path in input_paths(paths, run, how) if not pages.holds(path)], "report"):
            try:
                document = read_document(path, how)
                one = Report([narrow(engine.check(document, *companions.comparisons(document)))], rules=engine.rules)
                entries.append(_write_page(pages, one, path))
            except (InputError, PageError) as error:
                run.errors.append(str(error))
            else:
                print_limits(limits, one)
                broken = limits.broken(one) or broken
        if entries:
            pages.write(pages.index, index_page(entries, run))
    except (PageError, JudgeError) as error:
        fail(str(error))
    report_budget(engine)
    for message in run.errors:
        complain(message)
    narrow.finish()
    if entries:
        click.echo(f"{pages.index}: {count(sum(entry.findings for entry in entries), 'finding')} in {count(len(entries), 'article')}")
    sys.exit(ExitCode.ERROR if run.errors else ExitCode.FINDINGS if broken else ExitCode.CLEAN)


def _write_page(pages: Pages, one: Report, path: str) -> Entry:
    """Write the page of one article; what the index needs to know of it.

    Raises:
        PageError: it cannot be written.
    """
    file, name = one.files[0], pages.name_of(path)
    place = pages.place_for(name)
    pages.write(place, articles_page(one, back=pages.address(pages.index, place)))
    return Entry.of(file, name, pages.address(place, pages.index), published(file.document.raw, name))
