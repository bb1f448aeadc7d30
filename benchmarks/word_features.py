"""What is known of a word of machine output, for ``stacked.py``: a row of numbers a word.

The lexicon is counted on other documents than those that it is asked of: how often a post-editor
changed the word, after that neighbour and before this one, and how much more often a phrase stands in
post-edits than in output. To that come the package's n-grams, the list findings, the word's
looks and place, and what the neural judge's surprisal and inner states tell.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from checker.depth.counts import END, Coded, number
from checker.depth.ngrams import english
from checker.depth.words import split_words
from checker.finding import Finding

Floats = NDArray[np.float64]
Gram = tuple[Any, ...]
LONGEST = 4
"""Words of the longest phrase that the lexicon counts."""
REACH = range(-1, 4)
"""The places around a word whose n-gram scores tell something of it."""
CHANGED = 0.27
"""The share of words that post-editors change: what the priors start from."""
STRENGTHS = (20, 6, 5, 5, 4, 4, 3)
"""How many words each prior counts for in the next: class, word, with the class before and after, the word before and after, both."""


class Segment(NamedTuple):
    """A sentence of machine output.

    Attributes:
        document: the number of its document.
        text: the output.
        spans: its words, start and end in the text.
        changed: whether the post-editor changed each word; empty where that is not known.
        post_edit, other: the post-edit, and the output of another system in lower case.
        hter: edits a word of the post-edit.
        findings: what the lists find.
        source: the French.
    """

    document: int
    text: str
    spans: list[tuple[int, int]]
    changed: list[bool]
    post_edit: str
    other: str
    hter: float
    findings: Sequence[Finding]
    source: str

    @property
    def words(self) -> list[str]:
        """The words in lower case."""
        return [self.text[a:b].lower() for a, b in self.spans]


def coded(segment: Segment) -> Coded:
    """A segment's words as the n-grams see them."""
    model = english()
    return Coded([END, *(number(model, segment.text[a:b], not i) for i, (a, b) in enumerate(segment.spans)), END])


def classes(segment: Segment) -> list[int]:
    """The class of each word."""
    return [kind for _, kind, _ in coded(segment).numbers[1:-1]]


def around(values: Sequence[Any], at: int, none: Any) -> Any:
    """A value of a list, or what stands for one outside of it."""
    return values[at] if 0 <= at < len(values) else none


def grams(words: Sequence[str]) -> Iterator[Gram]:
    """Every phrase of up to ``LONGEST`` words, the sentence's ends included."""
    padded = ["<s>", *words, "</s>"]
    for length in range(1, LONGEST + 1):
        for at in range(len(padded) - length + 1):
            yield tuple(padded[at : at + length])


class Lexicon:
    """Counts over some segments.

    Args:
        segments: output with its labels, post-edits and other output.
    """

    def __init__(self, segments: Iterable[Segment]) -> None:
        self._priors: dict[Gram, list[int]] = defaultdict(lambda: [0, 0])
        self._edited: Counter[Gram] = Counter()
        self._written: Counter[Gram] = Counter()
        self._other: Counter[Gram] = Counter()
        seen: set[str] = set()
        for segment in segments:
            for keys, bad in zip(_keys(segment), segment.changed):
                for key in keys:
                    counts = self._priors[key]
                    counts[0] += 1
                    counts[1] += bad
            self._written.update(grams(segment.words))
            if segment.post_edit not in seen:
                seen.add(segment.post_edit)
                self._edited.update(grams([word.text.lower() for word in split_words(segment.post_edit)]))
                self._other.update(grams(segment.other.split()))

    def features(self, segment: Segment) -> list[list[float]]:
        """Priors and phrase counts of each word."""
        words = segment.words
        return [self._prior(keys) + self._phrases(words, at) for at, keys in enumerate(_keys(segment))]

    def _prior(self, keys: list[Gram]) -> list[float]:
        def share(at: int, prior: float, strength: float) -> float:
            count, bad = self._priors.get(keys[at], (0, 0))
            return (bad + strength * prior) / (count + strength)

        found = [share(0, CHANGED, STRENGTHS[0])]
        for at, parent in ((1, 0), (2, 1), (3, 1), (4, 2), (5, 3)):
            found.append(share(at, found[parent], STRENGTHS[at]))
        found.append(share(6, (found[4] + found[5]) / 2, STRENGTHS[6]))
        found += [share(at, found[0] if at < 9 else CHANGED, 10) for at in range(7, len(keys))]
        return found + [math.log1p(self._priors.get(keys[at], (0, 0))[0]) for at in (1, 4)]

    def _phrases(self, words: list[str], at: int) -> list[float]:
        padded = ["<s>", *words, "</s>"]
        at += 1
        found = []
        for start, end in ((at, at + 1), (at - 1, at + 1), (at, at + 2), (at - 1, at + 2), (max(0, at - 2), at + 1), (at, at + 3)):
            gram = tuple(padded[start:end])
            edited, written = self._edited.get(gram, 0), self._written.get(gram, 0)
            found += [math.log1p(edited), math.log((edited + 0.5) / (written / 2 + 0.5)), math.log1p(self._other.get(gram, 0))]
        return found


