"""Rewrites of phrase lists, put into the place of the words found."""

from __future__ import annotations

import re

import pytest

from checker.document import Document
from checker.phrases.entries import Entry
from checker.phrases.index import PhraseIndex
from checker.phrases.inflect import inflected
from checker.phrases.rewrite import fitted
from checker.registry import own_rules
from checker.rules.phrase_rules import PhraseRule


def fix(pattern: str, rewrite: str, text: str) -> str | None:
    """The text after the fix of an entry; ``None``: it has none."""
    entry = Entry("t-x", "A", "minor", "x", pattern, rewrite, "", text, "", "")
    document = Document(text)
    (match,) = PhraseIndex([entry]).search(document)
    found = fitted(entry, text, match.start, match.end)
    return None if found is None else text[: found[0]] + found[1] + text[match.end :]


@pytest.mark.parametrize(
    ("pattern", "rewrite", "text", "after"),
    [
        ("~fall into the water", "fall through", "The plan fell into the water.", "The plan fell through."),
        ("~fall into the water", "fall through", "Plans are falling into the water.", "Plans are falling through."),
        ("~touch the bottom", "hit rock bottom", "He touches the bottom.", "He hits rock bottom."),
        ("~tell salads", "tell tall tales", "He has told salads.", "He has told tall tales."),
        ("~make the bed of", "clear the way for", "They had made the bed of the right.", "They had cleared the way for the right."),
        ("functionary/functionaries", "civil servants", "The functionaries left.", "The civil servants left."),
        ("society/societies", "company", "Two societies left.", "Two companies left."),
        ("angular stone", "cornerstone", "An angular stone of it.", "A cornerstone of it."),
        ("small final", "third-place match", "Small final: Croatia won.", "Third-place match: Croatia won."),
        ("{confides} <name>", "says", "“No,” confides Anna.", "“No,” says Anna."),
        ("on the photo", "in the photo", "He is on the photo.", "He is in the photo."),
        ("phocaean", "Marseille", "The Phocaean club left.", "The Marseille club left."),
    ],
)
def test_the_form_is_carried_over(pattern: str, rewrite: str, text: str, after: str) -> None:
    assert fix(pattern, rewrite, text) == after


@pytest.mark.parametrize(
    ("pattern", "rewrite", "text"),
    [
        ("~split <det> heart", "break one's heart", "Leaving split her heart."),
        ("functionary/functionaries", "civil servants", "The functionary left."),
        ("sword .. the water", "wasted effort", "It is a sword blow in the water."),
        ("abundantly commented", "widely", "The film was abundantly commented."),
        ("immaterial (heritage|culture|property)", "intangible", "The immaterial heritage is rich."),
        ("nourished (applause|fire)", "loud (applause); sustained (fire)", "The nourished applause."),
        ("lot of ink", "cause much debate", "It caused a lot of ink to flow."),
        ("~unroll the carpet", "roll out the carpet", "Paris unrolls the carpet."),
        ("recognized guilty", "found guilty", "He was recognized guilty."),
        ("middle empire", "China", "A third of the Middle Empire is gone."),
        ("annuities", "years of contributions", "He has 43 annuities of contributions."),
        ("fell on the field", "killed in action", "He fell on the field."),
        ("all the three months", "every two years", "They meet all the three months."),
        ("fuels", "fuel", "The fuels rise."),
        (", far from there .", "far from it", "It is not won, far from there."),
        ("~put in place", "set up / introduce", "They put in place a plan."),
    ],
)
def test_without_certainty_there_is_no_fix(pattern: str, rewrite: str, text: str) -> None:
    if " / " in rewrite:
        assert len(Entry("t", "A", "minor", "x", pattern, rewrite, "", text, "", "").rewrites) > 1
    assert fix(pattern, rewrite, text) is None


@pytest.mark.parametrize(
    ("lemma", "form", "word"),
    [
        ("stop", "past", "stopped"), ("hope", "ing", "hoping"), ("carry", "third", "carries"), ("take", "participle", "taken"), ("take", "past", "took"),
        ("lie", "ing", "lying"), ("see", "ing", "seeing"), ("go", "third", "goes"), ("have", "third", "has"), ("visit", "past", None), ("play", "past", "played"),
        ("agree", "past", "agreed"), ("admit", "ing", "admitting"), ("try", "past", "tried"),
    ],
)  # fmt: skip
def test_inflection(lemma: str, form: str, word: str | None) -> None:
    assert inflected(lemma, form) == word


def test_fixes_of_the_lists_are_unsafe_and_silence_their_entry() -> None:
    """Every 12th entry: its fix, where it has one, takes the finding away and is never safe."""
    fixed = 0
    for rule in (rule for rule in own_rules() if isinstance(rule, PhraseRule)):
        for entry in list(rule.entries.values())[::12]:
            if len(entry.rewrites) != 1:
                continue
            document = Document(entry.example)
            index = PhraseIndex([entry])
            for match in list(index.search(document))[:1]:
                hit = rule.hit(match, document)
                if hit.replacement is None:
                    continue
                fixed += 1
                assert not hit.safe
                start = hit.start if hit.fix_start is None else hit.fix_start
                after = entry.example[:start] + hit.replacement + entry.example[hit.end :]
                assert not [m for m in index.search(Document(after)) if m.start < start + len(hit.replacement) and hit.start < m.end], after
                assert not re.search(r"\b(?:the the|a an|an a|a the|the a)\b", after), after
    assert fixed > 20
