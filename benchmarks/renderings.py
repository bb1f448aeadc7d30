"""How the words of the French are rendered, for ``stacked.py``: what a sentence's source adds to its English.

Each word of output and post-edits is aligned with the word of its source that it renders. IBM's first
model (Brown et al., "The mathematics of statistical machine translation", 1993), whose links are the
likelier the nearer they are to the diagonal (Dyer, Chahuneau & Smith, "A simple, fast, and
effective reparameterization of IBM Model 2", 2013, with a fixed strength).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from os.path import commonprefix
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from word_features import CHANGED, Segment, shifted

from checker.depth.words import split_words
from checker.source.words import plain

Floats = NDArray[np.float64]
ROUNDS = 6
DIAGONAL = 4.0
"""How fast a link's prior falls with the distance of the two relative places."""
NOTHING = 0.08
"""The prior of a word that renders none of the source's."""
LEAST = 0.01
"""Expected links below which a pair of words is forgotten."""
UNKNOWN = 0.03
"""The probability of a pair that was not seen but begins alike."""
FRENCH = re.compile(r"\w+['’]|\w+|[^\w\s]")
EDITED, KEPT, CHANGED_WORD = range(3)
"""Where a link's English word stands: in a post-edit, in output and kept, in output and changed."""
JUMP = 8
"""Words of the source by which two renderings are far apart; one more where there is nothing to measure."""
TELLING = [0, 3, 5, 6, 7]
"""Of a word’s row what its neighbours are told: the link, its share in post-edits and against output, how often pair and word were changed."""


class Pair(NamedTuple):
    """Words of a source, words that render them, and where each of those stands."""

    french: list[str]
    english: list[str]
    origins: list[int]


def french_words(text: str) -> list[str]:
    """The words and marks of a source, in lower case; l’ and d’ are words."""
    return [word.lower().replace("’", "'") for word in FRENCH.findall(text)]


def nearness(at: int, count: int, source: int) -> Floats:
    """The prior of a word's links to each word of its source, which are that many; sums to one."""
    places = np.exp(-DIAGONAL * np.abs((np.arange(source) + 0.5) / source - (at + 0.5) / count))
    return np.asarray(places / places.sum())


class Renderings:
    """Expected links between French and English words.

    Args:
        segments: output with its sources, labels and post-edits.
    """

    def __init__(self, segments: Iterable[Segment]) -> None:
        pairs, seen = [], set()
        for one in segments:
            french = french_words(one.source)
            pairs.append(Pair(french, one.words, [CHANGED_WORD if bad else KEPT for bad in one.changed]))
            if one.source not in seen:
                seen.add(one.source)
                edited = [word.text.lower() for word in split_words(one.post_edit)]
                pairs.append(Pair(french, edited, [EDITED] * len(edited)))
        self._links, self._totals = _expected(pairs)

    def features(self, segment: Segment) -> tuple[Floats, list[float]]:
        """A row for each word of a segment, which has at least one, and what is known of the whole."""
        french, english = french_words(segment.source), segment.words
        rows, places = [], []
        for at, word in enumerate(english):
            place, probability = self._rendered(french, word, at, len(english))
            jump = place - places[-1] if places and place >= 0 <= places[-1] else JUMP + 1
            places.append(place)
            offset = (place + 0.5) / len(french) - (at + 0.5) / len(english) if place >= 0 else 0.0
            rows.append([math.log(probability), float(np.clip(jump, -JUMP, JUMP + 1)), offset, *self._known(french[place] if place >= 0 else "", word)])
        found = np.array(rows)
        near = found[:, TELLING]
        whole = [len(english) - len(french), math.log((len(english) + 1) / (len(french) + 1)), (found[:, 1] == 1).mean()]
        whole += [1 - len({*places} - {-1}) / max(1, len(french)), *near.mean(axis=0)]
        return np.hstack([found, shifted(near, 1), shifted(near, -1), np.tile(near.mean(axis=0), (len(found), 1))]), [float(value) for value in whole]

    def _rendered(self, french: Sequence[str], word: str, at: int, count: int) -> tuple[int, float]:
        """The place of the source's word that a word renders, -1 where there is none, and the link's probability."""
        best, most = -1, NOTHING * max(self._probability("", word), 1e-6)
        for place, prior in enumerate(nearness(at, count, len(french)) if french else ()):
            value = prior * max(self._probability(french[place], word), UNKNOWN if alike(french[place], word) > 0.6 else 0.0)
            if value > most:
                best, most = place, float(value)
        return best, most

    def _probability(self, french: str, word: str) -> float:
        links = self._links.get((french, word))
        return float(sum(links) / sum(self._totals[french])) if links else 0.0

    def _known(self, french: str, word: str) -> list[float]:
        links, totals = self._links.get((french, word), (0.0, 0.0, 0.0)), self._totals.get(french, (0.0, 0.0, 0.0))
        edited = (links[EDITED] + 0.01) / (totals[EDITED] + 1)
        written = (links[KEPT] + links[CHANGED_WORD] + 0.02) / (totals[KEPT] + totals[CHANGED_WORD] + 2)
        of_word = (totals[CHANGED_WORD] + 5 * CHANGED) / (totals[KEPT] + totals[CHANGED_WORD] + 5)
        of_pair = (links[CHANGED_WORD] + 3 * of_word) / (links[KEPT] + links[CHANGED_WORD] + 3)
        return [
            math.log(edited), math.log(written), math.log(edited / written), of_pair, of_word,
            math.log1p(links[EDITED]), math.log1p(links[KEPT] + links[CHANGED_WORD]), math.log1p(sum(totals)), alike(french, word), len(french),
        ]  # fmt: skip


