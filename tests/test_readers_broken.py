"""Broken, mislabelled and hostile files: one clear line and exit code 2; others are checked all the same."""

from __future__ import annotations

import builtins
import io
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.cli import main
from checker.document import Document, InputError
from checker.document.readers import READERS, known_suffixes

SAMPLES = Path(__file__).resolve().parent.parent / "samples" / "formats"
FAULTY = "President Poutine spoke of « war » [NDLR : la guerre]."
LAUGHS = '<!DOCTYPE nitf [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><nitf><body><body.content><p>&b;</p></body.content></body></nitf>'
OUTSIDE = '<!DOCTYPE nitf [<!ENTITY a SYSTEM "file:///etc/passwd">]><nitf><body><body.content><p>&a;</p></body.content></body></nitf>'
NAR = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
SAMPLE = {suffix: next(path for path in SAMPLES.iterdir() if path.name.endswith(suffix)).read_bytes() for suffix in (".docx", ".xlf", ".json", ".html", ".po", ".jsonl")}


def archive(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return stream.getvalue()


def spreadsheet() -> bytes:
    """What Excel writes, as far as a reader looks."""
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return archive(
        **{
            "[Content_Types].xml": f'<Types xmlns="{types}"><Override PartName="/xl/workbook.xml" ContentType="{kind}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r" Type="{office}" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": "<workbook/>",
        }
    )


def repacked(old: bytes, new: bytes) -> bytes:
    """The Word sample with a change to its document part."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SAMPLE[".docx"])) as made, zipfile.ZipFile(stream, "w") as changed:
        for part in made.namelist():
            changed.writestr(part, made.read(part).replace(old, new) if part == "word/document.xml" else made.read(part))
    return stream.getvalue()


BROKEN: list[tuple[str, bytes, str]] = [
    ("a.txt", rb"{\rtf1\ansi He left.}", "RTF, not plain text"),
    ("a.html", b"", "empty"),
    ("a.html", b"\x89PNG\r\n\x00\x00", "binary"),
    ("a.html", b"<meta charset=utf-8><p>caf\xe9", "not UTF-8 (line 1)"),
    ("a.html", b"<meta charset=utf-7><p>caf", "the encoding “utf-7” is not read"),
    ("a.html", b"<script>only()</script><nav><a>menu</a></nav>", "no text"),
    ("a.xml", b"", "empty"),
    ("a.xml", b"<?xml version='1.0'?><rss><channel/></rss>", "unknown kind (<rss>)"),
    ("a.xml", b"<nitf><body><body.content><p>He left", "not well-formed XML (line 1)"),
    ("a.xml", b"<nitf>\n<body>&nosuch;</body></nitf>", "line 2"),
    ("a.xml", LAUGHS.encode(), "declares an entity (“a”)"),
    ("a.xml", OUTSIDE.encode(), "declares an entity (“a”)"),
    ("a.xml", b"<nitf>" + b"<p>" * 2000 + b"</p>" * 2000 + b"</nitf>", "nested more than"),
    ("a.xml", b"<?xml version='1.0' encoding='ascii'?><nitf><body>\n\xe9</body></nitf>", "not ASCII (line 2)"),
    ("a.xml", b"<?xml version='1.0' encoding='ebcdic-cp-fr'?><nitf/>", "“ebcdic-cp-fr” is not read"),
    ("a.xml", f"<newsItem {NAR}><contentSet><remoteContent href='a.jpg'/></contentSet></newsItem>".encode(), "pictures and packages have none"),
    ("a.xml", f"<packageItem {NAR}/>".encode(), "no text in this NewsML-G2 <packageItem>"),
    ("a.nitf", b"<html><p>He left.</p></html>", "not NITF: the root element is <html>"),
    ("a.json", b"", "empty"),
    ("a.json", b'{"name": "checker", "version": 1}', "not ninjs"),
    ("a.json", b"[]", "not ninjs"),
    ("a.json", b'{"body_text": "He left', "not JSON: unterminated string"),
    ("a.json", b"[" * 100_000, "nested too deep"),
    ("a.json", b'{"uri": "x", "body_text": "  "}', "without text"),
    ("a.jsonl", b"", "empty"),
    ("a.jsonl", b'{"text": "He left."}\n{"text": 1}', "a.jsonl:2: no text in a field “text”"),
    ("a.jsonl", b'{"text": "He left."}\nHe left.', "a.jsonl:2: not JSON: expecting value"),
    ("a.jsonl", b'"He left."', "not a JSON object"),
    ("a.xlf", b"<tmx/>", "not XLIFF: the root element is <tmx>"),
    ("a.xlf", b'<xliff><file target-language="de"><trans-unit><target>Er ging.</target></trans-unit></file></xliff>', "“de”, not English"),
    ("a.xlf", b"<xliff><file><trans-unit><source>Il est parti.</source></trans-unit></file></xliff>", "no translated segment"),
    ("a.tmx", b'<tmx><tu><tuv xml:lang="fr"><seg>Oui.</seg></tuv></tu></tmx>', "no segment in English"),
    ("a.po", b"He left.", "a.po:1: not a line of a PO file"),
    ("a.po", b'"He left."', "a.po:1: a string without a msgid"),
    ("a.po", b'msgid "Il est parti."\nmsgstr ""', "no translated message"),
    ("a.po", b'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "Oui"\nmsgstr "Ja"', "“de”, not English"),
    ("a.docx", b"", "empty"),
    ("a.docx", b"<html><p>He left.</p></html>", "not a Word document"),
    ("a.docx", SAMPLE[".docx"][:3000], "cut short"),
    ("a.docx", repacked(b"w:body>", b"w:other>"), "it has no body"),
    ("a.docx", repacked(b"<w:body>", b"<w:body"), "not a Word document that can be read"),
    ("a.docx", archive(mimetype="application/vnd.oasis.opendocument.text"), "an archive, but not a Word document"),
    ("a.docx", archive(**{"[Content_Types].xml": "<x/>", "_rels/.rels": "<x/>"}), "not a Word document that can be read"),
    ("a.docx", spreadsheet(), "it is not a Word file"),
    ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le"), "old Word document"),
]


def run(*arguments: object, **options: Any) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, arguments)], **options)


@pytest.mark.parametrize(("name", "data", "complaint"), BROKEN, ids=lambda value: value if isinstance(value, str) else "")
def test_one_line_and_exit_2(tmp_path: Path, name: str, data: bytes, complaint: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(FAULTY, encoding="utf-8")
    result = run(tmp_path / name, tmp_path / "good.txt")
    assert result.exit_code == 2 and "FRE101" in result.stdout
    (line,) = result.stderr.splitlines()
    assert complaint in line and line.startswith(f"checker: {tmp_path / name}")


@settings(max_examples=60)
@given(suffix=st.sampled_from(sorted(SAMPLE)), at=st.floats(0, 1), junk=st.binary(max_size=6), cut=st.booleans())
def test_damage_is_an_input_error_or_nothing(suffix: str, at: float, junk: bytes, cut: bool) -> None:
    data = SAMPLE[suffix]
    place = int(at * len(data))
    damaged = data[:place] + junk + (b"" if cut else data[place + len(junk) :])
    try:
        document = Document.from_bytes(damaged, path=f"a{suffix}")
    except InputError as error:
        assert str(error).startswith(f"a{suffix}") and "\n" not in str(error)
    else:
        assert document.paragraphs


KEYS = st.sampled_from(["uri", "headline", "headlines", "bodies", "body_text", "body_html", "value", "role", "contenttype", "text", "a"])
JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12)


@settings(max_examples=150)
@given(JSON)
def test_any_json_is_read_or_refused(value: Any) -> None:
    for name in ("a.json", "a.jsonl"):
        try:
            document = Document.from_bytes(json.dumps(value).encode(), path=name)
        except InputError as error:
            assert str(error).startswith(name)
        else:
            assert all(article.text for article in document.articles)


def test_a_swollen_archive_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.document.readers.docx._MOST_BYTES", 1_000_000)
    with pytest.raises(InputError, match="2 MB when unpacked"):
        Document.from_bytes(archive(**{"[Content_Types].xml": "x" * 2_000_000}), path="a.docx")


def test_word_needs_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any) -> Any:
        if name == "docx":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(InputError, match=r"pip install 'press-checker\[docx\]'"):
        Document.from_bytes(SAMPLE[".docx"], path="a.docx")


def test_folders_hold_what_is_news(tmp_path: Path) -> None:
    """Other JSON and XML lies in folders too: it is skipped there, and complained of by name."""
    for name, data in {
        "package.json": b'{"name": "x"}', "tsconfig.json": b"{ // comment\n}", "pom.xml": b"<project/>", "broken.xml": b"<project", "findings.jsonl": b'{"id": 1}',
        "picture.xml": f"<newsItem {NAR}><contentSet><remoteContent/></contentSet></newsItem>".encode(), "~$a.docx": b"lock",
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(data)
        if name != "~$a.docx":
            assert run(tmp_path / name).exit_code == 2
    result = run(tmp_path)
    assert result.exit_code == 2 and "no file to check in this folder" in result.stderr
    (tmp_path / "a.json").write_text(json.dumps({"uri": "x", "headline": FAULTY}), encoding="utf-8")
    assert run(tmp_path).exit_code == 1 and run(tmp_path).stderr == ""
    (tmp_path / "b.json").write_bytes(b'{"uri": "x", "body_text": "He lef')
    (tmp_path / "c.xml").write_bytes(b"<nitf><body>")
    result = run(tmp_path)
    assert result.exit_code == 2 and len(result.stderr.splitlines()) == 2 and "FRE101" in result.stdout


def test_a_named_reader_reads_any_name_and_standard_input(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(f"<nav>NDLR</nav><p>{FAULTY.replace('«', '&laquo;')}</p>", encoding="utf-8")
    result = run(page, "--reader", "html", "--format", "json")
    (file,) = json.loads(result.stdout)["files"]
    assert file["words"] == 8 and any(finding["text"].startswith("&laquo;") for finding in file["findings"])
    piped = run("-", "--reader", "html", "--format", "json", input=page.read_bytes())
    assert json.loads(piped.stdout)["files"][0]["findings"] == file["findings"]
    assert run("-", "--reader", "docx", input=b"x").stderr == "checker: <stdin>: not a Word document (.docx), whatever its name says; name its kind with --reader\n"
    assert run(page, "--reader", "nothing").exit_code == 2
    (tmp_path / "b.md").write_text(FAULTY, encoding="utf-8")
    files = json.loads(run(tmp_path, "--reader", "markdown", "--format", "json").stdout)["files"]
    assert [Path(file["path"]).name for file in files] == ["b.md"]


def test_the_field_of_a_record_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": 1, "translation": {"fr": "…", "en": FAULTY}}) + "\n", encoding="utf-8")
    assert "--text-field" in run(path).stderr
    assert run(path, "--text-field", "translation.en").exit_code == 1
    (tmp_path / "c.toml").write_text('text-field = "translation.en"\n', encoding="utf-8")
    assert run(path, "--config", tmp_path / "c.toml").exit_code == 1


def test_plain_text_imports_no_other_reader() -> None:
    import subprocess

    code = "import sys, checker; checker.check_text('He left.'); print(sorted(m for m in sys.modules if m in ('lxml', 'docx', 'xml.parsers.expat', 'html.parser', 'zipfile') or m.startswith('checker.document.readers.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['checker.document.readers.plain']"


def test_every_reader_has_its_module() -> None:
    for reader in READERS.values():
        with pytest.raises(InputError):
            reader.read(type("S", (), {"data": b"\x00\xff\x00", "name": "x", "text_field": "text"})())
    assert {".html", ".docx", ".xml", ".json", ".xlf", ".tmx", ".po", ".jsonl", ".md", ".txt"} <= set(known_suffixes())
