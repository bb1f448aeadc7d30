"""``checker check --watch``: checks again what was saved, until Ctrl-C.

Files are looked at a few times a second rather than by the system’s notices: that holds on network
drives and in containers, where notices get lost, needs no package, and costs a few thousandths of
a second for 200 articles.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NoReturn

import click

from checker.cli.inputs import input_paths
from checker.cli.options import ExitCode, complain
from checker.config import FILES
from checker.engine import Engine
from checker.report import Report

_PAUSE = 0.3
_SETTLE = 0.1

Stamps = dict[str, tuple[int, int, int]]
"""By file: time of change, size and inode, so that a save by renaming counts too."""


def watch(
    paths: tuple[str, ...],
    config_file: str | None,
    load: Callable[[], Engine],
    check: Callable[[Engine, tuple[str, ...]], object],
) -> NoReturn:
    """Check everything once, then whatever is saved; Ctrl-C leaves with exit code 0.

    Args:
        paths: files and folders; a folder is looked through anew each time.
        config_file: the configuration file that was named; ``None``: searched for.
        load: makes the engine; leaves with exit code 2 where the configuration is wrong.
        check: checks the given files and reports on them.
    """
    try:
        _watch(paths, config_file, load, check)
    except KeyboardInterrupt:
        click.echo(err=True)
        sys.exit(ExitCode.CLEAN)


def _watch(
    paths: tuple[str, ...],
    config_file: str | None,
    load: Callable[[], Engine],
    check: Callable[[Engine, tuple[str, ...]], object],
) -> NoReturn:
    engine = load()

    def look() -> tuple[Stamps, Stamps]:
        return _stamps(input_paths(paths, Report())), _stamps(_settings(config_file, engine))

    articles, settings = look()
    check(engine, paths)
    complain(f"watching {len(articles):,} file{'s' * (len(articles) != 1)}; Ctrl-C ends it")
    while True:
        before = articles, settings
        articles, settings = _next(look, before)
        for name in sorted(before[0].keys() - articles.keys()):
            complain(f"{name}: gone")
        saved = tuple(name for name, stamp in articles.items() if stamp != before[0].get(name))
        if settings != before[1] and (changed := _reloaded(load)):
            engine = changed
            settings = _stamps(_settings(config_file, engine))
            saved = tuple(articles)
        if saved:
            complain(time.strftime("%H:%M:%S"))
            check(engine, saved)


def _next(look: Callable[[], tuple[Stamps, Stamps]], before: tuple[Stamps, Stamps]) -> tuple[Stamps, Stamps]:
    """Wait for a change, and for the end of it: an editor may write a file in several steps."""
    while (now := look()) == before:
        time.sleep(_PAUSE)
    while True:
        time.sleep(_SETTLE)
        if (later := look()) == now:
            return now
        now = later


def _stamps(paths: Iterable[str]) -> Stamps:
    """The files that are there."""
    stamps: Stamps = {}
    for path in paths:
        try:
            status = os.stat(path)
        except OSError:
            continue
        stamps[path] = status.st_mtime_ns, status.st_size, status.st_ino
    return stamps


def _settings(config_file: str | None, engine: Engine) -> Iterator[str]:
    """The files that a configuration is read from, or would be if they were there."""
    yield from engine.config.phrases
    if config_file:
        yield config_file
        return
    here = Path.cwd()
    for folder in (here, *here.parents):
        yield from (str(folder / name) for name in FILES)


def _reloaded(load: Callable[[], Engine]) -> Engine | None:
    """The engine of the changed configuration; ``None`` where it is wrong: the last good one holds."""
    try:
        return load()
    except SystemExit:
        return None
