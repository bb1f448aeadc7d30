"""Configuration: how to check, whatever says so (``checker.config_file`` reads it from files)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from checker.finding import SEVERITIES, Finding
from checker.rule import Rule
from checker.suppress import matches


class ConfigError(ValueError):
    """A configuration that cannot be used; the message names the key and the way out."""


@dataclass(frozen=True)
class PathRules:
    """What holds for some files: selectors to ``ignore``, the only ones to report (``select``;
    empty: all), and severities that go before those for all files."""

    ignore: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    severity: dict[str, str] = field(default_factory=dict)

    def leave_out(self, finding: Finding) -> bool:
        """Whether a finding is not reported."""

        def covered(selectors: tuple[str, ...]) -> bool:
            return any(matches(s, finding.code, finding.name, finding.family) for s in selectors)

        return covered(self.ignore) or bool(self.select and not covered(self.select))


@dataclass(frozen=True)
class Config:
    """How to check.

    Attributes:
        select: codes, prefixes, families or names to run; empty: the rules that are on by default.
        ignore: the same, not to run.
        severity: overrides by code, prefix, family or name.
        per_path: what holds for files that match a path pattern (``archive/*``); a list of
            selectors stands for ``PathRules(ignore=…)``.
        allow: words and names that no rule may report, compared without regard to case.
        phrases: phrase lists of one's own.
        quotes: whether direct speech is checked for style families.
        min_severity: findings below it are not reported.
        assume_translated: ``auto`` (hints wait for evidence), ``yes`` or ``no``.
        deep: whether sentences are compared with other wordings: ``yes``, ``no``, or ``auto``: only
            by rules that ``select`` names by code or name (the commands decide by what is installed).
        budget: seconds that comparing, and as many that a second reader, may take in all; infinite: as long as it takes.
        judge_url, judge_model: the second reader’s server and model (``checker.llm``), which only the
            command asks, and only when told so.
        judge_price: of a million of its tokens, in and out; empty: not known.
        text_field: the field of a JSON Lines record that holds its text.
        baseline: the file of old findings (``checker.baseline``); empty: none.
        fail_on, max_per_1000, fail_under: when a run fails (``checker.limits``).
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: dict[str, str] = field(default_factory=dict)
    per_path: Mapping[str, PathRules | Sequence[str]] = field(default_factory=dict)
    allow: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    quotes: bool = True
    min_severity: str = "minor"
    assume_translated: str = "auto"
    deep: str = "auto"
    budget: float = float("inf")
    judge_url: str = ""
    judge_model: str = ""
    judge_price: tuple[float, ...] = ()
    text_field: str = "text"
    baseline: str = ""
    fail_on: str = ""
    max_per_1000: float = float("inf")
    fail_under: float = 0.0

    def __post_init__(self) -> None:
        by_path = {k: v if isinstance(v, PathRules) else PathRules(tuple(v)) for k, v in self.per_path.items()}
        object.__setattr__(self, "_by_path", by_path)
        overrides = [self.severity, *(rules.severity for rules in by_path.values())]
        for key, value in [("min-severity", self.min_severity), *(item for table in overrides for item in table.items())]:
            if value not in SEVERITIES:
                raise ConfigError(f"{key}: “{value}” is not one of {', '.join(SEVERITIES)}")
        if self.fail_on not in ("", "never", *SEVERITIES):
            raise ConfigError(f"fail-on: “{self.fail_on}” is not one of {', '.join(SEVERITIES)}, never")
        for key, value in (("assume-translated", self.assume_translated), ("deep", self.deep)):
            if value not in ("auto", "yes", "no"):
                raise ConfigError(f"{key}: “{value}” is not one of auto, yes, no")
        object.__setattr__(self, "_allowed", {_fold(word) for word in self.allow})

    def hints(self, proven: Callable[[], bool]) -> bool:
        """Whether hints are reported, given a test for the article's evidence."""
        return self.assume_translated == "yes" or (self.assume_translated == "auto" and proven())

    def allows(self, text: str) -> bool:
        """Whether the allow-list holds the quoted words."""
        return bool(self.allow) and _fold(text) in self._allowed  # type: ignore[attr-defined]

    def severity_of(self, rule: Rule, path: str) -> str:
        """The overriding severity of a rule in a file, empty: none.

        What is said for the path goes before what is said for all, then the longest selector wins.
        """
        tables = [rules.severity for rules in self._rules_for(path)] if self.per_path else []
        for table in [*tables, self.severity]:
            found = [s for s in table if matches(s, rule.code, rule.name, rule.family)]
            if found:
                return table[max(found, key=len)]
        return ""

    def ignored_for(self, path: str, finding: Finding) -> bool:
        """Whether the rules for a path leave a finding out."""
        return any(rules.leave_out(finding) for rules in self._rules_for(path)) if self.per_path else False

    def _rules_for(self, path: str) -> list[PathRules]:
        """The rules of all patterns that a path, or its name, matches."""
        names = (Path(path).as_posix(), Path(path).name)
        by_path = self._by_path  # type: ignore[attr-defined]
        return [rules for pattern, rules in by_path.items() if any(fnmatch(name, pattern) for name in names)]

    def with_options(self, **options: Any) -> Config:
        """A copy with the options that are not ``None``."""
        return replace(self, **{key: value for key, value in options.items() if value is not None})


def _fold(text: str) -> str:
    return re.sub(r"\s+", " ", text.strip(" “”\"«»,.").replace("’", "'")).casefold()
