"""Numbers, dates, times and measures of a text, read by the conventions of its language.

The words, units and calendar stand in ``checker/data/source``; ``numerals`` reads words, ``times``
the clock and the calendar, ``units`` what is counted.
"""

from __future__ import annotations

import re
from functools import cache

from checker.lazy import LazyPattern
from checker.source.numerals import Cursor, is_number_word, read_scales, read_words
from checker.source.quantity import SPACE, Language, Quantity, Reading
from checker.source.times import CLOCK, calendar_point, is_dated, read_clock
from checker.source.units import share_units, unit_span, with_unit

_NUMBER = rf"(?<![\w.,])\d{{1,3}}(?:{SPACE}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*"
_TOKEN = {
    language: LazyPattern(rf"(?P<clock>(?<![\d.,:])(?:{clock}))|(?P<number>{_NUMBER})|(?P<word>[^\W\d_]+(?:/h|²)?)|(?P<sign>[%€$£¥°])", re.I)
    for language, clock in CLOCK.items()
}
_ROMAN = LazyPattern(r"\b(?P<n>[XVI]+)(?:e|è|ème|ᵉ)s?\b")
_SCHOOL = LazyPattern(r"(?:\b(?:élèves?|classes?|collégien(?:ne)?s?|niveau|cours)\s(?:de\s)?|\ben\s|\bla\s)$", re.I)
"""Before a year of the French school, which counts down: « en 4e » is in eighth grade."""
_ORDINAL_END = {"en": ("st", "nd", "rd", "th"), "fr": ("er", "ère", "re", "e", "è", "ème", "eme", "nd", "nde", "ième")}


def digits(text: str) -> frozenset[Reading]:
    """What a run of digits and marks may mean, by the English convention or the French: typography
    is for other rules, and 1.234 in either language may be meant as in the other."""
    plain = re.sub(SPACE, "", text)
    found: set[Reading] = set()
    for thousands, decimal in ((",", "."), (".", ",")):
        if _fits(plain, thousands, decimal):
            found.add(float(plain.replace(thousands, "").replace(decimal, ".")))
    return frozenset(found)


def _fits(text: str, thousands: str, decimal: str) -> bool:
    """Whether the marks may be read so: thousands in threes, one decimal mark, last."""
    whole, _, fraction = text.partition(decimal)
    if thousands in fraction or decimal in fraction:
        return False
    groups = whole.split(thousands)
    return len(groups) == 1 or (len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:]))


class _Scanner:
    """Reads the quantities of one text."""

    def __init__(self, text: str, language: Language) -> None:
        self.text = text
        self.language = language
        self.cursor = Cursor(text, language, list(_TOKEN[language].finditer(text)))
        self.found: list[Quantity] = []

    def run(self) -> list[Quantity]:
        """All quantities, in order."""
        read = {"number": self._figure, "word": self._word, "sign": self._sign}
        while (token := self.cursor.token) is not None:
            read.get(token.lastgroup or "", self._clock)(token)
        if self.language == "fr":
            for match in _ROMAN.finditer(self.text):
                self.found.append(Quantity(match.start(), match.end(), frozenset({float(_roman(match["n"]))}), False))
        self.found.sort(key=lambda quantity: quantity.start)
        return share_units([with_unit(quantity, self.text, self.language) for quantity in self.found], self.text)

    def _sign(self, token: re.Match[str]) -> None:
        self.cursor.at += 1

    def _clock(self, token: re.Match[str]) -> None:
        self.cursor.at += 1
        quantity = read_clock(token, self.language)
        if quantity:
            self.found.append(quantity)
        else:
            self._plain(token)

    def _plain(self, token: re.Match[str]) -> None:
        for match in re.finditer(r"\d+", token[0]):
            at = token.start()
            self.found.append(Quantity(at + match.start(), at + match.end(), frozenset({float(match[0])}), True))

    def _figure(self, token: re.Match[str]) -> None:
        self.cursor.at += 1
        written = token[0].rstrip(".,")
        readings = digits(written)
        if not readings:
            return self._plain(token)
        end = token.start() + len(written)
        tail = re.match(r"[^\W\d_]+", self.text[end:])
        ending = tail[0].lower() if tail else ""
        if ending in (*_ORDINAL_END[self.language], "s"):
            self.cursor.at += 1
        if ending == "s":
            readings |= {value + 1900 for value in readings if isinstance(value, float) and 10 <= value < 100}
        if ending == "e" and self.language == "fr" and _SCHOOL.search(self.text[: token.start()][-20:]):
            readings |= {12 - value for value in readings if isinstance(value, float) and 3 <= value <= 6}
        scale, end = read_scales(self.cursor, end)
        readings = frozenset(value * scale if isinstance(value, float) else value for value in readings)
        self.found.append(Quantity(token.start(), end, readings, True))

    def _word(self, token: re.Match[str]) -> None:
        word = token[0].lower()
        point = calendar_point(token, self.text, self.language)
        if point is not None:
            self.cursor.at += 1
            if is_dated(token, self.text):
                self.found.append(Quantity(token.start(), token.end(), frozenset({point}), point[0] != "clock"))
        elif word in ("a", "an") and self.language == "en" and unit_span(self.text, token.end(), "en"):
            self.cursor.at += 1
            self.found.append(Quantity(token.start(), token.end(), frozenset({1.0}), False, article=True))
        elif is_number_word(self.cursor, word):
            quantity = read_words(self.cursor)
            if quantity:
                self.found.append(quantity)
        else:
            self.cursor.at += 1


def _roman(text: str) -> int:
    from checker.rules.numbers import roman

    return roman(text)


@cache
def quantities(text: str, language: Language) -> tuple[Quantity, ...]:
    """The quantities of a text, in order; offsets are its code points."""
    return tuple(_Scanner(text, language).run())
