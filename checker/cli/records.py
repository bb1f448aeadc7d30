"""JSON Lines whose records hold an article and its French original."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from checker.document import Document, InputError
from checker.source.article import compare

if TYPE_CHECKING:
    from checker.align import Similarity
    from checker.comparison import Comparison


def record_comparisons(document: Document, field: str, similarity: Similarity | None = None) -> list[Comparison]:
    """Compare each article of a JSON Lines file with the French of its record.

    Args:
        document: the file.
        field: the name of the field; ``a.b`` is ``b`` within ``a``.
        similarity: how the aligner compares; by words when ``None``.

    Raises:
        InputError: it is no file of records, or one lacks the field or is another article.
    """
    return [compare(article, _original(document, article, field), similarity) for article in document.articles]


def _original(document: Document, article: Document, field: str) -> Document:
    line, _ = document.line_column(article.to_source(0, 1)[0])
    place = f"{document.path}:{line}"
    try:
        value: Any = json.loads(document.line_text(line).lstrip("\ufeff"))
    except ValueError:
        raise InputError(f"{place}: not a record of JSON Lines; --source-field is for those, --source for other files") from None
    for name in field.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    if not isinstance(value, str):
        raise InputError(f"{place}: no text in a field “{field}”")
    return Document(value, path=f"{place} ({field})")
