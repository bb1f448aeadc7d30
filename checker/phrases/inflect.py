"""English inflection for ``~lemma`` in patterns.

Regular forms follow the spelling rules; irregular verbs and plurals stand in
``checker/data/irregular.tsv``. Forms that no one writes do no harm: they match nothing.
"""

from __future__ import annotations

from functools import cache

from checker.data import data_lines

_VOWELS = "aeiou"


@cache
def irregular() -> dict[str, tuple[str, ...]]:
    """Irregular forms by lemma, as in the data file: past, participle, plural …"""
    table: dict[str, tuple[str, ...]] = {}
    for line in data_lines("irregular.tsv"):
        lemma, _, forms = line.partition("\t")
        table[lemma] = tuple(forms.replace("/", " ").split())
    return table


@cache
def participles() -> frozenset[str]:
    """Irregular past participles (the last form of each irregular verb)."""
    return frozenset(forms[-1] for forms in irregular().values() if len(forms) > 1)


@cache
def forms(lemma: str) -> frozenset[str]:
    """Return every form of a verb or noun: plural, third person, past, participle, -ing.

    A hyphenated or multi-part lemma is inflected in its last part; a leading capital is kept.
    """
    head, mark, last = lemma.rpartition("-")
    if mark:
        return frozenset(head + mark + form for form in forms(last))
    word = lemma.lower()
    result = {word, *_regular(word, word in irregular()), *irregular().get(word, ())}
    return frozenset(form[0].upper() + form[1:] for form in result) if lemma[0].isupper() else frozenset(result)


def _regular(word: str, has_irregular: bool) -> set[str]:
    if word.endswith("y") and len(word) > 1 and word[-2] not in _VOWELS:
        return {word[:-1] + "ies", word[:-1] + "ied", word + "ing"}
    if word.endswith(("s", "x", "z", "ch", "sh")):
        out = {word + "es", word + "ed", word + "ing"}
    elif word.endswith("ie"):
        out = {word + "s", word + "d", word[:-2] + "ying"}
    elif word.endswith("e"):
        ing = word + "ing" if word.endswith(("ee", "oe", "ye")) else word[:-1] + "ing"
        out = {word + "s", word + "d", ing}
    else:
        out = {word + "s", word + "ed", word + "ing"}
        if word.endswith("o"):
            out.add(word + "es")
        if word.endswith(("f", "lf")):
            out.add(word[:-1] + "ves")
        if _doubles(word):
            out |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return {form for form in out if not (has_irregular and form.endswith("ed"))}


def _doubles(word: str) -> bool:
    return (
        len(word) > 2
        and word[-1] not in "aeiouwxy"
        and word[-2] in _VOWELS
        and (word[-3] not in _VOWELS or word[-3:-1] == "ui")
    )
