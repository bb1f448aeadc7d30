"""``checker completion``: the script by which a shell completes commands, options and rules."""

from __future__ import annotations

import click

SHELLS = ("bash", "zsh", "fish")


@click.command(short_help="Make a shell complete commands, options and rules.")
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the script that makes a shell complete commands, options, files and rules.

    \b
    bash   echo 'eval "$(checker completion bash)"' >> ~/.bashrc
    zsh    echo 'eval "$(checker completion zsh)"' >> ~/.zshrc   (after compinit)
    fish   checker completion fish > ~/.config/fish/completions/checker.fish
    """
    from click.shell_completion import get_completion_class

    from checker.cli import main

    script = get_completion_class(shell)
    assert script is not None, "click has one for each of SHELLS"
    text = script(main, {}, "checker", "_CHECKER_COMPLETE").source()
    if shell == "fish":
        # click cuts a completion at its first comma; a list of rules has commas of its own.
        text = text.replace('string split ","', 'string split --max 1 ","')
    click.echo(text, nl=False)
