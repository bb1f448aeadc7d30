"""Word documents: paragraphs, tables and headings, with the way back to paragraph and run."""

from __future__ import annotations

import io
import re
import zipfile
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.document.prose import InputError, Kept, Prose, ProseBuilder, Reading
from checker.document.readers.plain import COMMENT

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    from checker.document.readers import Source

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MOST_BYTES = 300_000_000
_TYPES = "[Content_Types].xml"  # every Office document has it
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = frozenset({"del", "moveFrom", "Fallback", "instrText"})
LINE_BREAK = "\v"  # a break inside a paragraph, as Word writes it into text: a line is a paragraph


class Place(NamedTuple):
    """Where a character stands: the paragraph, the run in it, and the offset in the run’s text.

    Numbers are those of ``paragraphs`` and ``runs``, from 0.
    """

    paragraph: int
    run: int
    offset: int


class Stretch(NamedTuple):
    """A run that holds text: its span in the extracted text, its place, and its ``w:r`` element."""

    start: int
    end: int
    paragraph: int
    run: int
    element: Any


class Locator:
    """From offsets of the extracted text to places in the Word document.

    Args:
        word: the document that python-docx opened.

    Attributes:
        text: the extracted text, a line for each paragraph.
        lines: (start, end, heading level) of each paragraph in it.
        stretches: the runs that hold text, in its order.
    """

    def __init__(self, word: Word) -> None:
        parts: list[str] = []
        self.lines: list[tuple[int, int, int]] = []
        self.stretches: list[Stretch] = []
        at = 0
        for number, paragraph in enumerate(paragraphs(word)):
            start = at
            for index, run in enumerate(runs(paragraph)):
                text = run_text(run)
                if text:
                    self.stretches.append(Stretch(at, at + len(text), number, index, run._r))
                    parts.append(text)
                    at += len(text)
            self.lines.append((start, at, heading_level(paragraph)))
            parts.append("\n")
            at += 1
        self.text = "".join(parts)
        self._starts = [stretch.start for stretch in self.stretches]

    def place(self, offset: int) -> Place | None:
        """The place of the character at an offset; ``None`` for the end of a line."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0 or self.text[offset : offset + 1] in ("\n", ""):
            return None
        stretch = self.stretches[at]
        return Place(stretch.paragraph, stretch.run, offset - stretch.start)

    def prose(self) -> Prose:
        """What of the text rules read."""
        builder = ProseBuilder()
        for start, end, level in self.lines:
            builder.add(_line(self.text, start, end), level)
        return builder.prose()


def read(source: Source) -> Reading:
    """Read a Word document; its text has a line for each paragraph.

    Raises:
        InputError: it is encrypted, an old ``.doc``, broken, or holds no text; or python-docx is
            not installed.
    """
    locator = Locator(open_word(source.data, source.name))
    prose = locator.prose()
    if not prose.keep:
        raise InputError(f"{source.name}: no text in this Word document")
    return Reading(locator.text, prose, None)


def open_word(data: bytes, name: str) -> Word:
    """Open a Word document with python-docx.

    Raises:
        InputError: as ``read``.
    """
    _look(data, name)
    try:
        from docx import Document as open_docx
    except ImportError:
        raise InputError(f"{name}: Word documents need a package that is not installed: pip install 'press-checker[docx]'") from None
    try:
        word = open_docx(io.BytesIO(data))
    except Exception as error:  # python-docx lets errors of zipfile, zlib, lxml and its own through
        reason = re.sub(r"^file '<.*?>' is", "it is", str(error)).splitlines()[0][:120] if str(error) else type(error).__name__
        raise InputError(f"{name}: not a Word document that can be read: {reason}") from None
    if word.element.body is None:
        raise InputError(f"{name}: not a Word document that can be read: it has no body")
    return word


def _look(data: bytes, name: str) -> None:
    """Complain about what is plainly no Word document."""
    if not data:
        raise InputError(f"{name}: the file is empty")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise InputError(f"{name}: the document is encrypted; save it without a password")
        raise InputError(f"{name}: an old Word document (.doc); save it as .docx")
    if not data.startswith(b"PK"):
        raise InputError(f"{name}: not a Word document (.docx), whatever its name says; name its kind with --reader")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {part.filename: part.file_size for part in archive.infolist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise InputError(f"{name}: a broken Word document: the archive is damaged or cut short") from None
    if _TYPES not in parts:
        raise InputError(f"{name}: an archive, but not a Word document (.docx), whatever its name says")
    if (size := sum(parts.values())) > _MOST_BYTES:
        raise InputError(f"{name}: {size / 1e6:,.0f} MB when unpacked, too much for a Word document")


def paragraphs(word: Word) -> list[Paragraph]:
    """The paragraphs of the body in reading order, those in tables, boxes and controls included."""
    from docx.text.paragraph import Paragraph as Proxy

    return [Proxy(element, word._body) for element in _below(word.element.body, "p")]


def runs(paragraph: Paragraph) -> list[Run]:
    """The runs of a paragraph, those in links and insertions included; deletions are left out."""
    from docx.text.run import Run as Proxy

    return [Proxy(element, paragraph) for element in _below(paragraph._p, "r", stop="p")]


def run_text(run: Run) -> str:
    """The text of a run, as long as python-docx gives it, line breaks as ``LINE_BREAK``."""
    return run.text.replace("\n", LINE_BREAK)


def _below(root: Any, name: str, stop: str = "") -> list[Any]:
    """The elements of a local name below ``root`` in document order, deleted text left out."""
    found: list[Any] = []
    waiting = list(reversed(root))
    while waiting:
        element = waiting.pop()
        if not isinstance(element.tag, str):
            continue
        tag = element.tag.rpartition("}")[2]
        if tag in _SKIPPED or tag == stop:
            continue
        if tag == name and element.tag.startswith(_WORD):  # formulas and drawings have an “r” and a “p” of their own
            found.append(element)
        waiting.extend(reversed(element))
    return found


def heading_level(paragraph: Paragraph) -> int:
    """1 for a title, the level of a heading, 0 for other paragraphs.

    Styles are known by their built-in names, which Word keeps in English whatever its language; a
    style of one’s own counts as what it is based on.
    """
    style: Any = paragraph.style
    for _ in range(10):
        if style is None:
            return 0
        name = (style.name or "").lower()
        if name == "title":
            return 1
        if name.startswith("heading ") and name[8:].isdigit():
            return int(name[8:])
        style = style.base_style
    return 0


def _line(text: str, start: int, end: int) -> list[Kept]:
    """The stretches of a paragraph: line breaks as such, suppression comments left out."""
    kept: list[Kept] = []
    at = start
    dropped = {match.start(): match.end() for match in COMMENT.finditer(text, start, end)}
    breaks = {index: index + 1 for index in range(start, end) if text[index] == LINE_BREAK}
    for index in sorted([*dropped, *breaks]):
        if index < at:
            continue
        if index > at:
            kept.append(Kept(at, index))
        if index in breaks:
            kept.append(Kept(index, index + 1, "\n"))
        at = dropped.get(index, index + 1)
    if at < end:
        kept.append(Kept(at, end))
    return kept if text[start:end].strip() else []
