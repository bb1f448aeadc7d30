"""Where it runs: the pre-commit hook, the GitHub action, and the snippets of docs/ci.md."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from shells import ROOT, with_checker

from checker.cli.check import check

FAULTY = "He fled to the front [NDLR : le front].\n"
CLEAN = "He fled to the front.\n"


def snippets(language: str) -> list[str]:
    page = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", page, re.S)


def snippet(name: str) -> str:
    """The YAML of docs/ci.md whose first line names a file."""
    (found,) = (text for text in snippets("yaml") if text.startswith(f"# {name}\n"))
    return found


def fits_schema(schema: str, file: Path) -> None:
    run = subprocess.run([sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_action_and_workflow_fit_githubs_schemas() -> None:
    fits_schema("vendor.github-actions", ROOT / "action.yml")
    for workflow in (ROOT / ".github/workflows").glob("*.yml"):
        fits_schema("vendor.github-workflows", workflow)


@pytest.mark.parametrize(
    "name, schema",
    [(".github/workflows/articles.yml", "vendor.github-workflows"), (".gitlab-ci.yml", "vendor.gitlab-ci")],
)
def test_snippets_fit_their_schemas(name: str, schema: str, tmp_path: Path) -> None:
    file = tmp_path / "snippet.yml"
    file.write_text(snippet(name), encoding="utf-8")
    fits_schema(schema, file)


def test_documented_inputs_are_the_actions_own() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    page = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
    table = dict(re.findall(r"^\| `([a-z-]+)` \| (?:`([^`]*)` )?\|", page, re.M))
    assert table == {name: spec["default"] for name, spec in action["inputs"].items()}
    (step,) = (step for step in yaml.safe_load(snippet(".github/workflows/articles.yml"))["jobs"]["checker"]["steps"] if "with" in step)
    assert set(step["with"]) <= set(action["inputs"])


def test_commands_of_the_page_are_understood() -> None:
    page = "\n".join(re.findall(r"```.*?```", (ROOT / "docs/ci.md").read_text(encoding="utf-8"), re.S))
    commands = re.findall(r"\bchecker check ([^|'\n]*)", page)
    assert len(commands) >= 5
    for command in commands:
        check.make_context("check", command.split())


def test_make_checks_what_has_changed(tmp_path: Path) -> None:
    if not shutil.which("make"):
        pytest.skip("make is not installed")
    (tmp_path / "Makefile").write_text(snippets("make")[0], encoding="utf-8")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/a.txt").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "articles/b.txt").write_text(CLEAN, encoding="utf-8")
    environment = with_checker(tmp_path)
    assert make(tmp_path, environment).returncode == 2
    (tmp_path / "articles/a.txt").write_text(CLEAN, encoding="utf-8")
    assert make(tmp_path, environment).returncode == 0
    assert "checker check" not in make(tmp_path, environment).stdout


def make(folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", "--keep-going"], cwd=folder, env=environment, capture_output=True, text=True)
