"""A BERT encoder's forward pass in numpy, over many sentences at once.

The tokens of all sentences go through each layer's matrices together, unpadded; attention alone
works sentence by sentence. Architecture: Devlin et al., "BERT: Pre-training of Deep Bidirectional
Transformers for Language Understanding", NAACL 2019.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
EPSILON = np.float32(1e-12)


class Encoder:
    """A BERT encoder.

    Args:
        layers, heads: how many there are.
        arrays: the weights by name, each matrix of shape (outputs, inputs).
    """

    def __init__(self, layers: int, heads: int, arrays: Mapping[str, Floats]) -> None:
        self._layers = layers
        self._heads = heads
        self._arrays = arrays

    def hidden(self, embedded: Sequence[Floats]) -> Floats:
        """The last layer's states of all tokens, the sentences one after another.

        Args:
            embedded: for each sentence the embeddings of its tokens.
        """
        a = self._arrays
        lengths = [len(one) for one in embedded]
        positions = np.concatenate([a["position"][:length] for length in lengths])
        state = _norm(np.concatenate(embedded) + positions, a["norm.weight"], a["norm.bias"])
        for layer in range(self._layers):
            mixed = self._attend(self._linear(state, f"{layer}.qkv"), lengths)
            state = self._normed(state + self._linear(mixed, f"{layer}.out"), f"{layer}.norm1")
            inner = _gelu(self._linear(state, f"{layer}.up"))
            state = self._normed(state + self._linear(inner, f"{layer}.down"), f"{layer}.norm2")
        return state

    def _linear(self, x: Floats, name: str) -> Floats:
        return np.asarray(x @ self._arrays[name + ".weight"].T + self._arrays[name + ".bias"], dtype=np.float32)

    def _normed(self, x: Floats, name: str) -> Floats:
        return _norm(x, self._arrays[name + ".weight"], self._arrays[name + ".bias"])

    def _attend(self, qkv: Floats, lengths: Sequence[int]) -> Floats:
        width = qkv.shape[1] // 3
        size = width // self._heads
        out = np.empty((len(qkv), width), dtype=np.float32)
        at = 0
        for length in lengths:
            part = qkv[at : at + length].reshape(length, 3, self._heads, size).transpose(1, 2, 0, 3)
            scores = part[0] @ part[1].transpose(0, 2, 1) * np.float32(size**-0.5)
            scores -= scores.max(axis=-1, keepdims=True)
            np.exp(scores, out=scores)
            scores /= scores.sum(axis=-1, keepdims=True)
            out[at : at + length] = (scores @ part[2]).transpose(1, 0, 2).reshape(length, width)
            at += length
        return out


def _norm(x: Floats, weight: Floats, bias: Floats) -> Floats:
    x = x - x.mean(axis=1, keepdims=True)
    scale = np.sqrt(np.mean(x * x, axis=1, keepdims=True) + EPSILON)
    return np.asarray(x / scale * weight + bias, dtype=np.float32)


def _gelu(x: Floats) -> Floats:
    """x times the normal distribution function; the error function by Abramowitz & Stegun 7.1.26 (off by 2e-7 at most)."""
    z: Any = np.abs(x) * np.float32(0.5**0.5)
    t = 1 / (1 + np.float32(0.3275911) * z)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * np.float32(1.061405429)))))
    tail = series * np.exp(-z * z) / 2
    return np.asarray(x * np.where(x < 0, tail, 1 - tail), dtype=np.float32)
