"""XML into a tree with positions.

The parser is expat: it alone says at which byte each event stands. It loads nothing from outside,
and a file that declares entities of its own is refused, so none can swell.
"""

from __future__ import annotations

import re
from html import unescape
from xml.parsers import expat

from checker.document.prose import InputError, Kept
from checker.document.readers.tree import MOST_LEVELS, Element


class Refused(Exception):
    """What the file declares is not read."""


def parse_xml(raw: str, name: str) -> Element:
    """Read XML.

    Args:
        raw: the decoded file; whatever encoding it declares is taken as done.
        name: how the file is called in a complaint.

    Raises:
        InputError: it is empty, not well-formed, declares entities or is nested too deep.
    """
    if not raw.strip("\ufeff \t\r\n"):
        raise InputError(f"{name}: the file is empty")
    builder = _Builder(raw)
    try:
        return builder.build()
    except expat.ExpatError as error:
        reason = expat.errors.messages[error.code]
        raise InputError(f"{name}: not well-formed XML (line {error.lineno}): {reason}") from None
    except Refused as reason:
        raise InputError(f"{name}: {reason}") from None


class _Builder:
    """Expat's events as elements; byte offsets as code points."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.data = raw.encode("utf-8")
        self.byte = self.point = 0
        self.in_cdata = False
        self.root: Element | None = None
        self.open: list[Element] = []
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.buffer_text = False
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.SkippedEntityHandler = self.entity
        self.parser.StartCdataSectionHandler = lambda: self.cdata(True)
        self.parser.EndCdataSectionHandler = lambda: self.cdata(False)
        self.parser.EntityDeclHandler = self.declaration

    def build(self) -> Element:
        """Parse the whole file and return its root."""
        self.parser.Parse(self.data, True)
        assert self.root is not None
        return self.root

    def offset(self) -> int:
        """Where the event stands, in code points."""
        at = self.parser.CurrentByteIndex
        if at < self.byte:
            self.byte = self.point = 0
        self.point += len(self.data[self.byte : at].decode("utf-8"))
        self.byte = at
        return self.point

    def start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, tag = name.rpartition(" ")
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = Element(tag, self.offset(), plain, namespace)
        if len(self.open) > MOST_LEVELS:
            raise Refused(f"elements are nested more than {MOST_LEVELS} deep")
        if self.open:
            self.open[-1].items.append(element)
        else:
            self.root = element
        self.open.append(element)

    def end(self, name: str) -> None:
        self.open.pop()

    def cdata(self, begins: bool) -> None:
        self.in_cdata = begins

    def text(self, data: str) -> None:
        """A run as it stands, a line end, or a character reference."""
        start = self.offset()
        char = self.raw[start]
        if char == "&" and not self.in_cdata:
            self.keep(Kept(start, self.raw.index(";", start) + 1, data))
        elif char == "\r":
            self.keep(Kept(start, start + (2 if self.raw[start : start + 2] == "\r\n" else 1), "\n"))
        else:
            self.keep(Kept(start, start + len(data)))

    def entity(self, name: str, is_parameter: bool) -> None:
        """A named entity that an external DTD would define: news formats use those of HTML."""
        if not is_parameter:
            start = self.offset()
            self.keep(Kept(start, start + len(name) + 2, unescape(f"&{name};")))

    def keep(self, kept: Kept) -> None:
        self.open[-1].items.append(kept)

    def declaration(self, name: str, *rest: object) -> None:
        raise Refused(f"it declares an entity (“{name}”), which is not read; resolve it and try again")


_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")


def escape_xml(raw: str, encoding: str, text: str, at: int) -> str:
    """What must be written at an offset of an XML file so that ``text`` stands there.

    In a CDATA section nothing is escaped but its end; elsewhere, what the encoding cannot hold
    becomes a character reference.
    """
    before = [match[0] for match in _CDATA.finditer(raw, 0, at)]
    if before and before[-1] != "]]>":
        return text.replace("]]>", "]]]]><![CDATA[>")
    return escape_markup(text, encoding)


def escape_markup(text: str, encoding: str) -> str:
    """``text`` as it is written between tags."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.encode(encoding, "xmlcharrefreplace").decode(encoding)
