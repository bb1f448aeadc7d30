"""The judge: by how much English prefers another wording of a span.

A sentence's probability under a language model does not tell garbled English from clean; the
comparison of two wordings of one sentence does (Bryant & Briscoe, "Language Model Based
Grammatical Error Correction without Annotated Training Data", BEA 2018).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Candidate:
    """Another wording of a span of a sentence.

    ``start`` and ``end`` are code points of ``sentence`` (0-based, end exclusive); the span may be
    empty (insertion) and so may ``replacement`` (deletion). ``kind`` names the proposer.
    """

    sentence: str
    start: int
    end: int
    replacement: str
    kind: str

    @property
    def text(self) -> str:
        """The sentence as it would read."""
        return self.sentence[: self.start] + self.replacement + self.sentence[self.end :]


class Judge(ABC):
    """A model of English that compares.

    Attributes:
        name: how reports and caches call it.
    """

    name: str

    @abstractmethod
    def gains(self, candidates: Sequence[Candidate]) -> list[float]:
        """For each candidate log P(candidate) - log P(original), in nats; positive: preferred.

        The same candidate has the same gain in any batch, to about 0.01.
        """

    def completions(self, sentences: Sequence[str]) -> list[list[tuple[float, Candidate]]]:
        """For each sentence what may be missing in it: candidates, each with the log-odds of a gap there.

        No proposer can list them, since what is missing may be any word; a judge that cannot say has none.
        """
        return [[] for _ in sentences]


class JudgeError(Exception):
    """A judge cannot work here; the message is one line that says what to install or free."""
