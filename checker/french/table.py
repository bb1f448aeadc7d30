"""The French/English word table: base-10 log-odds of a word, French against English.

The data file is built by benchmarks/build_french_table.py, which documents its layout, from the
frequencies of the wordfreq package (CC BY-SA 4.0). It is read on first use, in two steps: the
words that can start a finding (`anchors`), then, only for text that holds one, all the others.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data" / "french"
SCALE, ZERO, SECTIONS = 32, 128, 3

ACCENTED = re.compile("[àâçéèêëîïôùûœ]")
"""A lower-case letter that French has and English has only in borrowed words."""
FRENCH_LETTERS = re.compile("[a-zàâçéèêëîïôùûüÿœæ]+")
UNKNOWN_ACCENTED = 2.0
"""Log-odds of a word spelt with French accents that neither list knows."""

OPENERS = frozenset(
    """notamment cependant toutefois aujourd'hui selon ainsi désormais malgré parallèlement également
    certes ensuite pourtant néanmoins puis lors lorsque depuis pendant après parmi voici voilà grâce
    afin concernant autrement""".split()
)
"""French words that may be reported alone with the capital of a sentence start."""
NEVER_NAMES = frozenset("selon cependant toutefois notamment désormais malgré pourtant néanmoins lorsque concernant".split())
"""Those of them that are no names either: they are reported with a capital inside a sentence too."""


@cache
def _sections() -> tuple[memoryview, list[tuple[int, int, int]]]:
    """Return the bytes of the table and, for each section, where its two parts begin and end."""
    data = (DATA / "words.bin").read_bytes()
    if data[:4] != b"FRW1":
        raise ValueError("words.bin is not a French word table; rebuild it")
    head = struct.unpack_from(f"<{3 * SECTIONS}I", data, 4)
    offset, places = 4 + 12 * SECTIONS, []
    for _, words, scores in zip(*[iter(head)] * 3):
        places.append((offset, offset + words, offset + words + scores))
        offset += words + scores
    return memoryview(data), places


@cache
def _words(section: int) -> list[str]:
    """Return the words of a section."""
    data, places = _sections()
    start, middle, _ = places[section]
    return zlib.decompress(data[start:middle]).decode().split("\n")


@cache
def strict() -> frozenset[str]:
    """Return the French words telling enough to be reported alone, loanwords included."""
    return frozenset(_words(0))


@cache
def anchors() -> AbstractSet[str]:
    """Return the words one of which stands in any French run: text without them is English."""
    from checker.french.loanwords import spellings

    words = {*_words(0), *_words(1)}
    words -= spellings()
    words.update(map(str.capitalize, OPENERS))
    return words


@cache
def _scores() -> dict[str, int]:
    """Return the score byte of every word of the table."""
    data, places = _sections()
    table: dict[str, int] = {}
    for section, (_, middle, end) in enumerate(places):
        table.update(zip(_words(section), zlib.decompress(data[middle:end])))
    return table


def odds(word: str) -> float:
    """Return how many powers of ten `word` is more frequent in French than in English.

    `word` is in lower case and NFC, with straight apostrophes. An unknown word counts 0, unless it
    is spelt with accents as only French spells.
    """
    score = _scores().get(word)
    if score is not None:
        return (score - ZERO) / SCALE
    if word.isascii() or len(word) < 3:
        return 0.0
    return UNKNOWN_ACCENTED if ACCENTED.search(word) and FRENCH_LETTERS.fullmatch(word) else 0.0


def is_unknown_french(word: str) -> bool:
    """Tell whether a lower-case word, in no list, is spelt with accents as only French spells."""
    return len(word) > 4 and word not in _scores() and odds(word) > 0


def is_known(word: str) -> bool:
    """Tell whether a lower-case word is in the table: a word of French or of English, or a common name."""
    return word in _scores()
