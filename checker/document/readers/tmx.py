"""TMX: the English variants of a translation memory, with the variants they translate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.document.prose import Kept, Reading
from checker.document.readers.bitext import (
    Bitext,
    is_english,
    read_bitext,
    segment_text,
)
from checker.document.readers.tree import Element

if TYPE_CHECKING:
    from checker.document.readers import Source

_PLACEHOLDERS = frozenset({"ph"})
_NATIVE = frozenset({"bpt", "ept", "it", "ut", "sub"})


def read(source: Source) -> Reading:
    """Read a translation memory.

    Raises:
        InputError: it is broken, not TMX, or has no English segment.
    """
    return read_bitext(source, "tmx", _units)


def _units(root: Element, bitext: Bitext) -> None:
    """The source of a unit is its variant in the memory's source language, else the first other."""
    header = root.find("header")
    origin = header.attributes.get("srclang", "").lower() if header else ""
    for unit in root.iter("tu"):
        variants = [(variant.attributes.get("lang", ""), variant.find("seg")) for variant in unit.find_all("tuv")]
        others = sorted((pair for pair in variants if not is_english(pair[0])), key=lambda pair: pair[0].lower() != origin)
        for language, segment in variants:
            if segment is not None and is_english(language):
                source = others[0][1] if others else None
                bitext.add(_text(source), _text(segment))
    bitext.complaint = 'no segment in English (xml:lang="en") in it'


def _text(segment: Element | None) -> list[Kept]:
    return segment_text(segment, _NATIVE, _PLACEHOLDERS) if segment is not None else []
