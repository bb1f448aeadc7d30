"""The baseline: old findings that a team has decided to live with for now.

An entry is a file, a rule and a fingerprint of the words found and those around them
(``checker.fingerprint``), so that lines may move and other paragraphs change without waking it,
while a second copy of the same fault is a new finding.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from checker.finding import Finding
from checker.fingerprint import fingerprints
from checker.report import FileReport

VERSION = 1


class BaselineError(ValueError):
    """A baseline that cannot be used; the message names the file and the way out."""


class Entry(NamedTuple):
    """One old finding; ``path`` is relative to the baseline’s folder, ``text`` is for people."""

    path: str
    code: str
    key: str
    text: str


class Baseline:
    """The entries of one file.

    Args:
        file: where the baseline is kept.
        entries: what stands in it.

    Findings of a file are matched with the entries of its path; those that are left, with entries
    of files that are gone: the article was renamed.
    """

    def __init__(self, file: Path, entries: Iterable[Entry] = ()) -> None:
        self.file = file
        self.entries = list(dict.fromkeys(entries))
        self._folder = Path(os.path.realpath(file)).parent
        self._own: dict[str, dict[tuple[str, str], Entry]] = {}
        for entry in self.entries:
            self._own.setdefault(entry.path, {})[entry.code, entry.key] = entry
        self._moved: dict[tuple[str, str], list[Entry]] = {}
        for entry in self.entries:
            if self._is_gone(entry.path):
                self._moved.setdefault((entry.code, entry.key), []).append(entry)
        self._matched: dict[str, list[tuple[Entry, Entry]]] = {}
        self._found: dict[str, list[Entry]] = {}

    def apply(self, report: FileReport) -> FileReport:
        """The report with its old findings among the suppressed ones.

        Of a document that is checked again only the last report counts.
        """
        path = self.name_of(report.path)
        for entry, _ in self._matched.pop(path, ()):
            if entry.path != path:
                self._moved[entry.code, entry.key].append(entry)
        own = self._own.get(path, {})
        new: list[Finding] = []
        suppressed = list(report.suppressed)
        self._found[path], self._matched[path] = [], []
        for finding, key in zip(report.findings, fingerprints(report)):
            now = Entry(path, finding.code, key, shown(finding.text))
            self._found[path].append(now)
            old = own.get((finding.code, key)) or self._of_gone_file(now)
            if old is None:
                new.append(finding)
            else:
                self._matched[path].append((old, now))
                suppressed.append((finding, "baseline"))
        return replace(report, findings=new, suppressed=suppressed)

    def _of_gone_file(self, now: Entry) -> Entry | None:
        entries = self._moved.get((now.code, now.key))
        return entries.pop() if entries else None

    def name_of(self, path: str) -> str:
        """A path as the baseline has it: relative to its folder, with slashes."""
        try:
            return Path(os.path.relpath(os.path.realpath(path), self._folder)).as_posix()
        except ValueError:  # another drive
            return Path(path).as_posix()

    def stale(self) -> list[Entry]:
        """Entries of the checked files, and of files that are gone, that nothing matches any more."""
        met = self._met()
        return [e for e in self.entries if e not in met and (e.path in self._found or self._is_gone(e.path))]

    def pruned(self) -> list[Entry]:
        """The entries without the stale ones; those of renamed files under their new names."""
        met, stale = self._met(), set(self.stale())
        return [met.get(entry, entry) for entry in self.entries if entry not in stale]

    def renewed(self) -> list[Entry]:
        """All that was found in the checked files, and the entries of the others that are there."""
        others = [e for e in self.entries if e.path not in self._found and not self._is_gone(e.path)]
        return [*others, *(entry for found in self._found.values() for entry in found)]

    def _met(self) -> dict[Entry, Entry]:
        """The entries that were matched, each with the finding as it stands now."""
        return {old: now for pairs in self._matched.values() for old, now in pairs}

    def _is_gone(self, path: str) -> bool:
        return not os.path.exists(self._folder / path)


def shown(text: str) -> str:
    """The words found, on one line and not too long."""
    line = " ".join(text.split())
    return line if len(line) <= 80 else line[:79] + "…"


def render(entries: Collection[Entry]) -> str:
    """The file: JSON, sorted, an entry a line, so that versions merge line by line."""
    # A file name that is not UTF-8 has lone surrogates, which only an escape can write.
    lines = [json.dumps(entry._asdict(), ensure_ascii=not _is_writable(entry.path)) for entry in sorted(entries)]
    return f'{{"version": {VERSION}, "findings": [\n' + ",\n".join(lines) + "\n]}\n"


def _is_writable(path: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in path)


def load(file: Path) -> Baseline:
    """Read a baseline.

    Raises:
        BaselineError: the file is missing, no JSON, or not a baseline.
    """
    try:
        whole = json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise BaselineError(f"{file}: {reason}; --write-baseline makes a baseline") from None
    except ValueError as error:
        line = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise BaselineError(f"{file}: not a baseline: no JSON{line}; restore it or write it anew with --write-baseline") from None
    try:
        if whole["version"] != VERSION:
            raise BaselineError(f"{file}: a baseline of version {whole['version']}; this checker reads version {VERSION}")
        return Baseline(file, [_entry(item) for item in whole["findings"]])
    except (KeyError, TypeError):
        raise BaselineError(f"{file}: not a baseline; restore it or write it anew with --write-baseline") from None


def _entry(item: dict[str, str]) -> Entry:
    entry = Entry(item["path"], item["code"], item["key"], item["text"])
    if not all(isinstance(value, str) for value in entry):
        raise TypeError
    return entry
