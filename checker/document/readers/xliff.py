"""XLIFF 1.2 and 2: the targets, with their sources beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.document.prose import Kept, Reading
from checker.document.readers.bitext import Bitext, read_bitext, segment_text
from checker.document.readers.tree import Element

if TYPE_CHECKING:
    from checker.document.readers import Source

_PLACEHOLDERS = frozenset({"x", "ph"})
_NATIVE = frozenset({"bpt", "ept", "it", "bx", "ex", "sc", "ec", "sm", "em", "cp"})


def read(source: Source) -> Reading:
    """Read an XLIFF file; units that are not translated, or not to be, are left out.

    Raises:
        InputError: it is broken, not XLIFF, or has no English target.
    """
    return read_bitext(source, "xliff", _units)


def _units(root: Element, bitext: Bitext) -> None:
    """Units may lie in groups; those of version 2 hold several segments of one paragraph."""
    for file in root.iter("file"):
        language = file.attributes.get("target-language") or root.attributes.get("trgLang", "")
        if not bitext.wants(language, "the targets are in"):
            continue
        for unit in file.iter("trans-unit", "unit"):
            if unit.attributes.get("translate") != "no":
                parts = unit.find_all("segment") + unit.find_all("ignorable") if unit.tag == "unit" else [unit]
                parts.sort(key=lambda part: part.start)
                source, target = _side(parts, "source"), _side(parts, "target")
                bitext.add(source, target)


def _side(parts: list[Element], tag: str) -> list[Kept]:
    kept: list[Kept] = []
    for part in parts:
        element = part.find(tag)
        if element is None and part.tag == "ignorable":
            element = part.find("source")
        if element is not None:
            kept.extend(segment_text(element, _NATIVE, _PLACEHOLDERS))
    return kept
