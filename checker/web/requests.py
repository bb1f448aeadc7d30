"""What requests bring: JSON objects, proved and turned into the checker’s own terms."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any, TypeVar

from checker.document import Document, InputError
from checker.document.readers import READERS, read_plain
from checker.finding import SEVERITIES
from checker.web.companions import BY_LANGUAGE, KINDS, kind_of
from checker.web.sheet import Outline

T = TypeVar("T")
_SURROGATE = re.compile("[\ud800-\udfff]")
UNNAMED = "article.txt"
LONGEST_NAME = 255
LONGEST_TAB = 64
MOST_SELECTORS = 500


class BadRequest(Exception):
    """A request that cannot be answered; the message says why.

    Args:
        status: the HTTP status.
        message: one line for the person at the desk.
        **details: what a program may want to know, beside the message.
    """

    def __init__(self, status: int, message: str, **details: Any) -> None:
        super().__init__(message)
        self.status = status
        self.details = details


@dataclass(frozen=True)
class Options:
    """What a request chooses over the server’s configuration."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    quotes: bool | None = None
    min_severity: str | None = None


@dataclass(frozen=True)
class Place:
    """A finding that was dismissed: its code and span (code points of the text)."""

    code: str
    start: int
    end: int


class Fields:
    """A JSON object whose fields are asked for by type; an unknown one is an error.

    Raises:
        BadRequest: (from every method) the value is missing or of another type.
    """

    def __init__(self, value: Any, known: tuple[str, ...], where: str = "") -> None:
        self._where = f"{where}." if where else ""
        if not isinstance(value, dict):
            raise BadRequest(422, f"{where or 'the request'} must be a JSON object")
        if unknown := sorted(set(value) - set(known)):
            raise BadRequest(422, f"no field “{self._where}{unknown[0]}”; there are {', '.join(known)}")
        self._value = value

    def has(self, name: str) -> bool:
        """Whether the field is there and not null."""
        return self._value.get(name) is not None

    def get(self, name: str, kind: type[T]) -> T:
        """A field that must be there."""
        value = self._value.get(name)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise BadRequest(422, f"{self._where}{name}: give {_KINDS[kind]}")
        return value

    def maybe(self, name: str, kind: type[T]) -> T | None:
        """A field that may be missing or null."""
        return self.get(name, kind) if self.has(name) else None

    def choice(self, name: str, choices: tuple[str, ...]) -> str | None:
        """One of some words, or nothing."""
        value = self.maybe(name, str)
        if value is not None and value not in choices:
            raise BadRequest(422, f"{self._where}{name}: “{value[:40]}” is not one of {', '.join(choices)}")
        return value

    def rows(self, name: str, read: Callable[[Any], T]) -> list[T]:
        """A list, each item read; empty where it is missing."""
        try:
            return [read(item) for item in self.maybe(name, list) or []]
        except (ValueError, TypeError):
            raise BadRequest(422, f"{self._where}{name}: see /api/openapi.json for what it holds") from None


_KINDS: dict[type, str] = {str: "a string", bool: "true or false", list: "a list", dict: "an object", int: "a whole number"}


def options(request: Fields) -> Options:
    """The field ``options``."""
    if not request.has("options"):
        return Options()
    fields = Fields(request.get("options", dict), ("select", "ignore", "quotes", "min_severity"), "options")
    select, ignore = (tuple(fields.rows(name, _selector)) for name in ("select", "ignore"))
    if len(select) + len(ignore) > MOST_SELECTORS:
        raise BadRequest(422, f"options: more than {MOST_SELECTORS} selectors")
    return Options(select or None, ignore, fields.maybe("quotes", bool), fields.choice("min_severity", SEVERITIES))


