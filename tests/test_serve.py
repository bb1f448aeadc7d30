"""``checker serve``: what it refuses."""

from __future__ import annotations

import socket
import sys

import pytest
from click.testing import CliRunner

from checker.cli import main


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--max-size", "5"], "give a size from 1k to 100m"),
        (["--max-size", "much"], "give a size from 1k to 100m"),
        (["--select", "XYZ999"], "checker: no rule “XYZ999”"),
        (["--host", "256.1.1.1"], "checker: 256.1.1.1:8765: "),
        (["--config", "nowhere.toml"], "checker: nowhere.toml: "),
    ],
)
def test_serve_refuses_on_one_line(arguments: list[str], message: str) -> None:
    result = CliRunner().invoke(main, ["serve", *arguments])
    assert result.exit_code == 2 and message in result.stderr and "Traceback" not in result.stderr


def test_a_port_that_is_taken_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = CliRunner().invoke(main, ["serve", "--port", str(port)])
    assert result.exit_code == 2 and result.stderr.startswith(f"checker: 127.0.0.1:{port}: ")
    assert result.stderr.count("\n") == 1 and "--port" in result.stderr


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = CliRunner().invoke(main, ["serve"])
    assert result.exit_code == 2
    assert result.stderr == "checker: the desk needs Starlette and uvicorn: pip install 'press-checker[web]'\n"
