"""REF1xx: sentences of the reference that are missing, sentences that it lacks, sentences far from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.document import Document
from checker.document.zones import BODY, STANDFIRST
from checker.reference.comparison import ReferenceComparison, ReferenceRule
from checker.reference.words import coverage, side_by_side, telling
from checker.rule import Hit, ex

if TYPE_CHECKING:
    from checker.align import Bead

LEAST_WORDS = 4
COVERED = 0.6
NEIGHBOURS = 2
LONGEST_QUOTE = 160

_STORY = (
    "The strike began on Monday at dawn. Workers blocked the gates of the plant. The company wants to cut 312 jobs. "
    "Unions called for a rally in Paris. The mayor met both sides on Tuesday. Nobody expects a quick agreement. Orders are being lost every day."
)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1].rsplit(" ", 1)[0] + " …"


class Omission(ReferenceRule):
    code = "REF101"
    name = "reference-omission"
    severity = "major"
    summary = "A sentence of the reference that the article lacks"
    rationale = (
        "A reader of the reference learns something that a reader of the article does not. The finding stands on the last word "
        "before the gap. Sentences whose words stand in the sentences around it are taken for merged, not lost; titles, crossheads and links are left alone."
    )
    issue_type = "omission"
    confidence = 0.9
    examples = (
        ex(
            "The strike began on Monday at the plant.\n\nThe minister said that talks would go ⟦on.⟧",
            companion="The strike began on Monday at the plant.\n\nThe minister said that talks would go on. Nobody believed her promises any more.",
        ),
    )
    near_misses = (ex("The strike began at the plant, and it goes on.", companion="The strike began at the plant. It goes on."),)

    def compare(self, comparison: ReferenceComparison) -> Iterator[Hit]:
        """Yield a hit for each run of missing sentences."""
        for run, at in _runs(comparison, missing=True):
            lost = [comparison.companion_text_of(bead) for bead in run if _is_lost(comparison, bead, at)]
            if lost:
                start, end = _last_word(comparison, run[0].target.start)
                yield Hit(start, end, message=f"after this the reference goes on: “{_short(' '.join(lost))}”", suggestion="translate what is missing")


class Addition(ReferenceRule):
    code = "REF102"
    name = "reference-addition"
    severity = "minor"
    summary = "A sentence that the reference does not have"
    rationale = (
        "What the reference leaves out was either added by the machine or cut by the editor of the reference; both are worth a look. "
        "Titles, crossheads and links are left alone: they are each editor’s own."
    )
    issue_type = "addition"
    confidence = 0.85
    examples = (
        ex(
            "The strike began on Monday at the plant. ⟦Penguins often travel many kilometres.⟧ The minister said talks would go on.",
            companion="The strike began on Monday at the plant. The minister said talks would go on.",
        ),
    )
    near_misses = (ex("The strike began at the plant. It goes on.", companion="The strike began at the plant, and it goes on."),)

    def compare(self, comparison: ReferenceComparison) -> Iterator[Hit]:
        """Yield a hit for each added sentence."""
        for run, at in _runs(comparison, missing=False):
            for bead in run:
                start = comparison.start_of(bead)
                text = comparison.text_of(bead)
                if _is_prose(comparison.document, start) and _stands_alone(comparison, text, at, source=False):
                    yield Hit(start, start + len(text), message="the reference has no such sentence", suggestion="compare with the original; delete it if the machine added it")


class Divergence(ReferenceRule):
    code = "REF103"
    name = "reference-divergence"
    severity = "minor"
    summary = "A sentence much farther from the reference than the article’s others"
    rationale = (
        "Its chrF2++ (sacrebleu) lies more than one and a half standard deviations below the article’s mean: either the machine "
        "misread it, or the reference was written anew. Both sentences are shown with what they do not share in brackets."
    )
    issue_type = "mistranslation"
    confidence = 0.8
    examples = (
        ex(
            f"{_STORY} ⟦At the exit of the reunion, the patron has renounced to all declaration.⟧ Talks resume on Friday.",
            companion=f"{_STORY} Leaving the meeting, the chief executive refused to say anything. Talks resume on Friday.",
        ),
    )
    near_misses = (
        ex(f"{_STORY} The talks will resume on Friday.", companion=f"{_STORY} Talks resume on Friday."),
    )
    least_beads = 8
    deviations = 1.5
    highest = 40.0

    def compare(self, comparison: ReferenceComparison) -> Iterator[Hit]:
        """Yield a hit for each outlier."""
        import statistics

        pairs = [(bead, score) for bead, score in zip(comparison.beads, comparison.scores) if score is not None]
        if len(pairs) < self.least_beads:
            return
        values = [score for _, score in pairs]
        limit = min(self.highest, statistics.mean(values) - self.deviations * statistics.stdev(values))
        for bead, score in pairs:
            hypothesis, reference = comparison.text_of(bead), comparison.companion_text_of(bead)
            if score < limit and min(len(hypothesis.split()), len(reference.split())) >= LEAST_WORDS:
                start = comparison.start_of(bead)
                if not _is_prose(comparison.document, start):
                    continue
                message = f"chrF2++ {score:.0f}, the article’s mean is {statistics.mean(values):.0f}: {side_by_side(hypothesis, reference)}"
                yield Hit(start, start + len(hypothesis), message=message, suggestion=_short(reference))


def _runs(comparison: ReferenceComparison, *, missing: bool) -> Iterator[tuple[list[Bead], int]]:
    """Runs of neighbouring beads without target (or without source), each with its place in the list."""
    run: list[Bead] = []
    for at, bead in enumerate([*comparison.beads, None]):
        if bead is not None and not (bead.target if missing else bead.source):
            run.append(bead)
        elif run:
            yield run, at - len(run)
            run = []


def _is_lost(comparison: ReferenceComparison, bead: Bead, at: int) -> bool:
    text = comparison.companion_text_of(bead)
    if not _is_prose(comparison.companion, comparison.companion_segments[bead.source.start].start):
        return False
    return _stands_alone(comparison, text, at, source=True)


def _stands_alone(comparison: ReferenceComparison, text: str, at: int, *, source: bool) -> bool:
    """Whether a sentence without counterpart is not merged into its neighbours on the other side.

    It is when they have most of its words, or a number or name of it that their own counterparts lack.
    """
    if len(text.split()) < LEAST_WORDS or coverage(text, _around(comparison, at, source=not source)) >= COVERED:
        return False
    near = [bead for bead in _near(comparison, at) if bead.source and bead.target]
    sides = [(comparison.text_of(bead), comparison.companion_text_of(bead)) for bead in near]
    return not any(telling(text) & (telling(ours) - telling(theirs)) for ours, theirs in (sides if source else [pair[::-1] for pair in sides]))


def _is_prose(document: Document, offset: int) -> bool:
    """Whether a sentence is of the text itself: titles, crossheads and links are each editor’s own."""
    paragraph = document.paragraph_at(offset)
    return paragraph is None or paragraph.zone in (BODY, STANDFIRST)


def _near(comparison: ReferenceComparison, at: int) -> list[Bead]:
    return comparison.beads[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 2]


def _around(comparison: ReferenceComparison, at: int, *, source: bool) -> str:
    """One side of the beads near a place."""
    return " ".join(comparison.companion_text_of(bead) if source else comparison.text_of(bead) for bead in _near(comparison, at))


def _last_word(comparison: ReferenceComparison, place: int) -> tuple[int, int]:
    """The word of the article after which something is missing; the first one where its beginning is."""
    if place == 0:
        segment = comparison.segments[0]
        return segment.start, segment.start + len(segment.text.split()[0])
    segment = comparison.segments[place - 1]
    return segment.end - len(segment.text.split()[-1]), segment.end


RULES = (Omission(), Addition(), Divergence())
