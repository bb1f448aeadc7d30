"""The hook, installed and run by the real pre-commit in a newsroom’s repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from shells import ROOT, pip_has_no_index

PACKAGE = ("checker", "setup.cfg", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


def command(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment |= {"PRE_COMMIT_HOME": str(folder.parent / "cache"), "GIT_CONFIG_GLOBAL": os.devnull, "PYTHONPATH": ""}
    return subprocess.run(words, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8")


def repository(folder: Path) -> None:
    """Put a folder’s files into a new repository’s first commit."""
    for words in ("init -q", "config user.name a", "config user.email a@example.org", "add -A", "commit -q --allow-empty -m first", "tag v1"):
        done = command(folder, "git", *words.split())
        assert done.returncode == 0, done.stdout


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """A repository whose pre-commit takes the hook from a repository of the project."""
    project = tmp_path / "project"
    project.mkdir()
    for name in PACKAGE:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__", "index.dat"))
        else:
            shutil.copy(ROOT / name, project / name)
    repository(project)
    folder = tmp_path / "newsroom"
    folder.mkdir()
    hook = {"repo": project.as_uri(), "rev": "v1", "hooks": [{"id": "checker"}, {"id": "checker-fix"}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [hook]}), encoding="utf-8")
    repository(folder)
    return folder


def test_manifest_and_snippet_are_valid(tmp_path: Path) -> None:
    from test_ci import snippet

    config = tmp_path / "config.yaml"
    config.write_text(snippet(".pre-commit-config.yaml"), encoding="utf-8")
    for check, file in (("validate-manifest", ROOT / ".pre-commit-hooks.yaml"), ("validate-config", config)):
        done = command(tmp_path, sys.executable, "-m", "pre_commit", check, str(file))
        assert done.returncode == 0 and "warning" not in done.stdout.lower(), done.stdout
    ids = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    used = {hook["id"] for repo in yaml.safe_load(config.read_text(encoding="utf-8"))["repos"] for hook in repo["hooks"]}
    assert used <= ids


def test_a_commit_is_stopped_by_major_findings_only(newsroom: Path) -> None:
    texts = {
        "faulty.txt": "He fled to the front [NDLR : le front].\n",
        "minor.md": "He asked : why?\n",
        "faulty.fr.txt": "Il a fui au front [NDLR : le front].\n",
        "page.html": "<p>He fled to the front [NDLR : le front].</p>\n",
    }
    for name, text in texts.items():
        (newsroom / name).write_text(text, encoding="utf-8")
    command(newsroom, "git", "add", "-A")
    run = command(newsroom, sys.executable, "-m", "pre_commit", "run", "checker")
    if pip_has_no_index(run.stdout):
        pytest.skip("pip has no index to install the hook’s requirements from")
    assert run.returncode == 1, run.stdout
    assert "faulty.txt:1:22: FRE101" in run.stdout and "page.html" not in run.stdout and "faulty.fr.txt" not in run.stdout
    (newsroom / "faulty.txt").write_text("He fled to the front.\n", encoding="utf-8")
    command(newsroom, "git", "add", "-A")
    run = command(newsroom, sys.executable, "-m", "pre_commit", "run", "checker", "--verbose")
    assert run.returncode == 0 and "minor.md:1:9: TYP201" in run.stdout
    run = command(newsroom, sys.executable, "-m", "pre_commit", "run", "checker-fix")
    assert run.returncode == 1 and "files were modified by this hook" in run.stdout
    assert (newsroom / "minor.md").read_text(encoding="utf-8") == "He asked: why?\n"
