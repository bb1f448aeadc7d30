"""SUP: comments that silence the checker."""

from __future__ import annotations

from collections.abc import Iterator

from checker.document import Document
from checker.rule import Hit, Rule


class UnusedSuppression(Rule):
    """A suppression that silences nothing; the engine reports it once all findings are known."""

    code = "SUP001"
    name = "unused-suppression"
    severity = "minor"
    summary = "A suppression that suppresses nothing"
    message = "the suppression does nothing"
    suggestion = "delete the comment"
    rationale = "A comment that outlives its finding would hide the next one."
    issue_type = "non-conformance"

    def hits(self, document: Document) -> Iterator[Hit]:
        """Nothing: only the engine knows which findings a comment silenced."""
        return iter(())


RULES = (UnusedSuppression(),)
