"""Silencing a finding: a comment in the article, or the configuration’s ``ignore``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from checker.config import Config, ConfigError
from checker.config_file import load_config
from checker.document import Document
from checker.finding import Finding
from checker.suppress import Suppressions
from checker.suppress import comment as suppression

Insertion = tuple[int, str]
"""An offset, and what is inserted there."""

_LINE_END = re.compile(r"[\r\n]|\Z")
_OWN = re.compile(r"<!--\s*checker:\s*ignore\s+[A-Za-z][A-Za-z0-9-]*(?:\s*,\s*[A-Za-z][A-Za-z0-9-]*)*")


def comment(document: Document, finding: Finding) -> Insertion | None:
    """What silences a finding’s code on the line where it begins.

    A comment that already stands on the line gets the code. ``None`` where a comment would become
    words of the article (inside of a tag, in a title) or would not silence the finding.
    """
    raw = document.raw
    match = _LINE_END.search(raw, finding.start)
    end = match.start() if match else len(raw)
    begin = max(raw.rfind("\n", 0, finding.start), raw.rfind("\r", 0, finding.start)) + 1
    tries = [(found.end(), f",{finding.code}") for found in _OWN.finditer(raw, begin, end) if raw[begin : found.start()].strip()]
    tries.append((end, " " + suppression("ignore", finding.code)))
    tries.append((begin, suppression("ignore-next", finding.code) + _line_break(raw)))
    return next((insertion for insertion in tries if _silences(document, finding, *insertion)), None)


def _line_break(raw: str) -> str:
    match = re.search(r"\r\n|\n|\r", raw)
    return match[0] if match else "\n"


def _silences(document: Document, finding: Finding, at: int, text: str) -> bool:
    """Whether the finding is silent with the insertion, and the article reads as before."""
    raw = document.raw[:at] + text + document.raw[at:]
    edited = document.edited(raw)
    if edited.text.split() != document.text.split():
        return False
    by = len(text) if at <= finding.start else 0
    moved = Finding(**{**vars(finding), "start": finding.start + by, "end": finding.end + by})
    return not Suppressions(edited).apply([moved])[0]


def ignored(file: Path, code: str) -> tuple[str, str] | None:
    """A configuration file as it is, and with a code on its list of rules to ignore.

    ``None`` where the file cannot be read, or its form is one that no code can be added to.
    """
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            text = stream.read()
        before = load_config(file)
    except (OSError, UnicodeDecodeError, ConfigError):
        return None
    changed = _cfg_with(text, code) if file.suffix == ".cfg" else _toml_with(text, code, file.name == "pyproject.toml")
    if changed is None or not _adds(before, file, changed, code):
        return None
    return text, changed


def _toml_with(text: str, code: str, is_pyproject: bool) -> str | None:
    """TOML with the code on the list; comments and layout stay as they are."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(text)
        table: Any = document
        if is_pyproject or set(document) == {"tool"}:
            table = table["tool"]["checker"]
        if "ignore" in table:
            table["ignore"].append(code)
        elif table is document and (first := next(iter(document.values()), None)) is not None and isinstance(first, dict):
            return f'ignore = ["{code}"]\n\n{text}'  # keys go before tables
        else:
            table.add("ignore", [code])
        return tomlkit.dumps(document)
    except (TOMLKitError, KeyError, AttributeError, TypeError):
        return None


def _cfg_with(text: str, code: str) -> str | None:
    section = re.search(r"^\[checker\][^\n]*(?:\n(?!\[)[^\n]*)*", text, re.M)
    if not section:
        return None
    key = re.search(r"^ignore[ \t]*=[^\r\n]*(?:\r?\n[ \t]+\S[^\r\n]*)*", section[0], re.M)
    if not key:
        head = section.start() + len("[checker]")
        end = text.find("\n", head)
        return text[:end] + f"\nignore = {code}" + text[end:] if end >= 0 else f"{text}\nignore = {code}\n"
    at = section.start() + key.end()
    return text[:at] + (f" {code}" if key[0].rstrip().endswith("=") else f", {code}") + text[at:]


def _adds(before: Config, file: Path, changed: str, code: str) -> bool:
    """Whether the changed file says what it said, and the code is ignored."""
    import tempfile
    from dataclasses import replace

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / file.name
        copy.write_text(changed, encoding="utf-8", newline="")
        try:
            after = load_config(copy)
        except ConfigError:
            return False
    after = replace(after, phrases=before.phrases, baseline=before.baseline)  # relative to the file
    return after == replace(before, ignore=(*before.ignore, code))
