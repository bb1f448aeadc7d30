"""Words and marks of a sentence, as the judges and proposers of this package see them."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[-'’](?![sS]\b)[^\W\d_]+)*|['’][sS]\b|[^\w\s]|\w+")


class Word(NamedTuple):
    """A word or mark; ``start`` and ``end`` are code points of the sentence, end exclusive."""

    text: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter."""
        return self.text[0].isalpha()


def split_words(sentence: str) -> list[Word]:
    """The words and marks of a sentence, in order.

    >>> [word.text for word in split_words("France’s 2,000 well-fed men, who don’t…")]
    ['France', '’s', '2,000', 'well-fed', 'men', ',', 'who', 'don’t', '…']
    """
    return [Word(match[0], match.start(), match.end()) for match in _TOKEN.finditer(sentence)]
