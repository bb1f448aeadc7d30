"""``checker check --watch``: checks again what was saved, until Ctrl-C.

Files are looked at a few times a second rather than by the system’s notices: that holds on network
drives and in containers, where notices get lost, needs no package, and costs a few thousandths of
a second for 200 articles.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

import click

from checker.cli.inputs import InputOptions, input_paths
from checker.cli.options import ExitCode, complain
from checker.config import ConfigError
from checker.config_file import FILES, load_config
from checker.report import Report

_PAUSE = 0.3
_SETTLE = 0.1

Stamps = dict[str, tuple[int, int, int]]
"""By file: time of change, size and inode, so that a save by renaming counts too."""


def watch_command(ctx: click.Context, paths: tuple[str, ...]) -> NoReturn:
    """Run the command of ``ctx``, then again for whatever is saved; Ctrl-C leaves with exit code 0.

    Each run reads the configuration anew; one whose configuration changes is for all ``paths``,
    files and folders. What a run finds wrong with an input or the configuration it says, and the
    watch goes on.
    """
    try:
        _watch(ctx, paths)
    except KeyboardInterrupt:
        click.echo(err=True)
        sys.exit(ExitCode.CLEAN)


def _watch(ctx: click.Context, paths: tuple[str, ...]) -> NoReturn:
    config_file = ctx.params["config_file"]
    followed = _settings(config_file)
    reading = InputOptions(ctx.params["reader"], ctx.params["text_field"] or "text")

    def look() -> tuple[Stamps, Stamps]:
        return _stamps(input_paths(paths, Report(), reading)), _stamps(followed)

    articles, settings = look()
    _run(ctx, paths)
    complain(f"watching {len(articles):,} file{'s' * (len(articles) != 1)}; Ctrl-C ends it")
    while True:
        before = articles, settings
        articles, settings = _next(look, before)
        for name in sorted(before[0].keys() - articles.keys()):
            complain(f"{name}: gone")
        saved = tuple(name for name, stamp in articles.items() if stamp != before[0].get(name))
        if settings != before[1]:
            followed = _settings(config_file)
            settings = _stamps(followed)
            saved = tuple(articles)
        if saved:
            complain(time.strftime("%H:%M:%S"))
            _run(ctx, saved)


def _run(ctx: click.Context, paths: tuple[str, ...]) -> None:
    with contextlib.suppress(SystemExit):
        ctx.invoke(ctx.command, **{**ctx.params, "paths": paths, "watch": False})


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


def _settings(config_file: str | None) -> list[str]:
    """The files that the configuration is read from, or would be if they were there."""
    here = Path.cwd()
    files = [config_file] if config_file else [str(folder / name) for folder in (here, *here.parents) for name in FILES]
    with contextlib.suppress(ConfigError):
        files += load_config(config_file).phrases
    return files