def _keys(segment: Segment) -> Iterator[list[Gram]]:
    """For each word what its priors are counted by."""
    words, kinds = segment.words, classes(segment)
    for at, (word, kind) in enumerate(zip(words, kinds)):
        before, after = around(words, at - 1, "<s>"), around(words, at + 1, "</s>")
        kind_before, kind_after = around(kinds, at - 1, -1), around(kinds, at + 1, -1)
        yield [
            ("class", kind), ("word", word), ("class word", kind_before, word), ("word class", word, kind_after),
            ("before", before, word), ("after", word, after), ("both", before, word, after),
            ("classes", kind_before, kind, kind_after), ("end", word[-4:]), ("is before", before), ("is after", after),
        ]  # fmt: skip


def word_features(segment: Segment, lexicon: Lexicon) -> Floats:
    """A row for each word of a segment, which has at least one."""
    known = np.array(lexicon.features(segment))
    near = [shifted(known[:, 1:6], by) for by in (1, -1, 2, -2)]
    parts = [np.array(_looks(segment)), np.array(_counts(segment)), known, *near, np.tile(known[:, 1:6].mean(axis=0), (len(known), 1))]
    return np.hstack(parts)


def probe_features(scores: Floats) -> Floats:
    """What a probe says of each word, of its neighbours, and of the sentence."""
    own = scores[:, None].astype(np.float64)
    return np.hstack([own, *(shifted(own, by) for by in (1, -1, 2, -2)), np.full_like(own, own.mean())])


def shifted(values: Floats, by: int) -> Floats:
    """What stands so many words before (or, negative, after) each word; zero outside the sentence."""
    found = np.zeros_like(values)
    if abs(by) < len(values):
        found[max(0, by) : len(values) + min(0, by)] = values[max(0, -by) : len(values) - max(0, by)]
    return found


def _looks(segment: Segment) -> list[list[float]]:
    kinds, count = classes(segment), len(segment.spans)
    found = []
    for at, (start, end) in enumerate(segment.spans):
        word = segment.text[start:end]
        own = [f for f in segment.findings if f.start < end and start < f.end]
        looks = [word[0].isupper(), word[0].isalpha(), word[0].isdigit(), "-" in word]
        place = [at, count - at, count, len(word), *(around(kinds, at + by, -1) for by in (-1, 0, 1))]
        found.append([float(value) for value in [*place, *looks, max((f.confidence for f in own), default=0.0), len(own)]])
    return found


def _counts(segment: Segment) -> list[list[float]]:
    words = coded(segment)
    scores = [words.score(at) for at in range(1, len(words.numbers))]
    kinds = [words.kind(at) for at in range(1, len(words.numbers))]
    near = [[around(values, at + by, 0.0) for values in (scores, kinds) for by in REACH] for at in range(len(segment.spans))]
    return [row + [float(word)] for row, (word, _, _) in zip(near, words.numbers[1:-1])]


def surprisal(segment: Segment, tokens: Sequence[tuple[int, float]]) -> Floats:
    """The surprisal of each word, of its neighbours, and of the sentence, given each token's end and log-probability."""
    ends = [end for end, _ in tokens[:-1]]
    rows = []
    for start, end in segment.spans:
        first = min(bisect_right(ends, start), len(ends) - 1)
        last = min(bisect_left(ends, end), len(ends) - 1)
        own = [value for _, value in tokens[first : last + 1]]
        rows.append([sum(own), min(own), own[0], float(len(own))])
    found = np.array(rows)
    values = np.sort([value for _, value in tokens])
    whole = np.tile([values.mean(), values[:3].mean(), tokens[-1][1]], (len(found), 1))
    return np.hstack([found, *(shifted(found[:, :1], by) for by in (1, 2, -1, -2, -3)), whole])
