"""Numbers, dates, times and measures of a text, read by the conventions of its language.

The words, units and calendar stand in ``checker/data/source``. Number words are read by a small
grammar of our own: the text2num package reads cardinals exactly, but neither « une dizaine » nor
“dozen”, “half” or “first”, and gives no places in the text without a tokenizer around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from checker.data import data_lines
from checker.lazy import LazyPattern

Language = Literal["en", "fr"]
Reading = float | tuple[str, int]
"""A number, or a point of the calendar or of the day: ``("month", 5)``, ``("clock", 1050)`` in minutes."""

_SPACE = "[ \u00a0\u202f\u2009]"
_NUMBER = rf"(?<![\w.,])\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*"
_CLOCK = {
    "en": rf"(?P<h>\d{{1,2}})(?:[:.](?P<m>\d{{2}}))?{_SPACE}?(?P<half>[ap])\.?{_SPACE}?m\b\.?|(?P<h2>\d{{1,2}}):(?P<m2>\d{{2}})\b|(?P<h3>\d{{1,2}}) ?o[’']clock|(?P<h4>\d{{1,2}})h(?P<m4>\d{{2}})?(?!\w)",
    "fr": rf"(?P<h>\d{{1,2}}){_SPACE}?(?:[hH]\b|[hH](?=\d)|heures?\b){_SPACE}?(?:(?P<m>\d{{2}})(?![\d  ]*\d| ?(?:ans|morts)))?(?P<half>(?<=e|s) du (?:matin|soir))?|(?P<h2>\d{{1,2}}):(?P<m2>\d{{2}})\b",
}
_TOKEN = {
    language: LazyPattern(rf"(?P<clock>(?<![\d.,:]){clock})|(?P<number>{_NUMBER})|(?P<word>[^\W\d_]+(?:/h|²)?)|(?P<sign>[%€$£¥°])", re.I)
    for language, clock in (("en", f"(?:{_CLOCK['en']})"), ("fr", f"(?:{_CLOCK['fr']})"))
}
_ROMAN = LazyPattern(r"\b(?P<n>[XVI]+)(?:e|è|ème|ᵉ)s?\b")
_ROUND = LazyPattern(r"s?\sde\sfinale")
"""« Seizièmes de finale » are the last 32."""
_GAP = LazyPattern(r"[ \u00a0\u202f-]")
_ORDINAL_END = {"en": ("st", "nd", "rd", "th"), "fr": ("er", "ère", "re", "e", "è", "ème", "eme", "nd", "nde", "ième")}
_DAYTIME = {"en": {"noon": 720, "midday": 720, "midnight": 0}, "fr": {"midi": 720, "minuit": 0}}


@dataclass(frozen=True)
class Quantity:
    """A number of a text.

    ``start`` and ``end`` are code points of the text, the unit left out; ``readings`` is all that it
    may mean; ``unit`` is a name in ``units.tsv``, where one stands beside it. ``strong`` quantities
    (in digits, or words from eleven on) are worth a complaint; the others only answer for them.
    ``article`` marks « un » and “one”, which need not count anything.
    """

    start: int
    end: int
    readings: frozenset[Reading]
    strong: bool
    unit: str = ""
    article: bool = False


@dataclass(frozen=True)
class Unit:
    """A unit of measure: ``factor`` is how many of its dimension's base unit it makes."""

    name: str
    dimension: str
    factor: float


@cache
def units() -> dict[str, Unit]:
    """The units by name."""
    rows = (line.split("\t") for line in data_lines("source/units.tsv"))
    return {name: Unit(name, dimension, float(factor)) for name, dimension, factor, _, _ in rows}


@cache
def unit_forms(language: Language) -> dict[str, str]:
    """The names of units by their forms in a language, in lower case."""
    column = 3 if language == "en" else 4
    forms: dict[str, str] = {}
    for line in data_lines("source/units.tsv"):
        fields = line.split("\t")
        for form in fields[column].split(" / "):
            forms.setdefault(form.strip().lower(), fields[0])
    return forms


