"""Words too many: a doubled word, a subject named again, a French article or preposition."""

from __future__ import annotations

from collections.abc import Iterator

from checker.depth.judge import Candidate
from checker.depth.sentence import Sentence

DROPPED = frozenset(
    """a an the this that these those some of to in on at by for from with into as and or but which who whom
    he she it they we you i him her them us me his its their our is are was were be been being has have had
    do does did will would""".split()
)


def propose_deletions(sentence: Sentence) -> Iterator[Candidate]:
    """Each function word left out, but for the first word of the sentence."""
    for at, low in enumerate(sentence.lows):
        if at and low in DROPPED and not sentence.is_name(at) and low != sentence.lows[at - 1]:
            yield sentence.replace(at, at, [], "deletion")


def propose_single(sentence: Sentence) -> Iterator[Candidate]:
    """Each word that repeats the one before it, or the one before that, once only; not “horrible, horrible”."""
    lows = sentence.lows
    for at, word in enumerate(sentence.words):
        if word.text[0].isalnum() and not sentence.is_name(at) and lows[at] in lows[max(0, at - 2) : at] and lows[at - 1] != ",":
            yield sentence.replace(at, at, [], "double")
