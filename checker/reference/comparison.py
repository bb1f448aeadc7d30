"""The article beside a reference translation, and what every REF rule shares."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from checker.comparison import Comparison, ComparisonRule
from checker.document import Document
from checker.reference.words import has_words
from checker.rule import Hit

if TYPE_CHECKING:
    from checker.align import Bead

CONFIRMED = 0.97


class ReferenceComparison(Comparison):
    """The machine's English, a reference translation and the beads between them.

    Raises:
        NothingInCommon: they are two different articles.
    """

    prefix = "REF"

    def __init__(self, document: Document, reference: Document) -> None:
        from checker.align import SameLanguage

        super().__init__(document, reference, "en", SameLanguage())

    @property
    def pairs(self) -> list[Bead]:
        """The beads with text on both sides."""
        return [bead for bead in self.beads if bead.source and bead.target]

    def start_of(self, bead: Bead) -> int:
        """Where a bead begins in the article's view."""
        return self.segments[bead.target.start].start

    def bead_at(self, offset: int) -> Bead | None:
        """The bead that holds an offset of the article's view."""
        for bead in self.beads:
            if bead.target and self.start_of(bead) <= offset < self.segments[bead.target[-1]].end:
                return bead
        return None

    def confirmed(self, hit: Hit) -> Hit:
        """A hint is proved where the reference has the wording that it suggests, and the article has not."""
        bead = self.bead_at(hit.start) if hit.hint and hit.entry else None
        if bead is None or not bead.source:
            return hit
        article, reference = self.text_of(bead), self.companion_text_of(bead)
        for wording in alternatives(hit.suggestion):
            if has_words(reference, wording) and not has_words(article, wording):
                return replace(hit, hint=False, confidence=CONFIRMED, message=f"{hit.message}; the reference has “{wording}”")
        return hit

    @cached_property
    def scores(self) -> list[float | None]:
        """sacrebleu's chrF2++ of each bead; ``None`` where a side is missing."""
        from checker.reference.scores import segment_scores

        texts = [self.text_of(bead) for bead in self.beads]
        found = segment_scores(texts, [[self.companion_text_of(bead) for bead in self.beads]], raw=False, keys=("chrf",))
        return [scores["chrf"] for scores in found]

    def rows(self) -> list[dict[str, Any]]:
        """The beads for JSON, each with its chrF2++."""
        return [{**row, "chrf": None if score is None else round(score, 2)} for row, score in zip(super().rows(), self.scores)]


class ReferenceRule(ComparisonRule):
    """A rule of the comparison with a reference."""

    def hits(self, comparison: Comparison) -> Iterator[Hit]:  # type: ignore[override]
        """Yield what ``compare`` finds."""
        assert isinstance(comparison, ReferenceComparison)
        return self.compare(comparison)

    @abstractmethod
    def compare(self, comparison: ReferenceComparison) -> Iterator[Hit]:
        """Yield what the rule finds, in offsets of the article's view."""


def alternatives(suggestion: str) -> list[str]:
    """The wordings of a suggestion such as “said / insisted (that)”."""
    plain = re.sub(r"\([^)]*\)|…|“|”", " ", suggestion)
    return [" ".join(part.lower().split()) for part in re.split(r"[/,;]", plain) if any(map(str.isalpha, part))]
