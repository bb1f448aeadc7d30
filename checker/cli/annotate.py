"""``checker annotate``: findings as comments in a Word document."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.completing import complete_file
from checker.cli.depth import depth_options, report_budget, with_depth
from checker.cli.limiting import limit_options, limits_from, print_limits
from checker.cli.options import (
    Choices,
    ExitCode,
    build_config,
    build_engine,
    calm_garbage_collector,
    complain,
    counted,
    fail,
    selection_options,
)
from checker.cli.progress import article_bar
from checker.depth.judge import JudgeError
from checker.document import InputError
from checker.files import is_read_only, write_atomically
from checker.report import Report

if TYPE_CHECKING:
    from checker.engine import Engine
    from checker.word import Annotated


@click.command(short_help="Write findings into a Word document as comments.")
@click.argument("article", metavar="ARTICLE.docx", shell_complete=complete_file)
@click.option("--output", "-o", metavar="FILE", required=True, shell_complete=complete_file, help="Where the document with the comments goes.")
@click.option("--track", is_flag=True, help="Write the safe fixes as tracked changes, too.")
@click.option("--unsafe-fixes", is_flag=True, help="With --track: also those that need an editor’s eye.")
@click.option("--force", is_flag=True, help="Overwrite a file that others have worked in.")
@limit_options
@depth_options
@selection_options
def annotate(
    article: str,
    output: str,
    track: bool,
    unsafe_fixes: bool,
    force: bool,
    limiting: Choices,
    depth: Choices,
    **selection: object,
) -> None:
    """Write a copy of a Word document with a comment by “checker” for each finding, at its words.

    \b
    checker annotate story.docx -o story.reviewed.docx
    checker annotate story.docx -o story.reviewed.docx --track
    checker annotate story.docx -o story.reviewed.docx --min-severity major

    Comments, changes, formatting, pictures and notes that are there stay. An output that checker wrote
    and nobody has saved since is written anew; another file is, only with --force.

    Exit code 0: nothing at or above --fail-on in the article; 1: findings; 2: a file or option is wrong.
    """
    if unsafe_fixes and not track:
        raise click.UsageError("--unsafe-fixes goes with --track")
    calm_garbage_collector()
    config = with_depth(build_config(**selection), **depth)  # type: ignore[arg-type]
    engine = build_engine(config, progress=article_bar([article]))
    annotated = _annotate(article, engine, track, unsafe_fixes)
    report_budget(engine)
    _write(Path(output), annotated.data, force)
    complain(_summary(output, annotated, track))
    report = Report([annotated.report], rules=engine.rules)
    limits = limits_from(config, **limiting)
    print_limits(limits, report)
    sys.exit(ExitCode.FINDINGS if limits.broken(report) else ExitCode.CLEAN)


def _annotate(article: str, engine: Engine, track: bool, unsafe: bool) -> Annotated:
    from checker.word import annotate as annotate_word

    try:
        return annotate_word(Path(article).read_bytes(), article, engine.check, track=track, unsafe=unsafe)
    except (InputError, JudgeError) as error:
        fail(str(error))
    except OSError as error:
        fail(f"{article}: {(error.strerror or 'cannot be read').lower()}")


def _write(target: Path, data: bytes, force: bool) -> None:
    """Write the output unless that would take something from somebody."""
    from checker.word import is_untouched

    try:
        if target.exists():
            if not (force or is_untouched(target.read_bytes())):
                fail(f"{target}: is there already; --force overwrites it")
            if is_read_only(target):
                fail(f"{target}: the file is read-only")
        write_atomically(target, data)
    except OSError as error:
        fail(f"{target}: {(error.strerror or 'cannot be written').lower()}")


def _summary(output: str, annotated: Annotated, track: bool) -> str:
    parts = [f"{counted(annotated.comments, 'comment')} written"]
    if annotated.known:
        parts.append(f"{annotated.known} there already")
    if track:
        parts.append(counted(annotated.changes, "tracked change"))
    return f"{output}: {', '.join(parts)}"
