"""Anchors: pairs of texts that are each other's best match, and what of them keeps its order."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from checker.align.similarity import Score
from checker.folding import fold

FEW = 10_000
RARE = 12
TRIED = 4
MARGIN = 0.05


class Anchor(NamedTuple):
    """Source text ``source`` and target text ``target`` are each other's best match."""

    source: int
    target: int
    score: float


def mutual_best(source: Sequence[str], target: Sequence[str], score: Score, least: float) -> list[Anchor]:
    """Pairs that prefer each other to all others, by some margin, with at least the score ``least``."""
    rows: list[list[tuple[float, int]]] = []
    columns: list[list[float]] = [[] for _ in target]
    for i, candidates in enumerate(_candidates(source, target)):
        row = sorted(((score(i, j), j) for j in candidates), reverse=True)
        for value, j in row:
            columns[j].append(value)
        rows.append(row)
    best = []
    for i, row in enumerate(rows):
        if row and row[0][0] >= least and _leads(row[0][0], [value for value, _ in row]) and _leads(row[0][0], columns[row[0][1]]):
            best.append(Anchor(i, row[0][1], row[0][0]))
    return best


def _leads(value: float, values: list[float]) -> bool:
    return all(value - other >= MARGIN for other in sorted(values, reverse=True)[1:2]) and value == max(values)


def _candidates(source: Sequence[str], target: Sequence[str]) -> list[list[int]]:
    """For each source text the target texts worth a comparison: all, or those that share rare words."""
    if len(source) * len(target) <= FEW:
        return [list(range(len(target)))] * len(source)
    holders: dict[str, list[int]] = defaultdict(list)
    for j, text in enumerate(target):
        for key in _keys(text):
            holders[key].append(j)
    found = []
    for text in source:
        votes: Counter[int] = Counter()
        for key in _keys(text):
            if len(holders.get(key, ())) <= RARE:
                for j in holders.get(key, ()):
                    votes[j] += 1
        found.append([j for j, _ in votes.most_common(TRIED)])
    return found


def _keys(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"\w+", fold(text)) if len(word) > 3 or word.isdigit()}


def heaviest_chain(anchors: list[Anchor]) -> list[Anchor]:
    """The anchors of greatest total score whose order is the same on both sides."""
    tails: list[tuple[int, float, int]] = []
    before: list[int] = []
    for number, anchor in enumerate(anchors):
        at = bisect_left(tails, (anchor.target, -1.0, -1))
        previous = tails[at - 1] if at else (-1, 0.0, -1)
        total = previous[1] + anchor.score
        before.append(previous[2])
        while at < len(tails) and tails[at][1] <= total:
            del tails[at]
        if at == len(tails) or tails[at][0] > anchor.target:
            tails.insert(at, (anchor.target, total, number))
    chain = []
    number = tails[-1][2] if tails else -1
    while number >= 0:
        chain.append(anchors[number])
        number = before[number]
    return chain[::-1]
