"""When a run fails: severities, density and score; per-path rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli import main
from checker.config import Config, ConfigError, PathRules
from checker.config_file import load_config

LONG = " ".join(["The minister said on Monday that nothing had been decided about the plan yet."] * 24)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """About 320 words, one major and two minor findings."""
    path = tmp_path / "long.txt"
    path.write_text(f"{LONG}\n\nThe OTAN summit cost 12 € , he said at 17h30.\n", encoding="utf-8")
    return path


@pytest.fixture
def short(tmp_path: Path) -> Path:
    path = tmp_path / "short.txt"
    path.write_text("The OTAN summit.\n", encoding="utf-8")
    return path


def test_findings_per_1000_words(long: Path) -> None:
    few = run("check", long, "--max-per-1000", "20")
    assert few.exit_code == 0 and "OTAN" in few.stdout, "findings are reported all the same"
    many = run("check", long, "--max-per-1000", "5")
    assert many.exit_code == 1 and "findings per 1,000 words, more than 5" in many.stderr
    assert run("check", long, "--max-per-1000", "5", "--fail-on", "major").exit_code == 0
    assert run("check", long, "--max-per-1000", "0", "--fail-on", "never").exit_code == 0


def test_one_file_over_the_limit_is_enough(long: Path, short: Path) -> None:
    result = run("check", long, short, "--max-per-1000", "20")
    assert result.exit_code == 1 and [line.split(":")[1].strip() for line in result.stderr.splitlines()] == [str(short)]


def test_score(long: Path, short: Path) -> None:
    assert run("check", long, "--fail-under", "50").exit_code == 0
    low = run("check", long, "--fail-under", "99")
    assert low.exit_code == 1 and "under 99" in low.stderr
    none = run("check", short, "--fail-under", "99")
    assert none.exit_code == 0 and f"without a score for --fail-under: {short}" in none.stderr
    assert run("check", long, "--fail-under", "50", "--fail-on", "major").exit_code == 1, "both are asked for"


def test_limits_in_the_configuration(long: Path, tmp_path: Path) -> None:
    config = tmp_path / "c.toml"
    config.write_text('max-per-1000 = 20\nfail-under = 10.5\nfail-on = "major"\n', encoding="utf-8")
    assert run("check", long, "--config", config).exit_code == 0
    assert run("check", long, "--config", config, "--max-per-1000", "1").exit_code == 1
    cfg = tmp_path / "setup.cfg"
    cfg.write_text("[checker]\nmax-per-1000 = 20\nfail-under = 10.5\nfail-on = major\n", encoding="utf-8")
    assert load_config(cfg) == load_config(config)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('fail-under = "high"', "fail-under: give a number"),
        ("max-per-1000 = -1", "max-per-1000: give a number"),
        ("max-per-1000 = true", "max-per-1000: give a number"),
        ("max-per-1000 = nan", "max-per-1000: give a number"),
        ('fail-on = "grave"', "fail-on: “grave” is not one of"),
        ("baseline = 3", "baseline: give a string"),
        ('[per-path]\n"a/*" = { ignored = ["TYP"] }', "per-path: a/*: no key “ignored”"),
        ('[per-path]\n"a/*" = { severity = ["TYP"] }', "per-path: a/*: severity: give a table"),
        ('[per-path]\n"a/*" = { severity = { TYP = "grave" } }', "“grave” is not one of"),
        ('[per-path]\n"a/*" = "TYP"', "per-path: a/*: give a list of strings"),
    ],
)
def test_wrong_values_are_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / ".checker.toml"
    path.write_text(text + "\n", encoding="utf-8")
    with pytest.raises(ConfigError) as wrong:
        load_config(path)
    assert said in str(wrong.value) and str(path) in str(wrong.value)


def test_rules_for_a_path(tmp_path: Path) -> None:
    config = tmp_path / "c.toml"
    config.write_text(
        '[severity]\nFRE201 = "minor"\n\n[per-path]\n"*/archive/*" = { select = ["FRE"], severity = { FRE = "critical" } }\n"*/wire/*" = { ignore = ["FRE"] }\n',
        encoding="utf-8",
    )
    results = {}
    for folder in ("archive", "wire", "desk"):
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / "a.txt"
        path.write_text("The OTAN summit « now ».\n", encoding="utf-8")
        lines = run("check", path, "--config", config).stdout.splitlines()
        results[folder] = [line.split(": ")[1] for line in lines if line.startswith(str(path)) and "(" in line]
    assert results["archive"] == ["FRE201 french-acronym (critical)"]
    assert [line[:6] for line in results["wire"]] == ["TYP102", "TYP102"]
    assert results["desk"][0] == "FRE201 french-acronym (minor)" and len(results["desk"]) == 3


def test_a_list_for_a_path_is_what_to_ignore() -> None:
    one, other = Config(per_path={"a/*": ("FRE",)}), Config(per_path={"a/*": PathRules(ignore=("FRE",))})
    from checker import check_text

    (finding,) = check_text("The OTAN summit.").findings
    assert one.ignored_for("a/x.txt", finding) and other.ignored_for("a/x.txt", finding)
    assert not one.ignored_for("b/x.txt", finding)
