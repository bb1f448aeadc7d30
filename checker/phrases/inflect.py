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


@cache
def inflected(lemma: str, form: str) -> str | None:
    """One form of a verb: ``base``, ``third``, ``ing``, ``past`` or ``participle``.

    ``None`` where the spelling is not certain: a longer verb may double its last letter or not
    (*prefer*, *offer*), and irregular ones that are not in the table are not known.
    """
    if form == "base":
        return lemma
    if lemma == "be":
        return {"ing": "being", "participle": "been", "third": "is"}.get(form)
    if lemma == "have" and form == "third":
        return "has"
    if form == "third":
        return _third(lemma)
    known = irregular().get(lemma, ())
    spelt = [word for word in known if word.endswith("ing")]
    parts = [word for word in known if not word.endswith("ing")]
    if form == "ing":
        return spelt[0] if spelt else _with_ending(lemma, "ing")
    if not parts:
        return _with_ending(lemma, "ed")
    return parts[0] if form == "past" else parts[-1]


def _third(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _with_ending(lemma: str, ending: str) -> str | None:
    """A regular verb with -ed or -ing."""
    if lemma.endswith("e") and not (ending == "ing" and lemma.endswith(("ee", "oe", "ye", "ie"))):
        return lemma[:-1] + ending
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if ending == "ed" and lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    if _doubles(lemma):
        syllables = sum(1 for a, b in zip(" " + lemma, lemma) if b in _VOWELS + "y" and a not in _VOWELS + "y")
        return lemma + lemma[-1] + ending if syllables == 1 else None
    return lemma + ending


@cache
def verb_forms() -> dict[str, tuple[tuple[str, str], ...]]:
    """Every form of the verbs of class ``verb-base`` and of the irregular ones: (lemma, form)."""
    table: dict[str, list[tuple[str, str]]] = {}
    irregular_verbs = {lemma for lemma, others in irregular().items() if len(others) > 1}
    for lemma in {*data_lines("classes/verb-base.txt"), *irregular_verbs}:
        for form in ("base", "third", "ing", "past", "participle"):
            word = inflected(lemma, form)
            if word:
                table.setdefault(word, []).append((lemma, form))
    return {word: tuple(readings) for word, readings in table.items()}
