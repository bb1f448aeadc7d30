"""Fingerprints: they stay where a finding stays, and tell findings apart."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from made_reports import finding_at, marked, report_of, sample_report, texts

from checker import Document
from checker.engine import Engine
from checker.fingerprint import fingerprints
from checker.report import FileReport


def of_words(raw: str, words: str) -> list[str]:
    """The fingerprints of findings on each place where ``words`` stand."""
    spans = [match.span() for match in re.finditer(re.escape(words), raw)]
    return fingerprints(report_of(raw, *spans).files[0])


def test_the_form() -> None:
    for file in sample_report().files:
        marks = fingerprints(file)
        assert len(marks) == len(file.findings) == len(set(marks))
        assert all(re.fullmatch(r"[0-9a-f]{16}(?::[2-9]\d*)?", mark) for mark in marks)


@given(marked())
def test_no_two_findings_share_one(case: tuple[str, list[tuple[int, int]]]) -> None:
    raw, spans = case
    marks = fingerprints(report_of(raw, *spans).files[0])
    assert len(set(marks)) == len(spans)


@given(texts, texts)
def test_lines_before_and_after_do_not_matter(before: str, after: str) -> None:
    line = "He saw a howitzer fall in the town of Tchassiv Yar."
    (expected,) = of_words(line, "Tchassiv")
    moved = f"{before}\n{line}\r\n{after}"
    if "Tchassiv" not in before + after:
        assert of_words(moved, "Tchassiv") == [expected]


def test_moved_paragraphs_keep_theirs() -> None:
    file = sample_report().files[0]
    paragraphs = file.document.raw.split("\n\n")
    moved = Engine().check(Document("\n\n".join([paragraphs[0], *reversed(paragraphs[1:])])))
    before, after = set(fingerprints(file)), set(fingerprints(moved))
    # What the rules make of the order (repeats, links at the end) may differ; where they agree, so do the fingerprints.
    same = {(f.code, f.text) for f in file.findings} & {(f.code, f.text) for f in moved.findings}
    assert len(before & after) >= len(same) > 5


@given(st.sampled_from(["NFC", "NFD"]), st.sampled_from([" ", "\u00a0", "  ", "\t"]), st.booleans())
def test_white_space_and_the_form_of_accents_do_not_matter(form: str, space: str, mark: bool) -> None:
    line = "L’été à Tchassiv Yar, déjà vu"
    changed = ("\ufeff" if mark else "") + unicodedata.normalize(form, line).replace(" ", space)
    assert of_words(changed, "Tchassiv") == of_words(line, "Tchassiv")


def test_other_words_other_context_other_rule() -> None:
    marks = [
        *of_words("one two three", "two"),
        *of_words("one two four", "two"),
        *of_words("six two three", "two"),
        *of_words("one too three", "too"),
        *fingerprints(report_of("one two three", (4, 7), code="TYP102").files[0]),
    ]
    assert len(set(marks)) == len(marks)
    far = "x" * 31
    assert of_words(f"one {far} two {far} three", "two") == of_words(f"six {far} two {far} four", "two")


def test_a_second_copy_is_another() -> None:
    first, second, third = of_words("READ ALSO\n\nREAD ALSO\n\nREAD ALSO\n", "READ ALSO")
    assert (second, third) == (f"{first}:2", f"{first}:3")


def test_suppressing_one_changes_no_other() -> None:
    document = Document("READ ALSO\nREAD ALSO\nREAD ALSO\n")
    found = [finding_at(document, start, start + 9) for start in (0, 10, 20)]
    all_reported = fingerprints(FileReport(document, found))
    some = fingerprints(FileReport(document, [found[0], found[2]], [(found[1], "baseline")]))
    assert some == [all_reported[0], all_reported[2], all_reported[1]]