def _selector(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def reader(request: Fields) -> str | None:
    """The field ``reader``: the name of one."""
    return request.choice("reader", tuple(READERS))


def name(request: Fields, default: str = UNNAMED) -> str:
    """The field ``name``: how the article is called, without folders."""
    value = clean(request.maybe("name", str) or default)
    bare = PureWindowsPath(PurePosixPath(value).name).name
    bare = "".join(char for char in bare if char.isprintable()).strip()
    return bare[-LONGEST_NAME:] or default


def tab(request: Fields) -> str | None:
    """The field ``tab``: what the tab that asks calls itself."""
    value = request.maybe("tab", str)
    if value is not None and not 0 < len(value) <= LONGEST_TAB:
        raise BadRequest(422, f"tab: give 1 to {LONGEST_TAB} characters")
    return value


def clean(text: str) -> str:
    """A text without lone surrogates, each character in its place."""
    return _SURROGATE.sub("\ufffd", text)


def file_data(request: Fields, limit: int) -> tuple[str, bytes]:
    """The field ``file``: an object with the ``name`` of a file and its bytes in base64; both."""
    fields = Fields(request.get("file", dict), ("name", "content"), "file")
    try:
        data = base64.b64decode(fields.get("content", str), validate=True)
    except (binascii.Error, ValueError):
        raise BadRequest(422, "file.content: give the file’s bytes in base64") from None
    prove_size(len(data), limit)
    return name(fields), data


def file_document(request: Fields, limit: int) -> Document:
    """The field ``file``, read."""
    called, data = file_data(request, limit)
    return read(data, called, reader(request), clean(request.maybe("text_field", str) or "text"))


def read(data: bytes, called: str, reader_name: str | None, text_field: str = "text") -> Document:
    """Read a file’s bytes.

    Raises:
        BadRequest: they cannot be read.
    """
    try:
        return Document.from_bytes(data, path=called, reader=reader_name, text_field=text_field)
    except InputError as error:
        raise BadRequest(422, str(error)) from None


def text_document(request: Fields, limit: int) -> Document:
    """The field ``text`` as a document, by its ``outline`` or its ``reader`` (plain text without either)."""
    text = clean(request.get("text", str))
    prove_size(len(text.encode()), limit)
    called, by = name(request), reader(request)
    if request.has("outline"):
        return outline(request).document(text, called)
    if by in (None, "plain"):
        return Document(text, path=called, prose=read_plain(text))
    return read(text.encode(), called, by)


def companions(request: Fields, limit: int) -> dict[str, str]:
    """The texts to compare with, by kind; a blank one is none."""
    found: dict[str, str] = {}
    for field in (*KINDS, BY_LANGUAGE):
        text = clean(request.maybe(field, str) or "")
        prove_size(len(text.encode()), limit)
        if text.strip():
            found.setdefault(kind_of(text) if field == BY_LANGUAGE else field, text)
    return found


def outline(request: Fields) -> Outline:
    """The field ``outline``, as ``/api/open`` gave it."""
    fields = Fields(request.get("outline", dict), ("headings", "segments", "articles"), "outline")
    return Outline(sorted(fields.rows("headings", _heading)), sorted(fields.rows("segments", _segment)), sorted(fields.rows("articles", _span)))


def places(request: Fields) -> list[Place]:
    """The field ``dismissed``."""
    return request.rows("dismissed", _place)


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
        raise ValueError
    return value


def _heading(value: Any) -> tuple[int, int]:
    at, level = value
    return _number(at), max(1, min(6, _number(level)))


def _span(value: Any) -> tuple[int, int]:
    start, end = map(_number, value)
    return start, end


def _segment(value: Any) -> tuple[int, int, str]:
    start, end, source = value
    return _number(start), _number(end), _selector(source)


def _place(value: Any) -> Place:
    if not isinstance(value, dict):
        raise TypeError
    return Place(_selector(value.get("code")), _number(value.get("start")), _number(value.get("end")))


def prove_size(size: int, limit: int) -> None:
    """Refuse an article that is too large.

    Raises:
        BadRequest: it is.
    """
    if size > limit:
        raise BadRequest(413, f"the article has {megabytes(size)}, more than the {megabytes(limit)} that this desk takes; use “checker check”, or start the desk with a larger --max-size", limit=limit)


def megabytes(size: int) -> str:
    """A size for people."""
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{max(1, size // 1000)} kB"
