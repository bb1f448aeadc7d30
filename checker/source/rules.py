"""The rules of the source comparison, by code."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from checker.source.kinds import SourceRule

MODULES = ("missing", "numbers", "names", "acronyms", "polarity", "speech", "tense", "friends")


@cache
def source_rules() -> tuple[SourceRule, ...]:
    """All of them."""
    rules = [rule for module in MODULES for rule in import_module(f"checker.source.{module}").RULES]
    return tuple(sorted(rules, key=lambda rule: rule.code))
