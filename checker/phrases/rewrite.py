"""From the one rewrite of an entry to the words that fit in the place of those found.

A phrase list says what an editor writes, not how it is put into the sentence. Here the form of the
words found (tense, number, article, capital) is carried over to the rewrite; where that cannot be
done with certainty there is no fix, and the suggestion stands alone.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import product

from checker.data import data_lines
from checker.lazy import LazyPattern
from checker.phrases.entries import Entry
from checker.phrases.inflect import inflected, verb_forms
from checker.phrases.pattern import (
    Brace,
    Element,
    Group,
    Mark,
    Not,
    Optional,
    Sequence,
    Words,
    parse,
)
from checker.sound import takes_an

_SLOT = LazyPattern(r"[…()\[\]/;:+]|\.\.|\b(?:one’s|one's|oneself|someone|somebody|sb|sth|something|X|Y|or)\b")
"""What makes a rewrite advice and not wording that can stand in the text as it is."""
_MARK = LazyPattern(r"[^\w '’-]")
"""What would be lost with the words found: a comma, a line end."""
_WORD = LazyPattern(r"[\w'’-]+")
_MOST_READINGS = 3000

_PREPOSITIONS = frozenset(
    "about above across after against along amid among around as at before behind below beneath beside between beyond by despite down during for from "
    "in inside into like near of off on onto out outside over past per since through throughout to toward towards under until up upon via with within "
    "without because although while if when where once".split()
)
_DETERMINERS = frozenset("the a an this that these those his her its their our my your some any no each every all both several many much".split())
_LINKS = frozenset("and but or so yet nor who which what that it he she they we you i there".split())
_HELPERS = frozenset("be is are was were been being am have has had having do does did will would can could may might must shall should not".split())
_NUMBERS = frozenset("one two three four five six seven eight nine ten twenty hundred thousand".split())
_MASS = frozenset("time trade power food work police law order development care life land water oil money news information advice".split())
_BEFORE_PARTICIPLE = frozenset("have has had having be is are was were been being get gets got".split())
_BEFORE_PAST = frozenset("he she it they we i you who which".split())
_BEFORE_BASE = frozenset("to will would can could may might must shall should not let".split())


def fitted(entry: Entry, text: str, start: int, end: int) -> tuple[int, str] | None:
    """What to put in the place of the words found.

    Args:
        entry: the entry that was found.
        text: the paragraph; ``start`` and ``end``: the words found in it.

    Returns:
        Where the replacement begins (``start``, or the article before it, which may have to change)
        and its text; ``None``: no rewrite fits with certainty.
    """
    quoted = text[start:end]
    rewrites = entry.rewrites
    if len(rewrites) != 1 or entry.rewrite != rewrites[0] or is_advice(rewrites[0]) or _MARK.search(quoted):
        return None
    found, wanted = _WORD.findall(quoted), _WORD.findall(rewrites[0])
    before = _WORD.findall(text[:start])[-1:] if not re.search(r"[.!?;:,]\W*$", text[:start]) else []
    after = [word.lower() for word in _WORD.findall(text[end : end + 80])[:3]]
    if not found or not wanted or not _names_its_words(entry, found, wanted):
        return None
    beside = before[-1].lower() if before else ""
    if _is_unlisted_verb(entry, found[0].lower(), beside):
        return None
    words = _agreeing([w.lower() for w in found], wanted, beside)
    if words is None or not _joins(words, found, before, after):
        return None
    fit = _with_capital(rewrites[0].replace(wanted[0], words[0], 1) if words[0] != wanted[0] else rewrites[0], quoted, found)
    if words[1:] != wanted[1:]:
        fit = fit[: -len(wanted[-1])] + words[-1]
    return _with_article(fit, text, start) if fit != quoted else None


def is_advice(rewrite: str) -> bool:
    """Whether a rewrite says what to do and is not wording that can stand in the text."""
    return bool(_SLOT.search(rewrite))


def _names_its_words(entry: Entry, found: list[str], wanted: list[str]) -> bool:
    """Whether the rewrite stands for all the words found.

    A pattern with a gap or a class takes words that it does not name; one that lists many first or
    last words (a vegetarian, slimming, gluten-free “regime”) means that they are kept.
    """
    words = tuple(re.sub("’", "'", word.lower()) for word in found)
    kept = {_stem(word.lower()) for word in wanted}
    for readings in map(_readings, entry.patterns):
        if words not in readings:
            continue
        if len(words) == 1:
            return True
        lasts = {_stem(other[-1]) for other in readings if other[:-1] == words[:-1]}
        firsts = {_stem(other[0]) for other in readings if other[1:] == words[1:]}
        lost = (len(lasts) > 1 and _stem(words[-1]) not in kept) or (len(firsts) > 2 and _stem(words[0]) not in kept)
        return not lost or words[0] in verb_forms()
    return False


def _is_unlisted_verb(entry: Entry, word: str, before: str) -> bool:
    """Whether the pattern takes a first word in all its forms that is a verb, for all we know."""
    if word in verb_forms() or before in _DETERMINERS:
        return False
    firsts = {reading[0] for pattern in entry.patterns for reading in _readings(pattern) if reading}
    return any(first.endswith("ing") and first[:3] == word[:3] for first in firsts)


def _stem(word: str) -> str:
    return re.sub(r"(?:es|s|'s)$", "", word)


@cache
def _readings(pattern: str) -> frozenset[tuple[str, ...]]:
    """All wordings that the reported part of a pattern stands for, in lower case.

    None where it takes words that it does not spell out, or too many.
    """
    elements = parse(pattern).elements
    if any(isinstance(element, Brace) for element in elements):
        first = next(i for i, e in enumerate(elements) if isinstance(e, Brace) and e.opens)
        last = next((i for i, e in enumerate(elements) if isinstance(e, Brace) and not e.opens), len(elements))
        elements = elements[first + 1 : last]
    return frozenset(_expanded(elements))


def _expanded(elements: Sequence) -> list[tuple[str, ...]]:
    options = [_options(element) for element in elements]
    size = 1
    for option in options:
        size *= len(option)
    if not size or size > _MOST_READINGS:
        return []
    return [tuple(word for part in parts for word in part) for parts in product(*options)]


def _options(element: Element) -> list[tuple[str, ...]]:
    """The wordings of one element; none where it takes words that it does not name."""
    if isinstance(element, Words):
        return [] if element.prefixes else [tuple(_WORD.findall(form.lower().replace("’", "'"))) for form in element.forms]
    if isinstance(element, Group):
        each = [_expanded(option) for option in element.options]
        return [wording for wordings in each for wording in wordings]
    if isinstance(element, Optional):
        body = _expanded(element.body)
        return [(), *body]
    return [()] if isinstance(element, (Mark, Not, Brace)) else []


def _agreeing(found: list[str], wanted: list[str], before: str) -> list[str] | None:
    """The rewrite’s words in the tense or number of the words found."""
    if (_NUMBERS & {*found}) != (_NUMBERS & {word.lower() for word in wanted}) or (found[-1] in _LINKS) != (wanted[-1] in _LINKS):
        return None
    if before in _DETERMINERS and len(wanted) > 1 and wanted[0] in verb_forms() and wanted[1] in _DETERMINERS:
        return None
    kind, wish = _kind(found[0], before), _kind(wanted[0].lower(), before)
    if kind == wish == "verb":
        return _conjugated(found[0], wanted, before)
    if kind != wish or kind == "verb":
        return None
    if kind == "preposition":
        return wanted if (found[-1] in _PREPOSITIONS) == (wanted[-1].lower() in _PREPOSITIONS) else None
    if kind == "other":
        return _counted(found, wanted)
    return wanted if kind == "determiner" and _is_plural(found) == _is_plural(wanted) else None


def _kind(word: str, before: str) -> str:
    for kind, words in (("preposition", _PREPOSITIONS), ("determiner", _DETERMINERS), ("link", _LINKS), ("helper", _HELPERS)):
        if word in words:
            return kind
    if word.endswith("ly") and len(word) > 4:
        return "adverb"
    return "verb" if word in verb_forms() and before not in _DETERMINERS else "other"


def _conjugated(found: str, wanted: list[str], before: str) -> list[str] | None:
    """The first word of the rewrite, a verb, in the form of the verb found."""
    form = _form(found, before)
    readings = verb_forms()[wanted[0].lower()]
    if len({lemma for lemma, _ in readings}) > 1:
        return None
    lemmas = {lemma for lemma, own in readings if own == "base" or (own in ("third", "past") and len(wanted) == 1)}
    if form is None or len(lemmas) != 1:
        return None
    lemma = lemmas.pop()
    if lemma == "be" and form == "base" and before not in _BEFORE_BASE:
        return None
    word = inflected(lemma, form)
    return [word, *wanted[1:]] if word else None


def _form(word: str, before: str) -> str | None:
    """The form of a verb where it is certain; past and participle are told by the word before."""
    found = {form for _, form in verb_forms()[word]}
    if len(found) == 1:
        return found.pop()
    if before in _BEFORE_PARTICIPLE and "participle" in found:
        return "participle"
    if before in _BEFORE_BASE and "base" in found:
        return "base"
    return "past" if before in _BEFORE_PAST and "past" in found and "base" not in found else None


def _counted(found: list[str], wanted: list[str]) -> list[str] | None:
    """A noun in the number of the noun found."""
    if (found[-1] in _PREPOSITIONS) != (wanted[-1].lower() in _PREPOSITIONS):
        return None
    if found[-1].endswith("ed") != wanted[-1].endswith("ed") or wanted[-1].endswith("ly") != found[-1].endswith("ly"):
        return None
    if _is_plural(found) == _is_plural(wanted):
        return wanted
    if _is_plural(wanted) or "of" in wanted or "and" in wanted or wanted[-1] in _MASS:
        return None
    plural = inflected(wanted[-1], "third")
    return [*wanted[:-1], plural] if plural in _common() else None


def _is_plural(words: list[str]) -> bool:
    """Whether the noun that a wording turns on (before “of”, else the last) looks plural."""
    head = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    return bool(re.search(r"(?<![su])s$|men$|people$", head.lower())) and not head.lower().endswith("is")


@cache
def _common() -> frozenset[str]:
    return frozenset(data_lines("common_words.txt"))


def _joins(words: list[str], found: list[str], before: list[str], after: list[str]) -> bool:
    """Whether the rewrite goes with the words beside it: no article twice, no word twice, none missing."""
    first = words[0].lower()
    if before and (before[-1].lower() == first or (before[-1].lower() in _DETERMINERS and first in _DETERMINERS)):
        return False
    if found[0].lower() in _DETERMINERS and first not in _DETERMINERS and not words[0][0].isupper():
        return False
    if _is_name(words) and before and before[-1].lower() in _DETERMINERS and not _is_noun(after):
        return False
    lows = [word.lower() for word in words]
    return not any(lows[-count:] == after[:count] for count in (1, 2, 3))


def _is_name(words: list[str]) -> bool:
    """Whether a rewrite is a name such as China, which takes no article."""
    return len(words) == 1 and words[0].istitle()


def _is_noun(after: list[str]) -> bool:
    """Whether a noun may follow, which the article then belongs to: “the Marseille club”."""
    return bool(after) and after[0] not in _PREPOSITIONS | _LINKS | _HELPERS and after[0] not in verb_forms()


def _with_capital(fit: str, quoted: str, found: list[str]) -> str:
    """The rewrite with the capital that the words found begin with."""
    return fit[0].upper() + fit[1:] if quoted[:1].isupper() and not (len(found[0]) > 1 and found[0].isupper()) else fit


def _with_article(fit: str, text: str, start: int) -> tuple[int, str]:
    """The rewrite, with the article before it where that has to change."""
    article = re.search(r"(?<![\w’'-])(?P<a>[Aa]n?) \Z", text[max(0, start - 4) : start])
    first = re.match(r"[\w’'-]+", fit)
    if not article or not first or takes_an(first[0]) == (article["a"].lower() == "an"):
        return start, fit
    begin = start - len(article["a"]) - 1
    return begin, text[begin] + ("n " if takes_an(first[0]) else " ") + fit
