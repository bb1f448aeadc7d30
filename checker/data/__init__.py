"""The data files: lexical knowledge that an editor extends without Python."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).parent


def data_lines(name: str) -> list[str]:
    """The lines of a data file, without comments (``# …``) and blank lines."""
    text = (DATA / name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]
