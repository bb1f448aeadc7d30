"""The strings of a JSON text, with positions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from checker.document.prose import InputError, Kept

Path = tuple[str | int, ...]

_TOKEN = re.compile(r'"(?P<string>[^"\\]*(?:\\.[^"\\]*)*)"|(?P<mark>[{}\[\],:])', re.S)
_ESCAPE = re.compile(r"(?:\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[0-9a-fA-F]{4}|\\.")


def load_json(text: str, name: str) -> Any:
    """Parse a JSON text.

    Raises:
        InputError: it is not JSON, or nested too deep.
    """
    if not text.strip("\ufeff \t\r\n"):
        raise InputError(f"{name}: the file is empty")
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        line = f" (line {error.lineno})" if "\n" in text.strip() else ""
        raise InputError(f"{name}: not JSON{line}: {error.msg[:1].lower()}{error.msg[1:]}") from None
    except (ValueError, RecursionError):
        raise InputError(f"{name}: not JSON that can be read: nested too deep, or a number too long") from None


def json_strings(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[Path, list[Kept]]]:
    """Yield the path and the stretches of every string value of a JSON text that parses.

    Args:
        text: the file.
        start, end: where the JSON text stands in it.
    """
    path: list[str | int] = []
    key: str | None = None
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        mark = match["mark"]
        if mark in ("{", "["):
            path.append("" if mark == "{" else 0)
            key = None
        elif mark in ("}", "]"):
            path.pop()
        elif mark == ",":
            if path and isinstance(path[-1], int):
                path[-1] += 1
            key = None
        elif mark == ":":
            if key is not None:
                path[-1] = key
        elif path and isinstance(path[-1], str) and key is None:
            key = json.loads(f'"{match["string"]}"', strict=False)
        else:
            yield tuple(path), string_pieces(text, *match.span("string"))


def string_pieces(text: str, start: int, end: int) -> list[Kept]:
    """The stretches of a JSON string whose content stands at ``start``–``end``."""
    kept: list[Kept] = []
    at = start
    for match in _ESCAPE.finditer(text, start, end):
        if match.start() > at:
            kept.append(Kept(at, match.start()))
        kept.append(Kept(match.start(), match.end(), _char(match[0])))
        at = match.end()
    if at < end:
        kept.append(Kept(at, end))
    return kept


@cache
def _char(escape: str) -> str:
    """What an escape stands for; half a pair is no character."""
    char: str = json.loads(f'"{escape}"')
    return "\ufffd" if "\ud800" <= char <= "\udfff" else char


def escape_json(text: str, at: int) -> str:
    """``text`` as it is written inside a JSON string."""
    return json.dumps(text, ensure_ascii=False)[1:-1]
