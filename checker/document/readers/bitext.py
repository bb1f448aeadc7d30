"""What the readers of bilingual XML share: the text of a segment, and which language it is in."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from checker.document.prose import (
    PLACEHOLDER,
    InputError,
    Kept,
    ProseBuilder,
    Reading,
    kept_text,
    nested,
)
from checker.document.readers.encoding import decode_xml
from checker.document.readers.html import read_html
from checker.document.readers.tree import Element
from checker.document.readers.xmltree import escape_markup, escape_xml, parse_xml

if TYPE_CHECKING:
    from checker.document.readers import Source

_HTML = re.compile(r"</(?:p|div|h[1-6]|li|strong|em|a|span|blockquote)>|<br\s*/?>", re.I)


def read_bitext(source: Source, kind: str, units: Callable[[Element, Bitext], None]) -> Reading:
    """Read a bilingual XML file.

    Args:
        source: the file.
        kind: the name of its root element, in lower case.
        units: adds the file's units to what it is given.

    Raises:
        InputError: it is broken, of another kind, or has no English target.
    """
    raw, encoding = decode_xml(source.data, source.name)
    root = parse_xml(raw, source.name)
    if root.tag.lower() != kind:
        raise InputError(f"{source.name}: not {kind.upper()}: the root element is <{root.tag}>")
    bitext = Bitext(raw)
    units(root, bitext)
    if not bitext.builder.keep:
        raise InputError(f"{source.name}: {bitext.complaint or 'no translated segment in it'}")
    return Reading(raw, bitext.builder.prose(partial(_escape, bitext, encoding)), encoding)


class Bitext:
    """The segments of a file as they are found; ``complaint`` says why there may be none."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.builder = ProseBuilder()
        self.complaint = ""
        self.markup: list[tuple[int, int]] = []

    def add(self, source: list[Kept], target: list[Kept]) -> None:
        """Add a unit; a target without text is left out, and named where its source has text."""
        text = kept_text(self.raw, target)
        blank = " \t\r\n" + PLACEHOLDER
        if not text.strip(blank):
            original = kept_text(self.raw, source).strip(blank)
            if original:
                self.builder.lack(original.replace(PLACEHOLDER, ""), f"no target for “{shortened(original)}”")
            return
        if _HTML.search(text):
            self.markup.append((target[0].start, target[-1].end))
            target = nested(target, read_html(text).keep)
        self.builder.add(target, source=kept_text(self.raw, source).replace(PLACEHOLDER, "").strip())

    def wants(self, language: str, what: str) -> bool:
        """Whether targets in a language are to be read: English, or not said."""
        if not language or is_english(language):
            return True
        self.complaint = f"{what} “{language}”, not English"
        return False


def _escape(bitext: Bitext, encoding: str, text: str, at: int) -> str:
    """HTML that a segment carries is itself escaped in XML, or stands in a CDATA section."""
    if any(start <= at <= end for start, end in bitext.markup):
        text = escape_markup(text, "utf-8")
    return escape_xml(bitext.raw, encoding, text, at)


def shortened(text: str, room: int = 50) -> str:
    """The beginning of a text on one line, as a message quotes it."""
    line = " ".join(text.split())
    return line if len(line) <= room else line[: room - 1].rstrip() + "…"


def is_english(language: str) -> bool:
    """Whether a language tag is one of English."""
    return bool(re.match(r"en(?:$|[-_])", language, re.I))


def segment_text(element: Element, native: frozenset[str], placeholders: frozenset[str]) -> list[Kept]:
    """The text of a segment.

    Args:
        element: the segment.
        native: elements whose content is code of the original format, not text.
        placeholders: those of them that stand alone in the text, as a picture does.
    """
    kept: list[Kept] = []
    for item in element.items:
        if not isinstance(item, Element):
            kept.append(item)
        elif item.tag in placeholders:
            kept.append(Kept(item.start, item.start, PLACEHOLDER))
        elif item.tag not in native:
            kept.extend(segment_text(item, native, placeholders))
    return kept
