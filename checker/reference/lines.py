"""Lines to score: what each hypothesis and each reference says of the same piece of the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.align import SameLanguage, Segment, align


@dataclass(frozen=True)
class Line:
    """One scored segment.

    ``hypotheses`` and ``references`` hold for each text its segments' indexes, none where it lacks
    a counterpart.
    """

    hypotheses: tuple[tuple[int, ...], ...]
    references: tuple[tuple[int, ...], ...]

    @property
    def kind(self) -> str:
        """Segments of the first hypothesis and of the first reference: ``1-1``, ``2-1``, ``0-1``."""
        return f"{len(self.hypotheses[0])}-{len(self.references[0])}"


def joined(segments: Sequence[Segment], indexes: Sequence[int]) -> str:
    """The text of some segments."""
    return " ".join(segments[index].text for index in indexes)


def paired_lines(count: int, hypotheses: int, references: int) -> list[Line]:
    """Lines of texts that are aligned already, segment by segment."""
    return [Line(((at,),) * hypotheses, ((at,),) * references) for at in range(count)]


def aligned_lines(hypotheses: Sequence[Sequence[Segment]], references: Sequence[Sequence[Segment]]) -> list[Line]:
    """Align every hypothesis with every reference; a line is what the beads of all connect.

    Raises:
        NothingInCommon: a hypothesis and a reference are not the same article.
    """
    groups = _Groups([*hypotheses, *references])
    for h, hypothesis in enumerate(hypotheses):
        for r, reference in enumerate(references):
            for bead in align(reference, hypothesis, SameLanguage()):
                groups.join([(len(hypotheses) + r, i) for i in bead.source] + [(h, j) for j in bead.target])
    lines = []
    for members in groups.sets():
        sides = [tuple(sorted(i for text, i in members if text == side)) for side in range(len(hypotheses) + len(references))]
        lines.append(Line(tuple(sides[: len(hypotheses)]), tuple(sides[len(hypotheses) :])))
    return lines


class _Groups:
    """Segments of several texts, joined into disjoint sets."""

    def __init__(self, texts: Sequence[Sequence[Segment]]) -> None:
        self._parent = {(text, at): (text, at) for text, segments in enumerate(texts) for at in range(len(segments))}
        self._shares = {(text, at): (at / max(1, len(segments)), text) for text, segments in enumerate(texts) for at in range(len(segments))}

    def _root(self, node: tuple[int, int]) -> tuple[int, int]:
        while self._parent[node] != node:
            self._parent[node] = node = self._parent[self._parent[node]]
        return node

    def join(self, nodes: Sequence[tuple[int, int]]) -> None:
        """Put nodes into one set."""
        for node in nodes[1:]:
            self._parent[self._root(node)] = self._root(nodes[0])

    def sets(self) -> list[list[tuple[int, int]]]:
        """The sets, in the order of the first text; those without it where they stand in their own."""
        found: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for node in self._parent:
            found.setdefault(self._root(node), []).append(node)
        return sorted(found.values(), key=lambda members: min((self._shares[n] for n in members if n[0] == 0), default=min(self._shares[n] for n in members)))
