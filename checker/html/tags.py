"""HTML as a tree of elements: what is text can only ever come out as text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Union
from xml.etree.ElementTree import Element, tostring

__all__ = ["Element", "Node", "h", "hidden", "page"]

Node = Union[Element, str, None, Iterable["Node"]]
"""An element, a text, nothing, or several of them."""

# https://html.spec.whatwg.org/multipage/parsing.html#preprocessing-the-input-stream: what no document may hold.
_NONCHARACTERS = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_ILLEGAL = re.compile(f"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]")


def legal(text: str) -> str:
    """Text that HTML can hold: control characters become their pictures (U+2400 …), the rest U+FFFD."""
    return _ILLEGAL.sub(lambda match: chr(0x2400 + ord(match[0])) if match[0] < " " else "\ufffd", text)


def h(name: str, /, *children: Node, **attributes: object) -> Element:
    """An element.

    Args:
        name: its tag, of HTML or SVG.
        children: what it holds, in order.
        attributes: ``data_n`` becomes ``data-n``, ``class_`` becomes ``class``; ``None`` and
            ``False`` leave the attribute out, ``True`` gives it without a value.
    """
    made = Element(name)
    for key, value in attributes.items():
        if value is not None and value is not False:
            made.set(key.rstrip("_").replace("_", "-"), "" if value is True else legal(str(value)))
    _append(made, children)
    return made


def hidden(*children: Node) -> Element:
    """What only a screen reader says."""
    return h("span", *children, class_="sr")


def page(root: Element) -> str:
    """The tree as a document."""
    return "<!doctype html>\n" + tostring(root, encoding="unicode", method="html") + "\n"


def _append(parent: Element, node: Node) -> None:
    if node is None:
        return
    if isinstance(node, Element):
        parent.append(node)
    elif isinstance(node, str):
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + legal(node)
        else:
            parent.text = (parent.text or "") + legal(node)
    else:
        for child in node:
            _append(parent, child)
