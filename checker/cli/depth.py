"""The options of the deep layer: ``--deep``, ``--no-deep``, ``--budget``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from checker.cli.options import complain
from checker.config import Config
from checker.engine import Engine

F = TypeVar("F", bound=Callable[..., Any])


def depth_options(command: F) -> F:
    """The options; ``with_depth`` reads them."""
    command = click.option(
        "--budget", type=click.FloatRange(min=0), metavar="SECONDS", help="Seconds that comparing may take in all; what is left over is not compared."
    )(command)
    return click.option(
        "--deep/--no-deep",
        default=None,
        envvar="CHECKER_DEEP",
        help="Look for garbled sentences by comparing them with other wordings (the default where the neural judge is installed), or not.",
    )(command)


def with_depth(config: Config, deep: bool | None, budget: float | None) -> Config:
    """The configuration with the options over it; says where the n-grams have to do."""
    from checker.depth.weights import INSTALL, installed

    wanted = config.deep if deep is None else deep
    if wanted and not installed():
        complain(f"comparing by word counts alone, which finds less; for the neural judge: {INSTALL}")
    return config.with_options(deep=installed() if wanted is None else wanted, budget=budget)


def report_budget(engine: Engine) -> None:
    """Say how much the budget left undone."""
    if engine.unjudged:
        complain(f"--budget: the time was up; {engine.unjudged} other wordings were not compared")
