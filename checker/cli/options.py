"""What the commands share: exit codes, configuration from options, errors on one line."""

from __future__ import annotations

import enum
import sys
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from checker.cli.completing import complete_file, complete_selectors
from checker.config import Config, ConfigError
from checker.config_file import load_config
from checker.finding import SEVERITIES

if TYPE_CHECKING:
    from checker.engine import Engine

F = TypeVar("F", bound=Callable[..., Any])


class ExitCode(enum.IntEnum):
    """What the commands return."""

    CLEAN = 0
    FINDINGS = 1
    ERROR = 2


def complain(message: str) -> None:
    """One line on standard error."""
    click.echo(f"checker: {message}", err=True)


def fail(message: str) -> NoReturn:
    """Complain and leave with exit code 2."""
    complain(message)
    sys.exit(ExitCode.ERROR)


def counted(number: int, noun: str) -> str:
    """A number of things: “1 finding”, “2 findings”."""
    return f"{number} {noun}{'s' * (number != 1)}"


def calm_garbage_collector() -> None:
    """Collect rarely: a run makes millions of small objects and few cycles.

    Without this a quarter of the time goes to looking for garbage among the tables, the last time
    when the process ends and all of it is given back anyway.
    """
    import atexit
    import gc

    gc.set_threshold(200_000, 50, 50)
    atexit.register(gc.freeze)


Choices = dict[str, Any]
"""The values of a group of options, by their Python names."""


def option_group(keyword: str, *options: Callable[[F], F]) -> Callable[[F], F]:
    """Options that reach the command together, as ``Choices`` under one keyword."""

    def decorate(command: F) -> F:
        @wraps(command)
        def packed(*arguments: Any, **values: Any) -> Any:
            return command(*arguments, **{keyword: {name: values.pop(name) for name in names}}, **values)

        decorated: Any = packed
        for option in reversed(options):
            decorated = option(decorated)
        names = [parameter.name for parameter in decorated.__click_params__[-len(options) :]]
        found: F = decorated
        return found

    return decorate


def selection_options(command: F) -> F:
    """The options that choose rules; ``build_config`` reads them."""
    for option in reversed(
        (
            click.option("--select", metavar="LIST", multiple=True, shell_complete=complete_selectors, help="Run only these: codes, prefixes, families, names; comma-separated."),
            click.option("--ignore", metavar="LIST", multiple=True, shell_complete=complete_selectors, help="Do not run these."),
            click.option("--min-severity", type=click.Choice(SEVERITIES), help="Leave out what is less grave."),
            click.option("--config", "config_file", metavar="FILE", shell_complete=complete_file, help="Configuration file; by default .checker.toml, pyproject.toml or setup.cfg here or above."),
            click.option("--quotes/--no-quotes", default=None, help="Check wording in direct speech too (the default), or leave it alone."),
            click.option("--translated/--not-translated", default=None, help="Report hints at once, or never; by default only where the article proves to be translated."),
        )
    ):
        command = option(command)
    return command


def build_config(
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    min_severity: str | None,
    config_file: str | None,
    quotes: bool | None,
    translated: bool | None,
) -> Config:
    """The configuration file with the options over it; leaves with exit code 2 on an error."""
    try:
        config = load_config(config_file)
        return config.with_options(
            select=_split(select) or None,
            ignore=(*config.ignore, *_split(ignore)),
            min_severity=min_severity,
            quotes=quotes,
            assume_translated=None if translated is None else ("yes" if translated else "no"),
        )
    except ConfigError as error:
        fail(str(error))


def build_engine(config: Config, **options: Any) -> Engine:
    """An engine with the arguments of ``Engine``; leaves with exit code 2 where the configuration names what is not there."""
    from checker.engine import Engine

    try:
        return Engine(config, **options)
    except ConfigError as error:
        fail(str(error))


def _split(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())
