"""Numbers in words, and the scales (million, Md) that follow one in digits.

A small grammar of our own over ``number_words.tsv``: the text2num package reads cardinals exactly,
but neither « une dizaine » nor “dozen”, “half” or “first”, and gives no places in the text without
a tokenizer around it.
"""

from __future__ import annotations

import re
from functools import cache

from checker.data import data_lines
from checker.lazy import LazyPattern
from checker.source.quantity import Language, Quantity, Reading

_GAP = LazyPattern(r"[ \u00a0\u202f-]")
_ROUND = LazyPattern(r"s?\sde\sfinale")
"""« Seizièmes de finale » are the last 32."""
_SYMBOLS = ("Md", "Mds", "M", "bn", "mn", "tn")
_OTHERS = ("autres", "more", "other")
"""What may stand within a number: six autres millions."""
_LINK = {"fr": "et", "en": "and"}


@cache
def number_words(language: Language) -> dict[str, list[tuple[float, str]]]:
    """(value, role) of each number word."""
    table: dict[str, list[tuple[float, str]]] = {}
    for line in data_lines("source/number_words.tsv"):
        tongue, word, value, role = line.split("\t")
        if tongue == language:
            table.setdefault(word, []).append((float(value), role))
    return table


class Cursor:
    """The tokens of a text and the place that a reader has reached in them."""

    def __init__(self, text: str, language: Language, tokens: list[re.Match[str]]) -> None:
        self.text, self.language, self.tokens = text, language, tokens
        self.words = number_words(language)
        self.at = 0

    @property
    def token(self) -> re.Match[str] | None:
        """The token at the place, ``None`` at the end."""
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def word(self, step: int) -> str:
        """The token some steps on, in lower case; nothing beyond the ends."""
        at = self.at + step
        return self.tokens[at][0].lower() if 0 <= at < len(self.tokens) else ""

    def of_percent(self) -> bool:
        """Whether « cent » at the place is the one of « pour cent »."""
        return self.word(-1) == "pour"


def read_scales(cursor: Cursor, end: int) -> tuple[float, int]:
    """The scale words after a number that ends at ``end`` (2.4 million, 3 Md), and where they end."""
    scale = 1.0
    while (token := cursor.token) is not None:
        gap = cursor.text[end : token.start()]
        if token.lastgroup != "word" or gap not in ("", " ", "\u00a0", "\u202f", "-"):
            break
        found = _scale(cursor, token[0], glued=not gap)
        if not found:
            break
        scale *= found
        end = token.end()
        cursor.at += 1
    return scale, end


def _scale(cursor: Cursor, word: str, glued: bool) -> float:
    for value, role in cursor.words.get(word.lower(), ()):
        if role == "scale" or (role == "hundred" and not cursor.of_percent()):
            return value
        if role == "suffix" and (glued or word in _SYMBOLS):
            return value
    return 0.0


def is_number_word(cursor: Cursor, word: str) -> bool:
    """Whether a word (lower case) at the place begins a number."""
    known = word in cursor.words or (word.endswith("ièmes") and word[:-1] in cursor.words)
    return known and not (word == "cent" and cursor.of_percent())


def read_words(cursor: Cursor) -> Quantity | None:
    """The number that begins at the place, which moves past it; ``None`` where none does."""
    start = end = cursor.tokens[cursor.at].start()
    total = group = 0.0
    readings: set[Reading] = set()
    count = 0
    while (token := cursor.token) is not None:
        if count and not _GAP.fullmatch(cursor.text[end : token.start()]):
            break
        if count:
            token = _past_links(cursor, total, group)
        step = _step(cursor.words, token[0].lower(), total, group) if token.lastgroup == "word" else None
        if step is None:
            break
        total, group, extra = step
        readings |= extra
        count += 1
        end = token.end()
        cursor.at += 1
    if not count:
        cursor.at += 1
        return None
    if total + group or not readings:
        readings.add(total + group)
    if _ROUND.match(cursor.text, end):
        readings.add(2 * (total + group))
    article = count == 1 and any(role == "article" for _, role in cursor.words.get(cursor.text[start:end].lower(), ()))
    return Quantity(start, end, frozenset(readings), total + group > 10, article=article)


def _past_links(cursor: Cursor, total: float, group: float) -> re.Match[str]:
    """Move past what joins the words of a number: vingt et un, six autres millions."""
    if cursor.tokens[cursor.at][0] == _LINK[cursor.language] and _links(cursor, total, group):
        cursor.at += 1
    if cursor.word(0) in _OTHERS and any(role == "scale" for _, role in cursor.words.get(cursor.word(1), ())):
        cursor.at += 1
    return cursor.tokens[cursor.at]


def _links(cursor: Cursor, total: float, group: float) -> bool:
    """Whether « et » or “and” goes on with the number: vingt et un, two and a half, a hundred and ten."""
    after = cursor.word(1)
    if cursor.language == "fr":
        return after in ("demi", "demie", "quart") or (group % 100 >= 20 and after in ("un", "une", "onze", "unième"))
    return after == "half" or (max(total, group) >= 100 and after in cursor.words)


def _step(words: dict[str, list[tuple[float, str]]], word: str, total: float, group: float) -> tuple[float, float, set[Reading]] | None:
    """Take one more word into a number; ``None`` when it begins another."""
    readings: set[Reading] = set()
    entries = words.get(word) or words.get(word.removesuffix("s")) or []
    for value, role in entries:
        kind = role.removeprefix("ordinal-")
        if kind in ("about", "share"):
            readings |= _parts(kind, value, total, group)
            continue
        joined = _join(kind, value, total, group)
        if joined is None:
            return None
        total, group = joined
    if not entries or [role for _, role in entries] == ["suffix"]:
        return None
    return total, group, readings


def _parts(kind: str, value: float, total: float, group: float) -> set[Reading]:
    """What « dizaine » (about) or “half” (share) may mean after a number or alone."""
    number = total + group
    if kind == "about":
        return {number * value, value} if number else {value}
    readings: set[Reading] = {value, value * 100}
    if number:
        last = next((scale for scale in (1e12, 1e9, 1e6, 1e3) if total % scale == 0), 1.0) if not group else 1.0
        readings |= {number + value * last, number * value, number * value * 100}
    return readings


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
