"""Documentation and code agree."""

from __future__ import annotations

import re
import runpy
import shlex
from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli import main
from checker.config import Config

ROOT = Path(__file__).resolve().parent.parent


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_rule_page_is_made_from_the_rules() -> None:
    page = runpy.run_path(str(ROOT / "docs/generate.py"))["page"]()
    assert read("docs/rules.md") == page, "run python docs/generate.py"


def test_every_option_and_key_is_documented() -> None:
    readme, configuration = read("README.md"), read("docs/configuration.md")
    for item in fields(Config):
        assert f"`{item.name.replace('_', '-')}`" in configuration
    for name in ("check", "scan", "score", "rules", "explain"):
        assert f"checker {name}" in readme
    options = set(re.findall(r"--[a-z-]+", CliRunner().invoke(main, ["check", "--help"]).stdout))
    everything = readme + configuration + read("docs/json.md")
    assert {option for option in options if option not in everything} == {"--help"}


def test_the_readme_shows_real_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    readme = read("README.md")
    command = re.search(r"checker (check samples/\S+[^`\n]*)", readme)
    shown = re.search(r"<!-- output -->\n```text\n(.*?)```", readme, re.S)
    assert command and shown
    output = CliRunner().invoke(main, shlex.split(command[1])).stdout
    for block in shown[1].split("\n[…]\n"):
        assert block.strip("\n") in output


@pytest.mark.parametrize("mark", ["score", "reference"])
def test_the_readme_shows_real_comparisons(mark: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    before, shown = read("README.md").split(f"<!-- {mark} output -->\n```text\n")
    command = re.findall(r"`checker ([^`]* --reference samples/[^`]*)`", before)[-1]
    output = CliRunner().invoke(main, shlex.split(command)).stdout
    for block in shown.partition("```")[0].split("\n[…]\n"):
        assert block.strip("\n") in output


def test_links_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
