"""A progress bar on standard error, for work that is long enough to wait for."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import click

_LONG = 20


def with_progress(items: Sequence[str], label: str) -> Iterator[str]:
    """Pass items on; on a terminal, show how many of many are done."""
    if len(items) < _LONG or not sys.stderr.isatty():
        yield from items  # not a hidden bar: click’s takes its time to import
        return
    with click.progressbar(items, label=label, file=sys.stderr, show_pos=True) as bar:
        yield from bar
