"""JSON Lines: one article a record, in the field that ``--text-field`` names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.document.prose import (
    InputError,
    Kept,
    ProseBuilder,
    Reading,
    has_text,
    join_articles,
    kept_text,
    nested,
)
from checker.document.readers.encoding import decode_as
from checker.document.readers.jsontext import escape_json, json_strings, load_json
from checker.document.readers.plain import read_plain

if TYPE_CHECKING:
    from checker.document.readers import Source


def read(source: Source) -> Reading:
    """Read a file of records.

    Raises:
        InputError: a line is not a JSON object, or lacks the field, or no record holds text.
    """
    raw, encoding = decode_as(source.data, source.name, "utf-8")
    articles = []
    for number, start, end in _lines(raw):
        kept = _record(raw, start, end, source, number)
        inner = read_plain(kept_text(raw, kept))
        builder = ProseBuilder()
        builder.add(nested(kept, [piece for piece in inner.keep if piece.end > piece.start]))
        articles.append(builder.prose(escape_json))
    articles = [article for article in articles if has_text(raw, article)]
    if not articles:
        raise InputError(f"{source.name}: no record with text in it" if raw.strip() else f"{source.name}: the file is empty")
    return Reading(raw, join_articles(articles, escape_json), encoding)


def claims(source: Source) -> bool:
    """Whether the first record has the field; a file that cannot be told is claimed."""
    try:
        raw, _ = decode_as(source.data, source.name, "utf-8")
        for number, start, end in _lines(raw):
            _record(raw, start, end, source, number)
            break
    except _NoField:
        return False
    except InputError:
        return True
    return True


class _NoField(InputError):
    """A record that lacks the field."""


def _lines(raw: str) -> list[tuple[int, int, int]]:
    """(number, start, end) of the lines that are not blank."""
    lines = []
    at = 0
    for number, line in enumerate(raw.split("\n"), 1):
        if line.strip("\ufeff \t\r"):
            skip = 1 if line.startswith("\ufeff") else 0
            lines.append((number, at + skip, at + len(line)))
        at += len(line) + 1
    return lines


def _record(raw: str, start: int, end: int, source: Source, number: int) -> list[Kept]:
    """The stretches of a record's text."""
    place = f"{source.name}:{number}"
    record = load_json(raw[start:end], place)
    if not isinstance(record, dict):
        raise InputError(f"{place}: not a JSON object; give one record a line")
    strings = {".".join(map(str, path)): kept for path, kept in json_strings(raw, start, end)}
    if source.text_field not in strings:
        fields = ", ".join(f"“{key}”" for key in list(strings)[:8]) or "none"
        raise _NoField(f"{place}: no text in a field “{source.text_field}”; name one with --text-field (strings here: {fields})")
    return strings[source.text_field]
