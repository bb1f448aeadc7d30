"""Each rule of the comparison with the French on its own examples, and the list of false friends."""

from __future__ import annotations

import pytest

from checker.data import DATA
from checker.document import Document
from checker.phrases.entries import Entry, read_phrase_list
from checker.phrases.index import PhraseIndex
from checker.registry import comparison_rules
from checker.rule import ComparisonRule, Example
from checker.source.comparison import SourceComparison
from checker.source.french import stands
from checker.source.friends import FRIENDS

RULES = [rule for rule in comparison_rules() if rule.code.startswith("SRC")]
ENTRIES = read_phrase_list(DATA / FRIENDS).entries


def spans(rule: ComparisonRule, example: Example) -> list[tuple[int, int]]:
    assert example.companion is not None
    comparison = SourceComparison(Document(example.plain), Document(example.companion))
    return [(hit.start, hit.end) for hit in rule.hits(comparison)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_examples_fire_where_marked(rule: ComparisonRule) -> None:
    assert rule.examples and rule.near_misses
    for example in rule.examples:
        assert example.spans and spans(rule, example) == example.spans, example.text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_near_misses_stay_silent(rule: ComparisonRule) -> None:
    for example in rule.near_misses:
        assert spans(rule, example) == [], example.text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_hit_shows_the_french(rule: ComparisonRule) -> None:
    for example in rule.examples:
        comparison = SourceComparison(Document(example.plain), Document(str(example.companion)))
        added = rule.code == "SRC103"
        assert all(bool(hit.source) != added for hit in rule.hits(comparison))


def test_codes_and_names_are_unique() -> None:
    rules = comparison_rules()
    assert len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_false_friend_is_proved(entry: Entry) -> None:
    """The example fires, its first rewrite does not, and the French column is found in French."""
    found = list(PhraseIndex([entry]).search(Document(entry.example)))
    assert found
    start, end = found[0].start, found[0].end
    mended = entry.example[:start] + entry.rewrites[0] + entry.example[end:]
    assert not list(PhraseIndex([entry]).search(Document(mended)))
    assert stands(entry.french, entry.french.split(" / ")[0])


def test_false_friends_are_sorted_and_many() -> None:
    ids = [entry.id for entry in ENTRIES]
    assert ids == sorted(set(ids)) and len(ids) > 300
