"""A Llama decoder's forward pass in numpy, over many token trees at once.

A tree is one sentence and the endings that its candidates put in place of a part of it: they share
its beginning, and no token is computed twice. The tokens of all trees go through each layer's
matrices together, unpadded; attention alone works tree by tree.

Architecture: Touvron et al., "LLaMA: Open and Efficient Foundation Language Models", 2023, with
grouped queries; RMS norm, rotary positions on neighbouring pairs (the order of GGUF files), SwiGLU.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
ROWS = 128
"""Rows of the vocabulary's scores worked out at a time: 25 MB."""


@dataclass(frozen=True)
class Tree:
    """Tokens, their positions, and which token may see which (``mask[i, j]``: i sees j)."""

    tokens: NDArray[np.int64]
    positions: NDArray[np.int64]
    mask: NDArray[np.bool_]


class Transformer:
    """A Llama decoder.

    Args:
        settings: ``layers``, ``heads``, ``kv_heads``, ``rope_base``, ``epsilon``.
        arrays: the weights by their GGUF names, each of shape (outputs, inputs).
    """

    def __init__(self, settings: dict[str, Any], arrays: dict[str, Floats]) -> None:
        self._settings = settings
        self._arrays = arrays
        width = arrays["token_embd.weight"].shape[1]
        self._size = width // settings["heads"]
        half = np.arange(0, self._size, 2, dtype=np.float64) / self._size
        self._frequencies = settings["rope_base"] ** -half

    @property
    def output(self) -> Floats:
        """The rows that turn a state into the score of each token."""
        return self._arrays["token_embd.weight"]

    def hidden(self, trees: Sequence[Tree]) -> Floats:
        """The last layer's normed states of all tokens, the trees one after another."""
        for state in self.layers(trees):
            pass
        return self.normed(state)

    def normed(self, state: Floats) -> Floats:
        """The last layer's states as the output wants them."""
        return self._norm(state, self._arrays["output_norm.weight"])

    def layers(self, trees: Sequence[Tree]) -> Iterator[Floats]:
        """The states of all tokens after each layer."""
        arrays = self._arrays
        tokens = np.concatenate([tree.tokens for tree in trees])
        angles = np.concatenate([tree.positions for tree in trees])[:, None] * self._frequencies
        cos, sin = np.cos(angles).astype(np.float32)[:, None], np.sin(angles).astype(np.float32)[:, None]
        biases = [np.where(tree.mask, np.float32(0), np.float32(-1e9)) for tree in trees]
        state = arrays["token_embd.weight"][tokens]
        for layer in range(self._settings["layers"]):
            w = f"blk.{layer}."
            x = self._norm(state, arrays[w + "attn_norm.weight"])
            q = _rotate(self._split(x @ arrays[w + "attn_q.weight"].T), cos, sin)
            k = _rotate(self._split(x @ arrays[w + "attn_k.weight"].T), cos, sin)
            v = self._split(x @ arrays[w + "attn_v.weight"].T)
            state = state + self._attend(q, k, v, biases) @ arrays[w + "attn_output.weight"].T
            x = self._norm(state, arrays[w + "ffn_norm.weight"])
            gate = x @ arrays[w + "ffn_gate.weight"].T
            gate /= 1 + np.exp(-gate)
            gate *= x @ arrays[w + "ffn_up.weight"].T
            state += gate @ arrays[w + "ffn_down.weight"].T
            yield state

    def log_probabilities(self, hidden: Floats, tokens: NDArray[np.int64]) -> NDArray[np.float64]:
        """For each state the natural logarithm of the probability of the token given for it."""
        output = self.output.T
        result = np.empty(len(tokens))
        for at in range(0, len(tokens), ROWS):
            logits = hidden[at : at + ROWS] @ output
            top = logits.max(axis=1)
            chosen = logits[np.arange(len(logits)), tokens[at : at + ROWS]] - top
            logits -= top[:, None]
            np.exp(logits, out=logits)
            result[at : at + ROWS] = chosen - np.log(logits.sum(axis=1, dtype=np.float64))
        return result

    def _norm(self, x: Floats, weight: Floats) -> Floats:
        scale = np.sqrt(np.mean(x * x, axis=1, keepdims=True) + np.float32(self._settings["epsilon"]))
        return np.asarray(x / scale * weight, dtype=np.float32)

    def _split(self, x: Floats) -> Floats:
        return x.reshape(len(x), -1, self._size)

    def _attend(self, q: Floats, k: Floats, v: Floats, biases: list[Floats]) -> Floats:
        """Softmax attention inside each tree; each key head serves several query heads."""
        kv_heads = self._settings["kv_heads"]
        share = self._settings["heads"] // kv_heads
        out = np.empty((len(q), q.shape[1] * self._size), dtype=np.float32)
        scale = np.float32(self._size**-0.5)
        at = 0
        for bias in biases:
            n = len(bias)
            rows = slice(at, at + n)
            queries = q[rows].reshape(n, kv_heads, share, self._size).transpose(1, 2, 0, 3).reshape(kv_heads, share * n, self._size)
            scores = (queries @ k[rows].transpose(1, 2, 0)).reshape(kv_heads, share, n, n)
            scores *= scale
            scores += bias
            scores -= scores.max(axis=-1, keepdims=True)
            np.exp(scores, out=scores)
            scores /= scores.sum(axis=-1, keepdims=True)
            mixed = scores.reshape(kv_heads, share * n, n) @ v[rows].transpose(1, 0, 2)
            out[rows] = mixed.reshape(kv_heads * share, n, self._size).transpose(1, 0, 2).reshape(n, -1)
            at += n
        return out


def _rotate(x: Floats, cos: Floats, sin: Floats) -> Floats:
    even, odd = x[..., 0::2], x[..., 1::2]
    out = np.empty_like(x)
    out[..., 0::2] = even * cos - odd * sin
    out[..., 1::2] = even * sin + odd * cos
    return out
