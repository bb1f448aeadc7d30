"""The wording table: its rows prove themselves, its frames match what they say, its rules report by tier."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import checker
from checker.config import Config
from checker.depth.forms import (
    conjugated,
    inflected,
    lemmas,
    noun_form,
    plural,
    verb_form,
)
from checker.depth.wording import NATIVE, Proposal, propose
from checker.depth.wording_table import (
    COLUMNS,
    Row,
    Table,
    WordingError,
    read_row,
    read_rows,
)
from checker.document import Document
from checker.engine import Engine

LINE = "french\t{pos}\t{literal}\t{frame}\t{natural}\t{tier}\tminor\t{example}"


def line(literal: str, frame: str = "", natural: str = "better", pos: str = "v", tier: str = "A") -> str:
    return LINE.format(pos=pos, literal=literal, frame=frame, natural=natural, tier=tier, example="x")


def found(text: str, *lines: str) -> list[tuple[str, tuple[str, ...]]]:
    """What a table of some lines finds: the words, and what to write instead."""
    document = Document(text)
    words = Table([("test", item) for item in lines])
    return [(document.text[p.start : p.end], p.replacements) for _, p in propose(document, words)]


def first(row: Row) -> Proposal | None:
    return next((proposal for _, proposal in propose(Document(row.example)) if proposal.row == row), None)


def test_every_row_fires_on_its_example_and_not_on_its_own_wording() -> None:
    faults = []
    for row in read_rows():
        proposal = first(row)
        if proposal is None or (row.naturals and not proposal.replacements):
            faults.append((row.literal, row.example))
        elif proposal.replacements:
            after = row.example[: proposal.start] + proposal.replacements[0] + row.example[proposal.end :]
            if any(other.row == row for _, other in propose(Document(after))):
                faults.append((row.literal, after))
    assert not faults


def test_every_file_begins_with_its_columns() -> None:
    files = sorted((Path(checker.__file__).parent / "data/wording").glob("*.tsv"))
    heads = {path.name: path.read_text(encoding="utf-8").partition("\n")[0].split("\t") for path in files}
    assert len(heads) > 10 and all(head == list(COLUMNS) for head in heads.values()), heads


def test_no_row_stands_twice() -> None:
    keys = [(row.pos, row.literal, row.frame) for row in read_rows()]
    assert len(keys) == len(set(keys)) > 2000


@pytest.mark.parametrize(
    ("word", "lemma", "form"),
    [("takes", "take", "s"), ("took", "take", "ed"), ("taken", "take", "en"), ("taking", "take", "ing"), ("take", "take", ""), ("cries", "cry", "s"), ("taker", "take", None)],
)
def test_verb_forms(word: str, lemma: str, form: str | None) -> None:
    assert verb_form(word, lemma) == form
    assert form is None or conjugated(lemma, form) == word
    assert form is None or lemma in lemmas(word)


@pytest.mark.parametrize(("verb", "form", "word"), [("stop", "ed", "stopped"), ("open", "ing", "opening"), ("refer", "ed", "referred"), ("be", "s", "is"), ("try", "s", "tries"), ("die", "ing", "dying")])
def test_regular_verbs_are_spelt_as_english_spells_them(verb: str, form: str, word: str) -> None:
    assert conjugated(verb, form) == word


def test_nouns() -> None:
    assert plural("body") == "bodies" and plural("child") == "children" and plural("box") == "boxes"
    assert noun_form("courts", "court") == "s" and noun_form("courting", "court") is None
    assert inflected("head of department", "n", "s") == "heads of department"
    assert inflected("=equipment", "n", "s") == "equipment"


OBJECT = line("multiply", "obj: appeal, call", "file … one after another")


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("She multiplies appeals.", "files appeals one after another"),
        ("She multiplied her many legal appeals.", "filed her many legal appeals one after another"),
        ("Multiplying appeals is no use.", "Filing appeals one after another"),
    ],
)
def test_objects(text: str, wording: str) -> None:
    assert found(text, OBJECT)[0][1] == (wording,)


@pytest.mark.parametrize("text", ["Rabbits multiply.", "Multiply two by three. Appeals follow.", "It multiplied, and appeals came.", "Costs multiply when calls come."])
def test_an_object_must_be_one(text: str) -> None:
    assert not found(text, OBJECT)


def test_the_subject_of_a_passive_is_an_object() -> None:
    assert found("The appeals have been multiplied.", line("multiply", "obj: appeal", "repeat"))[0][1] == ("appeals have been repeated",)


def test_frames_of_nouns_and_adjectives() -> None:
    compound = line("centre", "of: detention", "{} centre", "n")
    assert found("He left two centres of detention.", compound) == [("centres of detention", ("detention centres",))]
    assert found("An economic model.", line("economic", "noun: model", "business", "a")) == [("An economic model", ("A business model",))]
    assert found("a cardiac crisis", line("crisis", "adj: cardiac", "^heart attack", "n")) == [("cardiac crisis", ("heart attack",))]
    assert not found("the centre of the town", compound)


def test_conditions() -> None:
    row = line("judge", "near: court; not: book", "try")
    assert found("He was judged by a court.", row) and not found("He judged it.", row)
    assert not found("The court judged the book.", row) and not found("He judged it. The court rose.", row)
    assert found("They were very shared.", line("shared", "prev: very", "divided", "a")) and not found("They shared.", line("shared", "prev: very", "divided", "a"))


def test_advice_in_parentheses_is_no_replacement() -> None:
    assert found("He avoids to pay.", line("avoid to", "", "(avoids -ing)")) == [("avoids to", ())]


@pytest.mark.parametrize("bad", ["a\tb", line("x", tier="Z"), line("x", "above: y"), line("x", "obj:"), line("x", "obj: @nothing"), line("x", pos="q")])
def test_a_bad_line_is_named(bad: str) -> None:
    with pytest.raises(WordingError, match="wording: "):
        read_row(bad)


def test_sure_rows_report_alone_and_others_where_the_article_is_translated() -> None:
    sure = "The lawyer multiplies appeals before the court."
    hint = "The group has changed its economic model."
    wording = Config(select=("CAL501", "CAL502", "CAL503", "CAL504"))
    assert [f.code for f in Engine(wording).check(Document(sure)).findings] == ["CAL501"]
    assert not Engine(wording).check(Document(hint)).findings
    assert [f.code for f in Engine(Config(select=wording.select, assume_translated="yes")).check(Document(hint)).findings] == ["CAL503"]


def test_pairs_that_native_english_holds_are_counted() -> None:
    assert any(proposal.native >= NATIVE for row in read_rows() if (proposal := first(row)))


@given(st.text())
def test_any_text_is_searched_within_its_bounds(text: str) -> None:
    document = Document(text)
    for paragraph, proposal in propose(document):
        assert paragraph.start <= proposal.start < proposal.end <= paragraph.end
        for candidate in proposal.candidates(paragraph):
            assert 0 <= candidate.start < candidate.end <= len(candidate.sentence)


@pytest.mark.parametrize("text", ["The appeals were many.", "Its appeal grew.", "On appeal it failed.", "The party's appeal failed.", "An appealing view."])
def test_a_noun_is_no_verb(text: str) -> None:
    assert not found(text, line("appeal"))
