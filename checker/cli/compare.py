"""Options of ``checker check`` that compare the article with another text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from checker.cli.options import F
from checker.document import Document, InputError

if TYPE_CHECKING:
    from checker.comparison import Comparison


def comparison_options(command: F) -> F:
    """The options that name texts to compare with; ``Companions`` reads them."""
    return click.option("--reference", "references", multiple=True, metavar="FILE", help="Compare the article with a reference translation (rules REF); once for each article, in their order.")(command)


class Companions:
    """The texts that the articles are compared with.

    Args:
        references: a reference for each article, in order; none: no comparison.
    """

    def __init__(self, references: tuple[str, ...]) -> None:
        self._left = iter(references)
        self._any = bool(references)
        self._reference_of: dict[str, str] = {}

    def comparisons(self, document: Document) -> list[Comparison]:
        """The comparisons of an article: the next one's, or of one seen before again.

        Raises:
            InputError: it has no reference, or one that cannot be read or is another text.
        """
        if not self._any:
            return []
        path = self._reference_of.get(document.path) or next(self._left, None)
        if len(document.articles) > 1:
            raise InputError(f"{document.path}: several articles in one file; to compare them give each a file of its own")
        if path is None:
            raise InputError(f"{document.path}: no reference is left for it; give one --reference for each article")
        self._reference_of[document.path] = path
        from checker.align import NothingInCommon
        from checker.reference.comparison import ReferenceComparison
        from checker.reference.inputs import prove_english

        reference = Document.from_path(path)
        for side in (document, reference):
            prove_english(side.path, side.text)
        try:
            return [ReferenceComparison(document, reference)]
        except NothingInCommon as error:
            raise InputError(f"{document.path}, {path}: {error}; are they the same article?") from None
