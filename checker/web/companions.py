"""The texts that an article is compared with at the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from checker.comparison import Comparison
from checker.document import Document, InputError
from checker.french.paragraphs import language_of_article

BY_LANGUAGE = "companion"
"""A field of the request: a text that is taken for what its language makes it."""


def _reference(document: Document, text: str) -> Comparison:
    from checker.align import NothingInCommon
    from checker.reference.comparison import ReferenceComparison

    class Reference(ReferenceComparison):
        """Without scores of its segments, which no page shows and which take longer than the check."""

        def rows(self) -> list[dict[str, Any]]:
            """None."""
            return []

    if language_of_article(text) in ("fr", "other"):
        raise InputError("the reference is not in English")
    try:
        return Reference(document, Document(text, path="the reference"))
    except NothingInCommon as error:
        raise InputError(f"the reference: {error}; is it the same article?") from None


def _source(document: Document, text: str) -> Comparison:
    from checker.source.article import compare

    return compare(document, Document(text, path="the French"))


KINDS: dict[str, Callable[[Document, str], Comparison]] = {"reference": _reference, "source": _source}
"""A field of the request, and what compares the article with the text in it."""


def kind_of(text: str) -> str:
    """What a text is to an English article, by its language."""
    return "source" if language_of_article(text) == "fr" else "reference"


def comparisons(document: Document, texts: dict[str, str]) -> tuple[dict[str, Comparison], list[str]]:
    """The comparisons that can be made, by kind, and why others cannot."""
    made: dict[str, Comparison] = {}
    notes: list[str] = []
    if texts and len(document.articles) > 1:
        return {}, ["Several articles in one file are not compared: give each a file of its own."]
    if texts and language_of_article(document.text) == "fr":
        return {}, ["Not compared: the article is in French."]
    for kind, text in texts.items():
        try:
            made[kind] = KINDS[kind](document, text)
        except InputError as wrong:
            notes.append(f"Not compared: {wrong}.")
    return made, notes
