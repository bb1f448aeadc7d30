"""Forms: which form of a word stands in the text, and the same form of the word to put there."""

from __future__ import annotations

from functools import cache

from checker.phrases.inflect import forms, irregular

_VOWELS = "aeiou"
_PLURAL_HEADS = frozenset("of for in to at on from with against".split())
_BE = {"": "be", "s": "is", "ing": "being", "ed": "was", "en": "been"}
_SOFT = ("en", "er", "or", "on", "it", "in", "et", "al", "el", "om", "op", "up", "an")
_STRESSED = frozenset("begin regret permit admit submit commit omit refer prefer defer infer occur incur deter transfer".split())


@cache
def lemmas(word: str) -> tuple[str, ...]:
    """What a word in lower case may be a form of, itself first."""
    found = {word: None}
    if word.endswith("s") and not word.endswith("ss"):
        found.update(dict.fromkeys((word[:-1], word[:-2], word[:-3] + "y") if word.endswith("es") else (word[:-1],)))
    for suffix in ("ed", "ing"):
        if word.endswith(suffix) and len(word) > len(suffix) + 2:
            stem = word[: -len(suffix)]
            found.update(dict.fromkeys((stem, stem + "e")))
            if stem[-1] == stem[-2:-1]:
                found[stem[:-1]] = None
            if stem.endswith("i") and suffix == "ed":
                found[stem[:-1] + "y"] = None
    found.update(dict.fromkeys(_from_irregular().get(word, ())))
    return tuple(found)


@cache
def _from_irregular() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for lemma, others in irregular().items():
        for form in others:
            table.setdefault(form, []).append(lemma)
    return table


def verb_form(word: str, lemma: str) -> str | None:
    """Which form of a verb a word is: ``""`` (base), ``s``, ``ing``, ``ed`` or ``en``; ``None``: none of it."""
    if word == lemma:
        return ""
    if word not in forms(lemma):
        return None
    if word.endswith("ing"):
        return "ing"
    others = [form for form in irregular().get(lemma, ()) if not form.endswith(("ing", "s"))]
    if word in others:
        return "en" if word == others[-1] and word != others[0] else "ed"
    return "s" if word.endswith("s") else "ed"


def noun_form(word: str, lemma: str) -> str | None:
    """``""`` for the singular, ``s`` for the plural, ``None`` where the word is neither."""
    if word == lemma:
        return ""
    return "s" if word == plural(lemma) else None


@cache
def plural(noun: str) -> str:
    """The plural of a noun."""
    others = irregular().get(noun, ())
    if len(others) == 1 and not others[0].endswith("ing"):
        return others[0]
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    return noun + "s"


@cache
def conjugated(verb: str, form: str) -> str:
    """A form of a verb; ``form`` as ``verb_form`` gives it."""
    if verb == "be":
        return _BE[form]
    others = [other for other in irregular().get(verb, ()) if not other.endswith(("ing", "s"))]
    if not form:
        return verb
    if form == "s":
        return "has" if verb == "have" else plural(verb) if verb not in ("go", "do") else verb + "es"
    if form == "ing":
        if verb.endswith("ie"):
            return verb[:-2] + "ying"
        return (verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) else _doubled(verb)) + "ing"
    if others:
        return others[-1] if form == "en" else others[0]
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return _doubled(verb) + "ed"


def _doubled(verb: str) -> str:
    """The stem before an ending: ``stop`` → ``stopp``, ``open`` → ``open``."""
    short = len(verb) > 2 and verb[-1] not in "aeiouwxyh" and verb[-2] in _VOWELS and verb[-3] not in _VOWELS
    soft = sum(char in _VOWELS for char in verb[:-2]) > 0 and verb.endswith(_SOFT) and verb not in _STRESSED
    return verb + verb[-1] if short and not soft and sum(map(verb.count, _VOWELS)) <= 2 else verb


def inflected(wording: str, pos: str, form: str) -> str:
    """A wording in the form of the word it replaces.

    A verb is inflected in its first word, a noun in the last of its head (before ``of``, ``for`` …).
    A wording that begins with ``=`` stays as it is (``docs/wording.md``).
    """
    if wording.startswith("="):
        return wording[1:]
    words = wording.split(" ")
    if pos == "v":
        words[0] = conjugated(words[0], form)
    elif pos == "n" and form == "s":
        head = next((at for at, word in enumerate(words) if word in _PLURAL_HEADS and at), len(words)) - 1
        words[head] = plural(words[head])
    return " ".join(words)
