"""Words in French order: neighbours swapped, or one word too far to the left or right."""

from __future__ import annotations

from collections.abc import Iterator

from checker.depth.judge import Candidate
from checker.depth.sentence import Sentence

FARTHEST = 3
"""Words that a moved word jumps over at most."""
AUXILIARIES = frozenset("is are was were do does did has have had will would shall should can could may might must".split())


def propose_swaps(sentence: Sentence) -> Iterator[Candidate]:
    """Every two neighbouring words the other way round (“soldiers professionals” is left to forms)."""
    for at in sentence.runs(2):
        if _asks(sentence, at):
            continue
        named = sentence.is_name(at + 1) and (not at or sentence.is_name(at))
        if not named and sentence.lows[at] != sentence.lows[at + 1]:
            first, second = sentence.words[at : at + 2]
            yield sentence.replace(at, at + 1, [second.text, first.text], "swap")


def propose_moves(sentence: Sentence) -> Iterator[Candidate]:
    """Every word carried over two or three others, either way."""
    for length in range(3, FARTHEST + 2):
        for at in sentence.runs(length):
            if _asks(sentence, at):
                continue
            texts = [word.text for word in sentence.words[at : at + length]]
            for moved in (texts[1:] + texts[:1], texts[-1:] + texts[:-1]):
                yield sentence.replace(at, at + length - 1, moved, "move")


def _asks(sentence: Sentence, at: int) -> bool:
    """Whether a word is an auxiliary before its subject: in a question, or where a sentence begins (“Should it rain”)."""
    return sentence.lows[at] in AUXILIARIES and (not at or "?" in sentence.lows)
