"""Which doubled words English has: names (Duran Duran), words said twice (had had), numbers side by side."""

from __future__ import annotations

from functools import cache

from checker.data import data_lines
from checker.document import Paragraph

LONG = 6
"""Letters from which an unknown word with a capital is no doubled name: those are short (Bora Bora, Zsa Zsa)."""
LEAST_TOGETHER = 6
"""Words of a paragraph from which a number at the end of a sentence is prose and no table."""
_STOPS = ".!?"
_PLACES = ("country", "month", "day", "french-city", "nat")


@cache
def legitimate() -> frozenset[str]:
    """Words that English may double."""
    return frozenset(line.partition("\t")[0] for line in data_lines("legitimate_repeats.txt"))


@cache
def _inside() -> frozenset[str]:
    """Those of them that it doubles only where another word follows."""
    return frozenset(line.partition("\t")[0] for line in data_lines("legitimate_repeats.txt") if "\t" in line)


@cache
def _names() -> frozenset[str]:
    return frozenset(data_lines("doubled_names.txt"))


@cache
def _ordinary() -> frozenset[str]:
    """Words that are no name of their own, or whose name nobody doubles."""
    places = (name for kind in _PLACES for name in data_lines(f"classes/{kind}.txt"))
    return frozenset(data_lines("common_words.txt")).union(name.lower() for name in places)


def may_stand_twice(paragraph: Paragraph, word: str, start: int, end: int) -> bool:
    """Whether the run of one word at ``start`` to ``end`` of a paragraph is English.

    Args:
        paragraph: where it stands.
        word: what is repeated, marks around it included.
        start, end: code points of the paragraph's text.
    """
    bare = word.strip("()[]“”\"'’‘")
    low = bare.lower()
    last = paragraph.text[end : end + 1] in _STOPS
    if low in legitimate():
        return not (last and low in _inside()) or paragraph.text[start:end].istitle()
    if bare.isdigit():
        return not (last and len(paragraph.words) >= LEAST_TOGETHER and paragraph.text[start - 2 : start - 1].islower())
    if len(bare) < 2:
        return True
    if bare.isupper():
        return not last or len(bare) < 3
    return bare[0].isupper() and paragraph.text[start:end].count(bare) > 1 and _may_be_name(paragraph, bare)


def _may_be_name(paragraph: Paragraph, word: str) -> bool:
    if word in _names():
        return True
    if len(word) >= LONG or word.lower() in _ordinary():
        return False
    # A short unknown name: one that the article also writes once alone is no doubled name.
    words = [own for other in paragraph.document.paragraphs for own in other.words]
    low = word.lower()
    neighbours = zip(["", *words], words, [*words[1:], ""])
    return not any(own == low and low not in (before, after) for before, own, after in neighbours)
