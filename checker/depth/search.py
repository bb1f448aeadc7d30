"""The search: proposals of all depth rules, filtered by counts, compared by the judge, all in one go."""

from __future__ import annotations

import time
from abc import abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from math import inf
from typing import NamedTuple

from checker.depth.judge import Candidate, Judge
from checker.document import Document
from checker.rule import Hit, Rule

CHUNK = 50
"""Candidates that are compared before the clock is looked at and progress is told."""
Progress = Callable[[int, int], None]
"""Is told how many candidates of how many are compared."""
NEAR, LEAST = 6.5, 2.0
"""Nats below the threshold within which a candidate tells something about its sentence; and its least score."""
MOST = 3
"""Candidates of one kind that one sentence may show to the judge: those that counts like best."""


class Proposal(NamedTuple):
    """A candidate, and the offset of its sentence in the document's view."""

    offset: int
    candidate: Candidate


class Verdict(NamedTuple):
    """A proposal that the judge prefers.

    ``surplus`` is what its score has over the threshold, in nats, from ``-NEAR`` up. ``confidence``
    is the share of such findings that an editor is expected to accept.
    """

    proposal: Proposal
    surplus: float
    confidence: float


class DepthRule(Rule):
    """A rule whose findings are candidates that a judge prefers."""

    kinds: tuple[str, ...]
    """The kinds of the candidates that it proposes; ``thresholds.tsv`` has a line for each."""

    @abstractmethod
    def proposals(self, document: Document) -> Iterator[Proposal]:
        """Yield what the judge shall compare."""

    @abstractmethod
    def verdicts(self, document: Document, found: Sequence[Verdict]) -> Iterator[Hit]:
        """Turn what the judge prefers, of all kinds and in the order of the text, into the rule's hits."""

    def hits(self, document: Document) -> Iterator[Hit]:
        """Yield what the count-based judge finds; the engine asks its own judge."""
        from checker.depth.counts import CountJudge

        return (hit for _, hit in DepthSearch([self], CountJudge()).hits(document))


class DepthSearch:
    """All depth rules of a run, searched together.

    Args:
        rules: the rules.
        judge: who compares what the counts let through.
        budget: seconds for the whole run; infinite: as long as it takes.
        progress: told of each article how far it is.

    Attributes:
        unjudged: candidates that the budget left uncompared.
    """

    def __init__(self, rules: Sequence[DepthRule], judge: Judge, budget: float = inf, progress: Progress | None = None) -> None:
        from checker.depth.counts import CountJudge
        from checker.depth.verdict import thresholds

        self._rules = rules
        self._limits = thresholds()
        self._judge = judge
        self._counts = judge if isinstance(judge, CountJudge) else CountJudge()
        self._left = budget
        self._progress = progress
        self.unjudged = 0

    def hits(self, document: Document) -> Iterator[tuple[Rule, Hit]]:
        """Yield each rule with what it finds."""
        proposals = list(dict.fromkeys(p for rule in self._rules for p in rule.proposals(document)))
        likely = self._likely(proposals) + self._missing(document)
        found = settle(list(self._accepted(likely)))
        for rule in self._rules:
            yield from ((rule, hit) for hit in rule.verdicts(document, found))

    def _likely(self, proposals: list[Proposal]) -> list[tuple[float, Proposal]]:
        """What the counts let through, of each sentence and kind the likeliest, with what the counts add to its score."""
        from checker.depth.verdict import COUNTS_WEIGHT

        weight = 0 if self._judge is self._counts else COUNTS_WEIGHT
        least = {kind: limit.counts for (kind, judge), limit in self._limits.items() if judge == self._judge.name}
        wanted = [p for p in proposals if p.candidate.kind in least]
        groups: dict[tuple[int, str], list[tuple[float, int]]] = defaultdict(list)
        for number, gain in enumerate(self._counts.gains_above((p.candidate, least[p.candidate.kind]) for p in wanted)):
            if gain > -inf:
                groups[wanted[number].offset, wanted[number].candidate.kind].append((-gain, number))
        return [(-loss * weight, wanted[number]) for _, group in sorted(groups.items()) for loss, number in sorted(group)[:MOST]]

    def _missing(self, document: Document) -> list[tuple[float, Proposal]]:
        """What the judge itself would put into gaps, with what the log-odds of the gap add to its score."""
        from checker.depth.proposers import PROPOSERS
        from checker.depth.sentence import sentences
        from checker.depth.verdict import ODDS_WEIGHT

        kinds = {kind for rule in self._rules for kind in rule.kinds} - PROPOSERS.keys()
        least = {kind: limit.counts for (kind, judge), limit in self._limits.items() if judge == self._judge.name and kind in kinds}
        if not least or self._left <= 0:
            return []
        begun = time.monotonic()
        places = list(sentences(document))
        found = self._judge.completions([sentence.text for _, sentence in places])
        self._left -= time.monotonic() - begun
        likely = ((odds, Proposal(offset, c)) for (offset, _), own in zip(places, found) for odds, c in own)
        return [(odds * ODDS_WEIGHT, proposal) for odds, proposal in likely if odds >= least.get(proposal.candidate.kind, inf)]

    def _accepted(self, likely: list[tuple[float, Proposal]]) -> Iterator[Verdict]:
        for at in range(0, len(likely), CHUNK):
            chunk = likely[at : at + CHUNK]
            if self._left <= 0:
                self.unjudged += len(chunk)
                continue
            begun = time.monotonic()
            gains = self._judge.gains([proposal.candidate for _, proposal in chunk])
            self._left -= time.monotonic() - begun
            if self._progress:
                self._progress(at + len(chunk), len(likely))
            for (added, proposal), gain in zip(chunk, gains):
                limit = self._limits[proposal.candidate.kind, self._judge.name]
                score = gain + added
                if score >= max(limit.score - NEAR, LEAST):
                    yield Verdict(proposal, score - limit.score, limit.confidence(score))


def settle(verdicts: list[Verdict]) -> list[Verdict]:
    """Of verdicts that touch the same words the one with most to spare, in the order of the text."""
    kept: list[Verdict] = []
    for verdict in sorted(verdicts, key=lambda v: (-v.surplus, v.proposal)):
        start, end = span(verdict.proposal)
        if not any(start <= b and a <= end for a, b in (span(other.proposal) for other in kept)):
            kept.append(verdict)
    return sorted(kept, key=lambda v: span(v.proposal))


def span(proposal: Proposal) -> tuple[int, int]:
    """The span of a proposal in the document's view."""
    return proposal.offset + proposal.candidate.start, proposal.offset + proposal.candidate.end
