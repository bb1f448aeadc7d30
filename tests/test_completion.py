"""Shell completion: click’s protocol, and real bash, zsh and fish where they are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from shells import with_checker

from checker.cli import main

CASES = [
    ("checker expl", {"explain"}),
    ("checker explain FRE101", {"FRE101"}),
    ("checker explain editorial-t", {"editorial-tag"}),
    ("checker check --select ty", {"typography"}),
    ("checker check --ignore FRE101,editorial-t", {"FRE101,editorial-tag"}),
    ("checker rules --family res", {"residue"}),
    ("checker completion ", {"bash", "zsh", "fish"}),
]


@pytest.fixture
def shell(tmp_path: Path) -> dict[str, str]:
    """An environment in which ``checker`` is the one under test."""
    return {**with_checker(tmp_path), "HOME": str(tmp_path), "TERM": "dumb"}


def need(name: str) -> str:
    path = shutil.which(name)
    if not path:
        pytest.skip(f"{name} is not installed")
    return path


def script(name: str) -> str:
    return CliRunner().invoke(main, ["completion", name]).stdout


@pytest.mark.parametrize("line, expected", CASES)
def test_protocol(line: str, expected: set[str]) -> None:
    environment = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1), "_CHECKER_COMPLETE": "bash_complete"}
    answer = CliRunner().invoke(main, [], prog_name="checker", env=environment).stdout
    assert {item.partition(",")[2] for item in answer.split()} == expected


def test_paths_are_left_to_the_shell() -> None:
    for line in ("checker check art", "checker check --config art", "checker scan art"):
        environment = {"COMP_WORDS": line, "COMP_CWORD": str(line.count(" ")), "_CHECKER_COMPLETE": "bash_complete"}
        assert CliRunner().invoke(main, [], prog_name="checker", env=environment).stdout.strip() == "file,art"


def test_bash(shell: dict[str, str]) -> None:
    bash = need("bash")
    for line, expected in CASES:
        words = " ".join(f"'{word}'" for word in line.split(" "))
        program = script("bash") + f"\nCOMP_WORDS=({words}); COMP_CWORD={line.count(' ')}\n_checker_completion checker\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"\ncomplete -p checker\n"
        answer = subprocess.run([bash, "--norc", "-c", program], env=shell, capture_output=True, text=True)
        *found, registered = answer.stdout.split("\n")[:-1]
        assert set(found) == expected, answer.stderr
        assert "_checker_completion" in registered


def test_fish(shell: dict[str, str]) -> None:
    fish = need("fish")
    for line, expected in CASES:
        program = script("fish") + f"\ncomplete -C '{line}'\n"
        answer = subprocess.run([fish, "--no-config", "-c", program], env=shell, capture_output=True, text=True)
        assert {found.partition("\t")[0] for found in answer.stdout.splitlines()} == expected, answer.stderr


def test_zsh(shell: dict[str, str], tmp_path: Path) -> None:
    zsh = need("zsh")
    pty = pytest.importorskip("pty", reason="a terminal needs a POSIX system")
    (tmp_path / ".zshrc").write_text("autoload -Uz compinit; compinit -u -d $HOME/dump\nPS1='ready> '\n" + script("zsh"), encoding="utf-8")
    terminal, end = pty.openpty()
    process = subprocess.Popen([zsh, "-i"], stdin=end, stdout=end, stderr=end, env=shell, start_new_session=True)
    os.close(end)
    try:
        awaited(terminal, "ready> ")
        os.write(terminal, b"checker explain editorial-t\t")
        assert "editorial-tag" in awaited(terminal, "editorial-tag")
    finally:
        process.kill()
        process.wait()
        os.close(terminal)


def awaited(terminal: int, text: str, seconds: float = 20) -> str:
    """What a terminal shows until ``text`` does."""
    import select

    shown, last = "", time.monotonic() + seconds
    while text not in shown and time.monotonic() < last:
        if select.select([terminal], [], [], 0.2)[0]:
            shown += os.read(terminal, 4096).decode(errors="replace")
    return shown
