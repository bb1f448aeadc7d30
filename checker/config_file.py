"""Configuration files: ``.checker.toml``, ``pyproject.toml`` ``[tool.checker]`` or ``setup.cfg`` ``[checker]``."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

from checker.config import Config, ConfigError, PathRules

FILES = (".checker.toml", "pyproject.toml", "setup.cfg")
_LISTS = ("select", "ignore", "allow", "phrases")
_NUMBERS = ("max-per-1000", "fail-under", "budget")


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
    found = config_file(start)
    return _config(_table(found) or {}, found) if found else Config()


def config_file(start: Path | None = None) -> Path | None:
    """The configuration file that holds for a folder (the working directory when ``None``).

    Raises:
        ConfigError: a file on the way up is malformed.
    """
    folder = (start or Path.cwd()).resolve()
    candidates = (directory / name for directory in (folder, *folder.parents) for name in FILES)
    return next((path for path in candidates if path.is_file() and _table(path) is not None), None)


def _table(path: Path, named: bool = False) -> dict[str, Any] | None:
    """The checker's table of a file; ``None`` where it has none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {(getattr(error, 'strerror', None) or 'not UTF-8').lower()}") from None
    if path.suffix == ".cfg":
        return _cfg_table(path, text, named)
    if path.name == "pyproject.toml" and "tool.checker" not in text:
        return None
    table = _toml(path, text)
    if path.name == "pyproject.toml" or set(table) == {"tool"}:
        own: dict[str, Any] | None = table.get("tool", {}).get("checker")
        return own
    return table


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
        elif key in _LISTS:
            table[key] = items
        elif key == "judge-price":
            table[key] = [_number(item) for item in items]
        elif key in _NUMBERS:
            table[key] = _number(value)
        else:
            table[key] = {"true": True, "yes": True, "false": False, "no": False}.get(value.lower(), value)
    for key in ("assume-translated", "deep"):
        if isinstance(table.get(key), bool):
            table[key] = "yes" if table[key] else "no"
    return table


def _number(value: str) -> float | str:
    try:
        return float(value)
    except ValueError:
        return value


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
    if values.get("baseline"):
        values["baseline"] = str(path.parent / values["baseline"])
    try:
        return Config(**values)
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from None


def _value(path: Path, key: str, value: Any) -> Any:
    if key in _LISTS:
        return _strings(f"{path}: {key}", value)
    if key == "judge-price":
        return _prices(f"{path}: {key}", value)
    if key == "quotes":
        if not isinstance(value, bool):
            raise ConfigError(f"{path}: quotes: give true or false")
    elif key in _NUMBERS:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not value >= 0:
            raise ConfigError(f"{path}: {key}: give a number that is not negative")
    elif key in ("severity", "per-path"):
        if not isinstance(value, dict):
            raise ConfigError(f"{path}: {key}: give a table")
        if key == "per-path":
            return {pattern: _path_rules(f"{path}: per-path: {pattern}", rules) for pattern, rules in value.items()}
    elif not isinstance(value, str):
        raise ConfigError(f"{path}: {key}: give a string")
    return value


def _prices(place: str, value: Any) -> tuple[float, ...]:
    numbers = isinstance(value, list) and all(isinstance(n, (int, float)) and not isinstance(n, bool) and 0 <= n < float("inf") for n in value)
    if not numbers or len(value) not in (0, 2):
        raise ConfigError(f"{place}: give the price of a million tokens in and out, [0.15, 0.6]")
    return tuple(map(float, value))


def _strings(place: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConfigError(f"{place}: give a list of strings")
    return tuple(value)


def _path_rules(place: str, value: Any) -> PathRules | tuple[str, ...]:
    """A list of what to ignore, or a table with ``ignore``, ``select`` and ``severity``."""
    if not isinstance(value, dict):
        return _strings(place, value)
    if wrong := sorted(set(value) - {"ignore", "select", "severity"}):
        raise ConfigError(f"{place}: no key “{wrong[0]}”; there are ignore, select, severity")
    severity = value.get("severity", {})
    if not isinstance(severity, dict):
        raise ConfigError(f"{place}: severity: give a table")
    return PathRules(_strings(f"{place}: ignore", value.get("ignore", [])), _strings(f"{place}: select", value.get("select", [])), severity)
