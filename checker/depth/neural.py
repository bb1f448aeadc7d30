"""The neural judge: SmolLM2-135M compares, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from checker.depth.detector import Detector
from checker.depth.gaps import Fillers, find_gaps
from checker.depth.judge import Candidate, Judge
from checker.depth.judges import NEURAL
from checker.depth.sentence import parse
from checker.depth.weights import load_model

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from checker.depth.transformer import Tree

REACH = 8
"""Tokens scored after the span in which the wordings differ."""
BATCH = 1500
"""Tokens that go through the layers together: about 60 MB of states."""
SENTENCES = 30
"""Sentences whose gaps are looked at together."""
END = 0
"""The token that the model was trained to see before and after a text."""


class NeuralJudge(Judge):
    """Compares by SmolLM2-135M.

    Raises:
        JudgeError: the weights or the packages that run them are not installed.
    """

    name = NEURAL

    def __init__(self) -> None:
        settings, arrays, tokenizer = load_model()
        from tokenizers import Tokenizer

        from checker.depth.transformer import Transformer

        self._model = Transformer(settings, arrays)
        self._tokenizer = Tokenizer.from_str(tokenizer)
        self._detector = Detector()
        self._fillers = Fillers(lambda texts: [coded.ids for coded in self._tokenizer.encode_batch(texts)])

    def gains(self, candidates: Sequence[Candidate]) -> list[float]:
        """See ``Judge.gains``; the span that differs and the ``REACH`` tokens after it are scored."""
        groups: dict[str, list[int]] = {}
        for number, candidate in enumerate(candidates):
            groups.setdefault(candidate.sentence, []).append(number)
        branches = [self._branches(sentence, [candidates[i].text for i in numbers]) for sentence, numbers in groups.items()]
        gains = [0.0] * len(candidates)
        numbers = [number for group in groups.values() for number in group]
        found = (gain for batch in _batches(branches) for gain in self._score(batch))
        for number, gain in zip(numbers, found):
            gains[number] = round(gain, 2)
        return gains

    def log_probabilities(self, sentence: str) -> list[float]:
        """The natural logarithm of the probability of each token of a sentence, its end included."""
        import numpy as np

        tokens = [END, *self._tokenizer.encode(sentence).ids, END]
        return [float(x) for x in self._model.log_probabilities(self._model.hidden([_trunk(tokens[:-1])]), np.array(tokens[1:], dtype=np.int64))]

    def completions(self, sentences: Sequence[str]) -> list[list[tuple[float, Candidate]]]:
        """See ``Judge.completions``: verbs and nouns, where the detector sees a gap."""
        found: list[list[tuple[float, Candidate]]] = [[] for _ in sentences]
        gaps = {number: own for number, own in enumerate(find_gaps(self._detector, sentences)) if own}
        for number, (states, ends) in zip(gaps, self._states([sentences[number] for number in gaps])):
            sentence = sentences[number]
            for gap in gaps[number]:
                start = parse(sentence).words[gap.before].start
                state = states[sum(end <= start for end in ends)]
                found[number] += [(gap.odds, candidate) for candidate in self._fillers.candidates(sentence, gap, state, self._model.output)]
        return found

    def _states(self, sentences: list[str]) -> Iterator[tuple[NDArray[np.float32], list[int]]]:
        """For each sentence the states after its beginning and after each token, and where the tokens end."""
        coded = self._tokenizer.encode_batch(sentences)
        for at in range(0, len(coded), SENTENCES):
            trees = [_trunk([END, *one.ids]) for one in coded[at : at + SENTENCES]]
            hidden = self._model.hidden(trees)
            first = 0
            for one, tree in zip(coded[at : at + SENTENCES], trees):
                yield hidden[first : first + len(tree.tokens)], [end for _, end in one.offsets]
                first += len(tree.tokens)

    def _branches(self, sentence: str, texts: list[str]) -> Branches:
        first, *others = [[END, *coded.ids, END] for coded in self._tokenizer.encode_batch([sentence, *texts])]
        return Branches(first, others)

    def _score(self, batch: list[Branches]) -> Iterator[float]:
        import numpy as np

        hidden = self._model.hidden([branches.tree for branches in batch])
        rows: list[int] = []
        targets: list[int] = []
        at = 0
        for branches in batch:
            rows.extend(at + row for row, _ in branches.wanted)
            targets.extend(target for _, target in branches.wanted)
            at += len(branches.tree.tokens)
        found = self._model.log_probabilities(hidden[rows], np.array(targets, dtype=np.int64))
        at = 0
        for branches in batch:
            scores = dict(zip(branches.wanted, found[at : at + len(branches.wanted)]))
            at += len(branches.wanted)
            for before, after in branches.pairs:
                yield float(sum(scores[key] for key in after) - sum(scores[key] for key in before))


Wanted = tuple[int, int]
"""A row of the tree and the token whose probability is wanted there."""


class Branches:
    """A sentence's tokens and what its candidates put in their place, as one tree.

    Attributes:
        tree: the tree.
        wanted: the rows to score, each with its token, once each.
        pairs: for each candidate, what to sum over for the original and for itself.
    """

    def __init__(self, original: list[int], others: list[list[int]]) -> None:
        import numpy as np

        self.pairs: list[tuple[list[Wanted], list[Wanted]]] = []
        shares = [_shared(original, other) for other in others]
        length = max((max(start, before - 1) for start, before, _ in shares), default=0)
        tokens, positions = original[:length], list(range(length))
        seen: list[tuple[int, int]] = [(i + 1, i) for i in range(length)]
        for (start, before, after), other in zip(shares, others):
            first = len(tokens)
            tail = other[start : after - 1]
            tokens = tokens + tail
            positions.extend(range(start, start + len(tail)))
            seen.extend((start, first) for _ in tail)
            rows = [start - 1, *range(first, first + len(tail))]
            here = [(row, original[row + 1]) for row in range(start - 1, before - 1)]
            there = list(zip(rows, other[start:after]))
            self.pairs.append((here, there))
        self.wanted = sorted({key for pair in self.pairs for side in pair for key in side})
        self.tree = _tree(np.array(tokens, dtype=np.int64), np.array(positions, dtype=np.int64), seen)


def _trunk(tokens: list[int]) -> Tree:
    """A text without branches."""
    import numpy as np

    length = len(tokens)
    return _tree(np.array(tokens, dtype=np.int64), np.arange(length, dtype=np.int64), [(i + 1, i) for i in range(length)])


def _tree(tokens: NDArray[np.int64], positions: NDArray[np.int64], seen: list[tuple[int, int]]) -> Tree:
    """A tree in which token i sees the original's first ``seen[i][0]`` and its own branch from ``seen[i][1]`` to itself."""
    import numpy as np

    from checker.depth.transformer import Tree

    mask = np.zeros((len(tokens), len(tokens)), dtype=np.bool_)
    for i, (trunk, branch) in enumerate(seen):
        mask[i, :trunk] = True
        mask[i, branch : i + 1] = True
    return Tree(tokens, positions, mask)


def _shared(original: list[int], other: list[int]) -> tuple[int, int, int]:
    """Where two token lists part, and how far each is scored: ``REACH`` past where they meet again."""
    shorter = min(len(original), len(other))
    start = next((i for i in range(shorter) if original[i] != other[i]), shorter)
    most = shorter - start
    tail = next((i for i in range(most) if original[-1 - i] != other[-1 - i]), most)
    spare = max(0, tail - REACH)
    return start, len(original) - spare, len(other) - spare


def _batches(branches: list[Branches]) -> Iterator[list[Branches]]:
    batch: list[Branches] = []
    size = 0
    for one in branches:
        if batch and size + len(one.tree.tokens) > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += len(one.tree.tokens)
    if batch:
        yield batch