@cache
def _unit_pattern(language: Language) -> re.Pattern[str]:
    forms = sorted(unit_forms(language), key=len, reverse=True)
    joined = "|".join(re.escape(form).replace(r"\ ", r"[\s\u00a0\u202f-]").replace("’", "[’']") for form in forms)
    of = r"(?:d[e’']\s?|of\s|of an?\s|(?<=half[\s-])an?\s|(?<=quarter[\s-])an?\s)?"
    between = {"fr": r"(?:(?:derni|premi)(?:er|ère)s?|prochaine?s?|autres|longue?s?|bonnes?|petite?s?|pleine?s?)\s", "en": r"(?:last|past|next|first|other|more|long|full|whole|straight|short|additional)\s"}[language]
    return re.compile(rf"[\s\u00a0\u202f-]?(?:{between})?{of}(?P<unit>{joined})(?![^\W_]|²)", re.I)


def unit_span(text: str, at: int, language: Language) -> tuple[int, int] | None:
    """Where the unit stands that follows a number which ends at ``at``."""
    match = _unit_pattern(language).match(text, at)
    return match.span("unit") if match else None


@cache
def _words(language: Language) -> dict[str, list[tuple[float, str]]]:
    table: dict[str, list[tuple[float, str]]] = {}
    for line in data_lines("source/number_words.tsv"):
        tongue, word, value, role = line.split("\t")
        if tongue == language:
            table.setdefault(word, []).append((float(value), role))
    return table


@cache
def _calendar(language: Language) -> dict[str, Reading]:
    table: dict[str, Reading] = {}
    for line in data_lines("source/calendar.tsv"):
        head, english, french = line.split("\t")
        kind, number = head.split()
        for form in (english if language == "en" else french).split(" / "):
            table[form] = (kind, int(number))
            if language == "fr":
                table[form.capitalize()] = (kind, int(number))
    return table


