"""action.yml: its shell steps, run by bash as GitHub’s runner runs them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml
from shells import ROOT, pip_has_no_index

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}
FAULTY = "He fled to the front [NDLR : le front].\n"
CLEAN = "He fled to the front.\n"

pytestmark = pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")


@dataclass
class Runner:
    """What GitHub’s runner keeps for a job: a workspace, files for outputs and the summary, results of steps."""

    folder: Path
    outputs: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.workspace = self.folder / "work"
        self.temporary = self.folder / "temp"
        for made in (self.workspace, self.temporary):
            made.mkdir()
        self.outputs["steps.python.outputs.python-path"] = sys.executable
        self.outputs["github.action_path"] = str(ROOT)

    def run(self, name: str, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Run one step with the inputs of a workflow (``_`` for ``-``) over the action’s defaults."""
        given = {f"inputs.{key}": spec["default"] for key, spec in ACTION["inputs"].items()}
        given |= {f"inputs.{key.replace('_', '-')}": value for key, value in inputs.items()}
        step = STEPS[name]
        variables = {key: self._value(text, given | self.outputs) for key, text in step["env"].items()}
        files = {key: str(self.folder / key) for key in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        script = self.folder / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        environment = {**os.environ, **variables, **files, "RUNNER_TEMP": str(self.temporary), "GITHUB_ACTIONS": "true"}
        done = subprocess.run(command, cwd=self.workspace, env=environment, capture_output=True, text=True, encoding="utf-8")
        for line in self.read("GITHUB_OUTPUT").splitlines():
            key, _, value = line.partition("=")
            self.outputs[f"steps.{step.get('id')}.outputs.{key}"] = value
        return done

    def _value(self, text: str, context: dict[str, str]) -> str:
        return re.sub(r"\$\{\{ (\S+) \}\}", lambda match: context[match[1]], text)

    def read(self, name: str) -> str:
        """A file that the steps wrote for the runner."""
        file = self.folder / name
        return file.read_text(encoding="utf-8") if file.exists() else ""

    def write(self, name: str, text: str) -> None:
        """An article in the workspace."""
        (self.workspace / name).parent.mkdir(exist_ok=True)
        (self.workspace / name).write_text(text, encoding="utf-8")


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A job whose checker is installed already: the one under test."""
    runner = Runner(tmp_path)
    (runner.temporary / "checker").symlink_to(ROOT)
    return runner


def test_no_script_has_an_input_spliced_in() -> None:
    scripts = [step["run"] for step in STEPS.values() if "run" in step]
    assert scripts and not any("${{" in script for script in scripts)


def test_findings_are_annotated_summed_up_and_fail_the_job(runner: Runner) -> None:
    runner.write("articles/a b.txt", FAULTY)
    runner.write("more.txt", CLEAN)
    checked = runner.run("Check", paths="articles\nmore.txt\n")
    assert checked.returncode == 0, checked.stderr
    assert re.search(r"^::error .*file=articles/a b.txt.*FRE101", checked.stdout, re.M)
    sarif = json.loads(Path(runner.outputs["steps.check.outputs.sarif-file"]).read_text(encoding="utf-8"))
    assert [result["ruleId"] for result in sarif["runs"][0]["results"]] == ["FRE101"]
    assert "1 finding in 2 articles" in runner.read("GITHUB_STEP_SUMMARY")
    assert runner.outputs["steps.check.outputs.exit-code"] == "1"
    assert runner.run("Verdict").returncode == 1


@pytest.mark.parametrize(
    "inputs, code",
    [
        ({"paths": "clean.txt"}, 0),
        ({"paths": "faulty.txt", "fail_on": "never"}, 0),
        ({"paths": "faulty.txt", "args": "--ignore=FRE\n--stats", "format": "text"}, 0),
        ({"paths": "missing.txt\nclean.txt"}, 2),
        ({"paths": "clean.txt", "args": "--no-such-option"}, 2),
    ],
)
def test_the_verdict_is_the_checkers(runner: Runner, inputs: dict[str, str], code: int) -> None:
    runner.write("clean.txt", CLEAN)
    runner.write("faulty.txt", FAULTY)
    assert runner.run("Check", **inputs, summary="false").returncode == 0
    assert runner.run("Verdict").returncode == code
    assert runner.read("GITHUB_STEP_SUMMARY") == ""


def test_what_the_baseline_holds_back_is_not_sent(runner: Runner) -> None:
    runner.write("a.txt", FAULTY)
    runner.run("Check", paths="a.txt", args="--baseline=old.json\n--write-baseline")
    runner.write("a.txt", FAULTY + "\nHe met the minister [NDLR : de la Justice].\n")
    runner.run("Check", paths="a.txt", args="--baseline=old.json")
    sarif = json.loads(Path(runner.outputs["steps.check.outputs.sarif-file"]).read_text(encoding="utf-8"))
    (result,) = sarif["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 3


@pytest.mark.parametrize("name", ["paths", "args", "fail_on", "format", "summary"])
def test_inputs_never_run_as_code(runner: Runner, name: str) -> None:
    runner.write("clean.txt", CLEAN)
    attack = '$(touch pwned)`touch pwned`"; touch pwned; "\'; touch pwned; \'\n| touch pwned'
    runner.run("Check", **{"paths": "clean.txt", name: attack})
    assert [file.name for file in runner.workspace.iterdir()] == ["clean.txt"]


def test_it_installs_from_where_it_stands(tmp_path: Path) -> None:
    runner = Runner(tmp_path)
    installed = runner.run("Install checker")
    if pip_has_no_index(installed.stderr):
        pytest.skip("pip has no index to install from")
    assert installed.returncode == 0, installed.stderr
    runner.write("a.txt", FAULTY)
    runner.run("Check", paths=".")
    assert runner.run("Verdict").returncode == 1
    data = runner.temporary / "checker/checker/data"
    assert (data / "phrases/index.dat").exists() and (data / "config.toml").exists()
