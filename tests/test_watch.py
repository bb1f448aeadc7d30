"""``checker check --watch``: a real process, real saves, a real Ctrl-C."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli import main

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send to one process")

SECONDS = 60


class Watching:
    """A checker that watches a folder; its two streams are read as one list of lines."""

    def __init__(self, *arguments: object, folder: Path) -> None:
        command = [sys.executable, "-m", "checker", "check", "--watch", *map(str, arguments)]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
        self.process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8")
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line)

    def wait_for(self, text: str) -> str:
        """What is printed up to and with the next line that holds ``text``."""
        seen, last = "", time.monotonic() + SECONDS
        while time.monotonic() < last:
            try:
                seen += self.lines.get(timeout=0.1)
            except queue.Empty:
                assert self.process.poll() is None, f"it has ended:\n{seen}"
            if text in seen:
                return seen
        raise AssertionError(f"“{text}” is not in\n{seen}")

    def interrupt(self) -> int:
        """Press Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(SECONDS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("President Poutine spoke.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("President Putin spoke.\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def watching(folder: Path) -> Iterator[Watching]:
    started = Watching(".", folder=folder)
    yield started
    started.process.kill()
    started.process.wait()


def test_saves_are_checked_until_ctrl_c(watching: Watching, folder: Path) -> None:
    first = watching.wait_for("watching 2 files")
    assert "a.txt:1:11: NAM101" in first and "b.txt: no findings" in first
    (folder / "b.txt").write_text("He fled [NDLR : le front].\n", encoding="utf-8")
    again = watching.wait_for("b.txt: 1 finding in")
    assert "FRE101" in again and "a.txt" not in again
    # Many editors write a new file and rename it over the old one.
    (folder / ".a.txt.swp").write_text("President Putin spoke.\n", encoding="utf-8")
    os.replace(folder / ".a.txt.swp", folder / "a.txt")
    watching.wait_for("a.txt: no findings")
    assert watching.interrupt() == 0
    rest = "".join(iter(lambda: watching.lines.get() if watching.lines.qsize() else "", ""))
    assert "Traceback" not in rest and "Aborted" not in rest


def test_files_come_and_go(watching: Watching, folder: Path) -> None:
    watching.wait_for("watching 2 files")
    (folder / "sub").mkdir()
    (folder / "sub" / "c.txt").write_text("President Poutine spoke.\n", encoding="utf-8")
    watching.wait_for("c.txt: 1 finding in")
    (folder / "a.txt").unlink()
    watching.wait_for("a.txt: gone")
    (folder / "a.txt").write_text("President Putin spoke.\n", encoding="utf-8")
    watching.wait_for("a.txt: no findings")


def test_an_error_does_not_end_it(watching: Watching, folder: Path) -> None:
    watching.wait_for("watching 2 files")
    (folder / "a.txt").write_bytes(b"caf\xe9")
    watching.wait_for("a.txt: not UTF-8")
    (folder / "a.txt").write_text("He left.\n", encoding="utf-8")
    watching.wait_for("a.txt: no findings")


def test_a_new_configuration_holds_at_once(watching: Watching, folder: Path) -> None:
    watching.wait_for("watching 2 files")
    (folder / ".checker.toml").write_text("ignored = ['NAM']\n", encoding="utf-8")
    watching.wait_for("no key “ignored”")
    (folder / ".checker.toml").write_text("ignore = ['NAM']\n", encoding="utf-8")
    watching.wait_for("a.txt: no findings")


def test_what_it_cannot_watch() -> None:
    for arguments in (["-"], ["a.txt", "--output", "report.txt"]):
        refused = CliRunner().invoke(main, ["check", "--watch", *arguments])
        assert refused.exit_code == 2 and "--watch" in refused.stderr
