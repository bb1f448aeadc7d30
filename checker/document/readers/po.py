"""PO files of gettext: the translations, with the messages that they translate.

No library says where a string stands, so the lines are read here; the format is that of the GNU
gettext manual, “The Format of PO Files”.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.document.prose import InputError, Kept, ProseBuilder, Reading, kept_text
from checker.document.readers.bitext import is_english, shortened
from checker.document.readers.encoding import decode_as

if TYPE_CHECKING:
    from checker.document.readers import Source

_LINE = re.compile(r'[ \t]*(?:(?P<key>msgctxt|msgid_plural|msgid|msgstr(?:\[(?P<form>\d+)\])?)[ \t]*)?"(?P<string>(?:[^"\\\r\n]|\\.)*)"[ \t]*$')
_SKIPPED = re.compile(r"[ \t]*(?:#.*)?$")
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)")
_CHARS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_CHARSET = re.compile(rb'Content-Type:[^"\n]*charset=([A-Za-z0-9._:-]+)', re.I)
_LANGUAGE = re.compile(r"^Language:[ \t]*(\S+)", re.M)

Entry = dict[str, list[Kept]]


def read(source: Source) -> Reading:
    """Read a catalogue; messages without a translation are left out.

    Raises:
        InputError: a line is not of the format, or no message is translated into English.
    """
    charset = _CHARSET.search(source.data[:8192])
    label = charset[1].decode("ascii") if charset and charset[1] != b"CHARSET" else "utf-8"
    raw, encoding = decode_as(source.data, source.name, label)
    builder = ProseBuilder()
    for entry in _entries(raw, source.name):
        message = kept_text(raw, entry.get("msgid", []))
        if not message and "msgctxt" not in entry:
            language = _LANGUAGE.search(kept_text(raw, entry.get("msgstr", [])))
            if language and not is_english(language[1]):
                raise InputError(f"{source.name}: the translations are in “{language[1]}”, not English")
            continue
        _add(builder, raw, entry, message)
    if not builder.keep:
        raise InputError(f"{source.name}: no translated message in it" if raw.strip() else f"{source.name}: the file is empty")
    return Reading(raw, builder.prose(_escape), encoding)


def _add(builder: ProseBuilder, raw: str, entry: Entry, message: str) -> None:
    """Add the forms of a message; the forms that are not translated share one complaint."""
    plural = kept_text(raw, entry.get("msgid_plural", [])) or message
    forms = {key: kept for key, kept in entry.items() if key.startswith("msgstr")} or {"msgstr": []}
    done = sum(bool(kept_text(raw, kept).strip()) for kept in forms.values())
    complaint = f"{done} of {len(forms)} plural forms translated of “{shortened(message)}”" if done else f"no translation of “{shortened(message)}”"
    for key, kept in forms.items():
        source = message if key in ("msgstr", "msgstr[0]") else plural
        if kept_text(raw, kept).strip():
            builder.add(kept, source=source)
        else:
            builder.lack(source, complaint)


def _entries(raw: str, name: str) -> list[Entry]:
    """The messages, each by keyword."""
    entries: list[Entry] = []
    key = ""
    at = 0
    for number, line in enumerate(raw.split("\n"), 1):
        text = line.removesuffix("\r").removeprefix("\ufeff")
        match = _LINE.match(text)
        if match is None:
            if not _SKIPPED.match(text):
                raise InputError(f"{name}:{number}: not a line of a PO file")
        else:
            if match["key"]:
                key = match["key"]
                if key == "msgctxt" or key == "msgid" and not (entries and list(entries[-1]) == ["msgctxt"]):
                    entries.append({})
            if not key or not entries:
                raise InputError(f"{name}:{number}: a string without a msgid before it")
            start = at + len(line.removesuffix("\r")) - len(text)
            entries[-1].setdefault(key, []).extend(_pieces(raw, start + match.start("string"), start + match.end("string")))
        at += len(line) + 1
    return entries


def _pieces(raw: str, start: int, end: int) -> list[Kept]:
    """The stretches of a string."""
    kept: list[Kept] = []
    at = start
    for match in _ESCAPE.finditer(raw, start, end):
        if match.start() > at:
            kept.append(Kept(at, match.start()))
        kept.append(Kept(match.start(), match.end(), _char(match[0][1:])))
        at = match.end()
    if at < end:
        kept.append(Kept(at, end))
    return kept


def _char(code: str) -> str:
    """What stands after a backslash in C, as a character."""
    if code[0] == "x" and len(code) > 1:
        return chr(int(code[1:], 16))
    if code.isdigit() and max(code) < "8":
        return chr(int(code, 8))
    return _CHARS.get(code, code)


def _escape(text: str, at: int) -> str:
    """``text`` as it is written inside a string of a PO file."""
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return text.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
