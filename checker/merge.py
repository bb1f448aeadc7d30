"""Merging: one complaint about one thing.

Two findings compete when they overlap and neither is a mere detail inside the other. The more
specific wins: the one that absorbs what it holds (an untranslated bracket), then the graver, the
surer, the one that proves more, and the longer. A finding on a whole line (a repeated headline) and one on a word in it are
both kept: they ask for different things.
"""

from __future__ import annotations

from collections import defaultdict

from checker.finding import severity_rank
from checker.rule import Hit, Rule

DETAIL = 3
LINE = 48
BUCKET = 512

Reported = tuple[Rule, Hit]


def merge_overlaps(reported: list[Reported]) -> list[Reported]:
    """Return what remains, in no particular order."""
    kept: list[Reported] = []
    places: dict[int, list[Reported]] = defaultdict(list)
    for pair in sorted(reported, key=_rank):
        hit = pair[1]
        buckets = range(hit.start // BUCKET, hit.end // BUCKET + 1)
        if any(competes(other, pair) for bucket in buckets for other in places[bucket]):
            continue
        kept.append(pair)
        for bucket in buckets:
            places[bucket].append(pair)
    return kept


def _rank(pair: Reported) -> tuple[bool, int, bool, float, float, int, str]:
    rule, hit = pair
    severity = hit.severity or rule.severity
    hint = rule.hint or hit.hint
    return (
        not rule.absorbs,
        -severity_rank(severity),
        hint,
        -(hit.confidence or rule.confidence),
        -rule.evidence,
        hit.start - hit.end,
        rule.code + hit.entry,
    )


def competes(winner: Reported, other: Reported) -> bool:
    """Whether ``other`` says again what ``winner`` says."""
    rule, first = winner
    _, second = other
    if first.start >= second.end or second.start >= first.end:
        return False
    if rule.absorbs and first.start <= second.start and second.end <= first.end:
        return True
    long, short = sorted((first.end - first.start, second.end - second.start), reverse=True)
    return not (long > LINE and short * DETAIL <= long)
