"""A progress bar on standard error, for work that is long enough to wait for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import click

_LONG = 20
_MANY = 200
"""Comparisons, some ten seconds of them, from which an article has a bar of its own."""


def with_progress(items: Sequence[str], label: str) -> Iterator[str]:
    """Pass items on; on a terminal, show how many of many are done."""
    if len(items) < _LONG or not sys.stderr.isatty():
        yield from items  # not a hidden bar: click’s takes its time to import
        return
    with click.progressbar(items, label=label, file=sys.stderr, show_pos=True) as bar:
        yield from bar


def article_bar(paths: Sequence[str]) -> Callable[[int, int], None] | None:
    """What shows on a terminal how far the comparing of a long article is; ``None`` where a bar over files may stand."""
    if len(paths) >= _LONG or any(Path(path).is_dir() for path in paths) or not sys.stderr.isatty():
        return None
    return partial(_show, "comparing")


def scoring_bar() -> Callable[[int, int], None] | None:
    """What shows on a terminal how far the scoring of many segments is."""
    return partial(_show, "scoring") if sys.stderr.isatty() else None


def _show(label: str, done: int, total: int) -> None:
    if total < _MANY:
        return
    filled = 30 * done // total
    bar = f"{label}  [{'#' * filled}{'-' * (30 - filled)}]  {done}/{total}"
    # The bar goes when the article is done: findings follow on the same terminal.
    sys.stderr.write(f"\r{bar}" if done < total else f"\r{' ' * len(bar)}\r")
    sys.stderr.flush()
