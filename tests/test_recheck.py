"""Rechecking an article after an edit gives what a fresh check gives."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.config import Config
from checker.depth.search import DepthRule
from checker.document import Document
from checker.document.readers.html import read_html
from checker.document.readers.markdown import read_markdown
from checker.document.readers.plain import read_plain
from checker.engine import Engine
from checker.recheck import Excerpt, Rechecker, Superseded
from checker.registry import own_rules
from checker.rule import Hit, Rule
from checker.rules.phrase_rules import PhraseRule

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted((ROOT / "samples").glob("*.mt.en.txt"))
READ = {"a.txt": read_plain, "a.md": read_markdown, "a.html": read_html}
LOCAL = [rule for rule in own_rules() if rule.local and not isinstance(rule, PhraseRule)]
PIECES = (
    "\n\n", "\n", "\r\n", " ", "“", "”", "« ", ".", "😀", "e\u0301", "\u2028", "\ufeff", "\ud83d", "[NDLR : sa femme] ", "the the ", "bâtonnier ",
    "<!-- checker: ignore all -->", "<!-- checker: ignore CAL -->", "the arson ", "READ ALSO: ", "army ", "taking advantage of permission ",
    "Le ministre a présenté sa démission lundi soir, à l’issue d’un long débat avec les élus de son parti.",
)  # fmt: skip


NOWHERE_SHOWN = {"DOC102", "FRE201", "NAM106", "SUP001"}
"""Rules that are not local though no example shows it."""


def never() -> bool:
    return False


def document(text: str, path: str = "a.txt") -> Document:
    return Document(text, path=path, prose=READ[path](text))


@st.composite
def edit(draw: st.DrawFn, text: str) -> str:
    """The text with a span deleted, doubled, moved to the end or replaced."""
    start = draw(st.integers(0, len(text)))
    end = min(len(text), start + draw(st.sampled_from((0, 0, 1, 7, 80, 900))))
    kind = draw(st.integers(0, 3))
    if kind == 0:
        return text[:start] + draw(st.sampled_from(PIECES)) + text[end:]
    if kind == 1:
        return text[:start] + text[end:] + text[start:end]
    if kind == 2:
        return text[:end] + text[start:end] + text[end:]
    return text[:start] + draw(st.text(max_size=5)) + text[end:]


@pytest.mark.parametrize("config", [Config(), Config(assume_translated="yes", quotes=False), Config(select=("CAL", "GRM", "TYP"), ignore=("TYP201",))], ids=["default", "translated", "some"])
def test_any_edits(config: Config) -> None:
    engine = Engine(config)

    @settings(max_examples=8)
    @given(st.data())
    def run(data: st.DataObject) -> None:
        path = data.draw(st.sampled_from(sorted(READ)))
        text = data.draw(st.sampled_from(SAMPLES)).read_text(encoding="utf-8")
        rechecker = Rechecker(config)
        for _ in range(4):
            now = document(text, path)
            again, fresh = rechecker.recheck(now, never), engine.check(document(text, path))
            assert again.findings == fresh.findings
            assert again.suppressed == fresh.suppressed
            text = data.draw(edit(text))

    run()


def is_local(rule: Rule) -> bool:
    """Whether a rule finds the same in the paragraphs of articles as in each of them alone."""
    own = [example.plain for example in rule.examples] + list(rule.misses)
    apart = [text.replace(". ", ".\n\n") for text in own]  # what stood in one paragraph stands in several
    articles = [*own, *apart, *("\n\n".join([text, text]) for text in own), "\n\n".join(own + apart)]
    return all(map(partial(alike, rule), map(document, [*articles, *(path.read_text(encoding="utf-8") for path in SAMPLES[::3])])))


def alike(rule: Rule, article: Document) -> bool:
    def shown(hit: Hit, by: int = 0) -> str:
        return str((hit.start + by, hit.end + by, hit.message, hit.replacement, hit.hint))

    alone = [shown(hit, paragraph.start) for paragraph in article.paragraphs for hit in rule.hits(Excerpt([paragraph]))]
    return sorted(alone) == sorted(map(shown, rule.hits(article)))


@pytest.mark.parametrize("rule", LOCAL, ids=lambda rule: rule.code)
def test_a_local_rule_looks_at_one_paragraph_only(rule: Rule) -> None:
    assert is_local(rule)


def test_the_proof_fails_where_other_paragraphs_matter() -> None:
    whole = [rule for rule in own_rules() if not rule.local and not isinstance(rule, (PhraseRule, DepthRule))]
    silent = {rule.code for rule in whole if rule.code.startswith("LLM")}  # without a reader
    assert {rule.code for rule in whole if is_local(rule)} <= NOWHERE_SHOWN | silent


def test_most_rules_are_local() -> None:
    assert len(LOCAL) > 50


def test_a_superseded_check_is_given_up_and_what_it_saw_is_kept() -> None:
    text = "\n\n".join(path.read_text(encoding="utf-8") for path in SAMPLES) * 5
    rechecker = Rechecker()
    looks = 0

    def after_two() -> bool:
        nonlocal looks
        looks += 1
        return looks > 2

    with pytest.raises(Superseded):
        rechecker.recheck(document(text), after_two)
    assert looks == 3
    assert rechecker.recheck(document(text), never).findings == Engine().check(document(text)).findings


def test_only_what_changed_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    text = SAMPLES[0].read_text(encoding="utf-8")
    rechecker = Rechecker()
    rechecker.recheck(document(text), never)
    seen: list[str] = []
    look = Rechecker._look

    def spy(self: Rechecker, paragraphs: list) -> None:  # type: ignore[type-arg]
        seen.extend(paragraph.text for paragraph in paragraphs)
        look(self, paragraphs)

    monkeypatch.setattr(Rechecker, "_look", spy)
    last = document(text).paragraphs[-2].text
    rechecker.recheck(document(text.replace(last, last + " Concretely, it rains.")), never)
    assert seen == [last + " Concretely, it rains."]
