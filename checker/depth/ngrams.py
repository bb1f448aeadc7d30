"""N-gram models of words and of word classes, as ``benchmarks/build_ngrams.py`` stores them.

Back-off models with interpolated Kneser-Ney discounting (Chen & Goodman, "An Empirical Study of
Smoothing Techniques for Language Modeling", 1998). A class is the set of parts of speech that a
word can have (“NN|VB”), or a function word itself, so no tagger is needed to find it.
"""

from __future__ import annotations

import json
import struct
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from checker.data import DATA

FILE = DATA / "depth" / "english.ngrams"
MAGIC = b"CKN1"
STEP = 12.0
"""A stored byte b stands for a logarithm (natural) of -b / STEP: to -21.25 in steps of 0.083."""
MASK = 0xFFFFFFFF
FACTOR = 2654435761
MOST_KEPT = 200_000
"""Scores kept at most: 40 MB."""
WORDS, CLASSES = 3, 5
"""The longest n-grams of words and of classes."""


def keys(numbers: Sequence[int]) -> list[int]:
    """32-bit keys of what ``numbers`` ends in: of the last one, the last two, and so on.

    Two of the stored n-grams rarely share one (the build says how many do).
    """
    found, value = [], 0
    for number in reversed(numbers):
        value = (value * FACTOR + number + 1) & MASK
        found.append(value ^ value >> 15)
    return found


class Table:
    """The n-grams of one length: sorted keys, and a byte each for probability and back-off."""

    def __init__(self, sorted_keys: array[int], probabilities: bytes, backoffs: bytes) -> None:
        self._keys = sorted_keys
        self._size = len(sorted_keys)
        self.probabilities = probabilities
        self.backoffs = backoffs

    def find(self, wanted: int) -> int:
        """The place of a key, -1 where it is absent."""
        at = bisect_left(self._keys, wanted)
        return at if at < self._size and self._keys[at] == wanted else -1


class BackOff:
    """A back-off model: tables from length 1 up."""

    def __init__(self, tables: list[Table]) -> None:
        self._tables = tables
        self._known: dict[tuple[int, ...], float] = {}

    def score(self, gram: tuple[int, ...]) -> float:
        """The logarithm of the probability of the last number after the others; what was asked is kept."""
        found = self._known.get(gram)
        if found is None:
            if len(self._known) > MOST_KEPT:
                self._known.clear()
            found = self._known[gram] = self._score(gram)
        return found

    def _score(self, gram: tuple[int, ...]) -> float:
        """From the shortest up: where an n-gram is not stored no longer one with its end is."""
        tables = self._tables
        found, cost, value = 0, 255, 0
        for table, number in zip(tables, reversed(gram)):
            value = (value * FACTOR + number + 1) & MASK
            place = table.find(value ^ value >> 15)
            if place < 0:
                break
            found, cost = found + 1, table.probabilities[place]
        if found < len(gram):
            value, shortest = 0, max(0, found - 1)
            for length, (table, number) in enumerate(zip(tables, reversed(gram[:-1]))):
                value = (value * FACTOR + number + 1) & MASK
                if length >= shortest:
                    place = table.find(value ^ value >> 15)
                    if place < 0:
                        break
                    cost += table.backoffs[place]
        return -cost / STEP


class English:
    """Vocabulary, classes and both models.

    Attributes:
        words: a word's number, its class and the logarithm of its share of the class.
        classes: the names of the classes.
        by_suffix: the class of a word outside the vocabulary, by its last letters.
    """

    def __init__(self, data: bytes) -> None:
        if data[:4] != MAGIC:
            raise ValueError("english.ngrams is not an n-gram model; rebuild it")
        size = struct.unpack_from("<I", data, 4)[0]
        head = json.loads(data[8 : 8 + size])
        self.classes: list[str] = head["classes"]
        shares = bytes.fromhex(head["shares"])
        numbers = map(int, head["word_classes"].split())
        self.words = {word: (i, c, -share / STEP) for i, (word, c, share) in enumerate(zip(head["words"].split(" "), numbers, shares))}
        self.by_suffix: dict[str, int] = head["by_suffix"]
        at = 8 + size
        models = []
        for lengths in (head["word_tables"], head["class_tables"]):
            tables = []
            for count in lengths:
                sorted_keys = array("I")
                sorted_keys.frombytes(data[at : at + 4 * count])
                at += 4 * count
                tables.append(Table(sorted_keys, data[at : at + count], data[at + count : at + 2 * count]))
                at += 2 * count
            models.append(BackOff(tables))
        self.word_model, self.class_model = models

    def look_up(self, word: str, initial: bool) -> tuple[int, int, float]:
        """A word's number (0: unknown), class and share; ``initial``: it begins the sentence."""
        lower = word.lower().replace("’", "'")
        found = self.words.get(lower)
        if word[0].isupper() and not initial and word != "I" and not (found and self.classes[found[1]] == lower):
            return (found[0] if found else 0), NAME, UNKNOWN_SHARE
        if found:
            return found
        if word[0].isdigit():
            return 0, NUMBER, UNKNOWN_SHARE
        if not word[0].isalpha():
            return 0, MARK, UNKNOWN_SHARE
        if word[0].isupper():
            return 0, NAME, UNKNOWN_SHARE
        return 0, next((self.by_suffix[lower[-n:]] for n in (4, 3, 2) if lower[-n:] in self.by_suffix), NOUN), UNKNOWN_SHARE


BOUNDARY, NAME, NUMBER, MARK, NOUN = range(5)
"""Classes with a fixed number: the ends of the sentence, names, numbers, marks, nouns."""
FIXED = ("<s>", "NNP", "CD", "MARK", "NN")
UNKNOWN_SHARE = -9.0


@cache
def english() -> English:
    """The package's model."""
    return English(FILE.read_bytes())
