"""Measure the aligner: bead F1 on documents cut differently, and seconds.

    python benchmarks/align.py [--shared DIR] [--show] [--seeds N]

Documents of en-fr_human_news, a segment a row, in paragraphs of one to four. On the English side
sentences are merged, split and dropped, French ones are dropped, and one paragraph is moved, at
random with fixed seeds. A bead counts when it is exactly that of the edit, those without
counterpart too.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from quality import rows  # noqa: E402

from checker.align import (  # noqa: E402
    AcrossLanguages,
    Bead,
    Embeddings,
    NothingInCommon,
    SameLanguage,
    Segment,
    Similarity,
    align,
)
from checker.extras import MissingExtra  # noqa: E402

LEAST_ROWS = 8
MERGE, SPLIT, DROP, DROP_SOURCE, NOISE = 0.08, 0.08, 0.05, 0.03, 0.10
Gold = set[tuple[frozenset[int], frozenset[int]]]


class Case(NamedTuple):
    """Two sides of a document and the beads that the edits made."""

    source: list[Segment]
    target: list[Segment]
    gold: Gold


class Unit(NamedTuple):
    """A piece of the target: its text and the rows that it renders."""

    text: str
    rows: tuple[int, ...]


def edited(rng: random.Random, source: list[str], target: list[str]) -> Case:
    """One document with random edits."""
    groups = list(paragraphs(rng, len(source)))
    sides = [edit_paragraph(rng, group, target) for group in groups]
    if len(sides) > 3:
        at = rng.randrange(len(sides))
        piece = sides.pop(at)
        to = rng.choice([k for k in range(len(sides) + 1) if abs(k - at) > 1])
        sides.insert(to, piece)
    dropped = {k for k in range(len(source)) if rng.random() < DROP_SOURCE}
    place = {row: n for n, row in enumerate(k for k in range(len(source)) if k not in dropped)}
    left = [(source[row], p) for p, group in enumerate(groups) for row in group if row in place]
    right = [(unit, p) for p, side in enumerate(sides) for unit in side]
    gold: dict[frozenset[int], set[int]] = {}
    for n, (unit, _) in enumerate(right):
        gold.setdefault(frozenset(unit.rows), set()).add(n)
    beads: Gold = set()
    for key, value in gold.items():
        left_side = frozenset(place[row] for row in key if row in place)
        beads |= {(left_side, frozenset(value))} if left_side else {(left_side, frozenset({n})) for n in value}
    covered = {row for key in gold for row in key}
    beads |= {(frozenset({place[row]}), frozenset()) for row in place if row not in covered}
    return Case(cut(left), cut([(unit.text, p) for unit, p in right]), beads)


def paragraphs(rng: random.Random, count: int) -> Iterator[list[int]]:
    at = 0
    while at < count:
        size = rng.randint(1, 4)
        yield list(range(at, min(count, at + size)))
        at += size


def edit_paragraph(rng: random.Random, group: list[int], target: list[str]) -> list[Unit]:
    """The rows of a paragraph merged, split and dropped."""
    units: list[Unit] = []
    k = 0
    while k < len(group):
        row, chance = group[k], rng.random()
        k += 1
        if chance < DROP:
            continue
        if chance < DROP + MERGE and k < len(group):
            units.append(Unit(f"{target[row]} {target[group[k]]}", (row, group[k])))
            k += 1
        elif chance < DROP + MERGE + SPLIT and (halves := split(target[row])):
            units += [Unit(half, (row,)) for half in halves]
        else:
            units.append(Unit(target[row], (row,)))
    return units


def split(text: str) -> list[str] | None:
    """Two halves at the comma or semicolon nearest the middle, each at least a quarter of the text."""
    marks = [match.end() for match in re.finditer(r"[,;:] ", text) if len(text) / 4 <= match.end() <= len(text) * 3 / 4]
    if not marks:
        return None
    at = min(marks, key=lambda mark: abs(mark - len(text) / 2))
    return [text[:at].strip(), text[at:].strip()]


def cut(pieces: list[tuple[str, int]]) -> list[Segment]:
    """Segments with offsets as in the joined text."""
    found, at = [], 0
    for text, paragraph in pieces:
        found.append(Segment(text, at, at + len(text), paragraph))
        at += len(text) + 1
    return found


def noisy(rng: random.Random, text: str, words: list[str]) -> str:
    """Some words replaced by others of the corpus, some dropped."""
    kept = [rng.choice(words) if rng.random() < NOISE else word for word in text.split() if rng.random() > NOISE / 3]
    return " ".join(kept) or text


def documents(items: list[dict[str, str]]) -> list[tuple[list[str], list[str]]]:
    """French and English rows of each document that is long enough."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for item in items:
        french, english = found.setdefault(item["doc"], ([], []))
        french.append(item["fr"])
        english.append(item["en"])
    return [pair for pair in found.values() if len(pair[0]) >= LEAST_ROWS]


