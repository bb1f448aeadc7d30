"""Numbers of an English sentence as values, for comparison with another English sentence."""

from __future__ import annotations

import re
from typing import NamedTuple

from checker.lazy import LazyPattern

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth"
).split()
_VALUES = {word: value for value, word in enumerate(_SMALL)} | {word: 10 * value for value, word in enumerate(_TENS, 2)}
_VALUES |= {word: value for value, word in enumerate(_ORDINALS, 1)}
_SCALES = {"hundred": 10**2, "thousand": 10**3, "k": 10**3, "million": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12}
_PATTERN = LazyPattern(
    rf"""
      (?P<clock>\b(?:\d{{1,2}}h(?:[0-5]\d)?\b|\d{{1,2}}(?:[:.][0-5]\d)?\s?[ap]\.?m\b\.?|\d{{1,2}}:[0-5]\d\b))
    | (?P<digits>\d+(?:[,\u00a0\u202f\x20]\d{{3}})*(?!\d)(?:[.,]\d{{1,2}}(?!\d))?)(?:(?:st|nd|rd|th)\b)?
        (?:[\s\u00a0\u202f-]?(?P<scale>hundred|thousand|million|billion|trillion|bn|m|k)s?(?![a-z]))?
    | \b(?P<word>(?:{"|".join(_TENS)})-(?:{"|".join(_SMALL[1:10])}|{"|".join(_ORDINALS[:9])})|{"|".join(sorted(_VALUES, key=len, reverse=True))})
      (?:[\s-](?P<wordscale>hundred|thousand|million|billion|trillion)s?)?\b
    """,
    re.X | re.I,
)
LEAST_TELLING = 2


class Number(NamedTuple):
    """A number: its value (a time as ``h:mm`` of a twelve-hour clock), as written, and where."""

    value: str
    text: str
    start: int
    end: int
    digits: bool

    @property
    def is_time(self) -> bool:
        """Whether it is a time of day."""
        return ":" in self.value


def numbers(text: str) -> list[Number]:
    """The numbers of a text in order."""
    found = []
    for match in _PATTERN.finditer(text):
        if match["clock"]:
            value = _clock(match["clock"])
        elif match["digits"]:
            value = _value(_of_digits(match["digits"]), match["scale"])
        else:
            value = _value(_of_words(match["word"].lower()), match["wordscale"])
        found.append(Number(value, match[0], match.start(), match.end(), bool(match["clock"] or match["digits"])))
    return found


def _value(number: float, scale: str | None) -> str:
    return f"{number * (_SCALES[scale.lower()] if scale else 1):.12g}"


def _of_digits(text: str) -> float:
    """A figure, whatever parts its thousands; a comma before one or two digits is a French decimal comma."""
    text = re.sub(r"[,\u00a0\u202f ](?=\d{3}(?!\d))", "", text)
    return float(text.replace(",", "."))


def _of_words(word: str) -> float:
    return float(sum(_VALUES[part] for part in word.split("-")))


def _clock(text: str) -> str:
    hour, minute = int(re.match(r"\d+", text)[0]), re.search(r"[h:.]([0-5]\d)", text)  # type: ignore[index]
    return f"{hour % 12}:{minute[1] if minute else '00'}"