def alike(french: str, english: str) -> float:
    """The share of the longer word that both begin with; of words of up to three letters, whether they are one."""
    first, second = plain(french), plain(english)
    return len(commonprefix([first, second])) / max(len(first), len(second), 1) if len(first) > 3 else float(first == second)


Counts = tuple[float, float, float]


def _expected(pairs: Sequence[Pair]) -> tuple[dict[tuple[str, str], Counts], dict[str, Counts]]:
    """Expected links of each pair of words, and of each French word, by origin; "" renders nothing."""
    french_numbers: dict[str, int] = {"": 0}
    english_numbers: dict[str, int] = {}
    links, priors, groups, origins, group = [], [], [], [], 0
    for pair in pairs:
        sources = [0, *(french_numbers.setdefault(word, len(french_numbers)) for word in pair.french)]
        for at, (word, origin) in enumerate(zip(pair.english, pair.origins)):
            number = english_numbers.setdefault(word, len(english_numbers))
            links.append([(source << 32) + number for source in sources])
            priors.append(np.append(NOTHING, (1 - NOTHING) * nearness(at, len(pair.english), len(sources) - 1)))
            groups.append(np.full(len(sources), group))
            origins.append(np.full(len(sources), origin))
            group += 1
    keys, link = np.unique(np.concatenate(links), return_inverse=True)
    prior, of_group, origin = np.concatenate(priors), np.concatenate(groups), np.concatenate(origins)
    source = keys >> 32
    share = np.ones(len(keys))
    for _ in range(ROUNDS):
        weight = share[link] * prior
        weight /= np.bincount(of_group, weight)[of_group]
        counts = np.bincount(link, weight)
        share = counts / (np.bincount(source, counts)[source] + 0.5)
    by_origin = np.array([np.bincount(link, weight * (origin == one), minlength=len(keys)) for one in (EDITED, KEPT, CHANGED_WORD)])
    totals = np.array([np.bincount(source, row) for row in by_origin])
    french, english = list(french_numbers), list(english_numbers)
    wanted = np.flatnonzero(by_origin.sum(axis=0) > LEAST)
    table = {(french[keys[at] >> 32], english[keys[at] & 0xFFFFFFFF]): (float(a), float(b), float(c)) for at, (a, b, c) in zip(wanted, by_origin[:, wanted].T)}
    return table, {word: (float(a), float(b), float(c)) for word, (a, b, c) in zip(french, totals.T)}
