"""Reporters: one module a format, each a function from a report to text."""

from __future__ import annotations

from importlib import import_module

from checker.report import Report

FORMATS = ("text", "json", "markdown")


def render(report: Report, name: str, *, stats: bool = False, color: bool = False) -> str:
    """The report in a format.

    Args:
        report: what was found.
        name: one of ``FORMATS``.
        stats: leave the findings out where the format can.
        color: whether the text may carry ANSI colours.
    """
    text: str = import_module(f"checker.reporters.{name}").render(report, stats=stats, color=color)
    return text
