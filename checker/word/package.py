"""A Word file that is changed part by part: what is not replaced stays byte for byte."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from copy import copy
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, Any

from checker.document.prose import InputError
from checker.document.readers.docx import open_word

if TYPE_CHECKING:
    from docx.document import Document as Word

_TYPES = "[Content_Types].xml"
_MARK = "checker annotate "
_MARKED = re.compile(rb"<!--checker annotate (\S+) ([0-9a-f]{64})-->")
_RELATIONSHIPS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


class WordPackage:
    """A Word file, opened.

    Args:
        data: the file’s bytes.
        name: how the file is called in errors.

    Attributes:
        word: its document; what is changed below ``word.element`` is written by ``save``.

    Raises:
        InputError: as ``open_word``.
    """

    def __init__(self, data: bytes, name: str) -> None:
        opened = open_word(data, name)  # says so where python-docx is not installed

        from docx.document import Document as Proxy

        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._main: str = opened.part.partname.membername
        self._new: dict[str, bytes] = {}
        self._comments_name = ""
        self._comments: Any = None
        self._name = name
        # python-docx parses without the white space between elements: the bytes are parsed anew.
        self.word: Word = Proxy(_parse(self._read(self._main)), opened.part)

    def new_id(self) -> int:
        """A number that no comment, change or bookmark of the document has."""
        return next(self._free_ids)

    @cached_property
    def _free_ids(self) -> Iterator[int]:
        from docx.oxml.ns import qn

        roots = [self.word.element] if self.comments is None else [self.word.element, self.comments]
        used = {element.get(qn("w:id")) for root in roots for element in root.iter("*")}
        return (number for number in count(1) if str(number) not in used)

    @property
    def comments(self) -> Any:
        """The ``w:comments`` element, or ``None`` while there is no comment."""
        if self._comments is None:
            from docx.opc.constants import RELATIONSHIP_TYPE as KIND

            for relationship in self.word.part.rels.values():
                if relationship.reltype == KIND.COMMENTS and not relationship.is_external:
                    self._comments_name = relationship.target_part.partname.membername
                    self._comments = _parse(self._read(self._comments_name))
        return self._comments

    def comments_to_write(self) -> Any:
        """The ``w:comments`` element, made where there is none."""
        if self.comments is None:
            from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
            from docx.parts.comments import CommentsPart

            names = set(self._archive.namelist())
            folder, _, main = self._main.rpartition("/")
            target = next(name for name in _numbered("comments", ".xml") if f"{folder}/{name}" not in names)
            number = next(name for name in _numbered("rId") if name not in self.word.part.rels)
            self._comments_name = f"{folder}/{target}"
            self._comments = _parse(CommentsPart.default(self.word.part.package).blob)
            self._add(_TYPES, "Override", PartName=f"/{self._comments_name}", ContentType=CONTENT_TYPE.WML_COMMENTS)
            self._add(f"{folder}/_rels/{main}.rels", "Relationship", Id=number, Type=RELATIONSHIP_TYPE.COMMENTS, Target=target)
        return self._comments

    def save(self) -> bytes:
        """The file with the document, and the comments if there are any, as they are now.

        Raises:
            InputError: a part that is only copied is damaged.
        """
        self._new[self._main] = _written(self.word.element)
        if self.comments is not None:
            self._sign(self._new[self._main])
            self._new[self._comments_name] = _written(self.comments)
        stream = io.BytesIO()
        waiting = dict(self._new)
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
            for entry in self._archive.infolist():
                # A copy: writing notes the new place in the entry, where the old one is read from.
                content = waiting.pop(entry.filename) if entry.filename in waiting else self._read(entry)
                made.writestr(copy(entry), content, entry.compress_type)
            for name, content in waiting.items():
                made.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        return stream.getvalue()

    def _read(self, entry: str | zipfile.ZipInfo) -> bytes:
        try:
            return self._archive.read(entry)
        except (KeyError, zipfile.BadZipFile, zlib.error, RuntimeError, OSError) as error:
            raise InputError(f"{self._name}: a broken Word document: {error}") from None

    def _add(self, name: str, tag: str, **attributes: str) -> None:
        """Add an element to a part that lists others."""
        root = _parse(self._read(name) if name in self._archive.namelist() else _RELATIONSHIPS)
        root.append(root.makeelement(root.tag.rpartition("}")[0] + "}" + tag, attributes))
        self._new[name] = _written(root)

    def _sign(self, document: bytes) -> None:
        """Note which text the comments were written to, so that ``is_untouched`` knows it again."""
        from lxml import etree  # type: ignore[import-untyped]

        for comment in [item for item in self._comments if item.tag is etree.Comment and (item.text or "").startswith(_MARK)]:
            self._comments.remove(comment)
        self._comments.append(etree.Comment(f"{_MARK}{self._main} {hashlib.sha256(document).hexdigest()}"))


def is_untouched(data: bytes) -> bool:
    """Whether a file is as ``save`` wrote it, with comments, and nobody has saved it since."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                marked = _MARKED.search(archive.read(name)) if re.search(r"/comments\d*\.xml\Z", name) else None
                if marked:
                    return hashlib.sha256(archive.read(marked[1].decode())).hexdigest() == marked[2].decode()
    except (KeyError, zipfile.BadZipFile, RuntimeError, OSError, ValueError):
        pass
    return False


def _parse(data: bytes) -> Any:
    """The root of a part, its elements of python-docx’s classes, white space kept."""
    from docx.oxml.parser import element_class_lookup
    from lxml import etree

    parser = etree.XMLParser(remove_blank_text=False, resolve_entities=False)
    parser.set_element_class_lookup(element_class_lookup)
    return etree.fromstring(data, parser)


def _written(root: Any) -> bytes:
    from lxml import etree

    data: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def _numbered(stem: str, suffix: str = "") -> Iterator[str]:
    """``stem``, ``stem1``, ``stem2``…"""
    yield f"{stem}{suffix}"
    yield from (f"{stem}{number}{suffix}" for number in count(1))
