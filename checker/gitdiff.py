"""Changed lines: what git says differs from a revision.

The revision compared with is the merge base of the one named and ``HEAD``, as in ``git diff
REV...``: what others have added to a branch since does not count. What it is compared with are the
files as they stand, committed or not. Renames are followed as git follows them; a file that git
does not track is new.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from checker.finding import Finding

_HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.M)
_OF_ONE_REPOSITORY = frozenset("GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_PREFIX GIT_COMMON_DIR".split())
_FILE = re.compile(rb"^diff --git ", re.M)


class GitError(Exception):
    """Git cannot say what has changed; the message tells why and the way out."""


@dataclass(frozen=True)
class _Repository:
    """The changes in one working tree: changed lines by path, and all paths that are tracked."""

    lines: dict[str, frozenset[int]]
    tracked: frozenset[str]


class ChangedLines:
    """The lines that differ from a revision, file by file.

    Args:
        revision: anything that names a commit: a branch, a tag, a hash, ``HEAD~3``.
    """

    def __init__(self, revision: str) -> None:
        self.revision = revision
        self._root = cache(self._find_root)
        self._repository = cache(self._read_repository)
        self._first: dict[str, str] = {}

    def of(self, path: str) -> frozenset[int] | None:
        """The changed lines of a file (1-based, as git counts them); ``None``: all, the file is new.

        Raises:
            GitError: git is missing, the file is in no repository, or the revision is not known.
        """
        real = Path(os.path.realpath(path))
        root = self._root(real.parent)
        repository = self._repository(root)
        name = real.relative_to(root).as_posix()
        if name not in repository.tracked:
            return None
        return repository.lines.get(name, frozenset())

    def reported(self, path: str, raw: str, findings: list[Finding]) -> list[Finding]:
        """Of the findings of a file those that touch a changed line.

        Args:
            path: the file.
            raw: its decoded text; where it differs from that of the first call, what a fix has
                changed since counts as changed.
            findings: what was found in ``raw``.

        Raises:
            GitError: as ``of``.
        """
        lines = self.of(path)
        if lines is None:
            return findings
        before = self._first.setdefault(path, raw)
        if before != raw:
            lines = carried(lines, before, raw)
        return [finding for finding in findings if not lines.isdisjoint(_lines_of(finding, raw))]

    @staticmethod
    def _find_root(folder: Path) -> Path:
        try:
            out = _git(folder, "rev-parse", "--show-toplevel")
        except FileNotFoundError:
            raise GitError("--diff-base: git is not installed") from None
        if out.returncode:
            reason = os.fsdecode(out.stderr).strip().partition("\n")[0].removeprefix("fatal: ")
            known = "not a git repository" if "not a git repository" in reason else reason
            raise GitError(f"--diff-base: {folder}: {known}")
        return Path(os.path.realpath(os.fsdecode(out.stdout).rstrip("\r\n")))

    def _read_repository(self, root: Path) -> _Repository:
        base = self._base(root)
        options = ("--no-color", "--no-ext-diff", "--no-textconv", "--text", "--ignore-submodules", "--find-renames", "--diff-filter=AMR")
        names = list(_names(_run(root, "diff", "--name-status", "-z", *options, base)))
        patch = _run(root, "diff", "--unified=0", *options, base)
        # Both list the same files in the same order; names are taken from the one that never quotes them.
        pieces = _FILE.split(patch)[1:]
        lines = {name: frozenset(_added(piece)) for name, piece in zip(names, pieces, strict=True)}
        tracked = _run(root, "ls-files", "-z").split(b"\0")
        return _Repository(lines, frozenset(os.fsdecode(name) for name in tracked if name))

    def _base(self, root: Path) -> str:
        """The commit to compare with."""
        shallow = _run(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
        deepen = "; this clone is shallow: fetch its history (git fetch --unshallow, in CI fetch-depth: 0)" if shallow else ""
        found = _git(root, "rev-parse", "--verify", "--quiet", f"{self.revision}^{{commit}}")
        if found.returncode or self.revision.startswith("-"):
            raise GitError(f"--diff-base: no revision “{self.revision}” in {root}{deepen}")
        commit = found.stdout.decode().strip()
        base = _git(root, "merge-base", commit, "HEAD")
        if base.returncode:
            raise GitError(f"--diff-base: “{self.revision}” and HEAD have no common ancestor in {root}{deepen}")
        return base.stdout.decode().split()[0]


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    # In a hook git names the repository that it works on; here the file does.
    environment = {name: value for name, value in os.environ.items() if name not in _OF_ONE_REPOSITORY}
    environment.update(LC_ALL="C", GIT_OPTIONAL_LOCKS="0")
    return subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, env=environment, check=False)


def _run(folder: Path, *arguments: str) -> bytes:
    """What git prints.

    Raises:
        GitError: it fails.
    """
    done = _git(folder, *arguments)
    if done.returncode:
        lines = os.fsdecode(done.stderr).strip().splitlines() or ["git failed"]
        raise GitError(f"--diff-base: git {arguments[0]}: {lines[0]}")
    return done.stdout


def _names(listing: bytes) -> Iterator[str]:
    """The new names in ``git diff --name-status -z``: a letter and a name, or R, old and new name."""
    fields = iter(listing.split(b"\0")[:-1])
    for status in fields:
        name = next(fields)
        yield os.fsdecode(next(fields) if status.startswith((b"R", b"C")) else name)


def _added(patch: bytes) -> Iterator[int]:
    """The lines that a file’s hunks add or change."""
    for match in _HUNK.finditer(patch):
        first, count = int(match[1]), int(match[2] or 1)
        yield from range(first, first + count)


def _lines_of(finding: Finding, raw: str) -> range:
    """The lines of a finding as git counts them: only ``\\n`` ends one."""
    first = raw.count("\n", 0, finding.start) + 1
    return range(first, first + raw.count("\n", finding.start, max(finding.start, finding.end - 1)) + 1)


def carried(lines: frozenset[int], before: str, after: str) -> frozenset[int]:
    """Changed lines of ``before`` as lines of ``after``, with those in which the two differ."""
    from difflib import SequenceMatcher

    old, new = before.split("\n"), after.split("\n")
    found: set[int] = set()
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.update(line - a + c for line in lines if a < line <= b)
        else:
            found.update(range(c + 1, d + 1))
    return frozenset(found)
