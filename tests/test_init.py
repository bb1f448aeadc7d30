"""``checker init``: the configuration that it writes is the one that holds without a file."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli import main
from checker.config import Config
from checker.config_file import load_config


def init(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["init", *map(str, arguments)])


def uncommented(text: str) -> str:
    """Keys and tables without their “#”; remarks have a space behind it and stay."""
    return re.sub(r"^#(?=[a-z\[])", "", text, flags=re.M)


def test_it_holds_every_key_with_its_default(tmp_path: Path) -> None:
    assert init(tmp_path).exit_code == 0
    written = tmp_path / ".checker.toml"
    assert load_config(written) == Config()
    text = uncommented(written.read_text(encoding="utf-8"))
    keys = re.findall(r"^\[?([a-z0-9-]+)", text, re.M)
    assert sorted(keys) == sorted(item.name.replace("_", "-") for item in fields(Config)), "bring checker/data/config.toml up to date"
    written.write_text(text, encoding="utf-8")
    assert load_config(written) == Config()


def test_its_examples_load(tmp_path: Path) -> None:
    init(tmp_path)
    written = tmp_path / ".checker.toml"
    text = re.sub(r"^((?:#   .*\n)+)(#\[.*\n)", r"\2\1", written.read_text(encoding="utf-8"), flags=re.M)
    written.write_text(re.sub(r"^#   ", "", uncommented(text), flags=re.M), encoding="utf-8")
    config = load_config(written)
    assert config.severity == {"typography": "minor"} and config.per_path == {"archive/*": ("NAM105", "TYP")}


def test_it_overwrites_only_when_told(tmp_path: Path) -> None:
    written = tmp_path / ".checker.toml"
    written.write_text("ignore = ['TYP']\n", encoding="utf-8")
    refused = init(tmp_path)
    assert refused.exit_code == 2 and "--force" in refused.stderr and refused.stderr.count("\n") == 1
    assert written.read_text(encoding="utf-8") == "ignore = ['TYP']\n"
    assert init(tmp_path, "--force").exit_code == 0
    assert init("--stdout").stdout == written.read_text(encoding="utf-8")


def test_here_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert init().exit_code == 0 and (tmp_path / ".checker.toml").exists()
    missing = init(tmp_path / "missing")
    assert missing.exit_code == 2 and missing.stderr.count("\n") == 1
