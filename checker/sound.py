"""How an English word begins to the ear: what decides between *a* and *an*."""

from __future__ import annotations

import re

from checker.lazy import LazyPattern

CONSONANT_SOUND = LazyPattern(r"(?:one(?:s|-\w+)?$|once|u(?:biq|fo|ga|k\b|kr|ni(?!n[a-z]|m[pba])|ra|re|ri|ro|s[aeiou]|su|t[aeio]|vu)|eu|ew|oui)", re.I)
"""Words that are written with a vowel first and spoken with a consonant: *one*, *unit*, *European*."""
VOWEL_SOUND = LazyPattern(r"(?:h(?:eir|onest|onou?r|our)|8|11\b|18\b|11,|18,|xbox|x-|f-|m-|s-|n-|l-)", re.I)
"""The reverse: *hour*, *8*, *S-bend*."""
_SPOKEN = frozenset("AIDS ECOWAS NAFTA NATO OPEC UNCTAD".split())
"""Initialisms that are spoken as words."""


def takes_an(word: str) -> bool:
    """Whether *an* and not *a* stands before a word; initialisms are spelt out but for the known."""
    if len(word) > 1 and word[:2].isupper() and word not in _SPOKEN:
        return word[0] in "AEFHILMNORSX"
    if word[:1].lower() in "aeiou":
        return not CONSONANT_SOUND.match(word)
    return bool(VOWEL_SOUND.match(word))
