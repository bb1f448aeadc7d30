"""``checker init``: a commented configuration to start from."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from checker.cli.options import fail
from checker.config_file import FILES
from checker.files import write_atomically


def template() -> str:
    """The configuration that ``checker init`` writes: every key with its default, commented out."""
    return files("checker.data").joinpath("config.toml").read_text(encoding="utf-8")


@click.command(short_help="Write a commented configuration.")
@click.argument("folder", default=".", metavar="[FOLDER]")
@click.option("--force", is_flag=True, help="Overwrite a configuration that is there.")
@click.option("--stdout", is_flag=True, help="Print it; write nothing.")
def init(folder: str, force: bool, stdout: bool) -> None:
    """Write .checker.toml with every key, its meaning and its default, commented out.

    \b
    checker init                     for this folder and those below it
    checker init articles/
    checker init --stdout > team.toml
    """
    if stdout:
        click.echo(template(), nl=False)
        return
    target = Path(folder) / FILES[0]
    if target.exists() and not force:
        fail(f"{target}: is there already; --force overwrites it, --stdout prints the new one")
    try:
        write_atomically(target, template())
    except OSError as error:
        fail(f"{target}: {(error.strerror or 'cannot be written').lower()}")
    click.echo(f"{target}: written; take away the “#” in front of a key to change it")
