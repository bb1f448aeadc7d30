"""``--format html``: one page that is sound HTML, holds every finding and asks nobody for anything."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_reports import SAMPLES, marked, report_of, sample_report

from checker import Document
from checker.engine import Engine
from checker.html.article import article, placed
from checker.html.companion import Aligned, Companion
from checker.html.dates import published
from checker.html.tags import page
from checker.reference.comparison import ReferenceComparison
from checker.report import FileReport, Report
from checker.reporters import render
from checker.rule import Rule

HOSTILE = '<script>alert(1)</script> “x” & </style><img src="http://evil.example/x.png" onerror=alert(2)> javascript:alert(3)'


def parse(text: str) -> Element:
    """The page as browsers understand it; a syntax error fails."""
    tree: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    return tree


def with_class(tree: Element, name: str) -> Iterator[Element]:
    return (element for element in tree.iter() if name in element.get("class", "").split())


def words(element: Element) -> str:
    return "".join(element.itertext())


def page_of(report: Report) -> Element:
    return parse(render(report, "html"))


def test_every_finding_of_the_samples_has_its_mark_and_its_note() -> None:
    for file in sample_report().files:
        tree = page_of(Report([file], rules=sample_report().rules))
        byid = {element.get("id"): element for element in tree.iter() if element.get("id")}
        for number, finding in enumerate(file.findings, 1):
            mark, note = byid[f"f1-{number}"], byid[f"n1-{number}"]
            assert mark.tag == "mark" and mark.get("aria-describedby") == f"n1-{number}" and mark.get("tabindex") == "0"
            assert {finding.severity, f"family-{finding.family}"} <= set(mark.get("class", "").split())
            for said in (finding.message, finding.suggestion, finding.severity, finding.code, finding.name, f"line {finding.line}"):
                assert said in words(note)
            parts = [words(e) for e in tree.iter("mark") if e.get("data-f") == f"1-{number}"]
            assert "".join(parts).split() == finding.text.split()
        assert sum(1 for _ in with_class(tree, "note")) == sum(1 for _ in with_class(tree, "tick")) == len(file.findings)


def test_the_article_is_there_word_for_word() -> None:
    for file in sample_report().files:
        tree = page_of(Report([file]))
        shown = [" ".join(words(element).split()) for element in with_class(tree, "text")]
        assert shown == [" ".join(paragraph.text.split()) for paragraph in file.document.paragraphs]


def test_summary() -> None:
    file = sample_report().files[-2]
    tree = page_of(Report([file]))
    summary = " ".join(words(next(with_class(tree, "summary"))).split())
    assert f"Score{file.score.value}" in summary and f"Findings{len(file.findings)}" in summary and f"Words{file.words}" in summary
    assert words(next(with_class(tree, "signature"))) == f"Signature {file.score.signature}"
    counts = {box.get("value"): int(words(label).split()[-1]) for label in with_class(tree, "switch") for box in label.iter("input")}
    assert counts == {**Report([file]).count("severity"), **Report([file]).count("family")}


def test_identifiers_are_unique_and_links_lead_somewhere() -> None:
    tree = page_of(sample_report())
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for element in tree.iter():
        for attribute in ("href", "aria-describedby", "aria-labelledby"):
            for target in element.get(attribute, "").split():
                assert target.removeprefix("#") in ids, (element.tag, target)


def test_nothing_is_loaded_and_only_what_is_ours_may_run() -> None:
    text = render(sample_report(), "html")
    tree = parse(text)
    for element in tree.iter():
        assert element.tag not in ("link", "iframe", "object", "embed", "base", "img")
        assert not element.get("src") and not element.get("style")
        assert not any(name.startswith("on") for name in element.attrib)
        assert element.get("href", "#").startswith("#")
    assert not re.search(r"@import|url\(", text)
    policy = next(e.get("content", "") for e in tree.iter("meta") if e.get("http-equiv") == "Content-Security-Policy")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'" and "unsafe" not in policy
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        hashes = [f"'sha256-{b64encode(sha256(words(element).encode()).digest()).decode()}'" for element in tree.iter(tag)]
        assert rules[directive].split() == hashes and hashes


@pytest.mark.parametrize("as_title", [True, False])
def test_hostile_text_stays_text(as_title: bool) -> None:
    raw = f"{HOSTILE}\n\n" * 2 if as_title else f"Title\n\n{HOSTILE}\n"
    start = raw.index("<script>")
    report = report_of(raw, (start, start + 8), (start + 3, start + 40), path=HOSTILE, code=HOSTILE, name=HOSTILE, family=HOSTILE, message=HOSTILE, suggestion=HOSTILE, entry=HOSTILE)
    report.errors.append(HOSTILE)
    report.files[0].suppressed.append((report.findings[0], HOSTILE))
    tree = page_of(report)
    assert len(list(tree.iter("script"))) == 2 and not list(tree.iter("img"))
    assert not any(name.startswith("on") for element in tree.iter() for name in element.attrib)
    assert HOSTILE in words(next(with_class(tree, "errors")))
    assert any(HOSTILE in words(element) for element in with_class(tree, "text"))
    assert all(HOSTILE in words(element) for element in with_class(tree, "note"))


def test_configuration_stays_text() -> None:
    class Hostile(Rule):
        code, name, summary, rationale = "OWN001", HOSTILE, HOSTILE, HOSTILE

        def hits(self, document: Document) -> Iterator[object]:  # type: ignore[override]
            return iter(())

    report = report_of("One word.", (0, 3), code="OWN001", name=HOSTILE)
    tree = page_of(Report(report.files, rules=[Hostile()]))
    assert len(list(tree.iter("script"))) == 2 and not list(tree.iter("img"))
    assert words(next(with_class(tree, "rules"))).count(HOSTILE) >= 3


@settings(max_examples=150)
@given(marked())
def test_any_text_with_findings_anywhere(made: tuple[str, list[tuple[int, int]]]) -> None:
    raw, spans = made
    report = report_of(raw, *spans)
    tree = page_of(report)
    document = report.files[0].document
    assert {e.get("id") for e in with_class(tree, "note")} == {f"n1-{n}" for n in range(1, len(spans) + 1)}
    if not document.paragraphs:
        return
    assert {e.get("id") for e in tree.iter("mark") if e.get("id")} == {f"f1-{n}" for n in range(1, len(spans) + 1)}
    numbered = [e.get("data-f") for e in with_class(tree, "last")]
    assert sorted(numbered) == sorted(f"1-{n}" for n in range(1, len(spans) + 1))
    for span in placed(document, report.findings):
        shown = "".join(words(e) for e in tree.iter("mark") if e.get("data-f") == f"1-{span.number}")
        assert re.sub(r"[^\w<>&]", "", shown) == re.sub(r"[^\w<>&]", "", "".join(_kept(document, span.start, span.end)))


def _kept(document: Document, start: int, end: int) -> Iterator[str]:
    """What a span of the view holds of its paragraphs."""
    for paragraph in document.paragraphs:
        yield document.text[max(start, paragraph.start) : min(end, paragraph.end)]


def test_overlapping_findings_keep_a_mark_each() -> None:
    tree = page_of(report_of("abcdefghij", (0, 6), (4, 10), (5, 5)))
    marks = [(e.get("data-f"), words(e)) for e in tree.iter("mark")]
    assert marks == [("1-1", "abcdef"), ("1-2", "ef"), ("1-3", ""), ("1-2", "ghij")]
    assert [e.get("data-f") for e in with_class(tree, "first")] == ["1-1", "1-2", "1-3"]


def test_a_finding_over_paragraphs_and_one_in_a_comment() -> None:
    raw = "First one here.\n\nSecond one.\n\n<!-- checker: ignore CAL -->\n\nThird one."
    comment = raw.index("<!--")
    tree = page_of(report_of(raw, (6, raw.index("ond one")), (comment, comment + 5)))
    assert [words(e) for e in tree.iter("mark") if e.get("data-f") == "1-1"] == ["one here.", "Sec"]
    held = next(e for e in tree.iter() if e.get("id") == "f1-2")
    assert words(held) == "" and "empty" in held.get("class", "")


def test_what_is_suppressed_is_listed_and_not_counted() -> None:
    document = Document("The President said so [NDLR : oui]. <!-- checker: ignore-file FRE why -->\n", path="a.txt")
    report = Report([Engine().check(document)])
    assert report.files[0].suppressed
    tree = page_of(report)
    assert "FRE101 editorial-tag, by a comment in the article" in words(next(with_class(tree, "suppressed")))
    assert not any("family-leftover-french" in e.get("class", "") for e in tree.iter())


def test_nothing_found_and_nothing_read() -> None:
    clean = page_of(Report([Engine().check(Document("All is well.", path="a.txt"))]))
    assert "Nothing found." in words(clean) and not list(with_class(clean, "toolbar"))
    assert "Nothing checked." in words(page_of(Report(errors=["a.txt: no such file"])))
    assert "holds no text" in words(page_of(Report([FileReport(Document(""), [])])))


def test_the_companion_stands_beside_its_paragraph() -> None:
    document = Document("One. Two.\n\nThree.", path="a.txt")
    at = document.text.index("Three")
    companion = Companion("French", "fr", [Aligned(0, 4, "Un."), Aligned(4, 4, "Absent."), Aligned(5, 9, "Deux."), Aligned(at, at + 6, "Trois <b>.")])
    tree = parse("<!doctype html><title>x</title>" + page(article(FileReport(document, []), "1", 2, [companion])).removeprefix("<!doctype html>"))
    cells = [words(element).split() for element in with_class(tree, "companion")]
    assert cells == [["Un.", "Absent.", "Deux."], ["Trois", "<b>."]]
    assert [words(e).strip() for e in with_class(tree, "absent")] == ["Absent."]
    assert not list(with_class(parse(render(Report([FileReport(document, [])]), "html")), "companion"))


def test_a_compared_text_stands_beside_the_article_whole() -> None:
    document, reference = (Document.from_path(SAMPLES / f"ukraine-war.{name}.txt") for name in ("mt.en", "ref.en"))
    file = Engine().check(document, ReferenceComparison(document, reference))
    tree = page_of(Report([file]))
    blocks = [words(element) for element in with_class(tree, "version")]
    assert len(blocks) == len(document.paragraphs)
    assert sorted(" ".join(blocks).split()) == sorted(reference.text.split())
    assert blocks[0].split()[:4] == reference.text.split()[:4]


def test_a_sentence_that_the_article_lacks_is_shown_as_such() -> None:
    reference = Document.from_path(SAMPLES / "ukraine-war.ref.en.txt")
    lost = next(sentence for sentence in reference.text.split(". ") if len(sentence) > 80 and "\n" not in sentence)
    document = Document(reference.text.replace(f"{lost}. ", ""), path="a.txt")
    tree = page_of(Report([Engine().check(document, ReferenceComparison(document, reference))]))
    assert lost in " ".join(words(element) for element in with_class(tree, "absent"))


def test_a_bilingual_file_shows_its_source() -> None:
    path = SAMPLES / "formats/school-society.mt.en.xlf"
    tree = page_of(Report([Engine().check(Document.from_path(path))]))
    cells = [" ".join(words(element).split()) for element in with_class(tree, "companion")]
    assert len(cells) == sum(1 for _ in with_class(tree, "text")) and all(cells)
    assert {element.get("lang") for element in with_class(tree, "version")} == {"fr"}


def test_every_format_has_a_page() -> None:
    for path in sorted((SAMPLES / "formats").iterdir()):
        file = Engine().check(Document.from_path(path))
        tree = page_of(Report([file]))
        assert {e.get("data-f") for e in with_class(tree, "first")} == {f"1-{n}" for n in range(1, len(file.findings) + 1)}
        for number, finding in enumerate(file.findings, 1):
            shown = "".join(words(e) for e in tree.iter("mark") if e.get("data-f") == f"1-{number}")
            assert shown.split()[:1] == file.document.text[slice(*file.document.to_view(finding.start, finding.end))].split()[:1]


@given(st.text(max_size=60), st.text(max_size=30))
def test_days_of_any_file(raw: str, path: str) -> None:
    published(raw, path)


@pytest.mark.parametrize(
    ("raw", "path", "day"),
    [
        ("", "2026-11-23-slug.txt", "2026-11-23"),
        ("", "20261123slug.txt", "2026-11-23"),
        ("", "2026/11/23/slug.txt", "2026-11-23"),
        ("", "2025-01-01/2026_11_23.txt", "2026-11-23"),
        ("", "2026-02-31.txt", None),
        ("", "call-01202611234567.txt", None),
        ("", "2026-1123.txt", None),
        ("---\ntitle: x\ndate: 2026-11-22T10:00:00Z\n---\nText 2020-01-01.", "2026-11-23.md", "2026-11-22"),
        ("+++\ndate = '2026-11-22'\n+++\n", "a.md", "2026-11-22"),
        ("Text.\n\ndate: 2026-11-22\n", "a.md", None),
        ('<head><META content="2026-11-22T08:00+01:00" property="article:published_time"></head>', "a.html", "2026-11-22"),
        ('<body><meta name="date" content="2026-11-22"></body>', "a.txt", None),
        ('{"versioncreated": "2026-11-22T10:00:00Z"}', "a.ninjs.json", "2026-11-22"),
        ('<docdata><date.issue norm="20261122T100000Z"/></docdata>', "a.nitf.xml", "2026-11-22"),
    ],
)
def test_the_day_of_an_article(raw: str, path: str, day: str | None) -> None:
    found = published(raw, path)
    assert (found.isoformat() if found else None) == day
