"""The document: offsets that always slice back, zones, sentences, quotations."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from made_reports import texts

from checker import check_text
from checker.document import Document, InputError
from checker.document.quotes import quotation_spans
from checker.document.readers import decode, known_suffixes
from checker.document.readers.markdown import read_markdown
from checker.document.zones import BODY, CROSSHEAD, LINKS, STANDFIRST, TAIL, TITLE

ARTICLE = """The mayor who defies the prefect

In a small town of Savoy, a mayor refuses to sign the order that the whole valley awaits.

The mayor of the town has refused to sign the order of the prefect, he said on Monday to the crowd that had come from the whole valley to hear him.

READ ALSO: The prefects and the mayors

A long story

Nobody knows why he did so. “I have my reasons,” he told the paper.

.

jm-monde-02"""


def test_zones() -> None:
    assert Document(ARTICLE).zones == [TITLE, STANDFIRST, BODY, LINKS, CROSSHEAD, BODY, TAIL, TAIL]


def test_markdown_zones_follow_headings() -> None:
    raw = "# The mayor. He signs.\n\nThe mayor of the town has signed.\n\n## Why now?\n\nNobody knows why he did so."
    assert Document(raw, prose=read_markdown(raw)).zones == [TITLE, BODY, CROSSHEAD, BODY]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("M. Dupont left at 5 p.m. on Monday. He met No. 10 officials.", 2),
        ("He arrived at 10 a.m. Paris time. Then he left.", 2),
        ("He met M. Martin and MM. Dupont et Durand in Paris. He left.", 2),
        ("“We cannot help them…” he said, at last. They left.", 2),
        ("It cost 3.5 million. Gen. de Gaulle and St. Petersburg. The end of the story.", 3),
    ],
)
def test_sentences(text: str, count: int) -> None:
    paragraph = Document(text).paragraphs[0]
    assert len(paragraph.sentences) == count
    assert "".join(text[a:b] for a, b in paragraph.sentences) == text


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“Home,” he said. “At last.”", ["“Home,”", "“At last.”"]),
        ('He said "home" and left.', ['"home"']),
        ("« Chez moi », he said.", ["« Chez moi »"]),
        ("“It goes on", ["“It goes on"]),
        ("He is 6\" tall and the rock ’n’ roll’s.", []),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert [text[a:b] for a, b in quotation_spans(text)] == quoted


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = "The mayor of the town has refused to sign the\norder of the prefect, he said on Monday to the\ncrowd that had come.\n\nThe end."
    assert len(Document(text).paragraphs) == 2
    assert len(Document("The mayor left.\nThe prefect stayed.").paragraphs) == 2


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_offsets_are_those_of_the_file(newline: str, form: str, mark: str) -> None:
    text = "The élan of the town\n\nHe lived in Bâle and « left » it in the XIXe century, said the minister Tchouvilyaïev."
    raw = mark + unicodedata.normalize(form, text).replace("\n", newline)
    findings = check_text(raw).findings
    assert {f.code for f in findings} >= {"TYP102", "TYP304", "NAM102", "NAM104"}
    for finding in findings:
        assert raw[finding.start : finding.end] == finding.text
        line = raw.replace("\r\n", "\n").replace("\r", "\n").split("\n")[finding.line - 1]
        assert line[finding.column - 1 :].startswith(finding.text.split("\n")[0][:1])


ALPHABET = st.one_of(st.characters(), st.sampled_from("\n\r\u0301«»“”\"'’ .,:;!?()[]<>-—\u00a0\u202f\ufeffe"))


@settings(max_examples=150)
@given(st.lists(st.one_of(st.text(ALPHABET, max_size=12), st.sampled_from(["NDLR : ", "Tchouvilyaïev", "10 M€", "<!-- checker: ignore -->", " the the ", "\n\n"])), max_size=12))
@example(parts=["He left the town for good on Monday. Poutine \ud800 spoke of it. Then he left."])
def test_any_text_is_survived_and_slices_back(parts: list[str]) -> None:
    raw = "".join(parts)
    for finding in check_text(raw).findings:
        assert 0 <= finding.start <= finding.end <= len(raw)
        assert raw[finding.start : finding.end] == finding.text
        if finding.fix:
            assert 0 <= finding.fix.start <= finding.fix.end <= len(raw)


@settings(max_examples=80)
@given(st.text(alphabet="ab*_`[]()#>-\n <!&;:/.|=~\\", max_size=80))
def test_any_markdown_is_survived(raw: str) -> None:
    document = Document(raw, prose=read_markdown(raw))
    for paragraph in document.paragraphs:
        for word_start in range(paragraph.start, paragraph.end):
            start, end = document.to_source(word_start, word_start + 1)
            shown = document.text[word_start]
            assert raw[start:end] == shown or shown == "\ufffc" or (shown == "\n" and "|" in raw[start:end])


def test_markdown_leaves_code_and_addresses_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: NDLR\n---\n# The mayor\n\nHe `NDLR` left **the** [town](http://NDLR.fr). See https://x.fr/NDLR now.\n\n```\nNDLR\n```\n\n<b class='NDLR'>He</b> left [NDLR : lui].\n",
        encoding="utf-8",
    )
    document = Document.from_path(path)
    assert document.text.count("NDLR") == 1
    assert "He left [NDLR" in document.text


MARKDOWN = """+++
title = "NDLR"
+++
The *mayor* who
===============

