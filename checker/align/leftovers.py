"""What the path left over on both sides: moved sentences, and pairs that only their place joins."""

from __future__ import annotations

import math

from checker.align.path import best_path
from checker.align.segments import Bead
from checker.align.texts import Texts

LENGTHS = (0.4, 2.5)


def rejoin(texts: Texts, beads: list[Bead]) -> list[Bead]:
    """Pair what is surely the same, wherever it stands, and then what stands in the same gap."""
    kept = [bead for bead in beads if bead.source and bead.target]
    lost = {i for bead in beads if not bead.target for i in bead.source}
    new = {j for bead in beads if not bead.source for j in bead.target}
    kept += _used(_moved(texts, lost, new), lost, new)
    kept += _used(_in_gaps(texts, kept, lost, new), lost, new)
    kept += [Bead(range(i, i + 1), range(0), 0.0) for i in lost]
    return kept + [Bead(range(0), range(j, j + 1), 0.0) for j in new]


def _used(beads: list[Bead], lost: set[int], new: set[int]) -> list[Bead]:
    """The beads, their segments struck off what is left over: the next search must not find them again."""
    for bead in beads:
        lost.difference_update(bead.source)
        new.difference_update(bead.target)
    return beads


def runs(indexes: set[int]) -> list[range]:
    """The indexes as ranges of neighbours, in order."""
    found: list[range] = []
    for index in sorted(indexes):
        if found and found[-1].stop == index:
            found[-1] = range(found[-1].start, index + 1)
        else:
            found.append(range(index, index + 1))
    return found


def _moved(texts: Texts, lost: set[int], new: set[int]) -> list[Bead]:
    """Beads between runs of leftovers, the surest runs first, each run used once."""
    candidates = []
    for rows in runs(lost):
        for columns in runs(new):
            beads = best_path(texts, rows, columns, [(0, len(columns))] * (len(rows) + 1))
            mean = _mean(texts, beads, rows, columns)
            if mean >= _least(texts, min(len(rows), len(columns))):
                candidates.append((mean, rows, columns, beads))
    found: list[Bead] = []
    for _, rows, columns, beads in sorted(candidates, key=lambda candidate: -candidate[0]):
        if lost.issuperset(rows) and new.issuperset(columns):
            found += [bead for bead in beads if bead.source and bead.target]
            lost, new = lost.difference(rows), new.difference(columns)
    return found


def _least(texts: Texts, length: int) -> float:
    """What a run must reach on the mean: the longer, the less can chance do."""
    chance, strong = texts.similarity.chance, texts.similarity.strong
    return chance + (strong - chance) / math.sqrt(length)


def _mean(texts: Texts, beads: list[Bead], rows: range, columns: range) -> float:
    """The mean score by length, of the shorter side."""
    lengths = (sum(len(texts.source[i].text) for i in rows), sum(len(texts.target[j].text) for j in columns))
    of_source = sum(bead.score * len(texts.source[i].text) for bead in beads for i in bead.source) / max(1, lengths[0])
    of_target = sum(bead.score * len(texts.target[j].text) for bead in beads for j in bead.target) / max(1, lengths[1])
    return max(of_source, of_target)


def _in_gaps(texts: Texts, kept: list[Bead], lost: set[int], new: set[int]) -> list[Bead]:
    """Leftovers between the same neighbours, as many on one side as on the other and as long."""
    follows = {bead.source.stop: bead.target.stop for bead in kept}
    follows[0] = 0
    starts = {bead.source.start: bead.target.start for bead in kept}
    starts[len(texts.source)] = len(texts.target)
    targets = {run.start: run for run in runs(new)}
    found = []
    for rows in runs(lost):
        columns = targets.get(follows.get(rows.start, -1))
        if columns and starts.get(rows.stop) == columns.stop and len(rows) == len(columns):
            for i, j in zip(rows, columns):
                if LENGTHS[0] <= len(texts.target[j].text) / max(1, len(texts.source[i].text)) <= LENGTHS[1]:
                    found.append(Bead(range(i, i + 1), range(j, j + 1), texts.single(i, j)))
    return found
