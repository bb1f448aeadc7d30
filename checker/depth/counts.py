"""The count-based judge: n-grams of words and word classes, always there."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache

from checker.depth.judge import Candidate, Judge
from checker.depth.ngrams import (
    BOUNDARY,
    CLASSES,
    UNKNOWN_SHARE,
    WORDS,
    English,
    english,
)
from checker.depth.words import Word, split_words

WORD_WEIGHT = 0.5
"""The share of the word model in the mixture; the class model has the rest."""
NONE = 0
_LOG_WORD, _LOG_KIND = math.log(WORD_WEIGHT), math.log(1 - WORD_WEIGHT)
Number = tuple[int, int, float]
"""A word's number, its class, and the logarithm of its share of the class."""
END: Number = (NONE, BOUNDARY, 0.0)
MOST_GAINED = (9.0, 7.0, 4.0, 4.0)
"""Nats that another wording can gain on the words after it, the nearest first: in 23,000 pairs 7.5, 5.7, 3.1 and 3.1."""


class Coded:
    """Words as numbers, scored one by one and once each.

    Attributes:
        numbers: the words' numbers.
    """

    def __init__(self, numbers: list[Number]) -> None:
        self.numbers = numbers
        self._words = tuple([word for word, _, _ in numbers])
        self._classes = tuple([kind for _, kind, _ in numbers])
        self._scores: dict[int, float] = {}

    def kind(self, at: int) -> float:
        """The logarithm of the probability of one word's class after the classes before it."""
        return english().class_model.score(self._classes[max(0, at - CLASSES + 1) : at + 1])

    def score(self, at: int) -> float:
        """The logarithm of the probability of one word after those before it."""
        found = self._scores.get(at)
        if found is None:
            found = self.kind(at) + self.numbers[at][2]
            if self._words[at] >= 0:
                word = english().word_model.score(self._words[max(0, at - WORDS + 1) : at + 1]) + _LOG_WORD
                found += _LOG_KIND
                found = max(word, found) + math.log1p(math.exp(-abs(word - found)))
            found = self._scores[at] = max(found, 3 * UNKNOWN_SHARE)
        return found

    def total(self, start: int, end: int) -> float:
        """The sum over places ``start`` to ``end`` (exclusive)."""
        return sum(map(self.score, range(start, end)))


def number(model: English, word: str, initial: bool) -> Number:
    """A word as numbers; -1 stands for a word that the word model does not know."""
    found, kind, share = model.look_up(word, initial)
    return found or -1, kind, share


@lru_cache(maxsize=512)
def coded(sentence: str) -> tuple[Coded, list[int]]:
    """A sentence as numbers, its ends included, and the offsets at which its words end."""
    words = split_words(sentence)
    return Coded([END, *_numbers(words, True), END]), [word.end for word in words]


@lru_cache(maxsize=4096)
def _replacing(text: str, initial: bool) -> list[Number]:
    """The words of a replacement: the same few are tried everywhere."""
    return _numbers(split_words(text), initial)


def _numbers(words: list[Word], initial: bool) -> list[Number]:
    model = english()
    return [number(model, word.text, initial and not at) for at, word in enumerate(words)]


class CountJudge(Judge):
    """Compares by the package's n-grams: fast, and half as sharp as a neural judge."""

    name = "counts"

    def gains(self, candidates: Sequence[Candidate]) -> list[float]:
        """See ``Judge.gains``; what stands more than four words after the span is not looked at."""
        return [self._gain(candidate, -math.inf) for candidate in candidates]

    def gains_above(self, candidates: Iterable[tuple[Candidate, float]]) -> list[float]:
        """The gain of each candidate that reaches the number beside it, minus infinity for the others.

        Most candidates are nonsense after a word or two: what follows, which cannot make good for
        it (``MOST_GAINED``), is not looked up.
        """
        return [self._gain(candidate, least) for candidate, least in candidates]

    def _gain(self, candidate: Candidate, least: float) -> float:
        before, ends = coded(candidate.sentence)
        first = bisect_left(ends, candidate.start + 1)
        after_span = bisect_left(ends, candidate.end) + 1 if candidate.end > candidate.start else first
        new = _replacing(candidate.replacement, first == 0)
        window = max(0, first + 1 - CLASSES)
        stop = min(len(before.numbers), after_span + CLASSES)
        after = Coded([*before.numbers[window : first + 1], *new, *before.numbers[after_span + 1 : stop]])
        old = [before.score(at) for at in range(after_span + 1, stop)]
        hopes = [min(-score, most) for score, most in zip(old, MOST_GAINED)]
        unchanged = len(after.numbers) - len(old)
        gain, hope = -before.total(first + 1, after_span + 1), sum(hopes)
        for at in range(first + 1 - window, len(after.numbers)):
            gain += after.score(at)
            if at >= unchanged:
                gain -= old[at - unchanged]
                hope -= hopes[at - unchanged]
            if gain + hope < least:
                return -math.inf
        return gain