def digits(text: str) -> frozenset[Reading]:
    """What a run of digits and marks may mean, by the English convention or the French: typography
    is for other rules, and 1.234 in either language may be meant as in the other."""
    plain = re.sub(_SPACE, "", text)
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
        self.link = "et" if language == "fr" else "and"
        self.words = _words(language)
        self.tokens = list(_TOKEN[language].finditer(text))
        self.at = 0
        self.found: list[Quantity] = []

    def run(self) -> list[Quantity]:
        """All quantities, in order."""
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            kind = token.lastgroup if token.lastgroup in ("number", "word", "sign") else "clock"
            if kind == "clock":
                self._clock(token)
            elif kind == "number":
                self._figure(token)
            elif kind == "word":
                self._word(token)
            else:
                self.at += 1
        if self.language == "fr":
            for match in _ROMAN.finditer(self.text):
                self.found.append(Quantity(match.start(), match.end(), frozenset({float(_roman(match["n"]))}), False))
        self.found.sort(key=lambda quantity: quantity.start)
        return _share_units([self._with_unit(quantity) for quantity in self.found], self.text)

    def _clock(self, token: re.Match[str]) -> None:
        self.at += 1
        groups = token.groupdict()
        hour = int(groups.get("h") or groups.get("h2") or groups.get("h3") or groups.get("h4") or 0)
        written = groups.get("m") or groups.get("m2") or groups.get("m4")
        minute = int(written or 0)
        if hour > 24 or minute > 59:
            return self._plain(token)
        readings: set[Reading] = set()
        half = groups.get("half") or ""
        pm = hour % 12 * 60 + minute + 720
        if half.lower() == "p" or "soir" in half:
            readings.add(("clock", pm))
        elif half:
            readings.add(("clock", hour % 12 * 60 + minute))
        else:
            readings |= {("clock", hour % 24 * 60 + minute), ("clock", pm)} if hour <= 12 else {("clock", hour % 24 * 60 + minute)}
        unit = ""
        if groups.get("h4") or (self.language == "fr" and groups.get("h")):
            readings |= {float(hour), hour + minute / 60}
            unit = "hour"
        if groups.get("h2"):
            readings |= {float(hour), float(minute)}
        self.found.append(Quantity(token.start(), token.end(), frozenset(readings), True, unit))

    def _plain(self, token: re.Match[str]) -> None:
        for match in re.finditer(r"\d+", token[0]):
            at = token.start()
            self.found.append(Quantity(at + match.start(), at + match.end(), frozenset({float(match[0])}), True))

    def _figure(self, token: re.Match[str]) -> None:
        self.at += 1
        readings = digits(token[0].rstrip(".,"))
        if not readings:
            return self._plain(token)
        end = token.end() - (len(token[0]) - len(token[0].rstrip(".,")))
        tail = re.match(r"[^\W\d_]+", self.text[end:])
        if tail and tail[0].lower() in _ORDINAL_END[self.language]:
            self.at += 1
        elif tail and tail[0].lower() == "s":
            self.at += 1
            readings |= {value + 1900 for value in readings if isinstance(value, float) and 10 <= value < 100}
        scale, end = self._scales(end)
        readings = frozenset(value * scale if isinstance(value, float) else value for value in readings)
        strong = not (tail and not scale != 1 and tail[0].lower() not in (*_ORDINAL_END[self.language], "s") and self._code(token))
        self.found.append(Quantity(token.start(), end, readings, strong))

    def _code(self, token: re.Match[str]) -> bool:
        """Whether the digits are part of a name: HER2, F16, 4x4."""
        before = self.text[token.start() - 1 : token.start()]
        return before.isalpha()

    def _scales(self, end: int) -> tuple[float, int]:
        """The scale words after a number (2.4 million, 3 Md) and where they end."""
        scale = 1.0
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            gap = self.text[end : token.start()]
            if token.lastgroup != "word" or gap not in ("", " ", "\u00a0", "\u202f", "-"):
                break
            found = self._scale(token[0], glued=not gap)
            if not found:
                break
            scale *= found
            end = token.end()
            self.at += 1
        return scale, end

    def _scale(self, word: str, glued: bool) -> float:
        for value, role in self.words.get(word.lower(), ()):
            if role == "scale" or (role == "hundred" and not self._percent()):
                return value
            if role == "suffix" and (glued or (word in ("Md", "Mds", "M", "bn", "mn", "tn") and self.language in ("fr", "en"))):
                return value
        return 0.0

    def _percent(self) -> bool:
        """Whether « cent » is the one of « pour cent »."""
        before = self.tokens[self.at - 1][0].lower() if self.at else ""
        return before == "pour"

    def _word(self, token: re.Match[str]) -> None:
        word = token[0].lower()
        point = self._calendar_point(token[0], token.end()) or _DAYTIME[self.language].get(word)
        if point is not None:
            self._point(token, point)
        elif word in ("a", "an") and self.language == "en" and unit_span(self.text, token.end(), "en"):
            self.at += 1
            self.found.append(Quantity(token.start(), token.end(), frozenset({1.0}), False, article=True))
        elif (word in self.words or (word.endswith("ièmes") and word[:-1] in self.words)) and not (word == "cent" and self._percent()):
            self._number_words(token)
        else:
            self.at += 1

    def _calendar_point(self, word: str, end: int) -> Reading | None:
        calendar = _calendar(self.language)
        if word in calendar:
            return calendar[word]
        return calendar.get(word + ".") if self.text[end : end + 1] == "." and re.search(r"\d", self.text[max(0, end - 9) : end + 6]) else None

    def _point(self, token: re.Match[str], point: Reading | int) -> None:
        self.at += 1
        if isinstance(point, int):
            point = ("clock", point)
        elif token[0] in ("May", "March", "mars", "Mars") and not self._dated(token):
            return
        self.found.append(Quantity(token.start(), token.end(), frozenset({point}), point[0] != "clock"))  # type: ignore[index]

    def _dated(self, token: re.Match[str]) -> bool:
        """Whether a word that is not only a month stands as one."""
        before, after = self.text[: token.start()][-12:], self.text[token.end() :][:6]
        return bool(re.search(r"(?:\d(?:er|st|nd|rd|th)?|\b(?:in|of|since|last|next|early|late|by|until|this|mid|en|de|fin|début|mi|depuis|dernier))[\s\u00a0-]$", before) or re.match(r",? \d", after))

    def _number_words(self, token: re.Match[str]) -> None:
        start, end = token.start(), token.end()
        total = group = 0.0
        readings: set[Reading] = set()
        count = 0
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if count and not _GAP.fullmatch(self.text[end : token.start()]):
                break
            if count and token[0] == self.link and self._links(total, group):
                self.at += 1
                token = self.tokens[self.at]
            if count and self._another(token):
                self.at += 1
                token = self.tokens[self.at]
            step = self._step(token[0].lower(), total, group) if token.lastgroup == "word" else None
            if step is None:
                break
            total, group, extra = step
            readings |= extra
            count += 1
            end = token.end()
            self.at += 1
        if not count:
            self.at += 1
            return
        if total + group or not readings:
            readings.add(total + group)
        if _ROUND.match(self.text, end):
            readings.add(2 * (total + group))
        strong = total + group > 10
        article = count == 1 and any(role == "article" for _, role in self.words.get(self.text[start:end].lower(), ()))
        self.found.append(Quantity(start, end, frozenset(readings), strong, article=article))

    def _another(self, token: re.Match[str]) -> bool:
        """Whether « autres » stands within a number: six autres millions."""
        after = self.tokens[self.at + 1][0].lower() if self.at + 1 < len(self.tokens) else ""
        return token[0].lower() in ("autres", "more", "other") and any(role == "scale" for _, role in self.words.get(after, ()))

    def _entries(self, word: str) -> list[tuple[float, str]]:
        """The readings of a number word, or of its plural."""
        return self.words.get(word) or self.words.get(word.removesuffix("s")) or []

    def _links(self, total: float, group: float) -> bool:
        """Whether « et » or “and” goes on with the number: vingt et un, two and a half, a hundred and ten."""
        after = self.tokens[self.at + 1][0].lower() if self.at + 1 < len(self.tokens) else ""
        if self.language == "fr":
            return after in ("demi", "demie", "quart") or (group % 100 >= 20 and after in ("un", "une", "onze", "unième"))
        return after == "half" or (max(total, group) >= 100 and after in self.words)

    def _step(self, word: str, total: float, group: float) -> tuple[float, float, set[Reading]] | None:
        """Take one more word into a number; ``None`` when it begins another."""
        readings: set[Reading] = set()
        for value, role in self._entries(word):
            kind = role.removeprefix("ordinal-")
            if kind in ("about", "share"):
                if total + group and kind == "share":
                    last = _last_scale(total) if not group else 1.0
                    readings |= {total + group + value * last, (total + group) * value, (total + group) * value * 100}
                elif total + group:
                    readings.add((total + group) * value)
                readings |= {value, value * 100} if kind == "share" else {value}
                continue
            joined = _join(kind, value, total, group)
            if joined is None:
                return None
            total, group = joined
        roles = [role for _, role in self._entries(word)]
        if not roles or roles == ["suffix"]:
            return None
        return total, group, readings

    def _with_unit(self, quantity: Quantity) -> Quantity:
        if quantity.unit or any(isinstance(value, tuple) for value in quantity.readings):
            return quantity
        before = self.text[: quantity.start].rstrip()[-1:]
        if before and before in "€$£¥":
            return replace(quantity, unit=unit_forms(self.language)[before])
        after = _unit_pattern(self.language).match(self.text, quantity.end)
        if after:
            form = re.sub(r"[\s\u00a0\u202f-]", " ", after["unit"].lower()).replace("'", "’")
            return replace(quantity, unit=unit_forms(self.language).get(form, unit_forms(self.language).get(after["unit"].lower(), "")))
        return quantity


