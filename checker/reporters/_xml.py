"""XML for the formats that need it."""

from __future__ import annotations

import re
from xml.etree import ElementTree

# https://www.w3.org/TR/xml/#NT-Char: what an XML 1.0 document cannot hold, not even escaped.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """Text that XML can hold: control characters become their pictures (U+2400 …), the rest U+FFFD."""
    return _ILLEGAL.sub(lambda match: chr(0x2400 + ord(match[0])) if match[0] < " " else "\ufffd", text)


def element(parent: ElementTree.Element | None, tag: str, text: str = "", **attributes: object) -> ElementTree.Element:
    """A new element, below ``parent`` if there is one, with legal text and attributes."""
    values = {name: legal(str(value)) for name, value in attributes.items()}
    made = ElementTree.Element(tag, values) if parent is None else ElementTree.SubElement(parent, tag, values)
    if text:
        made.text = legal(text)
    return made


def document(root: ElementTree.Element) -> str:
    """The document with its declaration, indented."""
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"
