"""The way into the comparison: two documents that are what they are said to be."""

from __future__ import annotations

from collections import Counter

from checker.align import NothingInCommon, Similarity
from checker.document import Document, InputError
from checker.french.paragraphs import language_of
from checker.source.comparison import SourceComparison
from checker.source.missing import is_french
from checker.source.segments import SegmentComparison, sources

TRANSLATED = 0.2
"""Share of a text in English from which it is a translation with French left in it, not the original."""
TELLING = 200
"""Code points below which a text full of names may look like a third language."""
FEW = 2
"""Sentences up to which a text left in French is a record of a corpus, not the wrong file."""


def compare(document: Document, source: Document, similarity: Similarity | None = None) -> SourceComparison:
    """Align an English article with its French original.

    Args:
        document: the English.
        source: the French.
        similarity: how the aligner compares; by words when ``None``.

    Raises:
        InputError: the files are exchanged, one is in the wrong language or empty, or they are two
            different articles; the message names them.
    """
    _prove_languages(document, source)
    try:
        return SourceComparison(document, source, similarity)
    except NothingInCommon:
        raise InputError(f"{document.path} and {source.path} have next to nothing in common: two different articles?") from None


def compare_segments(document: Document, similarity: Similarity | None = None) -> SegmentComparison:
    """Compare the segments of a bilingual file (XLIFF, TMX, PO) with their own sources; ``similarity`` as above.

    Raises:
        InputError: the file has no segments, or its sources are not in French.
    """
    units = [unit for unit in document.segments if unit.source.strip()]
    if not units:
        raise InputError(f"{document.path}: no sources in it; “--source self” is for XLIFF, TMX and PO, else give the French file")
    french = sources(units, document.path)
    if _language(french) in ("en", "other"):
        raise InputError(f"{document.path}: the sources of its segments are not in French")
    if _language(document) == "fr":
        raise InputError(f"{document.path}: the targets of its segments are in French")
    return SegmentComparison(document, similarity)


def _prove_languages(document: Document, source: Document) -> None:
    for text, what in ((document, "English"), (source, "French")):
        if not text.text.strip():
            raise InputError(f"{text.path}: empty; the comparison needs the {what} article")
    languages = _language(document), _language(source)
    if languages[0] == "fr" and _is_partly_translated(document, source):
        return
    if languages == ("fr", "en"):
        raise InputError(f"{document.path} is in French and {source.path} in English: exchange them")
    if languages[0] == "fr":
        raise InputError(f"{document.path}: in French; give the English translation to check, and the French with --source")
    if languages[1] == "en":
        raise InputError(f"{source.path}: in English; --source takes the French original")
    if languages[1] == "other":
        raise InputError(f"{source.path}: neither French nor English; --source takes the French original")


def _is_partly_translated(document: Document, source: Document) -> bool:
    """Whether the English is only left in French here and there: some of it is not, or there is but a sentence of it, that of the original."""
    english = sum(len(paragraph.text) for paragraph in document.paragraphs if language_of(paragraph.text) == "en")
    if english >= TRANSLATED * len(document.text):
        return True
    return len(document.paragraphs) == 1 and len(document.paragraphs[0].sentences) <= FEW and is_french(document.text, source.text)


def _language(document: Document) -> str | None:
    """The language of most of an article, ``None`` where it is too short to tell."""
    found: Counter[str] = Counter()
    for paragraph in document.paragraphs:
        language = language_of(paragraph.text)
        if language:
            found[language] += len(paragraph.text)
    most = found.most_common(1)[0][0] if found else None
    return None if most == "other" and len(document.text) < TELLING else most
