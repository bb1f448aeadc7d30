"""The texts that an article is compared with at the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from checker.comparison import Comparison
from checker.document import Document, InputError


def _reference(document: Document, text: str) -> Comparison:
    from checker.align import NothingInCommon
    from checker.reference.comparison import ReferenceComparison
    from checker.reference.inputs import prove_english

    class Reference(ReferenceComparison):
        """Without scores of its segments, which no page shows and which take longer than the check."""

        def rows(self) -> list[dict[str, Any]]:
            """None."""
            return []

    prove_english("the article", document.text)
    prove_english("the reference", text)
    try:
        return Reference(document, Document(text, path="the reference"))
    except NothingInCommon as error:
        raise InputError(f"the reference: {error}; is it the same article?") from None


def _source(document: Document, text: str) -> Comparison:
    from checker.source.article import compare

    return compare(document, Document(text, path="the French"))


KINDS: dict[str, Callable[[Document, str], Comparison]] = {"reference": _reference, "source": _source}
"""A field of the request, and what compares the article with the text in it."""


def comparisons(document: Document, texts: dict[str, str]) -> tuple[list[Comparison], list[str]]:
    """The comparisons that can be made, and why others cannot."""
    made: list[Comparison] = []
    notes: list[str] = []
    if texts and len(document.articles) > 1:
        return [], ["Several articles in one file are not compared: give each a file of its own."]
    for kind, text in texts.items():
        try:
            made.append(KINDS[kind](document, text))
        except InputError as wrong:
            notes.append(f"Not compared: {wrong}.")
    return made, notes
