"""What people read in a terminal: rule pages, lists, help, the progress bar."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli import main
from checker.explain import explain_entry, explain_rule
from checker.registry import own_rules
from checker.rules.phrase_rules import PhraseRule

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def in_terminal(*arguments: object, columns: int = 80, **variables: str) -> str:
    """What a terminal of so many columns shows of a command, both streams."""
    pty = pytest.importorskip("pty", reason="a terminal needs a POSIX system")
    import fcntl
    import termios

    environment = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS")}
    environment |= {"PYTHONPATH": str(Path(__file__).resolve().parent.parent), **variables}
    terminal, end = pty.openpty()
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen([sys.executable, "-m", "checker", *map(str, arguments)], stdout=end, stderr=end, env=environment)
    os.close(end)
    shown = b""
    try:
        while piece := os.read(terminal, 4096):
            shown += piece
    except OSError:  # Linux ends a terminal’s stream with an error
        pass
    os.close(terminal)
    process.wait()
    return shown.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("rule", own_rules(), ids=lambda rule: rule.code)
def test_every_page_fits_and_says_it_all(rule: object) -> None:
    assert hasattr(rule, "code")
    page = explain_rule(rule, 60)  # type: ignore[arg-type]
    assert max(map(len, page.splitlines())) <= 60
    for needed in ("Why\n", "Switch it off\n", f"--ignore {rule.code}", f"ignore {rule.code} why"):  # type: ignore[attr-defined]
        assert needed in page
    words = " ".join(page.split())
    assert " ".join(rule.rationale.split()) in words  # type: ignore[attr-defined]
    painted = explain_rule(rule, 60, color=True)  # type: ignore[arg-type]
    assert "⟦" not in painted and ESCAPE.search(painted)
    assert ESCAPE.sub("", painted).replace("Finds\n", "").split()[:3] == page.split()[:3]
    assert all(line.count("\x1b[") % 2 == 0 for line in painted.splitlines()), "a colour runs over the end of its line"


def test_expressions_are_shown_with_their_french_bad_and_good() -> None:
    rule = next(rule for rule in own_rules() if rule.code == "CAL103")
    assert isinstance(rule, PhraseRule)
    entry = next(iter(rule.entries.values()))
    for page in (explain_rule(rule, 200), explain_entry(rule, entry, 200)):
        assert entry.french in page and f"→  {entry.rewrite}" in page.replace("→   ", "→  ")
        assert re.search(r"✗ .*⟦.+⟧", page)


@pytest.mark.parametrize("command", sorted(main.list_commands(None)))  # type: ignore[arg-type]
def test_help_fits_80_columns_and_shows_examples(command: str) -> None:
    shown = CliRunner(env={"COLUMNS": "80"}).invoke(main, [command, "--help"]).stdout
    assert max(map(len, shown.splitlines())) <= 80
    assert f"  checker {command}" in shown
    (line,) = [line for line in CliRunner(env={"COLUMNS": "80"}).invoke(main, ["--help"]).stdout.splitlines() if line.startswith(f"  {command} ")]
    assert len(line) <= 80 and not line.endswith("...")


def test_pages_take_the_terminals_width_and_80_columns_when_piped() -> None:
    for command in (["explain", "FRE101"], ["rules"]):
        piped = run(*command).stdout
        assert 70 < max(map(len, piped.splitlines())) <= 80 and "\x1b" not in piped
        shown = in_terminal(*command, columns=100)
        assert 80 < max(map(len, ESCAPE.sub("", shown).splitlines())) <= 100 and "\x1b" in shown
        assert "\x1b" not in in_terminal(*command, NO_COLOR="1")


def test_a_wrong_name_gets_a_way_out() -> None:
    for selector, way_out in [("editorial", "editorial-tag"), ("fre1o1", "FRE101"), ("calque", "rules --family calque"), ("zzz", "checker rules")]:
        wrong = run("explain", selector)
        assert wrong.exit_code == 2 and way_out in wrong.stderr and wrong.stderr.count("\n") == 1


def test_rules_of_ones_own_lists_have_pages_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = ("own-house", "A", "minor", "la maison", "our house style", "the style guide", "", "It is our house style.", "", "")
    columns = ("id", "tier", "severity", "french", "pattern", "rewrite", "when", "example", "miss", "note")
    (tmp_path / "own.tsv").write_text("#: code: USR001\n#: name: newsroom\n" + "\n".join("\t".join(row) for row in (columns, entry)) + "\n", encoding="utf-8")
    (tmp_path / ".checker.toml").write_text("phrases = ['own.tsv']\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "USR001" in run("rules").stdout
    assert "✗   It is ⟦our house style⟧." in run("explain", "USR001").stdout
    assert "the style guide" in run("explain", "own-house").stdout


def test_every_command_has_examples_in_its_help() -> None:
    for name in main.list_commands(None):  # type: ignore[arg-type]
        shown = run(name, "--help").stdout
        assert re.search(rf"^ +(\w+ +)?.*checker {name}\b", shown, re.M), name
        assert max(map(len, shown.splitlines())) <= 88


def test_a_bar_on_a_terminal_where_there_is_much_to_do(tmp_path: Path) -> None:
    for number in range(24):
        (tmp_path / f"{number}.txt").write_text("He left.\n", encoding="utf-8")
    assert "24/24" in in_terminal("check", tmp_path)
    assert "24/24" not in in_terminal("check", tmp_path / "1.txt")
    piped = run("check", tmp_path)
    assert piped.stderr == "" and "24/24" not in piped.stdout
