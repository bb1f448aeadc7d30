"""The tree that mark-up is read into: elements, and the stretches of the file between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from checker.document.prose import Kept

MOST_LEVELS = 250


@dataclass(slots=True, eq=False)
class Element:
    """An element: its local name, its attributes and what is in it, in order.

    ``start`` is the offset of its start tag; ``namespace`` is empty in HTML.
    """

    tag: str
    start: int = 0
    attributes: dict[str, str] = field(default_factory=dict)
    namespace: str = ""
    items: list[Element | Kept] = field(default_factory=list)

    @property
    def children(self) -> list[Element]:
        """The elements directly in it."""
        return [item for item in self.items if isinstance(item, Element)]

    def iter(self, *tags: str) -> Iterator[Element]:
        """It and the elements below it in document order; only those of some names when given."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            if not tags or element.tag in tags:
                yield element
            waiting.extend(reversed(element.children))

    def find(self, *path: str) -> Element | None:
        """The first element that a path of names leads to."""
        found = self.find_all(*path)
        return found[0] if found else None

    def find_all(self, *path: str) -> list[Element]:
        """The elements that a path of names leads to."""
        level = [self]
        for name in path:
            level = [child for element in level for child in element.children if child.tag == name]
        return level

    def kept(self) -> list[Kept]:
        """Every stretch of text in it and below it, in order."""
        found: list[Kept] = []
        waiting: list[Element | Kept] = [self]
        while waiting:
            item = waiting.pop()
            if isinstance(item, Element):
                waiting.extend(reversed(item.items))
            else:
                found.append(item)
        return found
