"""What the neural judge's inner layers say of words and sentences, for ``stacked.py``.

A sentence is read once, from left to right. The states of two middle layers are kept at the last
token of each word; linear probes (ridge regression) are fitted to them: of a word by its own state and those of
the two words after it, of a sentence by their mean. Alain & Bengio, "Understanding intermediate
layers using linear classifier probes", 2016.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from word_features import CHANGED

from checker.depth.neural import BATCH, END
from checker.depth.transformer import Transformer, Tree
from checker.depth.weights import load_model

Floats = NDArray[np.float32]
LAYERS = (11, 19)
"""The layers whose states are kept, of 30."""
AHEAD = 2
"""Words after a word whose states are seen too: of the later layer only."""
WORD_RIDGE, SENTENCE_RIDGE = 30_000.0, 12_000.0
FARTHEST = 5.0
"""Standard deviations beyond which a state is cut off: some units are seldom huge."""


class Reading(NamedTuple):
    """A sentence read: of each token its end in the text and the logarithm of its probability, the sentence's end last; of each word its states."""

    tokens: list[tuple[int, float]]
    states: NDArray[np.float16]


def readings(texts: Sequence[str], spans: Sequence[list[tuple[int, int]]]) -> Iterator[Reading]:
    """Read some sentences, given where their words stand."""
    from tokenizers import Tokenizer

    settings, arrays, tokenizer = load_model()
    model, coded = Transformer(settings, arrays), Tokenizer.from_str(tokenizer).encode_batch(list(texts))
    at = 0
    while at < len(coded):
        size, first = 0, at
        while at < len(coded) and size < BATCH:
            size += len(coded[at].ids) + 1
            at += 1
        batch = coded[first:at]
        trees = [_trunk([END, *one.ids]) for one in batch]
        kept = []
        for layer, state in enumerate(model.layers(trees)):
            if layer in LAYERS:
                kept.append(state.astype(np.float16))
        targets = np.array([token for one in batch for token in (*one.ids, END)], dtype=np.int64)
        found = model.log_probabilities(model.normed(state), targets)
        states, row = np.hstack(kept), 0
        for one, own in zip(batch, spans[first:at]):
            ends = [end for _, end in one.offsets]
            last = [min(bisect_left(ends, end), len(ends) - 1) for _, end in own]
            values = [float(value) for value in found[row : row + len(ends) + 1]]
            yield Reading(list(zip([*ends, ends[-1] + 1], values)), states[[row + 1 + number for number in last]])
            row += len(ends) + 1


def _trunk(tokens: list[int]) -> Tree:
    length = len(tokens)
    return Tree(np.array(tokens, dtype=np.int64), np.arange(length, dtype=np.int64), np.tril(np.ones((length, length), dtype=np.bool_)))


def _seen(states: Floats) -> Floats:
    """Of each word of a sentence its states, those of the words after it, and one."""
    width = states.shape[1] // len(LAYERS)
    later = np.vstack([states[:, -width:], np.zeros((AHEAD, width), dtype=np.float32)])
    return np.hstack([states, *(later[by : by + len(states)] for by in range(1, AHEAD + 1)), np.ones((len(states), 1), dtype=np.float32)])


def word_probes(states: Sequence[NDArray[np.float16]], labels: Sequence[list[bool]], part: Sequence[int], parts: int) -> list[Floats]:
    """Scores of the words of each sentence, by a probe fitted to the parts below ``parts`` other than its own."""
    learnt = [at for at, own in enumerate(part) if own < parts]
    sample = np.vstack([states[at] for at in learnt[::10]]).astype(np.float32)
    mean, scale = sample.mean(axis=0), sample.std(axis=0) + 1e-3

    def rows(at: int) -> Floats:
        return _seen(np.clip((states[at].astype(np.float32) - mean) / scale, -FARTHEST, FARTHEST))

    width = rows(learnt[0]).shape[1]
    squares, products = np.zeros((parts, width, width)), np.zeros((parts, width))
    for own in range(parts):
        mine = [at for at in learnt if part[at] == own]
        for first in range(0, len(mine), 100):
            block = np.vstack([rows(at) for at in mine[first : first + 100]])
            wanted = np.array([bad for at in mine[first : first + 100] for bad in labels[at]], dtype=np.float32) - CHANGED
            squares[own] += block.T @ block
            products[own] += block.T @ wanted
    weights = []
    for own in range(parts + 1):
        rest = [other for other in range(parts) if other != own]
        weights.append(np.linalg.solve(squares[rest].sum(axis=0) + WORD_RIDGE * np.eye(width), products[rest].sum(axis=0)).astype(np.float32))
    return [rows(at) @ weights[own] for at, own in enumerate(part)]


def sentence_probes(states: Sequence[NDArray[np.float16]], hter: Sequence[float], part: Sequence[int], parts: int) -> list[float]:
    """The HTER of each sentence, by a probe fitted as in ``word_probes``."""
    pooled = np.array([own.astype(np.float32).mean(axis=0) for own in states])
    places, wanted, found = np.array(part), np.minimum(1.0, np.array(hter)), np.zeros(len(part))
    for own in range(parts + 1):
        rest, mine = (places != own) & (places < parts), places == own
        mean, scale = pooled[rest].mean(axis=0), pooled[rest].std(axis=0) + 1e-6
        x, base = (pooled[rest] - mean) / scale, wanted[rest].mean()
        weights = np.linalg.solve(x.T @ x + SENTENCE_RIDGE * np.eye(x.shape[1]), x.T @ (wanted[rest] - base))
        found[mine] = base + (pooled[mine] - mean) / scale @ weights
    return [float(value) for value in found]
