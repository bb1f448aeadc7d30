"""When two quantities of the two languages say the same: equal, converted, or rounded as usage has it."""

from __future__ import annotations

from checker.source.quantity import Quantity, Reading
from checker.source.units import units

ROUNDED = 0.06
"""Conversions are rounded: 85 miles are 135 km."""
ROUNDLY = 0.12
"""Those with one figure before the noughts on either side more so: 200 miles are 300 km, 20 feet 6 metres."""
ROUNDED_TIME = 0.16
"""« Huit jours » is a week, « quinze jours » two."""
EXACT = 1e-6
TEMPERATURE = 2.5
"""Degrees Celsius that a rounded conversion may be off."""


def same(english: Quantity, french: Quantity) -> bool:
    """Whether a quantity of the English may render one of the French."""
    if english.clock and french.clock:
        return bool(english.clock & french.clock)
    if any(_equal(a, b) for a in english.readings for b in french.readings):
        return True
    return _decade(english, french) or converted(english, french)


def _equal(a: Reading, b: Reading) -> bool:
    if isinstance(a, tuple) or isinstance(b, tuple):
        return a == b
    return abs(a - b) <= EXACT * max(abs(a), abs(b))


def _decade(english: Quantity, french: Quantity) -> bool:
    """« Les années 80 » and the 1980s, 2018-19 and 2018-2019."""
    for a in english.readings:
        for b in french.readings:
            if isinstance(a, float) and isinstance(b, float):
                small, large = min(a, b), max(a, b)
                if 10 <= small < 100 and 1900 <= large < 2100 and large % 100 == small:
                    return True
    return False


def converted(english: Quantity, french: Quantity) -> bool:
    """Whether both measure the same in different units: miles and km, °F and °C, weeks and days."""
    a, b = units().get(english.unit), units().get(french.unit)
    if a is None or b is None or a.dimension != b.dimension or a.dimension in ("money", "share"):
        return False
    if a.dimension == "temperature":
        return any(_degrees(x, y) for x in english.readings for y in french.readings if isinstance(x, float) and isinstance(y, float))
    if a.name == b.name:
        return False
    for x in english.readings:
        for y in french.readings:
            if isinstance(x, float) and isinstance(y, float):
                tolerance = ROUNDED_TIME if a.dimension == "time" else ROUNDLY if _is_round(x) or _is_round(y) else ROUNDED
                if abs(x * a.factor - y * b.factor) <= tolerance * y * b.factor:
                    return True
    return False


def _is_round(number: float) -> bool:
    return len(f"{number:g}".rstrip("0")) == 1


def _degrees(english: float, french: float) -> bool:
    """Fahrenheit rendered in Celsius, or the reverse; “80 degrees” is Fahrenheit in America."""
    return abs((english - 32) / 1.8 - french) <= TEMPERATURE or abs((french - 32) / 1.8 - english) <= TEMPERATURE
