"""The wrong function word: preposition, pronoun case, relative."""

from __future__ import annotations

from collections.abc import Iterator

from checker.depth.judge import Candidate
from checker.depth.sentence import Sentence

PREPOSITIONS = tuple("of to in on at by for from with about into as over under after against through between during".split())
OTHERS = frozenset("amid among across along around behind beside beyond despite near onto since toward towards upon within without until above below per via".split())
CASES = (
    ("he", "him", "his", "himself"),
    ("she", "her", "hers", "herself"),
    ("it", "its", "itself"),
    ("they", "them", "their", "theirs", "themselves"),
    ("we", "us", "our", "ours", "ourselves"),
    ("I", "me", "my", "mine", "myself"),
    ("you", "your", "yours", "yourself"),
)
RELATIVES = ("who", "whom", "whose", "which", "that", "what", "where", "when")


def propose_prepositions(sentence: Sentence) -> Iterator[Candidate]:
    """Every other common preposition for each one, but for the last word."""
    for at, low in enumerate(sentence.lows[:-1]):
        if low in PREPOSITIONS or low in OTHERS:
            yield from (sentence.replace(at, at, [text], "preposition") for text in PREPOSITIONS if text != low)


def propose_pronouns(sentence: Sentence) -> Iterator[Candidate]:
    """The other cases of each personal pronoun."""
    for at, low in enumerate(sentence.lows):
        if at and sentence.is_name(at):
            continue
        for cases in CASES:
            if any(case.lower() == low for case in cases):
                yield from (sentence.replace(at, at, [case], "pronoun") for case in cases if case.lower() != low)


def propose_relatives(sentence: Sentence) -> Iterator[Candidate]:
    """Every other relative for each one inside a sentence."""
    for at, low in enumerate(sentence.lows):
        if at and low in RELATIVES:
            yield from (sentence.replace(at, at, [text], "relative") for text in RELATIVES if text != low)
