"""Every rule proves itself: its examples fire where they are marked, its near misses do not."""

from __future__ import annotations

import re

import pytest

from checker.config import Config
from checker.document import Document
from checker.engine import Engine
from checker.finding import FAMILIES, SEVERITIES
from checker.fixes import compatible, replaced
from checker.registry import comparison_rules, own_rules
from checker.rule import Example, Rule
from checker.rules.phrase_rules import PhraseRule
from checker.rules.second_reader import SecondReaderRule

RULES = (*own_rules(), *comparison_rules())
PLAIN = [rule for rule in own_rules() if not isinstance(rule, (PhraseRule, SecondReaderRule)) and rule.code != "SUP001"]
EXAMPLES = [pytest.param(rule, example, id=f"{rule.code}-{i}") for rule in PLAIN for i, example in enumerate(rule.examples)]
MISSES = [pytest.param(rule, miss, id=f"{rule.code}-{i}") for rule in PLAIN for i, miss in enumerate(rule.misses)]
ITS = (
    "terminology mistranslation omission untranslated addition duplication inconsistency grammar legal register "
    "locale-specific-content locale-violation style characters misspelling typographical formatting inconsistent-entities "
    "numbers markup pattern-problem whitespace internationalization length non-conformance uncategorized other"
).split()


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example_fires_where_it_is_marked(rule: Rule, example: Example) -> None:
    found = sorted((hit.start, hit.end) for hit in rule.hits(Document(example.plain)))
    assert [example.plain[a:b] for a, b in found] == [example.plain[a:b] for a, b in sorted(example.spans)]


@pytest.mark.parametrize(("rule", "example"), [p for p in EXAMPLES if p.values[1].fixed is not None])
def test_fix_gives_the_text_promised(rule: Rule, example: Example) -> None:
    report = Engine(Config(select=(rule.code,), assume_translated="yes")).check(Document(example.plain))
    chosen = compatible(report.findings, unsafe=True)
    assert replaced(example.plain, (fix for _, fix in chosen)) == example.fixed


def test_every_fix_is_proved_by_an_example() -> None:
    for rule in PLAIN:
        for example in rule.examples:
            report = Engine(Config(select=(rule.code,), assume_translated="yes")).check(Document(example.plain))
            if any(finding.fix for finding in report.findings):
                assert example.fixed is not None, (rule.code, example.text)


@pytest.mark.parametrize(("rule", "miss"), MISSES)
def test_near_miss_is_silent(rule: Rule, miss: str) -> None:
    assert [miss[hit.start : hit.end] for hit in rule.hits(Document(miss))] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_is_complete(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", rule.name)
    assert rule.family in FAMILIES.values()
    assert rule.severity in SEVERITIES
    assert rule.issue_type in ITS
    assert rule.summary and not rule.summary.endswith(".")
    assert len(rule.rationale) > 30
    if rule.code != "SUP001":
        assert rule.examples, "a rule needs an example"
        assert rule.misses, "a rule needs a near miss"


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_every_example_is_reported_through_the_engine() -> None:
    for rule in PLAIN:
        engine = Engine(Config(select=(rule.code,), assume_translated="yes"))
        for example in rule.examples:
            assert engine.check(Document(example.plain)).findings, rule.code
