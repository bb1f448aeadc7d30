"""The samples of every format: the same article, the same findings, the same text for other programs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from checker import check_file
from checker.document import Document, InputError
from checker.document.readers import READERS, reader_for
from checker.document.zones import CROSSHEAD, STANDFIRST, TITLE
from checker.finding import Finding

FOLDER = Path(__file__).resolve().parent.parent / "samples" / "formats"
ARTICLES = sorted(FOLDER.glob("school-society.*"))
BITEXTS = [path for path in ARTICLES if path.suffix in (".xlf", ".tmx", ".po")]


def sample(kind: str) -> Path:
    return FOLDER / f"school-society.mt.en.{kind}"


def seen(document: Document, finding: Finding) -> str:
    """The words of a finding as a reader of the article sees them."""
    offsets = [at for at in range(len(document.text)) if document.to_source(at, at + 1) == (finding.start, finding.end)]
    if offsets:
        return document.text[offsets[0]]
    start = next(at for at in range(len(document.text)) if document.to_source(at, at + 1)[0] >= finding.start)
    end = next(at for at in range(start, len(document.text)) if document.to_source(at, at + 1)[1] >= finding.end) + 1
    return " ".join(document.text[start:end].split())


def test_every_format_has_a_sample() -> None:
    told = {"newsml", "nitf"}  # both are .xml
    found = {reader_for(path).name for path in FOLDER.iterdir()}
    assert found | told | {"plain"} == set(READERS)


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_findings_slice_back_from_the_file(path: Path) -> None:
    report = check_file(path)
    document = report.document
    assert len(report.findings) > 15
    for finding in report.findings:
        assert document.raw[finding.start : finding.end] == finding.text
        assert document.line_text(finding.line)[finding.column - 1 :].startswith(finding.text.splitlines()[0])
    if document.encoding:
        assert document.raw.encode(document.encoding) == path.read_bytes()
        assert any(finding.fix for finding in report.findings)
    else:
        assert path.suffix == ".docx" and not any(finding.fix for finding in report.findings)


@pytest.mark.parametrize("kind", ["html", "nitf.xml", "ninjs.json", "xlf", "tmx", "po", "newsml.xml", "md"])
def test_applied_fixes_leave_a_file_of_the_format(kind: str) -> None:
    """Fixes written into the file, last first, mend the text and touch nothing else."""
    report = check_file(sample(kind))
    document = report.document
    raw = document.raw
    fixes = sorted({(f.fix.start, f.fix.end, f.fix.replacement) for f in report.findings if f.fix and f.fix.safe}, reverse=True)
    assert len(fixes) == 4
    for start, end, replacement in fixes:
        raw = raw[:start] + replacement + raw[end:]
    mended = Document.from_bytes(raw.encode(document.encoding or ""), path=document.path)
    assert len(mended.paragraphs) == len(document.paragraphs) and "38,000 euros" in mended.text
    assert re.sub(r"<[^>]*>", "", raw).count("{") == re.sub(r"<[^>]*>", "", document.raw).count("{")
    assert re.findall(r"<[^>]*>", raw) == re.findall(r"<[^>]*>", document.raw)


def test_sarif_names_the_encoding() -> None:
    from checker.document.readers.encoding import iana_name
    from checker.report import Report
    from checker.reporters.sarif import render

    log = json.loads(render(Report(files=[check_file(sample("nitf.xml")), check_file(sample("docx"))])))
    assert [artifact.get("encoding") for artifact in log["runs"][0]["artifacts"]] == ["windows-1252", None]
    assert [iana_name(name) for name in ("utf-8", "utf-16-le", "iso8859-15", "mac-roman")] == ["utf-8", "utf-16le", "iso-8859-15", "macintosh"]


@pytest.mark.parametrize("path", [path for path in ARTICLES if path.suffix not in (".html", ".docx", ".md")], ids=lambda path: path.name)
def test_every_format_finds_the_same(path: Path) -> None:
    """The wire, translation and JSON samples hold the same paragraphs: so do their reports."""
    expected = check_file(sample("md"))
    report = check_file(path)
    assert [(f.code, seen(report.document, f)) for f in report.findings] == [(f.code, seen(expected.document, f)) for f in expected.findings]


@pytest.mark.parametrize("kind", ["html", "docx", "newsml.xml", "nitf.xml", "ninjs.json", "md"])
def test_articles_have_their_headline_and_crosshead(kind: str) -> None:
    document = Document.from_path(sample(kind))
    texts = {zone: p.text for p, zone in zip(document.paragraphs, document.zones)}
    assert document.zones[0] == TITLE and document.paragraphs[0].text.startswith("School: at Jean-Zay college")
    assert texts[STANDFIRST].startswith("Since September")
    assert "An arm wrestling match with the parents" in [p.text for p, zone in zip(document.paragraphs, document.zones) if zone == CROSSHEAD]
    assert document.segments == []


def test_the_page_around_the_article_is_left_out() -> None:
    text = Document.from_path(sample("html")).text
    for word in ("NDLR</b>", "Société", "Mentions", "Météo", "READ ALSO", "©", "Camille", "window", "margin"):
        assert word not in text
    assert "slips her phone into a numbered pouch, not without a sigh" in text
    assert text.endswith("84\u00a0notifications.\nShe shrugs, puts it in her pocket and joins her girlfriends.")


def test_word_tables_and_runs_are_read() -> None:
    text = Document.from_path(sample("docx")).text
    assert "slips her phone into a numbered pouch, not" in text and text.rstrip().endswith("38 000 euros")


@pytest.mark.parametrize("path", BITEXTS, ids=lambda path: path.name)
def test_segments_are_aligned(path: Path) -> None:
    document = Document.from_path(path)
    assert len(document.segments) == 7 == len(document.paragraphs)
    pairs = [(segment.source, document.text[segment.start : segment.end]) for segment in document.segments]
    assert pairs[0][0].startswith("École\u00a0: au collège") and pairs[0][1].startswith("School: at Jean-Zay")
    assert pairs[2][0].startswith("7h55, devant") and "pochette numérotée, non sans" in pairs[2][0]
    assert [target for _, target in pairs] == [paragraph.text for paragraph in document.paragraphs]


def test_each_record_of_json_lines_is_an_article() -> None:
    path = FOLDER / "articles.mt.en.jsonl"
    first, second = Document.from_path(path).articles
    assert first.zones[:2] == [TITLE, STANDFIRST] and second.zones[0] == TITLE
    report = check_file(path)
    assert {finding.line for finding in report.findings} == {1, 2}
    assert report.words == first.word_count + second.word_count
    with pytest.raises(InputError, match=":2: no text in a field “title”"):
        Document.from_path(path, text_field="title")


def test_other_programs_read_the_same_news() -> None:
    """What the formats’ own libraries take from the samples is what the readers see."""
    from lxml import etree
    from NewsMLG2.document import NewsMLG2Document  # type: ignore[import-untyped]

    item = NewsMLG2Document(str(sample("newsml.xml"))).item
    assert str(item.contentmeta.headline[0]).split() == Document.from_path(sample("newsml.xml")).paragraphs[0].text.split()
    wire = etree.parse(str(sample("nitf.xml")), etree.XMLParser(load_dtd=False, resolve_entities=False, no_network=True))
    assert wire.findtext(".//hl1") == Document.from_path(sample("nitf.xml")).paragraphs[0].text
    news = json.loads(sample("ninjs.json").read_text(encoding="utf-8"))
    assert news["headlines"][0]["value"] == Document.from_path(sample("ninjs.json")).paragraphs[0].text


@pytest.mark.parametrize("path", BITEXTS, ids=lambda path: path.name)
def test_other_programs_read_the_same_segments(path: Path) -> None:
    from translate.storage import factory  # type: ignore[import-untyped]

    units = [unit for unit in factory.getobject(str(path)).units if unit.target and not unit.isheader()]
    document = Document.from_path(path)
    ours = [(segment.source, document.text[segment.start : segment.end]) for segment in document.segments]
    assert [(str(unit.source), str(unit.target)) for unit in units][:7] == ours


def test_lxml_reads_the_same_page() -> None:
    from lxml import html

    page = html.fromstring(sample("html").read_bytes())
    paragraphs = [" ".join(p.text_content().split()) for p in page.xpath("//div[@class='article__body']/p")]
    ours = {" ".join(paragraph.text.split()) for paragraph in Document.from_path(sample("html")).paragraphs}
    assert len(paragraphs) == 5 and set(paragraphs[:-1]) <= ours  # the last has a line break


@pytest.mark.parametrize("kind", ["html", "nitf.xml", "ninjs.json", "xlf", "tmx", "po", "newsml.xml", "md", "docx"])
def test_fix_writes_every_format_but_word(kind: str, tmp_path: Path) -> None:
    """``--fix`` to a fixed point, in the file’s own encoding; a Word document is left alone, with a line that says so."""
    from click.testing import CliRunner

    from checker.cli import main

    path = tmp_path / sample(kind).name
    path.write_bytes(sample(kind).read_bytes())
    before = Document.from_path(path)
    result = CliRunner().invoke(main, ["check", str(path), "--fix"])
    if kind == "docx":
        assert result.exit_code == 2 and "not written" in result.stderr and path.read_bytes() == sample(kind).read_bytes()
        return
    assert result.exit_code == 1 and "fixed" in result.stderr
    after = Document.from_path(path)
    assert after.encoding == before.encoding and len(after.paragraphs) == len(before.paragraphs) and "38,000 euros" in after.text
    assert [f for f in check_file(path).findings if f.fix and f.fix.safe] == []
