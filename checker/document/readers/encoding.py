"""Decoding files whose format lets them say how they are encoded."""

from __future__ import annotations

import codecs
import re

from checker.document.prose import InputError

_XML = re.compile(rb"\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]+)[\"']")
_META = re.compile(rb"<meta\s[^>]{0,500}?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]+)", re.I)
_COMMENT = re.compile(rb"<!--.*?-->", re.S)
_READ = re.compile(r"utf-8|ascii|iso8859-\d+|cp125\d|mac-roman|koi8-[ru]")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decode_xml(data: bytes, name: str) -> tuple[str, str]:
    """Decode by byte order mark or XML declaration; return the text and the encoding's name.

    Raises:
        InputError: the encoding is not one that is read, or the bytes do not fit it.
    """
    return decode_as(data, name, _declared(_XML.match(data[:1024])))


def decode_html(data: bytes, name: str) -> tuple[str, str]:
    """Decode by byte order mark, XML declaration or ``meta``; what HTML calls Latin-1 is windows-1252.

    Raises:
        InputError: as ``decode_xml``.
    """
    head = data[:4096]
    label = _declared(_XML.match(head) or _META.search(_COMMENT.sub(b"", head)))
    if label.lower() in ("iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "us-ascii", "ascii"):
        label = "windows-1252"
    elif label.lower().startswith("utf-16"):
        label = "utf-8"
    return decode_as(data, name, label)


def decode_as(data: bytes, name: str, label: str) -> tuple[str, str]:
    """Decode by a byte order mark, else by the encoding that ``label`` names.

    The mark is kept as the first code point, so that encoding gives the same bytes again.

    Raises:
        InputError: the encoding is not one that is read, or the bytes do not fit it.
    """
    encoding = next((encoding for mark, encoding in _BOMS if data.startswith(mark)), "") or _codec(label, name)
    if b"\x00" in data and not encoding.startswith("utf-16"):
        raise InputError(f"{name}: binary file, not text; give a text file")
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(f"{name}: not {encoding.upper()} (line {line}); convert it to UTF-8 and try again") from None


def _declared(match: re.Match[bytes] | None) -> str:
    return match[1].decode("ascii") if match else "utf-8"


def _codec(label: str, name: str) -> str:
    try:
        encoding = codecs.lookup(label).name
    except LookupError:
        encoding = ""
    if not _READ.fullmatch(encoding):
        raise InputError(f"{name}: the encoding “{label}” is not read; convert it to UTF-8 and try again")
    return encoding


def iana_name(encoding: str) -> str:
    """The name by which the IANA registers an encoding that is read (Python has its own)."""
    for pattern, name in ((r"cp(125\d)", r"windows-\1"), (r"iso8859-(\d+)", r"iso-8859-\1"), (r"utf-16-([bl]e)", r"utf-16\1"), ("mac-roman", "macintosh"), ("ascii", "us-ascii")):
        if re.fullmatch(pattern, encoding):
            return re.sub(pattern, name, encoding)
    return encoding
