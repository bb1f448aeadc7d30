"""The aligner: moved paragraphs first, then sentences by dynamic programming, then what is left over.

Beads and costs follow Gale and Church (1993), with a similarity of contents in place of lengths
alone: a bead is worth its similarity above what chance gives, times the text that it covers.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.align.anchors import Anchor, heaviest_chain, mutual_best
from checker.align.leftovers import rejoin
from checker.align.path import best_path, corridor
from checker.align.segments import Bead, Segment
from checker.align.similarity import Similarity
from checker.align.texts import Texts


class NothingInCommon(ValueError):
    """Two texts that are not the same article."""


def align(source: Sequence[Segment], target: Sequence[Segment], similarity: Similarity) -> list[Bead]:
    """Align two versions of an article.

    Args:
        source: the segments of one version, in order.
        target: those of the other.
        similarity: how to compare texts, e.g. ``SameLanguage()``.

    Returns:
        Beads that cover every segment of both sides once, in the order of ``target``; a source
        segment without counterpart stands after the bead of the source segment before it.

    Raises:
        NothingInCommon: the mean similarity is that of two different articles.
    """
    texts = Texts(source, target, similarity)
    blocks = _blocks(texts)
    beads = [bead for rows, columns in blocks for bead in _align_block(texts, rows, columns)]
    beads = _in_order(rejoin(texts, beads))
    _prove_common(texts, beads)
    return beads


def _blocks(texts: Texts) -> list[tuple[list[int], list[int]]]:
    """Indexes that are aligned together: each moved paragraph with its counterpart, and all the rest."""
    rows, columns = _by_paragraph(texts.source), _by_paragraph(texts.target)
    blocks = []
    for anchor in _moved(texts, rows, columns):
        blocks.append((rows[anchor.source], columns[anchor.target]))
    taken_rows = {i for block in blocks for i in block[0]}
    taken_columns = {j for block in blocks for j in block[1]}
    rest = ([i for i in range(len(texts.source)) if i not in taken_rows], [j for j in range(len(texts.target)) if j not in taken_columns])
    return [rest, *blocks]


def _by_paragraph(segments: Sequence[Segment]) -> list[list[int]]:
    groups: list[list[int]] = []
    for at, segment in enumerate(segments):
        if not groups or segments[groups[-1][-1]].paragraph != segment.paragraph:
            groups.append([])
        groups[-1].append(at)
    return groups


def _moved(texts: Texts, rows: list[list[int]], columns: list[list[int]]) -> list[Anchor]:
    """Pairs of paragraphs that are surely the same and stand out of order."""
    if len(rows) < 2 or len(columns) < 2:
        return []
    left = [" ".join(texts.source[i].text for i in row) for row in rows]
    right = [" ".join(texts.target[j].text for j in column) for column in columns]
    score = texts.similarity.compare(left, right).score
    anchors = mutual_best(left, right, score, texts.similarity.chance)
    chain = set(heaviest_chain(anchors))
    return [anchor for anchor in anchors if anchor not in chain and anchor.score >= texts.similarity.strong]


def _align_block(texts: Texts, rows: list[int], columns: list[int]) -> list[Bead]:
    left = [texts.source[i].text for i in rows]
    right = [texts.target[j].text for j in columns]

    def score(a: int, b: int) -> float:
        return texts.single(rows[a], columns[b])

    band = corridor(left, right, score, texts.similarity.chance)
    return best_path(texts, rows, columns, band)


def _in_order(beads: list[Bead]) -> list[Bead]:
    """In the order of the target; a source segment alone follows the one before it."""
    ordered = sorted((bead for bead in beads if bead.target), key=lambda bead: bead.target.start)
    after = {bead.source[-1]: bead.target.stop for bead in ordered if bead.source}
    for bead in sorted((bead for bead in beads if not bead.target), key=lambda bead: bead.source.start):
        place = after.get(bead.source.start - 1, 0)
        after[bead.source[-1]] = place
        at = next((n for n, other in enumerate(ordered) if other.target.start >= place and (other.target or other.source.start > bead.source.start)), len(ordered))
        ordered.insert(at, Bead(bead.source, range(place, place), 0.0))
    before = 0
    for number, bead in enumerate(ordered):
        if not bead.source:
            ordered[number] = Bead(range(before, before), bead.target, 0.0)
        before = ordered[number].source.stop
    return ordered


def _prove_common(texts: Texts, beads: list[Bead]) -> None:
    if not texts.source or not texts.target:
        raise NothingInCommon("one side is empty")
    length = sum(len(segment.text) for segment in texts.source)
    shared = sum(bead.score * len(texts.source[i].text) for bead in beads for i in bead.source)
    if shared < texts.similarity.common * length:
        raise NothingInCommon("alignment finds next to nothing in common")

