"""Reviewed Word documents in another program: LibreOffice reads them, and writes them with their comments."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

pytest.importorskip("docx", reason="python-docx is not installed: pip install 'press-checker[docx]'")
import word_documents as words
from docx.document import Document as Word

from checker.config import Config
from checker.engine import Engine
from checker.report import FileReport
from checker.word import annotate

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "formats" / "school-society.mt.en.docx"
ENGINE = Engine(Config())
BOXED = "19h15"


def converted(path: Path, kind: str) -> Path:
    """A file in another format, by LibreOffice with a profile of its own."""
    folder = path.parent / kind.partition(":")[0]
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    subprocess.run([str(OFFICE), "--headless", profile, "--convert-to", kind, "--outdir", folder, path], capture_output=True, check=True, timeout=120)
    return folder / f"{path.stem}.{folder.name}"


def reviewed(data: bytes, folder: Path, track: bool) -> tuple[Path, FileReport]:
    path = folder / "a.docx"
    done = annotate(data, "a.docx", ENGINE.check, track=track)
    path.write_bytes(done.data)
    return path, done.report


def anchored(word: Word) -> list[tuple[str, str]]:
    return [(text.partition(" ")[0], stands) for text, stands in words.comments(word).values() if BOXED not in text]


@pytest.mark.parametrize("data", [words.article(), SAMPLE.read_bytes()], ids=["article", "sample"])
def test_comments_are_at_their_words_after_libreoffice(data: bytes, tmp_path: Path) -> None:
    path, report = reviewed(data, tmp_path, track=False)
    word = words.opened(converted(path, "docx").read_bytes())
    assert anchored(word) == [(finding.code, finding.text) for finding in report.findings if finding.text != BOXED]
    messages = [comment.text.split("\n")[1] for comment in word.comments if comment.author == "checker"]
    assert messages == [finding.message for finding in report.findings]
    again = annotate(words.saved(word), "a.docx", ENGINE.check)
    assert again.known >= len(report.findings) - 1, "those of LibreOffice’s file are known, but for the one at the box"


def test_the_text_is_the_article(tmp_path: Path) -> None:
    path, _ = reviewed(SAMPLE.read_bytes(), tmp_path, track=False)
    assert converted(path, "pdf").read_bytes().startswith(b"%PDF")
    told = converted(path, "txt:Text (encoded):UTF8").read_text(encoding="utf-8-sig")
    for line in words.text_of(words.opened(SAMPLE.read_bytes())).splitlines():
        assert line.strip() in told


def test_changes_are_changes_in_libreoffice(tmp_path: Path) -> None:
    path, _ = reviewed(SAMPLE.read_bytes(), tmp_path, track=True)
    before, after = words.opened(path.read_bytes()), words.opened(converted(path, "docx").read_bytes())
    assert words.text_of(after).split() == words.text_of(before).split()
    for finish in (words.accept, words.reject):
        ours, theirs = words.opened(path.read_bytes()), words.opened((tmp_path / "docx" / "a.docx").read_bytes())
        finish(ours)
        finish(theirs)
        assert words.text_of(theirs).split() == words.text_of(ours).split()
    assert words.text_of(ours) == words.text_of(words.opened(SAMPLE.read_bytes()))
