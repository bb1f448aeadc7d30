"""The options of the deep layer: ``--deep``, ``--no-deep``, ``--budget``."""

from __future__ import annotations

import click

from checker.cli.options import complain, option_group
from checker.config import Config
from checker.engine import Engine

depth_options = option_group(
    "depth",
    click.option(
        "--deep/--no-deep",
        default=None,
        envvar="CHECKER_DEEP",
        help="Look for garbled sentences by comparing them with other wordings (the default where the neural judge is installed), or not.",
    ),
    click.option("--budget", type=click.FloatRange(min=0), metavar="SECONDS", help="Seconds that comparing, and as many that a second reader, may take in all; what is left over is left out."),
)
"""The options; ``with_depth`` reads them."""


def with_depth(config: Config, deep: bool | None, budget: float | None) -> Config:
    """The configuration with the options over it; says where the n-grams have to do."""
    wanted = config.deep if deep is None else "yes" if deep else "no"
    if wanted == "no":
        return config.with_options(deep="no", budget=budget)
    from checker.depth.weights import INSTALL, installed

    if wanted == "yes" and not installed():
        complain(f"comparing by word counts alone, which finds less; for the neural judge: {INSTALL}")
    if wanted == "auto" and installed():
        wanted = "yes"
    return config.with_options(deep=wanted, budget=budget)


def report_budget(engine: Engine) -> None:
    """Say how much the budget left undone."""
    if engine.unjudged:
        complain(f"--budget: the time was up; {engine.unjudged} other wordings were not compared")
