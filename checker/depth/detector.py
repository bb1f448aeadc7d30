"""The detector: where in a sentence a word is missing or wrong, by a small trained encoder.

It points and proves nothing: what it points at is for the judge to compare. The weights are those
that ``benchmarks/train_detector.py`` writes: matrices of bytes, each row with its scale; a vector is a
matrix of one column.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.data import DATA

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

FILE = DATA / "depth" / "detector.int8"
HEADS = ("odd", "verb", "noun", "function", "changed", "gap")
"""What is asked of each word: whether it is garbled; whether a verb, a noun or a function word is missing
before it; whether a post-editor of machine output would change it, or put something before it."""
MOST_TOKENS = 256
"""Tokens of a sentence that are read; nothing is said of the rest."""
CHECKED = 1 << 16
"""Bytes at the end of the file that tell its version."""
BATCH = 2000
"""Tokens that go through the layers together."""


def version() -> str:
    """What tells one detector from another, at the cost of reading a little of its file."""
    with FILE.open("rb") as stream:
        stream.seek(-CHECKED, 2)
        return f"{zlib.crc32(stream.read()):08x}"


class Reading(NamedTuple):
    """What the detector says of a sentence.

    ``words``: by the offset at which a word or mark begins, the log-odds for each of ``HEADS``.
    ``garbled``: the log-odds that a post-editor would change four words in ten.
    """

    words: dict[int, tuple[float, ...]]
    garbled: float


class Detector:
    """The encoder with its heads."""

    def __init__(self) -> None:
        from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

        from checker.depth.encoder import Encoder

        head, self._stored = _stored()
        self._arrays = {name: _floats(*pair) for name, pair in self._stored.items() if name != "token"}
        self._encoder = Encoder(head["layers"], head["heads"], self._arrays)
        vocabulary = {token: number for number, token in enumerate(head["vocabulary"])}
        self._first, self._last = vocabulary["[CLS]"], vocabulary["[SEP]"]
        self._tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
        self._tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
        self._tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()

    def read(self, sentences: Sequence[str]) -> list[Reading]:
        """What there is to say of each sentence, whatever the others are."""
        coded = [self._coded(sentence) for sentence in sentences]
        return [reading for batch in _batches(coded) for reading in self._readings(batch)]

    def _coded(self, sentence: str) -> tuple[list[int], list[int]]:
        """The tokens of a sentence, and where each begins."""
        found = self._tokenizer.encode(sentence)
        return found.ids[: MOST_TOKENS - 2], [start for start, _ in found.offsets]

    def _readings(self, batch: list[tuple[list[int], list[int]]]) -> Iterator[Reading]:
        import numpy as np

        tokens, scales = self._stored["token"]
        embedded = []
        for numbers, _ in batch:
            whole = [self._first, *numbers, self._last]
            embedded.append(tokens[whole].astype(np.float32) * scales[whole])
        states = self._encoder.hidden(embedded)
        odds = states @ self._arrays["word.weight"].T + self._arrays["word.bias"]
        at = 0
        for (_, starts), rows in zip(batch, embedded):
            end = at + len(rows)
            pooled = np.concatenate([states[at], states[at:end].mean(axis=0)])
            garbled = float(self._arrays["sentence.weight"][0] @ pooled + self._arrays["sentence.bias"][0])
            words: dict[int, tuple[float, ...]] = {}
            for start, row in zip(starts, odds[at + 1 : end - 1]):
                words.setdefault(start, tuple(round(float(x), 2) for x in row))
            yield Reading(words, round(garbled, 2))
            at = end


def _batches(coded: list[tuple[list[int], list[int]]]) -> Iterator[list[tuple[list[int], list[int]]]]:
    batch: list[tuple[list[int], list[int]]] = []
    size = 0
    for one in coded:
        if batch and size + len(one[0]) > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += len(one[0])
    if batch:
        yield batch


def _stored() -> tuple[dict[str, Any], dict[str, tuple[NDArray[np.int8], Floats]]]:
    """The file's head, and its arrays as they are stored, each with the scales of its rows."""
    import numpy as np

    data = np.memmap(FILE, dtype=np.uint8, mode="r")
    at = 4 + int.from_bytes(data[:4].tobytes(), "little")
    head = json.loads(data[4:at].tobytes())
    arrays = {}
    for name, rows, columns in head["arrays"]:
        scales = data[at : at + 4 * rows].view(np.float32).reshape(rows, 1)
        at += 4 * rows
        arrays[name] = data[at : at + rows * columns].view(np.int8).reshape(rows, columns), scales
        at += rows * columns
    return head, arrays


def _floats(array: NDArray[np.int8], scales: Floats) -> Floats:
    import numpy as np

    found: Floats = array.astype(np.float32) * scales
    return found[:, 0] if found.shape[1] == 1 else found
