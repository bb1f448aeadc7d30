"""Configuration: ``.checker.toml``, ``pyproject.toml`` ``[tool.checker]`` or ``setup.cfg`` ``[checker]``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from checker.finding import SEVERITIES, Finding
from checker.rule import Rule
from checker.suppress import matches

FILES = (".checker.toml", "pyproject.toml", "setup.cfg")


class ConfigError(ValueError):
    """A configuration that cannot be used; the message names the key and the way out."""


@dataclass(frozen=True)
class Config:
    """How to check.

    Attributes:
        select: codes, prefixes, families or names to run; empty: the rules that are on by default.
        ignore: the same, not to run.
        severity: overrides by code, prefix, family or name.
        per_path: selectors to ignore by path pattern (``archive/*``).
        allow: words and names that no rule may report, compared without regard to case.
        phrases: phrase lists of one's own.
        quotes: whether direct speech is checked for style families.
        min_severity: findings below it are not reported.
        assume_translated: ``auto`` (hints wait for evidence), ``yes`` or ``no``.
        deep: whether sentences are compared with other wordings; ``None``: only by rules that
            ``select`` names by code or name.
        budget: seconds that comparing may take in all; ``None``: as long as it takes.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: dict[str, str] = field(default_factory=dict)
    per_path: dict[str, tuple[str, ...]] = field(default_factory=dict)
    allow: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    quotes: bool = True
    min_severity: str = "minor"
    assume_translated: str = "auto"
    deep: bool | None = None
    budget: float | None = None

    def __post_init__(self) -> None:
        for key, value in [("min-severity", self.min_severity), *self.severity.items()]:
            if value not in SEVERITIES:
                raise ConfigError(f"{key}: “{value}” is not one of {', '.join(SEVERITIES)}")
        if self.assume_translated not in ("auto", "yes", "no"):
            raise ConfigError(f"assume-translated: “{self.assume_translated}” is not one of auto, yes, no")
        object.__setattr__(self, "_allowed", {_fold(word) for word in self.allow})

    def hints(self, proven: Callable[[], bool]) -> bool:
        """Whether hints are reported, given a test for the article's evidence."""
        return self.assume_translated == "yes" or (self.assume_translated == "auto" and proven())

    def allows(self, text: str) -> bool:
        """Whether the allow-list holds the quoted words."""
        return bool(self.allow) and _fold(text) in self._allowed  # type: ignore[attr-defined]

    def severity_of(self, rule: Rule) -> str:
        """The overriding severity of a rule; the longest selector wins; empty: none."""
        found = [s for s in self.severity if matches(s, rule.code, rule.name, rule.family)]
        return self.severity[max(found, key=len)] if found else ""

    def ignored_for(self, path: str, finding: Finding) -> bool:
        """Whether a per-path ignore covers a finding."""
        for pattern, selectors in self.per_path.items():
            if fnmatch(path, pattern) or fnmatch(Path(path).name, pattern):
                if any(matches(s, finding.code, finding.name, finding.family) for s in selectors):
                    return True
        return False

    def with_options(self, **options: Any) -> Config:
        """A copy with the options that are not ``None``."""
        return replace(self, **{key: value for key, value in options.items() if value is not None})


def _fold(text: str) -> str:
    return re.sub(r"\s+", " ", text.strip(" “”\"«»,.").replace("’", "'")).casefold()


def load_config(path: str | Path | None = None, start: Path | None = None) -> Config:
    """Read a configuration file.

    Args:
        path: the file; searched for in ``start`` (the working directory) and above when ``None``.

    Raises:
        ConfigError: the file is missing or malformed, or a key or value is unknown.
    """
    if path is not None:
        table = _table(Path(path), named=True)
        return _config(table or {}, Path(path))
    folder = (start or Path.cwd()).resolve()
    for directory in (folder, *folder.parents):
        for name in FILES:
            if (directory / name).is_file():
                table = _table(directory / name)
                if table is not None:
                    return _config(table, directory / name)
    return Config()


def _table(path: Path, named: bool = False) -> dict[str, Any] | None:
    """The checker's table of a file; ``None`` where it has none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {(getattr(error, 'strerror', None) or 'not UTF-8').lower()}") from None
    if path.suffix == ".cfg":
        return _cfg_table(path, text, named)
    if path.name == "pyproject.toml":
        if "tool.checker" not in text:
            return None
        table: dict[str, Any] | None = _toml(path, text).get("tool", {}).get("checker")
        return table
    return _toml(path, text)


def _toml(path: Path, text: str) -> dict[str, Any]:
    try:
        import tomllib
    except ModuleNotFoundError:
        import tomli as tomllib  # type: ignore[import-not-found,no-redef]
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: {str(error)[:1].lower()}{str(error)[1:]}") from None


def _cfg_table(path: Path, text: str, named: bool) -> dict[str, Any] | None:
    if "[checker]" not in text and not named:
        return None
    import configparser

    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    try:
        parser.read_string(text)
    except configparser.Error as error:
        raise ConfigError(f"{path}: {error.message.splitlines()[0]}") from None
    if "checker" not in parser:
        return None
    table: dict[str, Any] = {}
    for key, value in parser["checker"].items():
        items = [item.strip() for item in re.split(r"[,\n]", value) if item.strip()]
        if key in ("severity", "per-path"):
            table[key] = _pairs(path, key, value)
        elif key in ("select", "ignore", "allow", "phrases"):
            table[key] = items
        else:
            table[key] = {"true": True, "yes": True, "false": False, "no": False}.get(value.lower(), value)
    if isinstance(table.get("assume-translated"), bool):
        table["assume-translated"] = "yes" if table["assume-translated"] else "no"
    return table


def _pairs(path: Path, key: str, value: str) -> dict[str, Any]:
    pairs: dict[str, Any] = {}
    for line in filter(None, map(str.strip, value.splitlines())):
        name, mark, rest = line.partition(":")
        if not mark:
            raise ConfigError(f"{path}: {key}: write one “name: value” a line")
        pairs[name.strip()] = rest.strip() if key == "severity" else [x.strip() for x in rest.split(",")]
    return pairs


def _config(table: dict[str, Any], path: Path) -> Config:
    known = {item.name.replace("_", "-"): item for item in fields(Config)}
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            raise ConfigError(f"{path}: no key “{key}”; there are {', '.join(sorted(known))}")
        values[key.replace("-", "_")] = _value(path, key, value)
    values["phrases"] = tuple(str(path.parent / name) for name in values.get("phrases", ()))
    try:
        return Config(**values)
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from None


def _value(path: Path, key: str, value: Any) -> Any:
    if key in ("select", "ignore", "allow", "phrases"):
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ConfigError(f"{path}: {key}: give a list of strings")
        return tuple(value)
    if key in ("quotes", "deep"):
        if not isinstance(value, bool):
            raise ConfigError(f"{path}: {key}: give true or false")
    elif key == "budget":
        return _seconds(path, value)
    elif key in ("severity", "per-path"):
        if not isinstance(value, dict):
            raise ConfigError(f"{path}: {key}: give a table")
        if key == "per-path":
            return {pattern: tuple(selectors) for pattern, selectors in value.items()}
    elif not isinstance(value, str):
        raise ConfigError(f"{path}: {key}: give a string")
    return value


def _seconds(path: Path, value: Any) -> float:
    try:
        seconds = float(value)
    except (TypeError, ValueError):
        seconds = -1.0
    if isinstance(value, bool) or not seconds >= 0:
        raise ConfigError(f"{path}: budget: give a number of seconds")
    return seconds
