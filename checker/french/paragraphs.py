"""Tell the language of whole paragraphs: English, French, other.

Common words decide for English, at no cost to speak of; failing them, the word table. Only what the
table takes for French is put to langdetect, which knows English and French alone here and is
seeded, so that the answer is the same every time.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from langdetect import DetectorFactory  # type: ignore[import-untyped]

Language = Literal["en", "fr", "other"]

MIN_LETTERS = 40
"""Letters below which a paragraph is too short to tell."""
MIN_WORDS = 8
"""Words below which a paragraph is too short to tell."""
TELLING = 4000
"""Characters of an article that tell its language."""
CLEAR = 0.12
"""Share of common English words that settles the matter."""
HINT = 0.06
"""Share of common French words below which a paragraph needs more telling words to be French."""
ENGLISH_ODDS, FRENCH_ODDS = -0.75, 1.2
"""Mean log-odds of the words (checker/french/table.py) that English stays below and French above.

Measured on paragraphs of eight words or more: English -2.7 to -0.8, French 1.5 to 3.4, other
languages -0.8 to 1.7, of them 99 % between -0.75 and 1.1.
"""

WORD = re.compile(r"[^\W\d_]+")
ENGLISH = frozenset(
    """the of and to that for with this from by are were been has have had not but they their which
    who would could should will about after before when where while what there these those his her
    its our your you she he him them than then into over under between because through during such
    other some any more most only also first said says year years people being did does how why is
    was it be as or if""".split()
)
"""Common English words; those that Dutch, German or the Romance languages share do little harm."""
FRENCH = frozenset(
    """le les du et une est dans pour qui avec pas aux cette ces ses leur leurs il ils elle elles nous
    vous où sont été être avait avaient dont sans sous après avant selon comme aussi très même tout
    tous toute chez vers lors ont fait peut deux d l qu n c j""".split()
)
"""Common French words, elided ones without their apostrophe, that Spanish and Romanian lack."""


@lru_cache(maxsize=1024)  # in an editor’s session most paragraphs come back after each edit
def language_of(text: str) -> Language | None:
    """Return the language of a paragraph of NFC text, None if it is too short or all names.

    At least MIN_LETTERS letters and MIN_WORDS words are needed; only words in lower case count,
    unless the whole paragraph is in capitals.
    """
    text = text.lower() if text.isupper() else text
    words = WORD.findall(text)
    if len(words) < MIN_WORDS or sum(map(len, words)) < MIN_LETTERS:
        return None
    plain = [words[0].lower(), *(word for word in words[1:] if not word[0].isupper())]
    if len(plain) < MIN_WORDS // 2:
        return None
    english = sum(word in ENGLISH for word in plain) / len(plain)
    french = sum(word in FRENCH for word in plain) / len(plain)
    if english >= CLEAR and english > french:
        return "en"
    return _settle(text, plain, french)


def language_of_article(text: str) -> Language | None:
    """Return the language of a whole text, by its beginning."""
    return language_of(" ".join(text[:TELLING].split()))


def _settle(text: str, plain: list[str], french: float) -> Language:
    """Return the language of a paragraph that common English words do not settle."""
    from checker.french import table

    odds = sum(table.odds(word) for word in plain) / len(plain)
    if odds <= ENGLISH_ODDS:
        return "en"
    if odds < FRENCH_ODDS or (french < HINT and odds < FRENCH_ODDS + 0.5):
        return "other"
    return "fr" if _detect(text) == "fr" else "other"


def _detect(text: str) -> str:
    """Return what langdetect says, en or fr, or an empty string if it cannot tell."""
    from langdetect import LangDetectException

    detector = _factory().create()
    detector.append(text)
    try:
        return str(detector.detect())
    except LangDetectException:
        return ""


@cache
def _factory() -> DetectorFactory:
    """Return a langdetect factory that knows English and French alone, with a fixed seed."""
    from langdetect import PROFILES_DIRECTORY, DetectorFactory

    profiles = Path(PROFILES_DIRECTORY)
    factory = DetectorFactory()
    factory.set_seed(0)
    factory.load_json_profile([(profiles / name).read_text("utf-8") for name in ("en", "fr")])
    return factory
