"""Reporters: a module here is a format, with a function ``render`` from a report to text.

A new format is a new module (a name that begins with ``_`` is not one) and its test.
"""

from __future__ import annotations

import os
from importlib import import_module

from checker.report import Report

FORMATS = tuple(sorted(name[:-3] for name in os.listdir(__path__[0]) if name.endswith(".py") and not name.startswith("_")))


def render(report: Report, name: str, *, stats: bool = False, color: bool = False) -> str:
    """The report in a format.

    Args:
        report: what was found.
        name: one of ``FORMATS``.
        stats: leave the findings out where the format can (text, json, jsonl, markdown).
        color: whether the text may carry ANSI colours; no other format does.
    """
    text: str = import_module(f"checker.reporters.{name}").render(report, stats=stats, color=color)
    return text
