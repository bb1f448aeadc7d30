"""What may be written in the place of a finding: its fix, and each wording that its rule suggests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checker.document import Document
from checker.finding import Finding, Fix
from checker.lazy import LazyPattern
from checker.phrases.entries import Entry
from checker.phrases.rewrite import fitted, is_advice

_MOST = 6
_REMARK = LazyPattern(r"\s*\([^()]*\)")
_NUMBER = LazyPattern(r"\d+")
"""A wording with another number than the words found is an example."""
_DELETE = "(delete)"
_LEADING = LazyPattern(r"[,;]?\s*")
_TRAILING = LazyPattern(r"[,;]?\Z")
_SENTENCE_END = LazyPattern(r"(?:\A|[.!?…:][”’\"')\]]*\s|\n)\s*[“‘\"'(\[]*\Z")


def wordings(finding: Finding, document: Document, entry: Entry | None) -> list[Fix]:
    """The replacements to choose from, the fix of the finding first, in coordinates of the file.

    Args:
        finding: what was found in the document.
        entry: the line of the phrase list that found it, where one did. Its wordings take the form
            of the words found where that can be done with certainty; else they stand as the list
            has them, and the editor bends them.
    """
    offered: list[Fix] = [finding.fix] if finding.fix else []
    if entry and document.encoding is not None:
        start, end = document.to_view(finding.start, finding.end)
        if start < end and document.is_whole(start, end):
            offered.extend(_from_entry(entry, document, start, end))
    distinct = {(fix.start, fix.end, fix.replacement): fix for fix in reversed(offered)}
    return list(reversed(distinct.values()))[:_MOST]


def _from_entry(entry: Entry, document: Document, start: int, end: int) -> Iterator[Fix]:
    for part in map(str.strip, entry.rewrite.split(" / ")):
        if part == _DELETE:
            first, last, words = _deletion(document.text, start, end)
        else:
            wording = _REMARK.sub("", part).strip()
            if not wording or is_advice(wording) or not set(_NUMBER.findall(wording)) <= set(_NUMBER.findall(document.text[start:end])):
                continue
            first, last, words = _placed(replace(entry, rewrite=wording), document, start, end)
        if document.is_whole(first, last):
            source, stop = document.to_source(first, last)
            yield Fix(source, stop, document.escape(words, source), safe=False)


def _placed(entry: Entry, document: Document, start: int, end: int) -> tuple[int, int, str]:
    """An entry’s one rewrite in the place of the words found, bent to fit where that is certain."""
    paragraph = document.paragraph_at(start)
    fit = fitted(entry, paragraph.text, start - paragraph.start, end - paragraph.start) if paragraph else None
    if fit and paragraph:
        return paragraph.start + fit[0], end, fit[1]
    quoted = document.text[start:end]
    words = f"{_LEADING.match(quoted)[0]}{entry.rewrite}{_TRAILING.search(quoted)[0]}"
    if document.text[start].isupper() and _SENTENCE_END.search(document.text, max(0, start - 20), start):
        words = words[:1].upper() + words[1:]
    return start, end, words


def _deletion(text: str, start: int, end: int) -> tuple[int, int, str]:
    """The span to delete with the words: their comma and one space; the next letter takes their capital."""
    begins = bool(_SENTENCE_END.search(text, max(0, start - 20), start))
    if text[end : end + 1] == "," and (begins or text[:start].rstrip()[-1:] == ","):
        end += 1
        if not begins and text[end : end + 1] == " ":
            start -= len(text[:start]) - len(text[:start].rstrip(" ,"))
            return start, end, ""
    if begins:
        end += len(re.match(r" *", text[end:])[0])  # type: ignore[index]
        return (start, end + 1, text[end].upper()) if text[end : end + 1].islower() else (start, end, "")
    if start and text[start - 1] == " ":
        start -= 1
    return start, end, ""
