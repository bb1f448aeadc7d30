"""When ``checker check`` fails: ``--fail-on``, ``--max-per-1000``, ``--fail-under``."""

from __future__ import annotations

import click

from checker.cli.options import complain, option_group
from checker.config import Config
from checker.finding import SEVERITIES
from checker.limits import Limits
from checker.report import Report

limit_options = option_group(
    "limiting",
    click.option("--fail-on", type=click.Choice([*reversed(SEVERITIES), "never"]), help="The least severity that makes the exit code 1 (default: minor)."),
    click.option("--max-per-1000", type=click.FloatRange(min=0), metavar="N", help="Exit with 1 only where a file has more such findings per 1,000 words."),
    click.option("--fail-under", type=click.FloatRange(min=0), metavar="SCORE", help="Exit with 1 where a file’s score is lower."),
)
"""The options that decide between exit codes 0 and 1; ``limits_from`` reads them."""


def limits_from(config: Config, fail_on: str | None, max_per_1000: float | None, fail_under: float | None) -> Limits:
    """The configuration’s limits with the options over them."""
    return Limits(
        fail_on=config.fail_on if fail_on is None else fail_on,
        max_per_1000=config.max_per_1000 if max_per_1000 is None else max_per_1000,
        fail_under=config.fail_under if fail_under is None else fail_under,
    )


def print_limits(limits: Limits, report: Report) -> None:
    """Say on standard error which limits are broken, and where one could not be looked at."""
    for line in filter(None, [*limits.reasons(report), limits.unscored(report)]):
        complain(line)
