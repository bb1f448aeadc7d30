"""What holds for an article: the configuration of its folder, with the editor’s settings over it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.baseline import Baseline, BaselineError
from checker.baseline import load as load_baseline
from checker.config import Config, ConfigError
from checker.config_file import FILES, config_file, load_config

SECTION = "checker"
"""The name of the settings in an editor."""

Stamps = tuple[tuple[str, int, int], ...]
"""Files that are there, with their time of change (nanoseconds) and size (bytes)."""


@dataclass(frozen=True)
class Settings:
    """The editor’s settings; ``ignore`` goes beside that of the configuration, the others before it."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_severity: str | None = None
    quotes: bool | None = None

    @classmethod
    def read(cls, value: Any) -> Settings:
        """Read what an editor sends: an object with the settings, or with ``checker`` that holds them.

        Raises:
            ConfigError: a setting is unknown or of the wrong type.
        """
        if isinstance(value, Mapping) and SECTION in value:
            value = value[SECTION]
        if not value:
            return cls()
        if not isinstance(value, Mapping):
            raise ConfigError("settings: give an object")
        known = {"select": "select", "ignore": "ignore", "minSeverity": "min_severity", "quotes": "quotes"}
        given: dict[str, Any] = {}
        for key, item in value.items():
            if key not in known:
                raise ConfigError(f"settings: no “{key}”; there are {', '.join(sorted(known))}")
            if item is not None:
                given[known[key]] = _setting(key, item)
        return cls(**given)

    def over(self, config: Config) -> Config:
        """A configuration with the settings over it; sentences are not compared while somebody types them.

        Raises:
            ConfigError: a value does not exist.
        """
        return config.with_options(
            select=self.select or None,
            ignore=(*config.ignore, *self.ignore),
            min_severity=self.min_severity,
            quotes=self.quotes,
            deep="no",
        )


def _setting(key: str, value: Any) -> Any:
    if key in ("select", "ignore"):
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ConfigError(f"settings: {key}: give a list of strings")
        return tuple(value)
    if not isinstance(value, bool if key == "quotes" else str):
        raise ConfigError(f"settings: {key}: give {'true or false' if key == 'quotes' else 'a string'}")
    return value


@dataclass(frozen=True, eq=False)
class Loaded:
    """A configuration as it was read; another one is read when a file of it changes.

    Attributes:
        config: how to check.
        file: where it was found; ``None``: nowhere.
        baseline: the old findings to leave alone.
    """

    config: Config = Config()
    file: Path | None = None
    baseline: Baseline | None = None


class Configurations:
    """The configuration of each folder; files are looked at each time, for not every editor reports changes."""

    def __init__(self) -> None:
        self.settings = Settings()
        self._loaded: dict[Path, tuple[Settings, Stamps, Loaded]] = {}

    def of(self, folder: Path) -> Loaded:
        """What holds for the files of a folder.

        Raises:
            ConfigError: a configuration, or what it names, cannot be read.
        """
        settings = self.settings
        known = self._loaded.get(folder)
        if known and known[0] == settings and known[1] == _stamps(_files(folder, known[2])):
            return known[2]
        file = config_file(folder)
        config = settings.over(load_config(file) if file else Config())
        try:
            baseline = load_baseline(Path(config.baseline)) if config.baseline else None
        except BaselineError as error:
            raise ConfigError(str(error)) from None
        loaded = Loaded(config, file, baseline)
        self._loaded[folder] = settings, _stamps(_files(folder, loaded)), loaded
        return loaded


def _files(folder: Path, loaded: Loaded) -> Iterable[str]:
    """The files that the configuration was read from, or would be if they were there."""
    yield from (str(directory / name) for directory in (folder, *folder.parents) for name in FILES)
    yield from loaded.config.phrases
    if loaded.config.baseline:
        yield loaded.config.baseline


def _stamps(files: Iterable[str]) -> Stamps:
    stamps = []
    for file in files:
        try:
            status = os.stat(file)
        except (OSError, ValueError):
            continue
        stamps.append((file, status.st_mtime_ns, status.st_size))
    return tuple(stamps)
