"""Tokens as the phrase language sees them: words with their apostrophes and hyphens, and marks."""

from __future__ import annotations

import re
from collections.abc import Set

TOKEN = re.compile(r"\d[\d.,]*\d(?:st|nd|rd|th)?(?![^\W_])|[^\W_]+(?:[-‐‑'’‘][^\W_]+)*|\.\.\.|[^\w\s]|_")
_TYPED = str.maketrans("’‘‐‑", "''--")
_ENCLITICS = frozenset("s d ll re ve m".split())
_ELISIONS = frozenset("l d qu s n c j m t".split())


class Tokens:
    """The tokens of a text.

    Attributes:
        texts: as they stand, with straight apostrophes and plain hyphens.
        lows: the same in lower case.
        words: all of ``lows``, and what else tokens with an apostrophe may be read as:
            ``minister's`` is found as ``minister`` too, ``l'association`` as ``association``.
    """

    __slots__ = ("_heads", "_places", "_spans", "_text", "lows", "texts", "words")

    def __init__(self, text: str) -> None:
        self._text = text
        self._heads: set[int] | None = None
        self._spans: list[tuple[int, int]] | None = None
        self.texts = TOKEN.findall(text.translate(_TYPED))
        self.lows = [token.lower() for token in self.texts]
        places: dict[str, list[int]] = {}
        for number, low in enumerate(self.lows):
            places.setdefault(low, []).append(number)
        for low in [low for low in places if "'" in low]:
            for part, _, _ in parts(low):
                places[part] = sorted([*places.get(part, ()), *places[low]])
        self._places = places
        self.words = places.keys()

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Offsets of the tokens in code points of the text, end exclusive."""
        if self._spans is None:
            self._spans = [match.span() for match in TOKEN.finditer(self._text)]
        return self._spans

    @property
    def heads(self) -> set[int]:
        """The tokens that may begin a sentence: the first, and those after a mark or a line end."""
        if self._heads is None:
            broken = "\n" in self._text
            marks = [broken or not low[0].isalnum() for low in self.lows]
            self._heads = {number for number in range(len(marks)) if not number or marks[number - 1]}
        return self._heads

    def places(self, words: Set[str]) -> list[int]:
        """The numbers of the tokens that hold one of some lower-case words, in order."""
        places = self._places
        found = [word for word in words if word in places] if len(words) < len(places) else words & places.keys()
        if len(found) == 1:
            return [number for word in found for number in places[word]]
        return sorted(number for word in found for number in places[word])


def parts(low: str) -> list[tuple[str, int, int]]:
    """What else a token with an apostrophe may be read as: (word, its start, its end in the token)."""
    if "'" not in low:
        return []
    head, _, tail = low.rpartition("'")
    found = [(head, 0, len(head))] if tail in _ENCLITICS and head else []
    head, _, tail = low.partition("'")
    if head in _ELISIONS and tail:
        found.append((tail, len(head) + 1, len(low)))
    return found


def typed(word: str) -> str:
    """A word of a pattern with straight apostrophes and plain hyphens."""
    return word.translate(_TYPED)