The `NDLR` [town][ref] and [this](http://x "NDLR") R&amp;D \\*not bold\\* caf&eacute;[^1], see https://x.fr/NDLR now. It is 3 | 4.

## **Bold** heading ##

- [ ] task one

![NDLR](x.jpg)

{{< figure src="NDLR" >}}

| Name | Value |
|------|------:|
| ~~Jean~~ | 12 € |

Why `a_b` *snake_case*
----------------------

[ref]: http://NDLR.fr
[^1]: The note, he said.
"""


def test_markdown_as_site_builders_write_it() -> None:
    document = Document(MARKDOWN, prose=read_markdown(MARKDOWN))
    assert [paragraph.text for paragraph in document.paragraphs] == [
        "The mayor who",
        "The \ufffc town and this R&D *not bold* café, see \ufffc now. It is 3 | 4.",
        *("Bold heading", "task one", "Name", "Value", "Jean", "12 €", "Why \ufffc snake_case", "The note, he said."),
    ]
    assert document.zones[:3] == [TITLE, BODY, CROSSHEAD] and document.zones[8] == CROSSHEAD


def test_bad_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing.txt"):
        Document.from_path(tmp_path / "nothing.txt")
    for data, word in [(b"a\x00b", "binary"), (b"\xff\xfea\x00", "UTF-8"), (b"line\n\xe9t\xe9", "line 2")]:
        with pytest.raises(InputError, match=word):
            decode(data, "x.txt")
    assert {".md", ".txt"} <= set(known_suffixes())


@given(texts, st.data())
def test_a_span_of_the_file_is_found_again_in_the_view(raw: str, data: st.DataObject) -> None:
    document = Document(raw)
    ends = st.integers(0, len(document.text))
    start, end = sorted((data.draw(ends), data.draw(ends)))
    first, last = document.to_view(*document.to_source(start, end))
    assert start == end or first <= start < end <= last
    assert document.to_source(first, last) == document.to_source(start, end) or start == end


def test_a_span_that_the_view_leaves_out_stands_empty_at_the_text_after_it() -> None:
    document = Document("\ufeffhello <!-- checker: ignore X --> world<!-- a -->")
    places = {part: document.to_view(at := document.raw.index(part), at + len(part)) for part in ("<!-- checker", "world", "<!-- a -->", "hello <!")}
    assert places == {"<!-- checker": (6, 6), "world": (7, 12), "<!-- a -->": (12, 12), "hello <!": (0, 6)}


@given(st.text(alphabet=" \u00a0\u202f\u2028\u3000.!?…»”’)[]1aBé\n।。", max_size=40))
def test_any_spaces_and_marks_have_sentences(text: str) -> None:
    for paragraph in Document("One sentence. Another sentence that goes on for long enough to be cut. " + text).paragraphs:
        starts = paragraph.sentence_starts
        assert starts[0] == 0 and starts == sorted(set(starts))
