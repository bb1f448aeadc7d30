"""The registry: every rule there is, and how codes, prefixes, families and names select them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import Path

from checker.config import ConfigError
from checker.finding import FAMILIES
from checker.phrases.entries import PhraseListError
from checker.rule import ComparisonRule, Rule
from checker.rules.phrase_rules import PhraseRule, own_phrase_rule, phrase_rules
from checker.suppress import matches

MODULES = (
    "leftover",
    "missing_noun",
    "missing_subject",
    "acronyms",
    "articles",
    "residue_links",
    "residue_marks",
    "residue_lines",
    "quotes",
    "spacing",
    "numbers",
    "capitals",
    "names",
    "headline",
    "repeats",
    "tenses",
    "shapes",
    "wording",
    "consistency",
    "structure",
    "garbled",
    "suppressions",
    "second_reader",
)
COMPARING = (
    "rules.reference_sentences",
    "rules.reference_words",
    "source.missing",
    "source.clauses",
    "source.numbers",
    "source.names",
    "source.lone_names",
    "source.swapped",
    "source.acronyms",
    "source.polarity",
    "source.speech",
    "source.tense",
    "source.friends",
)
"""Modules of the rules that read a second text; a run without one does not import them."""


@cache
def own_rules() -> tuple[Rule, ...]:
    """The package's rules, by code."""
    rules: list[Rule] = []
    for module in MODULES:
        rules.extend(import_module(f"checker.rules.{module}").RULES)
    rules.extend(phrase_rules())
    return tuple(sorted(rules, key=lambda rule: rule.code))


def all_rules(phrase_files: Iterable[str | Path] = ()) -> list[Rule]:
    """The package's rules and those of the given phrase lists.

    Raises:
        ConfigError: a phrase list cannot be read or takes a code that is in use.
    """
    rules = list(own_rules())
    try:
        extra = [own_phrase_rule(Path(path)) for path in phrase_files]
    except PhraseListError as error:
        raise ConfigError(str(error)) from None
    for rule in extra:
        if any(rule.code == other.code for other in rules):
            raise ConfigError(f"{rule.path}: code {rule.code} is taken; own lists use codes such as USR001")
        rules.append(rule)
        _prove(rule)
    return rules


def _prove(rule: PhraseRule) -> None:
    """Parse all of an own list, so that a fault in it is named at once."""
    from checker.phrases.index import PhraseIndex
    from checker.phrases.pattern import PatternError

    try:
        PhraseIndex(rule.searched)
        for entry in rule.searched:
            _ = [entry.compiled(number) for number in range(len(entry.patterns))], entry.conditions
    except PatternError as error:
        raise ConfigError(f"{rule.path}: {error}") from None


def select_rules(rules: list[Rule], select: Iterable[str], ignore: Iterable[str]) -> list[Rule]:
    """The rules that run: the selected (by default those that are on), less the ignored.

    Raises:
        ConfigError: a selector covers no rule.
    """
    select, ignore = list(select), list(ignore)
    for selector in [*select, *ignore]:
        if not any(_covers(selector, rule) for rule in rules) and not any(_covers(selector, rule) for rule in comparison_rules()):
            raise ConfigError(f"no rule “{selector}”: give a code, a prefix, a name, or one of {', '.join(FAMILIES.values())}")
    chosen = [r for r in rules if any(_covers(s, r) for s in select)] if select else [r for r in rules if r.default]
    return [rule for rule in chosen if not any(_covers(selector, rule) for selector in ignore)]


@cache
def comparison_rules() -> tuple[ComparisonRule, ...]:
    """The rules that compare an article with a reference or with its French original, by code."""
    rules = [rule for module in COMPARING for rule in import_module(f"checker.{module}").RULES]
    return tuple(sorted(rules, key=lambda rule: rule.code))


def catalogue() -> tuple[Rule, ...]:
    """Every rule of the package, those that compare last."""
    return (*own_rules(), *comparison_rules())


def _covers(selector: str, rule: Rule) -> bool:
    return matches(selector, rule.code, rule.name, rule.family)


def find_rule(rules: Iterable[Rule], selector: str) -> Rule | None:
    """The rule of a code or a name."""
    for rule in rules:
        if selector.upper() == rule.code or selector == rule.name:
            return rule
    return None