def _last_scale(total: float) -> float:
    return next((scale for scale in (1e12, 1e9, 1e6, 1e3) if total % scale == 0), 1.0)


def _join(kind: str, value: float, total: float, group: float) -> tuple[float, float] | None:
    if kind == "scale":
        return (total + max(group, 1) * value, 0.0) if not total or value < total else None
    if kind == "hundred":
        return (total, max(group, 1) * value) if group < 100 else None
    if kind == "tens":
        if value == 20 and group % 100 == 4:
            return total, group + 76
        return (total, group + value) if group % 100 == 0 else None
    rest = group % 100
    fits = rest == 0 or (rest == 10 and 7 <= value <= 9) or (rest >= 20 and rest % 10 == 0 and (value < 10 or rest in (60, 80)))
    return (total, group + value) if fits else None


def _share_units(quantities: list[Quantity], text: str) -> list[Quantity]:
    """Give “2 to 4 inches” its inches twice."""
    for i in range(len(quantities) - 2, -1, -1):
        first, second = quantities[i], quantities[i + 1]
        between = text[first.end : second.start].strip().lower()
        if second.unit and not first.unit and between in ("to", "and", "or", "-", "–", "à", "et", "ou", "a"):
            quantities[i] = replace(first, unit=second.unit)
    return quantities


def _roman(text: str) -> int:
    from checker.rules.numbers import roman

    return roman(text)


@cache
def quantities(text: str, language: Language) -> tuple[Quantity, ...]:
    """The quantities of a text, in order; offsets are its code points."""
    return tuple(_Scanner(text, language).run())
