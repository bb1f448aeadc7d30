"""Units of measure: their names in the two languages, and the one that stands beside a number."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from checker.data import data_lines
from checker.source.quantity import Language, Quantity

_BETWEEN = {
    "fr": r"(?:(?:derni|premi)(?:er|ère)s?|prochaine?s?|autres|longue?s?|bonnes?|petite?s?|pleine?s?)\s",
    "en": r"(?:last|past|next|first|other|more|long|full|whole|straight|short|additional)\s",
}
"""What may stand between a number and its unit."""
_OF = r"(?:d[e’']\s?|of\s|of an?\s|(?<=half[\s-])an?\s|(?<=quarter[\s-])an?\s)?"
_LINKS = ("to", "and", "or", "-", "–", "à", "et", "ou", "a")


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
def _pattern(language: Language) -> re.Pattern[str]:
    forms = sorted(unit_forms(language), key=len, reverse=True)
    joined = "|".join(re.escape(form).replace(r"\ ", r"[\s\u00a0\u202f-]").replace("’", "[’']") for form in forms)
    return re.compile(rf"[\s\u00a0\u202f-]?(?:{_BETWEEN[language]})?{_OF}(?P<unit>{joined})(?![^\W_]|²)", re.I)


def unit_span(text: str, at: int, language: Language) -> tuple[int, int] | None:
    """Where the unit stands that follows a number which ends at ``at``."""
    match = _pattern(language).match(text, at)
    return match.span("unit") if match else None


def with_unit(quantity: Quantity, text: str, language: Language) -> Quantity:
    """A quantity with the unit that stands beside it."""
    if quantity.unit or any(isinstance(value, tuple) for value in quantity.readings):
        return quantity
    before = text[: quantity.start].rstrip()[-1:]
    if before and before in "€$£¥":
        return replace(quantity, unit=unit_forms(language)[before])
    span = unit_span(text, quantity.end, language)
    if span is None:
        return quantity
    form = text[span[0] : span[1]].lower()
    spaced = re.sub(r"[\s\u00a0\u202f-]", " ", form).replace("'", "’")
    return replace(quantity, unit=unit_forms(language).get(spaced, unit_forms(language).get(form, "")))


def share_units(quantities: list[Quantity], text: str) -> list[Quantity]:
    """Give “2 to 4 inches” its inches twice."""
    for i in range(len(quantities) - 2, -1, -1):
        first, second = quantities[i], quantities[i + 1]
        if second.unit and not first.unit and text[first.end : second.start].strip().lower() in _LINKS:
            quantities[i] = replace(first, unit=second.unit)
    return quantities
