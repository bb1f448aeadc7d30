"""``check --reference``: rules REF, hints that the reference confirms, segments in JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.align import NothingInCommon
from checker.cli import main
from checker.config import Config
from checker.data import data_lines
from checker.document import Document
from checker.engine import Engine
from checker.reference.comparison import (
    ReferenceComparison,
    ReferenceRule,
    alternatives,
)
from checker.reference.numbers import numbers
from checker.reference.words import has_words, side_by_side
from checker.registry import comparison_rules
from checker.report import FileReport
from checker.rule import Example

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
NAMES = sorted(path.name.split(".")[0] for path in SAMPLES.glob("*.ref.en.txt"))
RULES = [rule for rule in comparison_rules() if isinstance(rule, ReferenceRule)]
EXAMPLES = [pytest.param(rule, example, id=f"{rule.code}-{n}") for rule in RULES for n, example in enumerate(rule.examples)]
MISSES = [pytest.param(rule, example, id=f"{rule.code}-{n}") for rule in RULES for n, example in enumerate(rule.near_misses)]


def found(rule: ReferenceRule, example: Example) -> list[str]:
    assert example.companion is not None
    comparison = ReferenceComparison(Document(example.plain), Document(example.companion))
    return [example.plain[hit.start : hit.end] for hit in rule.hits(comparison)]


def compare(text: str, reference: str, *select: str) -> FileReport:
    document = Document(text)
    return Engine(Config(select=select), comparing=True).check(document, ReferenceComparison(document, Document(reference)))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example_fires_where_it_is_marked(rule: ReferenceRule, example: Example) -> None:
    assert found(rule, example) == [example.plain[start:end] for start, end in example.spans]


@pytest.mark.parametrize(("rule", "example"), MISSES)
def test_near_miss_is_silent(rule: ReferenceRule, example: Example) -> None:
    assert found(rule, example) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_reference_against_itself_is_clean(name: str) -> None:
    text = (SAMPLES / f"{name}.ref.en.txt").read_text(encoding="utf-8")
    assert compare(text, text, "REF").findings == []


def test_each_fault_is_found_where_it_is() -> None:
    reference = (SAMPLES / "justice.ref.en.txt").read_text(encoding="utf-8")
    lost = " He was placed under formal investigation in 2021 and later released under court supervision."
    for old, new, code, text in (
        (lost, "", "REF101", "shoes."),
        ("The case dates to 2016.", "The case dates to 2016. Penguins cross icy wastes each winter.", "REF102", "Penguins cross icy wastes each winter."),
        ("4,200 social housing units", "4,700 social housing units", "REF201", "4,700"),
        ("Catherine Delmas", "Catherine Delmasse", "REF202", "Delmasse"),
        ("were not laughing", "were laughing", "REF203", "were"),
        ("in return for bribes", "in return for bribes and a considerable villa", "", ""),
    ):
        assert old in reference
        findings = compare(reference.replace(old, new), reference, "REF").findings
        assert [(f.code, f.text) for f in findings] == ([(code, text)] if code else [])


def test_a_sentence_far_from_the_reference_is_shown_beside_it() -> None:
    reference = (SAMPLES / "football.ref.en.txt").read_text(encoding="utf-8")
    old = "In the last 32 of the competition, the minnows had just achieved the finest result in their history."
    new = "At this stage of the test the small ones realised the exploit of their existence."
    assert old in reference
    findings = compare(reference.replace(old, new), reference, "REF103").findings
    assert [f.text for f in findings] == [new]
    assert findings[0].suggestion == old and "[" in findings[0].message and "mean is" in findings[0].message


def test_a_hint_is_confirmed_by_the_reference() -> None:
    text = "On Tuesday the mayor spoke to residents for an hour. “We will rebuild the school,” explains the mayor of the small town."
    reference = "On Tuesday the mayor spoke to residents for an hour. “We will rebuild the school,” said the mayor of the small town."
    alone = [f for f in Engine(Config(select=("CAL",))).check(Document(text)).findings]
    assert not alone
    findings = compare(text, reference, "CAL").findings
    assert [f.code for f in findings] == ["CAL203"] and "the reference has “said”" in findings[0].message


def test_segments_in_json() -> None:
    article, reference = SAMPLES / "football.mt.en.txt", SAMPLES / "football.ref.en.txt"
    result = run(article, "--reference", reference, "--select", "REF", "--format", "json")
    rows = json.loads(result.stdout)["files"][0]["segments"]
    assert [row["index"] for row in rows] == list(range(len(rows)))
    raw, other = article.read_text(encoding="utf-8"), reference.read_text(encoding="utf-8")
    row = next(row for row in rows if row["span"] and "Malo Kerbrat" in raw[slice(*row["span"])])
    assert "Malo Kerbrat" in other[slice(*row["companion_span"])] and row["bead"] == "1-1" and 0 < row["chrf"] < 100
    assert "segments" not in json.loads(run(article, "--select", "REF", "--format", "json").stdout)["files"][0]


def test_references_that_cannot_be_compared_are_named(tmp_path: Path) -> None:
    article = SAMPLES / "football.mt.en.txt"
    for reference, said in (
        (SAMPLES / "football.fr.txt", "football.fr.txt: in French"),
        (SAMPLES / "justice.ref.en.txt", "next to nothing in common"),
        (tmp_path / "none.txt", "none.txt: no such file"),
    ):
        result = run(article, "--reference", reference)
        assert result.exit_code == 2 and said in result.stderr and len(result.stderr.splitlines()) == 1
    result = run(article, SAMPLES / "justice.mt.en.txt", "--reference", SAMPLES / "football.ref.en.txt")
    assert result.exit_code == 2 and "no reference is left for it" in result.stderr and "REF" in result.stdout


def test_numbers_are_compared_by_value() -> None:
    for text, value in (
        ("two million", "2000000"), ("€2m", "2000000"), ("1,1 M€", "1100000"), ("3.5bn", "3500000000"), ("1 234", "1234"), ("1,234.5", "1234.5"),
        ("twenty-one", "21"), ("21st", "21"), ("18h15", "6:15"), ("6.15pm", "6:15"), ("9 a.m.", "9:00"), ("8,5 %", "8.5"),
    ):
        assert [number.value for number in numbers(text)] == [value], text


def test_words() -> None:
    assert has_words("They called it off.", "call") and not has_words("They recalled it.", "call")
    assert alternatives("said / insisted (that)") == ["said", "insisted"]
    assert side_by_side("The big cat sat.", "The small cat sat.") == "“The [big] cat sat” beside “The [small] cat sat”"


def test_cognates_are_well_formed() -> None:
    lines = [line.split("\t") for line in data_lines("cognates.tsv")]
    assert all(len(line) == 2 and line[0] == line[0].lower() for line in lines)
    assert len({line[0] for line in lines}) == len(lines)
    assert not [line[0] for line in lines if line[0] in [word.strip() for word in line[1].split(",")]]


TEXT = st.text(alphabet=st.sampled_from("abcNot 12.,?!’“”\n\u00a0é"), min_size=1, max_size=120)


@settings(max_examples=60)
@given(TEXT, TEXT)
def test_any_two_texts_can_be_compared(text: str, reference: str) -> None:
    document = Document(text)
    try:
        comparison = ReferenceComparison(document, Document(reference))
    except NothingInCommon:
        return
    for rule in RULES:
        for hit in rule.hits(comparison):
            assert 0 <= hit.start < hit.end <= len(document.text)
