"""The command line. Each command lives in a module of its own and is imported when it runs."""

from __future__ import annotations

import click

from checker.version import __version__

_COMMANDS = {
    "annotate": "checker.cli.annotate",
    "check": "checker.cli.check",
    "completion": "checker.cli.completion",
    "explain": "checker.cli.rules",
    "init": "checker.cli.init",
    "lsp": "checker.cli.lsp",
    "report": "checker.cli.report",
    "rules": "checker.cli.rules",
    "scan": "checker.cli.scan",
    "score": "checker.cli.score",
    "serve": "checker.cli.serve",
}


class LazyGroup(click.Group):
    """A group that imports a command’s module when the command is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, sorted."""
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command."""
        if cmd_name not in _COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = getattr(import_module(_COMMANDS[cmd_name]), cmd_name)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88})
@click.version_option(__version__, prog_name="checker")
def main() -> None:
    """Find what a machine translation from French leaves in an English article.

    \b
    checker check article.en.txt        what betrays the machine, and what to write
    checker check - < article.en.txt    the same from standard input
    checker explain CAL103              why a rule exists, with examples
    """
