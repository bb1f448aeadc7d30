"""``checker annotate``: comments at their words, changes that are tracked, and everything else as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("docx", reason="python-docx is not installed: pip install 'press-checker[docx]'")
import word_documents as words
from docx import Document as new

from checker.config import Config
from checker.document import InputError
from checker.engine import Engine
from checker.word import annotate

ENGINE = Engine(Config())
ARTICLE = words.article()
SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "formats" / "school-society.mt.en.docx"
WRITTEN = {"word/document.xml", "word/comments.xml"}


@pytest.mark.parametrize("data", [ARTICLE, SAMPLE.read_bytes()], ids=["article", "sample"])
def test_each_finding_is_a_comment_at_its_words(data: bytes) -> None:
    done = annotate(data, "a.docx", ENGINE.check)
    word = words.opened(done.data)
    found = list(words.comments(word).values())
    assert done.comments == len(found) == len(done.report.findings) > 10 and done.known == done.changes == 0
    for finding, (text, anchored) in zip(done.report.findings, found):
        head, why, *suggestion = text.split("\n")
        boxed = "19h15" in finding.text
        assert head == f"{finding.code} {finding.name} ({finding.severity})" + (", at “19h15”" if boxed else "")
        assert why == finding.message and suggestion == [f"→ {finding.suggestion}"] * bool(finding.suggestion)
        assert anchored == ("In a box at 19h15." if boxed else finding.text)
    assert all((comment.author, comment.initials) == ("checker", "ch") for comment in word.comments if comment.author != "Anna")
    assert all(comment.timestamp for comment in word.comments)
    edged = [text for text in word.element.iter(words.qn("w:t")) if text.text != text.text.strip()]
    assert len(edged) > 10 and all(text.get(words.qn("xml:space")) == "preserve" for text in edged), "Word drops other white space"


@pytest.mark.parametrize("data", [ARTICLE, SAMPLE.read_bytes()], ids=["article", "sample"])
@pytest.mark.parametrize("track", [False, True])
def test_all_else_stays_as_it_was(data: bytes, track: bool) -> None:
    done = annotate(data, "a.docx", ENGINE.check, track=track, unsafe=track)
    before, after = words.parts(data), words.parts(done.data)
    made = {"word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"} if "word/comments.xml" not in before else set()
    assert list(after) == [*before, *(made - set(before))]
    assert {name for name in after if before.get(name) != after[name]} == WRITTEN | made
    word = words.opened(done.data)
    if track:
        words.reject(word)
    assert words.text_of(word) == words.text_of(words.opened(data))
    assert words.normal(word) == words.normal(words.opened(data))
    assert [(comment.author, comment.text) for comment in word.comments][: 1 if not made else 0] == ([] if made else [("Anna", "Sure?")])


def test_nothing_found_is_the_same_file() -> None:
    word = new()
    word.add_paragraph("He left the town on Monday.")
    data = words.saved(word)
    done = annotate(data, "a.docx", ENGINE.check, track=True)
    assert done.data is data and not done.report.findings


def test_safe_fixes_are_tracked() -> None:
    done = annotate(ARTICLE, "a.docx", ENGINE.check, track=True)
    word = words.opened(done.data)
    assert done.changes == 9
    assert words.text_of(word).splitlines() == [
        "The mayor of Marseille resigns", "It was already 5:30 p.m. in Paris, when he left [NDLR : le maire] the town.",
        "The budget of the city: €12m a year, says Vladimir Putin.", "He said it at 9h15 on Monday, of course.", "A cost of 3.5% more", "“oui”",
        "In a control at 6:45 p.m.", "Beside ", "In a box at 19h15.", "", "", "The end of it is near for everybody here.",
    ]  # fmt: skip
    safe, every = (annotate(SAMPLE.read_bytes(), "a.docx", ENGINE.check, track=True, unsafe=unsafe) for unsafe in (False, True))
    assert 0 < safe.changes < every.changes
    assert "the rectorate of Lille" in words.text_of(words.opened(safe.data)) and "the rectorate of" not in words.text_of(words.opened(every.data))


def test_accepted_changes_keep_notes_links_and_formatting() -> None:
    word = words.opened(annotate(ARTICLE, "a.docx", ENGINE.check, track=True).data)
    words.accept(word)
    first, link, *_ = word.paragraphs[1:]
    assert first.text == "It was already 5:30 p.m. in Paris, when he left [NDLR : le maire] the town."
    assert [run.text for run in first.runs if run.italic] == [" in Paris"]
    assert len(word.element.xpath("//w:footnoteReference")) == 1
    assert link.hyperlinks[0].text == "the city: €12m a"
    assert all(run.bold for run in link.hyperlinks[0].runs if run.text)
    assert "READ ALSO The mayor and his friends" not in [paragraph.text for paragraph in word.paragraphs]
    assert len(word.inline_shapes) == 1 and word.tables[0].cell(0, 1).text == "“oui”"


def test_changes_of_others_boxes_and_locked_controls_are_left_to_the_editor() -> None:
    word = new()
    sentences = ("The mayor left at 17h30.", "Nobody in town had seen him before 9h15 today.", "At 18h45, a crowd came.")
    for sentence, lock in zip(sentences, ("<w:lock w:val='sdtContentLocked'/>", "<w:dataBinding w:xpath='/a' w:storeItemID='{0}'/>", "")):
        word.element.body.insert(-1, words.part(f"<w:sdt><w:sdtPr>{lock}</w:sdtPr><w:sdtContent><w:p>{words.run(sentence)}</w:p></w:sdtContent></w:sdt>"))
    field = word.add_paragraph("Seen ")
    field._p.append(words.part(f"<w:fldSimple w:instr='DATE'>{words.run('at 18h30')}</w:fldSimple>"))
    done = annotate(words.saved(word), "a.docx", ENGINE.check, track=True)
    assert (done.comments, done.changes) == (4, 1)
    assert words.text_of(words.opened(done.data)).splitlines() == [*sentences[:2], "At 6:45 p.m., a crowd came.", "Seen at 18h30"]


@pytest.mark.parametrize("track", [False, True])
def test_annotating_again_writes_nothing_again(track: bool) -> None:
    once = annotate(ARTICLE, "a.docx", ENGINE.check, track=track)
    twice = annotate(once.data, "a.docx", ENGINE.check, track=track)
    assert twice.data == once.data and (twice.comments, twice.changes) == (0, 0)
    assert twice.known == len(twice.report.findings) > 0


def test_a_new_fault_in_a_reviewed_file_gets_its_comment() -> None:
    word = words.opened(annotate(ARTICLE, "a.docx", ENGINE.check).data)
    word.add_paragraph("At 20h15 he spoke.")
    again = annotate(words.saved(word), "a.docx", ENGINE.check)
    assert (again.comments, again.known) == (1, 12)
    assert list(words.comments(words.opened(again.data)).values())[-1][1] == "20h15"
    assert len({comment.comment_id for comment in words.opened(again.data).comments}) == 14


def test_what_is_suppressed_or_not_selected_has_no_comment() -> None:
    word = new()
    word.add_paragraph("At 17h30 he left. <!-- checker: ignore TYP -->")
    word.add_paragraph("« oui » at 18h30")
    done = annotate(words.saved(word), "a.docx", Engine(Config(select=("TYP306",))).check)
    assert [text[:6] + anchored for text, anchored in words.comments(words.opened(done.data)).values()] == ["TYP30618h30"]


def test_more_comments_than_word_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.word.comments.MOST_COMMENTS", 5)
    with pytest.raises(InputError, match="more than 5 comments"):
        annotate(ARTICLE, "a.docx", ENGINE.check)


def test_numbers_that_are_taken_are_not_given_again() -> None:
    word = words.opened(ARTICLE)
    word.element.body[1].append(words.part("<w:bookmarkStart w:id='3' w:name='x'/>"))
    word.element.body[1].append(words.part("<w:bookmarkEnd w:id='3'/>"))
    made = words.opened(annotate(words.saved(word), "a.docx", ENGINE.check, track=True).data)
    numbers = [element.get(words.qn("w:id")) for element in made.element.iter(*map(words.qn, ("w:ins", "w:del", "w:bookmarkStart", "w:commentReference")))]
    assert len(numbers) == len(set(numbers)) > 20


def test_the_least_package_gets_what_comments_need() -> None:
    data = words.bare("<w:p><w:r><w:t>He left at 17h30.</w:t></w:r></w:p>", styles=False)
    after = words.parts(annotate(data, "a.docx", ENGINE.check).data)
    assert [name for name in after if name not in words.parts(data)] == ["word/_rels/document.xml.rels", "word/comments.xml"]
    assert len(words.opened(annotate(data, "a.docx", ENGINE.check).data).comments) == 1