def measure(cases: list[Case], similarity: Similarity, show: bool) -> str:
    """Precision, recall and F1 of the beads of all cases, and the seconds they took."""
    right = found = wanted = 0
    kinds: dict[str, list[int]] = {}
    began = time.perf_counter()
    for case in cases:
        try:
            beads = align(case.source, case.target, similarity)
        except NothingInCommon as error:
            print(f"  {error}: {case.source[0].text}")
            beads = []
        got = {(frozenset(bead.source), frozenset(bead.target)) for bead in beads}
        right, found, wanted = right + len(got & case.gold), found + len(got), wanted + len(case.gold)
        for bead in case.gold:
            tally = kinds.setdefault(f"{len(bead[0])}-{len(bead[1])}", [0, 0])
            tally[0] += bead in got
            tally[1] += 1
        if show:
            show_wrong(case, beads)
    seconds = time.perf_counter() - began
    precision, recall = right / max(1, found), right / max(1, wanted)
    by_kind = "  ".join(f"{kind} {a / b:.3f}" for kind, (a, b) in sorted(kinds.items(), key=lambda item: -item[1][1])[:6])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"{precision:9.4f} {recall:9.4f} {f1:9.4f} {seconds:8.1f}   {by_kind}"


def show_wrong(case: Case, beads: list[Bead]) -> None:
    for bead in beads:
        if (frozenset(bead.source), frozenset(bead.target)) not in case.gold:
            left = " / ".join(case.source[i].text[:60] for i in bead.source)
            right = " / ".join(case.target[j].text[:60] for j in bead.target)
            print(f"  {bead.kind} {bead.score:.2f} {left} | {right}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--only", choices=("same", "lexical", "embeddings"))
    options = parser.parse_args()
    if not options.shared.exists():
        print(f"{options.shared} is not there: nothing to measure")
        return 0
    pairs = documents(rows(options.shared, "en-fr_human_news"))
    words = [word for _, english in pairs for text in english for word in text.split()]
    across, same = [], []
    for seed in range(options.seeds):
        rng, other = random.Random(seed), random.Random(1000 + seed)
        for french, english in pairs:
            across.append(edited(rng, french, english))
            same.append(edited(other, [noisy(other, text, words) for text in english], english))
    beads = sum(len(case.gold) for case in across)
    print(f"{len(pairs)} documents, {options.seeds} seeds, {beads} beads")
    print(f"{'similarity':22} precision    recall        F1  seconds   recall by kind")
    for name, label, similarity, cases in (
        ("same", "same language", SameLanguage, same),
        ("lexical", "across, lexical", AcrossLanguages, across),
        ("embeddings", "across, embeddings", Embeddings, across),
    ):
        if options.only in (None, name):
            try:
                print(f"{label:22} {measure(cases, similarity(), options.show)}")
            except MissingExtra as error:
                print(f"{label:22} {error}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
