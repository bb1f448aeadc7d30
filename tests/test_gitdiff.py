"""Changed lines, asked of a real git."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli import main
from checker.gitdiff import ChangedLines, GitError, carried

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
IDENTITY = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b", "GIT_CONFIG_GLOBAL": os.devnull}


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, env={**os.environ, **IDENTITY}, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def commit(folder: Path, message: str = "x") -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", message)


def write(path: Path, *lines: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("".join(f"{line}\n" for line in lines).encode())
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


OLD = ["The OTAN summit.", "", "He left.", "", "She stayed with OTAN.", "", "It was late."]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "le dépôt"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    write(root / "a b é.txt", *OLD)
    commit(root)
    return root


def lines(path: Path, revision: str = "HEAD") -> set[int] | None:
    found = ChangedLines(revision).of(str(path))
    return None if found is None else set(found)


def test_lines_that_are_changed_added_or_staged(repository: Path) -> None:
    path = repository / "a b é.txt"
    assert lines(path) == set()
    write(path, "New.", *OLD[:2], "He left early.", *OLD[3:])
    assert lines(path) == {1, 4}
    git(repository, "add", "-A")
    assert lines(path) == {1, 4}
    commit(repository)
    assert lines(path) == set() and lines(path, "HEAD~1") == {1, 4}


def test_a_deleted_line_changes_no_line(repository: Path) -> None:
    path = write(repository / "a b é.txt", *OLD[2:])
    assert lines(path) == set()


def test_renames_are_followed(repository: Path) -> None:
    git(repository, "mv", "a b é.txt", "ç d.txt")
    path = write(repository / "ç d.txt", *OLD[:-1], "It was early.")
    git(repository, "add", "-A")
    assert lines(path) == {7}


def test_untracked_and_ignored_files_are_new(repository: Path) -> None:
    write(repository / ".gitignore", "drafts/")
    assert lines(write(repository / "new.txt", "The OTAN summit.")) is None
    assert lines(write(repository / "drafts" / "n.txt", "The OTAN summit.")) is None


def test_only_the_branch_counts(repository: Path) -> None:
    path = repository / "a b é.txt"
    git(repository, "switch", "-qc", "topic")
    write(path, *OLD[:6], "It was early.")
    commit(repository)
    git(repository, "switch", "-q", "main")
    write(path, "The first line is another.", *OLD[1:])
    commit(repository)
    git(repository, "switch", "-q", "topic")
    assert lines(path, "main") == {7}


def test_odd_names_hunks_that_look_like_headers_and_type_changes(repository: Path) -> None:
    odd = write(repository / 'q"\t\\.txt', "one", "two")
    write(repository / "link.txt", "was a file")
    write(repository / "z.txt", "one")
    commit(repository)
    write(odd, "one", "-- diff --git a/x b/x", "++ @@ -1 +9,9 @@", "diff --git a/x b/x")
    (repository / "link.txt").unlink()
    (repository / "link.txt").symlink_to("z.txt")
    write(repository / "z.txt", "one", "two")
    assert lines(odd) == {2, 3, 4}
    assert lines(repository / "z.txt") == {2}


def test_settings_of_the_user_do_not_matter(repository: Path) -> None:
    for key, value in (("diff.noprefix", "true"), ("diff.mnemonicPrefix", "true"), ("color.ui", "always"), ("diff.renames", "false"), ("diff.external", "false"), ("core.quotePath", "true")):
        git(repository, "config", key, value)
    write(repository / "a b é.txt", *OLD[:6], "It was early.")
    assert lines(repository / "a b é.txt") == {7}


def test_a_hook_of_another_repository_does_not_matter(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(repository / "sub" / "n.txt", "one")
    commit(repository)
    write(path, "one", "two")
    monkeypatch.setenv("GIT_DIR", str(repository / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    assert lines(path) == {2}


def test_the_command_reports_changed_lines_only(repository: Path) -> None:
    path = repository / "a b é.txt"
    assert run("check", path).exit_code == 1
    assert run("check", path, "--diff-base", "HEAD").exit_code == 0
    write(path, *OLD, "", "The ONU summit.")
    result = run("check", repository, "--diff-base", "HEAD")
    assert result.exit_code == 1 and "ONU" in result.stdout and "OTAN" not in result.stdout
    new = run("check", write(repository / "n.txt", "The OTAN summit."), "--diff-base", "HEAD")
    assert new.exit_code == 1


def test_fixes_stay_on_changed_lines(repository: Path) -> None:
    path = repository / "a b é.txt"
    write(path, *OLD[:3], "", "READ ALSO: The war", "", *OLD[4:], "", "The ONU summit of the OTAN .")
    result = run("check", path, "--diff-base", "HEAD", "--fix")
    assert result.exit_code == 0, result.output
    assert path.read_text(encoding="utf-8").splitlines() == [*OLD, "", "The UN summit of NATO."]


def test_what_git_cannot_say_is_one_clear_line(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = repository / "a b é.txt"
    cases = [
        (write(tmp_path / "outside" / "a.txt", "The OTAN summit."), "HEAD", "not a git repository"),
        (path, "no-such-branch", "no revision “no-such-branch”"),
        (path, "--output=x", "no revision"),
    ]
    clone = tmp_path / "shallow"
    write(path, *OLD, "", "More.")
    commit(repository)
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), str(clone))
    cases.append((clone / path.name, "HEAD~1", "shallow: fetch its history"))
    git(repository, "branch", "old")
    git(repository, "checkout", "-q", "--orphan", "other")
    commit(repository)
    cases.append((path, "old", "no common ancestor"))
    for file, revision, said in cases:
        result = run("check", file, f"--diff-base={revision}")
        assert result.exit_code == 2 and result.stdout == ""
        assert said in result.stderr and len(result.stderr.splitlines()) == 1
    assert not (repository / "x").exists()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="git is not installed"):
        ChangedLines("HEAD").of(str(path))
    assert run("check", "-", "--diff-base", "HEAD").exit_code == 2


def test_lines_are_carried_through_an_edit() -> None:
    before = "a\nb\nc\nd\n"
    assert carried(frozenset({3}), before, "b\nc\nd\n") == {2}
    assert carried(frozenset({4}), before, "a\nX\nY\nc\nd\n") == {2, 3, 5}
    assert carried(frozenset({1}), before, before) == {1}
