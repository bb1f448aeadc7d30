"""Negation: what the French denies and the English does not."""

from __future__ import annotations

import re
from functools import cache

from checker.data import data_lines
from checker.source.rendering import words

_SECOND = r"(?:pas|plus|jamais|rien|personne|aucune?s?|nulle?s?|nullement|aucunement|guère|ni|point)"
_GAP = r"(?:[\s\u00a0]+|['’-])"
_WORD = r"[^\s.,;:!?()«»“”\"]+"
_DOUBLE = re.compile(
    rf"\b(?:ne{_GAP}|n['’])(?:{_WORD}\s){{0,2}}?{_WORD}(?:{_GAP}{_WORD}){{0,4}}?{_GAP}(?P<second>{_SECOND})\b(?!\s+(?:seulement|uniquement|qu['’]à|que\s(?:par|de|des|du|pour|sur|dans|en|le|la|les|un|une|deux|trois|quelques|\d)))"
    rf"|\bne\s+(?P<before>{_SECOND})\b(?!\s+(?:seulement|uniquement))"
    rf"|\b(?P<first>aucune?|personne|rien|jamais|nul|nulle|ni)\b[^.;:!?]{{0,60}}?\b(?:ne\s|n['’])",
    re.I,
)
_NOT = re.compile(r"\bnot\b|n['’]t\b", re.I)
_EMPHATIC = re.compile(
    r"(?:\b(?:I|you|he|she|it|we|they|who|that|which)|[a-z]{3,}s?|[A-Z][a-z]+)\s(?P<verb>(?:do|does|did)\s(?:(?:really|usually|actually|even|always|also|\w+ly)\s)?"
    r"(?!so\b|it\b|this|that|the\b|an?\b|you\b|we\b|they\b|I\b|he\b|she\b|not|no\b|business|well|what|in\b|to\b|for|with|on\b|as\b|at\b|all|more|something|anything|everything|much|his|her|their|our|my|is\b|was|by|and|or\b)[a-z]{2,}\b)"
)
"""“They do care”: seldom said, and what is left of “they do not care”."""
_EMPHATIC_FRENCH = re.compile(r"\b(?:bien|vraiment|effectivement)\b", re.I)


def french_negations(text: str) -> list[re.Match[str]]:
    """The negations of a French sentence: ne … pas and its kin, expletive « ne » and « ne … que » left out."""
    found = []
    for match in _DOUBLE.finditer(text):
        if _idiom().match(text, _after_ne(text, match)):
            continue
        if match["first"] and re.search(r"\bn(?:e\s|['’])", match[0][:-3]):
            continue
        found.append(match)
    return found


def _after_ne(text: str, match: re.Match[str]) -> int:
    ne = re.compile(r"\bn(?:e\s|['’])", re.I).search(text, match.start())
    return ne.end() if ne else match.end()


@cache
def _idiom() -> re.Pattern[str]:
    return re.compile("|".join(data_lines("source/negation_idioms_fr.txt")), re.I)


@cache
def _denials() -> re.Pattern[str]:
    words = "|".join(data_lines("source/negation.tsv"))
    return re.compile(rf"\bnot\b|n['’]t\b|\b(?:{words})\b", re.I)


@cache
def _others() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    pairs = (line.split("\t") for line in data_lines("source/denials_fr.tsv"))
    return tuple((re.compile(rf"(?<!\w)(?:{a})\b", re.I), re.compile(rf"\b(?:{b})\b", re.I)) for a, b in pairs)


@cache
def _denied() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    pairs = (line.split("\t") for line in data_lines("source/denied_fr.tsv"))
    return tuple((re.compile(rf"(?<![\w-])(?:{a})(?!\w)", re.I), re.compile(rf"\b(?:{b})\b" if b else "", re.I)) for a, b in pairs)


def english_denials(text: str, french: str) -> int:
    """How many words of an English sentence deny, less those that render something else than « ne … pas »."""
    found = {match.start(): match for match in _denials().finditer(text)}
    for english, other in _others():
        if not found:
            break
        elsewhere = sum(1 for _ in other.finditer(french))
        for match in english.finditer(text) if elsewhere else ():
            inside = [at for at in found if match.start() <= at < match.end()]
            if inside and elsewhere:
                elsewhere -= 1
                for at in inside:
                    del found[at]
    return len(found)


def emphatic(text: str) -> tuple[int, int] | None:
    """Where a verb is stressed with do, does or did, as it seldom is."""
    match = _EMPHATIC.search(text)
    return match.span("verb") if match else None


def lost_negation(english: str, french: str) -> re.Match[str] | None:
    """The negation of the French that nothing in the English renders, if there is one."""
    negations = french_negations(french)
    if not negations:
        return _lost_word(english, french)
    if not _EMPHATIC_FRENCH.search(french):
        stressed = emphatic(english)
        told = stressed and next((match for match in negations if _may_render(english[slice(*stressed)], match[0])), None)
        if told:
            return told
    left = _blank(french, negations)
    return negations[0] if len(negations) > english_denials(english, left) else _lost_word(english, french)


def _may_render(stressed: str, negation: str) -> bool:
    """Whether a stressed English verb may be the one that the French denies: a rendering of one of its words, or none is known."""
    verb = {form for term in words(stressed, "en") for form in term.forms}
    denied = [term for term in words(negation, "fr") if len(term.forms) > 1]
    return not denied or any(not verb.isdisjoint(term.forms) for term in denied)


def _lost_word(english: str, french: str) -> re.Match[str] | None:
    """A word of the French that denies by itself (sans, non) where the English has no denial at all."""
    for pattern, condition in _denied():
        match = pattern.search(french)
        if match and condition.search(english) and not _denials().search(english):
            return match
    return None


def _blank(text: str, matches: list[re.Match[str]]) -> str:
    for match in matches:
        text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    return text
