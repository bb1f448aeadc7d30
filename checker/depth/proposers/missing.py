"""A word missing: a function word, an auxiliary, a pronoun, or a verb where the clause has none."""

from __future__ import annotations

from collections.abc import Iterator

from checker.depth.judge import Candidate
from checker.depth.sentence import Sentence

INSERTED = (
    """the a an of to in on at by for from with as and or but that which who he it they his its their
    is are was were be been has have had will would"""
).split()
VERBS = "make take have go see said made had include".split()
SURPRISE = -6.5
"""Gaps are tried where the next word's class is less likely than this (natural logarithm)."""


def propose_insertions(sentence: Sentence) -> Iterator[Candidate]:
    """Each function word and common verb in each gap after which the class of the next word surprises."""
    from checker.depth.counts import coded

    numbers, _ = coded(sentence.text)
    for at, word in enumerate(sentence.words):
        if at and sentence.text[word.start - 1] != " ":
            continue
        odd = min(numbers.kind(at + 1), numbers.kind(at + 2))
        if odd > SURPRISE or sentence.is_name(at) and at and sentence.is_name(at - 1):
            continue
        for text in (*INSERTED, *VERBS):
            if text != sentence.lows[at] and (not at or text != sentence.lows[at - 1]):
                yield sentence.insert(at, text, "insertion")
