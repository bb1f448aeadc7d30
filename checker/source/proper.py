"""Proper names of a sentence in either language, and which of the other’s words answer for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from checker.data import data_lines
from checker.french import table
from checker.source.units import unit_forms
from checker.source.words import cognate, plain, sound, stem

Language = Literal["en", "fr"]
_TOKEN = re.compile(r"[^\W\d_]+(?:['’](?:s\b)?[^\W\d_]*)*|[^\W_]+")
_SENTENCE = re.compile(r"(?:^|[.!?…:;]|\s[–—-])[\s\"“”«»‘'’(\[]*$|[\"“«‘(\[]\s?$")
_TITLE = re.compile(r"\b(?:MM?|Mmes?|Mlles?|Mrs?|Ms|Drs?|Profs?|Mgr|Ste?s?|Sens?|Reps?|Gens?|Govs?|Lts?|Cols?|Sgts?|Capts?|Revs?|Hon|Dets?|Jr|[A-Z])\.[\s\u00a0\u202f]$")
"""After the full stop of an abbreviation or an initial no sentence begins."""
_APOSTROPHE = re.compile("['’]")
_ORDINAL = re.compile(r"[XVI]+(?:e|è|ème|ᵉ|ers?|th)s?")
_LISTS = ("exonyms.tsv", "names.tsv", "acronyms.tsv", "translated_names.tsv")
COMMON_ENGLISH = -1.0
"""Log-odds from which a word with a capital is taken for a common one, in a title or a name."""


@dataclass(frozen=True)
class Name:
    """A word with a capital that is no common word; offsets are code points of the sentence."""

    start: int
    end: int
    text: str

    @property
    def plain(self) -> str:
        """Lower case, without accents."""
        return plain(self.text)


@cache
def _common(language: Language) -> frozenset[str]:
    if language == "en":
        lines = data_lines("common_words.txt")
    else:
        lines = [line.split("\t")[0] for line in data_lines("fr_en_words.tsv")] + data_lines("source/capitals_fr.txt")
    return frozenset(lines) | _calendar(language) | frozenset(unit_forms(language)) | frozenset(w for w in _small(language))


@cache
def _calendar(language: Language) -> frozenset[str]:
    found: set[str] = set()
    for line in data_lines("source/calendar.tsv"):
        _, english, french = line.split("\t")
        found.update((english if language == "en" else french).lower().replace(".", "").split(" / "))
    return frozenset(found)


def is_calendar(word: str) -> bool:
    """Whether a word (lower case) names a month or a weekday in either language."""
    return word in _calendar("en") or word in _calendar("fr")


def _small(language: Language) -> list[str]:
    rows = (line.split("\t") for line in data_lines("source/number_words.tsv"))
    return [word for tongue, word, *_ in rows if tongue == language]


@cache
def capitals(text: str) -> frozenset[str]:
    """The words of a text that have a capital inside a sentence."""
    return frozenset(word for match in _TOKEN.finditer(text) if match[0][0].isupper() and not starts_sentence(text, match.start()) for word in _APOSTROPHE.split(match[0]))


@cache
def names(text: str, language: Language, kept: frozenset[str] = frozenset()) -> tuple[Name, ...]:
    """The names of a text, a word each, in order.

    Args:
        text: a sentence or an article.
        language: its language.
        kept: words that are names, common as they may be, because the other article has them too.
    """
    found = []
    for match in _TOKEN.finditer(text):
        word = match[0]
        start = match.start()
        if language == "fr":
            elided = re.match(r"(?:[dljcmnst]|qu)['’]", word, re.I)
            if elided:
                word = word[elided.end() :]
                start += elided.end()
        word = re.sub(r"['’](?:s|m|re|ve|ll|d)?$", "", word)
        if len(word) < 2 or not word[0].isupper() or _ORDINAL.fullmatch(word):
            continue
        if (word in kept and len(word) > 3 and not starts_sentence(text, start)) or _is_name(word, text[:start], language):
            found.append(Name(start, start + len(word), word))
    return tuple(found)


def _singulars(word: str) -> tuple[str, ...]:
    """A word and what it may be the plural or the -ing form of."""
    if word.endswith("ies"):
        return word, word[:-3] + "y"
    return (word, word[:-1]) if word.endswith("s") else (word, word.removesuffix("ing"))


@cache
def _listed(language: Language) -> frozenset[str]:
    """Names of the lists in lower case: names however common they are. Parts of longer ones are left out."""
    column = 1 if language == "en" else 0
    forms = [form for name in ("exonyms.tsv", "names.tsv") for line in data_lines(name) for form in line.split("\t")[column].split(" / ")]
    if language == "en":
        forms += [form for name in ("country.txt", "nat.txt") for form in data_lines(f"classes/{name}")]
    return frozenset(form.lower() for form in forms if form.isalpha() and form[0].isupper())


def is_listed(word: str) -> bool:
    """Whether a word (lower case) is a name of the lists in either language."""
    return word in _listed("en") or word in _listed("fr")


def starts_sentence(text: str, at: int) -> bool:
    """Whether a capital at an offset may be that of a sentence or a quotation."""
    return _SENTENCE.search(text[max(0, at - 6) : at]) is not None and not _TITLE.search(text[max(0, at - 8) : at])


def _is_name(word: str, before: str, language: Language) -> bool:
    lower = word.lower()
    if lower in _listed(language):
        return True
    if lower in _common(language):
        return False
    if language == "en" and is_common(lower):
        return False
    if starts_sentence(before, len(before)) and table.is_known(lower):
        return False
    return not (language == "en" and re.search(r"n['’]t$", word))


@cache
def _equals() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """What answers for a plain English word in French, as stems; and for a French one in English."""
    english: dict[str, set[str]] = {}
    french: dict[str, set[str]] = {}
    pairs = [(line.split("\t")[0], line.split("\t")[1]) for name in _LISTS for line in data_lines(name)]
    pairs = [(a, b) for a, b in pairs]
    for line in data_lines("source/peoples.tsv"):
        side, other = line.split("\t")
        pairs.append((other, side))
    for other, side in pairs:
        left = {plain(word) for form in side.split(" / ") for word in _parts(form)}
        right = {word for form in other.split(" / ") for word in _parts(form)}
        for word in left:
            english.setdefault(word, set()).update(stem(w) for w in right)
        for word in right:
            french.setdefault(stem(word), set()).update(left)
    return {k: frozenset(v) for k, v in english.items()}, {k: frozenset(v) for k, v in french.items()}


def _parts(form: str) -> list[str]:
    return [form.replace(".", "")] + [word for word in re.findall(r"[^\W_]+", form) if len(word) > 3 or word.isupper()]


def is_common(word: str) -> bool:
    """Whether a word (lower case) is one of English that may have a capital in a title or a name."""
    return word not in _listed("en") and (word in _common("en") or min(table.odds(form) for form in _singulars(word)) <= COMMON_ENGLISH)


class Words:
    """The words of one side, as the names of the other look for them."""

    def __init__(self, texts: Sequence[str], language: Language) -> None:
        self.language = language
        words = {plain(re.sub(r"['’](?:s|m|re|ve|ll|d)?$", "", match[0])) for text in texts for match in _TOKEN.finditer(text)}
        words |= {plain(part) for text in texts for match in _TOKEN.finditer(text) for part in re.split(r"[’']", match[0]) if part}
        initials = {plain(m[0].replace(".", "")) for text in texts for m in re.finditer(r"\b(?:[A-Z]\.){2,}", text)}
        self.plain = words | initials
        self.sounds = {sound(word) for word in self.plain}
        self.stems = {stem(word) for word in self.plain}
        self._known: dict[str, bool] = {}

    def answer(self, name: Name) -> bool:
        """Whether some word here may stand for a name of the other side."""
        word = name.plain
        if word not in self._known:
            self._known[word] = self._answers(word)
        return self._known[word]

    def _answers(self, word: str) -> bool:
        if word in self.plain or sound(word) in self.sounds:
            return True
        english, french = _equals()
        if self.language == "fr" and any(not english.get(form, frozenset()).isdisjoint(self.stems) for form in (word, word.removesuffix("s"))):
            return True
        if self.language == "en" and not french.get(stem(word), frozenset()).isdisjoint(self.plain):
            return True
        return any(cognate(word, other) for other in self.plain)


@cache
def article_words(text: str, language: Language) -> Words:
    """The words of a whole article."""
    return Words([text], language)
