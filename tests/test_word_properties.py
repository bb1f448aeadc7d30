"""Any document: comments stand at their words, changes can be accepted and rejected."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("docx", reason="python-docx is not installed: pip install 'press-checker[docx]'")
import word_documents as words
from docx.document import Document as Word

from checker.config import Config
from checker.engine import Engine
from checker.finding import Fix
from checker.fixes import replaced
from checker.word import annotate
from checker.word.changes import Changes, Edit
from checker.word.package import WordPackage
from checker.word.runs import Runs

ENGINE = Engine(Config())
TEXTS = st.one_of(
    st.sampled_from(["[NDLR : lui]", "at 17h", "30 he", " ", "left « oui », ", "Pou", "tine ", "12 M", "€", "the the ", "\t", "\v", "\U0001f600", "e\u0301", "READ ALSO The mayor"]),
    st.text("ab é.,;:!?“”’&<", min_size=1, max_size=8),
)
RUNS = st.tuples(TEXTS, st.sampled_from(["", "b", "i", "u"])).map(lambda pair: words.run(*pair))
NOTE = "<w:r><w:footnoteReference w:id='7'/></w:r>"
MIXED = TEXTS.map(lambda text: f"<w:r><w:lastRenderedPageBreak/><w:t xml:space='preserve'>a b</w:t><w:footnoteReference w:id='7'/><w:t>{words.escape(text.strip() or 'c')}</w:t></w:r>")
AROUND = st.sampled_from(
    [
        "{}", "{}", "<w:hyperlink w:anchor='x'>{}</w:hyperlink>", "<w:ins w:id='901' w:author='Anna'>{}</w:ins>", "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:smartTag w:element='x'>{}</w:smartTag>", "<w:del w:id='902' w:author='Anna'><w:r><w:delText>gone</w:delText></w:r></w:del>{}",
    ]
)  # fmt: skip
PIECES = st.builds(str.format, AROUND, st.lists(st.one_of(RUNS, RUNS, MIXED, st.just(NOTE)), min_size=1, max_size=4).map("".join))
PARAGRAPHS = st.lists(PIECES, max_size=4).map(lambda pieces: f"<w:p>{''.join(pieces)}</w:p>")
CELLS = PARAGRAPHS.map(lambda paragraph: f"<w:tbl><w:tr><w:tc>{paragraph}</w:tc></w:tr></w:tbl>")
BODIES = st.lists(st.one_of(PARAGRAPHS, PARAGRAPHS, CELLS), min_size=1, max_size=6).map("".join)


@settings(max_examples=30)
@given(BODIES)
def test_comments_stand_at_their_words(body: str) -> None:
    data = words.bare(f"{body}<w:p><w:r><w:t>He left at 17h30.</w:t></w:r></w:p>")
    done = annotate(data, "a.docx", ENGINE.check)
    word = words.opened(done.data)
    assert words.text_of(word) == words.text_of(words.opened(data)) == done.report.document.raw
    anchored = [(text.partition(" ")[0], stands) for text, stands in words.comments(word).values()]
    assert anchored == [(finding.code, finding.text) for finding in done.report.findings]
    assert words.normal(word) == words.normal(words.opened(data))
    again = annotate(done.data, "a.docx", ENGINE.check)
    assert again.data is done.data and again.known == len(anchored)


@settings(max_examples=30)
@given(BODIES, st.booleans())
def test_changes_are_accepted_or_rejected(body: str, unsafe: bool) -> None:
    data = words.bare(f"{body}<w:p><w:r><w:t>He left at 17h30.</w:t></w:r></w:p>")
    done = annotate(data, "a.docx", ENGINE.check, track=True, unsafe=unsafe)
    pending, rejected, accepted = (words.opened(done.data) for _ in range(3))
    words.reject(rejected)
    words.accept(accepted)
    assert words.text_of(rejected) == words.text_of(words.opened(data))
    assert words.normal(rejected) == words.normal(words.opened(data))
    settled = annotate(words.saved(accepted), "a.docx", ENGINE.check, track=True, unsafe=unsafe)
    assert settled.changes == 0
    assert without_blank_lines(words.text_of(accepted)) == without_blank_lines(words.text_of(pending))
    assert [note.get("id") for note in notes(accepted)] == [note.get("id") for note in notes(words.opened(data))]


def without_blank_lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def notes(word: Word) -> list[Any]:
    return list(word.element.iter(words.qn("w:footnoteReference")))


@settings(max_examples=40)
@given(BODIES, st.data())
def test_edits_of_any_place(body: str, data: st.DataObject) -> None:
    """What can be written is there when it is accepted, and gone when it is rejected."""
    file = words.bare(f"{body}<w:p><w:r><w:t>He left.</w:t></w:r></w:p>")
    package = WordPackage(file, "a.docx")
    runs = Runs(package.word, package.new_id)
    text = runs.locator.text
    ends = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edits = []
    for start, end in zip(ends[::2], ends[1::2]):
        new_text = data.draw(st.one_of(st.just(""), st.sampled_from(["x", "17h", text[start:end].replace("\n", " ") + " y", "a\tb"])))
        if (start < end or new_text) and (not edits or edits[-1][:2] != (start, end)):
            edits.append(Edit(start, end, new_text))
    changes = Changes(runs)
    possible = [edit for edit in edits if changes._is_possible(edit)]
    assert changes.track(edits) == len(possible)
    saved = package.save()
    accepted, rejected = words.opened(saved), words.opened(saved)
    words.accept(accepted)
    words.reject(rejected)
    assert words.normal(rejected) == words.normal(words.opened(file))
    expected = replaced(text, [Fix(edit.start, edit.end, edit.text, True) for edit in possible])
    assert without_blank_lines(words.text_of(accepted)) == without_blank_lines(expected)


def test_edits_that_touch_keep_their_order() -> None:
    package = WordPackage(words.bare("<w:p><w:r><w:t>one two</w:t></w:r></w:p>"), "a.docx")
    changes = Changes(Runs(package.word, package.new_id))
    assert changes.track([Edit(0, 0, "a "), Edit(0, 3, "1"), Edit(3, 3, ","), Edit(4, 7, "2"), Edit(7, 7, ".")]) == 5
    words.accept(package.word)
    assert words.text_of(package.word) == "a 1, 2.\n"
