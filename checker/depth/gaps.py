"""Missing verbs and nouns: the detector points at a gap, the language model says what would fill it.

What is missing is any of thousands of words, so that no list of candidates can hold it; but at a
given place the model's likeliest words come close enough for the comparison to show that something
was missing there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from checker.depth.counts import CountJudge
from checker.depth.detector import HEADS, Detector
from checker.depth.detector import version as detector_version
from checker.depth.judge import Candidate
from checker.depth.ngrams import english
from checker.depth.sentence import parse
from checker.depth.words import Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KINDS = {"verb": frozenset("VB VBD VBZ VBP VBN VBG is are was were be been has have had".split()), "noun": frozenset({"NN", "NNS"})}
"""What may be missing, by the tags of the words that may fill it; auxiliaries are classes of their own."""
LEAST_ODDS = -1.0
"""The log-odds from which the detector’s word is taken for a gap."""
MOST_GAPS = 2
"""Gaps of one kind in one sentence: the likeliest."""
PLACES = re.compile(r"(?:er|or|ist|agent|friend)['’]s$")
"""Possessives that stand for a place of work or a home: the wholesaler’s, at a friend’s."""
SHORTLIST, FILLERS = 40, 6
"""Words that the language model likes best after what stands before a gap; and those of them that are tried in it."""


def version() -> str:
    """What tells these completions from those of another detector or other settings."""
    return "-".join(map(str, (detector_version(), LEAST_ODDS, MOST_GAPS, SHORTLIST, FILLERS, PLACES.pattern)))


class Gap(NamedTuple):
    """A place where a word seems to be missing: before word number ``before`` of its sentence, with what log-odds."""

    odds: float
    kind: str
    before: int


def find_gaps(detector: Detector, sentences: Sequence[str]) -> list[list[Gap]]:
    """The gaps of each sentence."""
    return [_gaps(sentence, reading.words) for sentence, reading in zip(sentences, detector.read(sentences))]


def _gaps(text: str, read: dict[int, tuple[float, ...]]) -> list[Gap]:
    found = []
    for kind in KINDS:
        head = HEADS.index(kind)
        words = parse(text).words
        odds = ((read[word.start][head], at) for at, word in enumerate(words) if word.start in read and not _is_whole(kind, words[:at]))
        likely = sorted((pair for pair in odds if pair[0] >= LEAST_ODDS), reverse=True)[:MOST_GAPS]
        found += [Gap(odd, kind, at) for odd, at in likely]
    return found


def _is_whole(kind: str, before: Sequence[Word]) -> bool:
    """Whether nothing is missing after these words: what a baker’s is, nobody needs to say."""
    return kind == "noun" and PLACES.search("".join(word.text.lower() for word in before[-2:])) is not None


class Fillers:
    """The words that may fill a gap, as tokens of a language model.

    Args:
        encode: the tokens of each of some texts.
    """

    def __init__(self, encode: Callable[[list[str]], list[list[int]]]) -> None:
        import numpy as np

        model = english()
        plain = [word for word in model.words if word.isalpha() and len(word) > 1]
        single = [(word, coded[0]) for word, coded in zip(plain, encode([" " + word for word in plain])) if len(coded) == 1]
        self._words: dict[str, list[str]] = {}
        self._tokens: dict[str, NDArray[np.int64]] = {}
        for kind, tags in KINDS.items():
            own = [(word, token) for word, token in single if tags & set(model.classes[model.words[word][1]].split("|"))]
            self._words[kind] = [word for word, _ in own]
            self._tokens[kind] = np.array([token for _, token in own], dtype=np.int64)

    def candidates(self, sentence: str, gap: Gap, state: NDArray[np.float32], output: NDArray[np.float32]) -> list[Candidate]:
        """The sentence with each of the likeliest words put in: by what stands before for the model, on both sides for the counts.

        Args:
            sentence: the sentence.
            gap: where.
            state: the model's state after the last token before the gap.
            output: the rows that turn states into scores of tokens.
        """
        scores = output[self._tokens[gap.kind]] @ state
        best = sorted(range(len(scores)), key=lambda i: (-float(scores[i]), i))[:SHORTLIST]
        found = [parse(sentence).insert(gap.before, self._words[gap.kind][i], gap.kind) for i in best]
        both = sorted(((float(scores[i]) + gain, c) for i, gain, c in zip(best, CountJudge().gains(found), found)), reverse=True)
        return [candidate for _, candidate in both[:FILLERS]]
