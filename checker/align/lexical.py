"""Similarity across French and English by what needs no model: words, names, numbers, marks, length."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from checker.align.similarity import Comparison
from checker.data import data_lines
from checker.folding import fold

KEY = 5
STRETCH, LENGTH, MARKS = 1.8, 0.20, 0.05
_TOKEN = re.compile(r"\d+(?:[   .,]\d{3})*(?:[.,]\d+)?|[^\W\d_]+(?:-[^\W\d_]+)*")
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'(?=\w)")
_SPELLING = tuple((re.compile(a), b) for a, b in (
    (r"qu(?=[eiy])", "k"), (r"c(?=[aouklrt]|$)", "k"), (r"ph", "f"), (r"tch|ch|sh|sch", "c"), (r"y|j(?=[aeio])", "i"),
    (r"ou|oo|w", "u"), (r"(.)\1", r"\1"), (r"^e(?=s[ptck])", ""), (r"dj", "j"),
))


class Features(NamedTuple):
    """What is compared of one text.

    ``words`` holds for each word its key and the keys that it may have on the other side, ``counts``
    how often each key occurs, ``length`` is in code points.
    """

    words: list[tuple[str, frozenset[str]]]
    counts: Counter[str]
    marks: tuple[bool, bool, bool]
    length: int


class AcrossLanguages:
    """A French source against an English target.

    The share of the words' weight (rare words weigh more) that has a counterpart on the other side:
    equal after spelling is brought together (cognates, names, transliterations), a translation in
    ``fr_en_words.tsv``, or the same number. It is scaled by how well the lengths fit (Gale and
    Church 1993), with a little for asking, quoting and exclaiming on both sides.
    """

    chance = 0.19
    strong = 0.35
    join = 0.08
    common = 0.20

    def compare(self, source: Sequence[str], target: Sequence[str]) -> Comparison:
        """See ``Similarity``."""
        left, right = [_features(text, _dictionary()) for text in source], [_features(text, {}) for text in target]
        weight = _weights([*left, *right])
        left_total, right_total = [_total(f, weight) for f in left], [_total(f, weight) for f in right]

        def score(i: int, j: int) -> float:
            a, b = left[i], right[j]
            whole = left_total[i] + right_total[j]
            content = _shared(a, b, weight) / whole if whole else 0.0
            marks = sum(x == y for x, y in zip(a.marks, b.marks)) / len(a.marks)
            fit = 1 - LENGTH + LENGTH * _length_match(a.length, b.length)
            return (STRETCH * content + MARKS * marks) * fit

        return Comparison(score, left_total, right_total)


def _length_match(a: int, b: int) -> float:
    """1 for lengths that a translation may have, towards 0 by Gale and Church's normal deviate."""
    mean = (a + b) / 2
    deviate = abs(a - b) / math.sqrt(6.8 * mean) if mean else 0.0
    return math.exp(-deviate * deviate / 8)


@cache
def _dictionary() -> dict[str, frozenset[str]]:
    """Keys of English words by the key of a French one."""
    found: dict[str, frozenset[str]] = {}
    for line in data_lines("fr_en_words.tsv"):
        french, english = line.split("\t")
        key = _key(fold(french).split("'")[-1])
        found[key] = found.get(key, frozenset()) | {_key(word) for word in english.split()}
    return found


@cache
def _key(word: str) -> str:
    if len(word) > 3 and word[-1] in "sx":
        word = word[:-1]
    for pattern, written in _SPELLING:
        word = pattern.sub(written, word)
    return word[:KEY]


def _features(text: str, dictionary: dict[str, frozenset[str]]) -> Features:
    words = []
    for token in _TOKEN.findall(_ELISION.sub("", fold(text))):
        if token[0].isdigit():
            key = re.sub(r"\D", "", token)
            words.append((key, frozenset({key})))
            continue
        for part in token.split("-"):
            key = _key(part)
            words.append((key, dictionary.get(key, frozenset()) | {key}))
    marks = ("?" in text, "!" in text, any(mark in text for mark in "“”«»\""))
    return Features(words, Counter(key for key, _ in words), marks, len(text))


def _weights(all_features: list[Features]) -> dict[str, float]:
    """Inverse document frequency of each key, squared: what is common to all sentences tells none apart."""
    counts = Counter(key for features in all_features for key in features.counts)
    return {key: math.log(1 + len(all_features) / count) ** 2 for key, count in counts.items()}


def _total(features: Features, weight: dict[str, float]) -> float:
    return sum(weight[key] for key, _ in features.words)


def _shared(source: Features, target: Features, weight: dict[str, float]) -> float:
    """The weight on both sides of the words that have a counterpart, each used once."""
    used: dict[str, int] = {}
    shared = 0.0
    counts = target.counts
    for key, others in source.words:
        best, value = "", 0.0
        for other in others:
            if counts.get(other, 0) > used.get(other, 0) and weight[other] > value:
                best, value = other, weight[other]
        if best:
            used[best] = used.get(best, 0) + 1
            shared += value + weight[key]
    return shared
