"""``checker lsp``: the language server."""

from __future__ import annotations

import logging
import sys

import click

from checker.cli.options import calm_garbage_collector, fail


@click.command(short_help="Serve a text editor: findings while you type.")
@click.option("--stdio", is_flag=True, help="Talk over standard input and output; it always does, and some editors say so.")
def lsp(stdio: bool) -> None:
    """Serve a text editor that speaks the Language Server Protocol.

    Editors start it themselves: docs/editors.md says how for VS Code, Neovim, Helix, Emacs and
    Sublime Text. It reads plain text, Markdown and HTML, and the configuration of the article’s
    folder.

    \b
    pip install 'press-checker[lsp]'
    checker lsp
    """
    try:
        from checker.lsp.handlers import make_server
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.split(".")[0] not in ("pygls", "lsprotocol", "tomlkit"):
            raise
        fail("the language server is not installed: pip install 'press-checker[lsp]'")
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="checker: %(message)s")
    calm_garbage_collector()
    server = make_server()
    server.start_io()
    sys.exit(server.exit_code)
