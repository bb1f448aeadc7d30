"""NITF, the mark-up of wire stories."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from checker.document.prose import InputError, ProseBuilder, Reading, has_text
from checker.document.readers.encoding import decode_xml
from checker.document.readers.flow import BLOCKS, Block, Flow
from checker.document.readers.tree import Element
from checker.document.readers.xmltree import escape_xml, parse_xml

if TYPE_CHECKING:
    from checker.document.readers import Source

_BLOCKS = BLOCKS | frozenset("abstract block body.content body.head bq caption credit dateline hedline hl1 hl2 note".split())
_DROPPED = frozenset("body.end byline byttl dateline distributor media nitf-table note pre rights series".split())
_LEVELS = {"hl1": 1, "hl2": 2}


def read(source: Source) -> Reading:
    """Read a story.

    Raises:
        InputError: it is broken, not NITF, or holds no text.
    """
    raw, encoding = decode_xml(source.data, source.name)
    root = parse_xml(raw, source.name)
    if root.tag != "nitf":
        raise InputError(f"{source.name}: not NITF: the root element is <{root.tag}>")
    builder = ProseBuilder()
    for block in nitf_blocks(raw, root):
        builder.add(block.kept, block.level)
    prose = builder.prose(partial(escape_xml, raw, encoding))
    if not has_text(raw, prose):
        raise InputError(f"{source.name}: a NITF story without text")
    return Reading(raw, prose, encoding)


def nitf_blocks(raw: str, root: Element) -> list[Block]:
    """Headline, abstract and body; bylines, datelines, pictures and their captions are left out."""
    flow = Flow(raw, lambda element: element.tag in _DROPPED, _BLOCKS, _LEVELS)
    blocks = [block for body in root.iter("body") for block in flow.paragraphs(body)]
    if any(block.level == 1 for block in blocks):
        return blocks
    headline = [block for title in root.find_all("head", "title") for block in flow.paragraphs(title)]
    return [Block(block.element, 1, block.kept) for block in headline] + blocks
