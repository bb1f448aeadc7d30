"""Times of the day, months and weekdays."""

from __future__ import annotations

import re
from functools import cache

from checker.data import data_lines
from checker.source.quantity import SPACE, Language, Quantity, Reading

CLOCK = {
    "en": rf"(?P<h>\d{{1,2}})(?:[:.](?P<m>\d{{2}}))?{SPACE}?(?P<half>[ap])\.?{SPACE}?m\b\.?|(?P<h2>\d{{1,2}}):(?P<m2>\d{{2}})\b|(?P<h3>\d{{1,2}}) ?o[’']clock|(?P<h4>\d{{1,2}})h(?P<m4>\d{{2}})?(?!\w)",
    "fr": rf"(?P<h>\d{{1,2}}){SPACE}?(?:[hH]\b|[hH](?=\d)|heures?\b){SPACE}?(?:(?P<m>\d{{2}})(?![\d  ]*\d| ?(?:ans|morts)))?(?P<half>(?<=e|s) du (?:matin|soir))?|(?P<h2>\d{{1,2}}):(?P<m2>\d{{2}})\b",
}
"""Times in digits; ``half`` is the half of the day."""
_DAYTIME: dict[str, dict[str, int]] = {"en": {"noon": 720, "midday": 720, "midnight": 0}, "fr": {"midi": 720, "minuit": 0}}
_DATED_BEFORE = re.compile(r"(?:\d(?:er|st|nd|rd|th)?|\b(?:in|of|since|last|next|early|late|by|until|this|mid|en|de|fin|début|mi|depuis|dernier))[\s\u00a0-]$")
_DATED_AFTER = re.compile(r",? \d")
NOON = 720


def read_clock(token: re.Match[str], language: Language) -> Quantity | None:
    """A time of the day, or hours and minutes; ``None`` where no day has it."""
    groups = token.groupdict()
    hour = int(groups.get("h") or groups.get("h2") or groups.get("h3") or groups.get("h4") or 0)
    written = groups.get("m") or groups.get("m2") or groups.get("m4")
    minute = int(written or 0)
    if hour > 24 or minute > 59:
        return None
    readings = _points(hour, minute, (groups.get("half") or "").lower())
    hours = bool(groups.get("h4") or (language == "fr" and groups.get("h")))
    if hours:
        readings |= {float(hour), hour + minute / 60}
    if groups.get("h2"):
        readings |= {float(hour), float(minute)}
    return Quantity(token.start(), token.end(), frozenset(readings), True, "hour" if hours else "")


def _points(hour: int, minute: int, half: str) -> set[Reading]:
    """The points of the day that a time may be; up to twelve either half, unless one is said."""
    morning, evening = hour % 12 * 60 + minute, hour % 12 * 60 + minute + NOON
    if half == "p" or "soir" in half:
        return {("clock", evening)}
    if half:
        return {("clock", morning)}
    exact = hour % 24 * 60 + minute
    return {("clock", exact), ("clock", evening)} if hour <= 12 else {("clock", exact)}


@cache
def _calendar(language: Language) -> dict[str, tuple[str, int]]:
    table: dict[str, tuple[str, int]] = {}
    for line in data_lines("source/calendar.tsv"):
        head, english, french = line.split("\t")
        kind, number = head.split()
        for form in (english if language == "en" else french).split(" / "):
            table[form] = (kind, int(number))
            if language == "fr":
                table[form.capitalize()] = (kind, int(number))
    return table


def calendar_point(token: re.Match[str], text: str, language: Language) -> tuple[str, int] | None:
    """The month, weekday or point of the day that a word names."""
    word, end = token[0], token.end()
    calendar = _calendar(language)
    if word in calendar:
        return calendar[word]
    if text[end : end + 1] == "." and word + "." in calendar and re.search(r"\d", text[max(0, end - 9) : end + 6]):
        return calendar[word + "."]
    minutes = _DAYTIME[language].get(word.lower())
    return None if minutes is None else ("clock", minutes)


def is_dated(token: re.Match[str], text: str) -> bool:
    """Whether a word that is not only a month stands as one."""
    before, after = text[: token.start()][-12:], text[token.end() :][:6]
    return token[0] not in ("May", "March", "mars", "Mars") or bool(_DATED_BEFORE.search(before) or _DATED_AFTER.match(after))
