"""``checker annotate`` on the command line: what it writes, refuses and returns."""

from __future__ import annotations

import builtins
import io
import os
import sys
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("docx", reason="python-docx is not installed: pip install 'press-checker[docx]'")
import word_documents as words
from click.testing import CliRunner, Result

from checker.cli import main

ARTICLE = words.article()


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("story.docx")
    path.write_bytes(ARTICLE)
    return path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["annotate", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_a_reviewed_file_and_the_exit_code_of_check(article: Path) -> None:
    result = run("story.docx", "-o", "out.docx")
    assert (result.exit_code, result.output) == (1, "checker: out.docx: 12 comments written\n")
    assert article.read_bytes() == ARTICLE and len(words.comments(words.opened(Path("out.docx").read_bytes()))) == 12
    assert run("story.docx", "-o", "none.docx", "--fail-on", "never", "--select", "FRE,TYP306").exit_code == 0
    assert len(words.comments(words.opened(Path("none.docx").read_bytes()))) == 5
    result = run("out.docx", "-o", "again.docx", "--track", "--unsafe-fixes")
    assert result.output == "checker: again.docx: 0 comments written, 12 there already, 9 tracked changes\n"
    assert sorted(os.listdir()) == ["again.docx", "none.docx", "out.docx", "story.docx"]


def test_an_output_that_somebody_worked_in_is_kept(article: Path) -> None:
    out = Path("out.docx")
    assert run("story.docx", "-o", "out.docx").exit_code == 1
    assert run("story.docx", "-o", "out.docx", "--track").exit_code == 1, "nobody has touched it since"
    word = words.opened(out.read_bytes())
    word.add_paragraph("The editor’s own words.")
    word.save("out.docx")
    edited = out.read_bytes()
    result = run("story.docx", "-o", "out.docx")
    assert (result.exit_code, result.output) == (2, "checker: out.docx: is there already; --force overwrites it\n")
    assert out.read_bytes() == edited
    assert run("story.docx", "-o", "story.docx").exit_code == 2 and article.read_bytes() == ARTICLE
    assert run("story.docx", "-o", "out.docx", "--force").exit_code == 1 and out.read_bytes() != edited


def repacked(old: bytes, changed: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, content in words.parts(ARTICLE).items():
            made.writestr(name, content.replace(old, changed))
    return stream.getvalue()


def damaged() -> bytes:
    """A file with a part that nothing refers to, and that cannot be read."""
    stream = io.BytesIO(ARTICLE)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_STORED) as made:
        made.writestr("word/loose.bin", b"as it was written")
    return stream.getvalue().replace(b"as it was written", b"as it was changed")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "the file is empty"),
        (b"Hello", "not a Word document"),
        (ARTICLE[:3000], "cut short"),
        (repacked(b"<w:body>", b"<w:body"), "not a Word document that can be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (damaged(), "Bad CRC-32"),
        (words.saved(words.new()), "no text in this Word document"),
    ],
)
def test_what_is_no_word_document_is_one_line(article: Path, data: bytes, why: str) -> None:
    article.write_bytes(data)
    result = run("story.docx", "-o", "out.docx")
    assert result.exit_code == 2 and result.output.startswith("checker: story.docx: ") and why in result.output and result.output.count("\n") == 1
    assert not Path("out.docx").exists()


def test_wrong_places_and_options(article: Path) -> None:
    assert run("none.docx", "-o", "out.docx").output == "checker: none.docx: no such file or directory\n"
    assert run("story.docx", "-o", "no/out.docx").output == "checker: no/out.docx: no such file or directory\n"
    Path("folder").mkdir()
    assert run("story.docx", "-o", "folder").output == "checker: folder: is a directory\n"
    assert "--unsafe-fixes goes with --track" in run("story.docx", "-o", "out.docx", "--unsafe-fixes").output
    assert run("story.docx", "-o", "out.docx", "--select", "NO").exit_code == 2
    assert run("story.docx").exit_code == 2 and not Path("out.docx").exists()


def test_without_python_docx(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def importing(name: str, *rest: object, **more: object) -> object:
        if name == "docx" or name.startswith(("docx.", "lxml")):
            raise ImportError(name)
        return real(name, *rest, **more)  # type: ignore[arg-type]

    for name in [name for name in sys.modules if name.startswith(("docx", "checker.word.c", "checker.word.runs"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", importing)
    result = run("story.docx", "-o", "out.docx")
    assert result.exit_code == 2 and "pip install 'press-checker[docx]'" in result.output and result.output.count("\n") == 1
