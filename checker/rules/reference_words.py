"""REF2xx and REF301: numbers, names and negations that the reference has otherwise, cognates that it avoids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from os.path import commonprefix
from typing import TYPE_CHECKING

from checker.data import data_lines
from checker.reference.comparison import ReferenceComparison, ReferenceRule
from checker.reference.numbers import LEAST_TELLING, Number, numbers
from checker.reference.words import Word, bases, has_words, stem, words
from checker.rule import Hit, ex

if TYPE_CHECKING:
    from checker.align import Bead

ALIKE = 0.5
NAME_ALIKE = 0.6
ARTICLES = frozenset(("the", "a", "an"))
NEGATIONS = frozenset("not no never nobody nothing none neither nor cannot nowhere without".split())
IMPLICIT = frozenset(
    """fail fails failed failing refuse refuses refused refusing deny denies denied denying lack lacks lacked lacking hardly barely
    scarcely rarely seldom few little unable prevent prevents prevented stop stops stopped stopping avoid avoids avoided only until
    unless instead rather but except yet too far short absence absent impossible ban banned rule ruled reject rejected rejects less
    least if whether ever any anything anybody anyone either doubt even still remain remains out off against free lost no-one lacking
    continue continues continued plenty""".split()
)
PREFIXED = re.compile(r"(?:un|in|im|ir|dis|non-?)[a-z]{4,}|[a-z]{3,}less")
DERIVED = frozenset(("", *"n an ian i ish on er ic ese e a ia y es ne en".split()))
"""Endings of names, peoples and their languages: what differs by these alone is the same name."""
ASIDE = re.compile(r"\bif not\b|\bnot without\b|\bnone other\b|\bnot only\b|\blet alone\b|\bwhether or not\b|\?", re.I)
"""Where a negation negates nothing, or a question may carry one and mean the same."""
CONTRACTED = re.compile(r"n't$|^cannot$")


class NumberDiffers(ReferenceRule):
    code = "REF201"
    name = "reference-number"
    severity = "major"
    summary = "A number that the reference has otherwise"
    rationale = (
        "Machines misread figures, scales and dates. Values are compared, not spellings: 18h15 is 6.15pm, two million is 2m. A number "
        "is reported only where the same sentence of the reference has another in its place."
    )
    issue_type = "numbers"
    confidence = 0.9
    examples = (
        ex("The plant lost ⟦3,500⟧ of its workers during the long winter strike.", companion="The plant lost 3,200 of its workers during the long winter strike."),
    )
    near_misses = (
        ex("At 18h15 the plant with 2 million euros of debts closed its gates.", companion="At 6.15pm the plant, with €2m of debts, closed its gates."),
    )

    def compare(self, comparison: ReferenceComparison) -> Iterator[Hit]:
        """Yield a hit where each side has one number that the other lacks."""
        everywhere = {number.value for number in numbers(comparison.companion.text)}
        here = {number.value for number in numbers(comparison.document.text)}
        for bead in comparison.pairs:
            left, right = numbers(comparison.text_of(bead)), numbers(comparison.companion_text_of(bead))
            extra = _unmatched(left, right, everywhere)
            absent = _unmatched(right, left, here)
            if len(extra) == len(absent) == 1 and extra[0].digits and absent[0].digits and _may_answer(extra[0], absent[0]):
                start = comparison.start_of(bead)
                yield Hit(start + extra[0].start, start + extra[0].end, message=f"“{extra[0].text}” is “{absent[0].text}” in the reference", suggestion=f"check: {absent[0].text}")


def _may_answer(number: Number, other: Number) -> bool:
    """Whether both are times or neither is, and neither is the short form of the other (the 20s, the 1920s)."""
    return number.is_time == other.is_time and not (number.value.endswith(other.value) or other.value.endswith(number.value))


def _unmatched(numbers_: list[Number], others: list[Number], elsewhere: set[str]) -> list[Number]:
    """Numbers above one that neither the other sentence nor the rest of the other text has."""
    values = [number.value for number in others]
    left = []
    for number in numbers_:
        if number.value in values:
            values.remove(number.value)
        elif number.value not in elsewhere and (number.is_time or float(number.value) >= LEAST_TELLING):
            left.append(number)
    return left


class NameDiffers(ReferenceRule):
    code = "REF202"
    name = "reference-name"
    severity = "major"
    summary = "A name that the reference has otherwise"
    rationale = (
        "The machine keeps French spellings of foreign names (Kovaltchouk), garbles a name or takes another. Reported where the article’s name "
        "stands nowhere in the reference, and the same sentence of the reference has one that stands nowhere in the article: a similar "
        "name, or one with the same word beside it."
    )
    issue_type = "inconsistent-entities"
    confidence = 0.9
    examples = (
        ex("The lawyers met in ⟦Rotterdam⟧ on Monday to read the sentence.", companion="The lawyers met in Marseille on Monday to read the sentence."),
        ex("On Monday the accountant Iryna ⟦Kovaltchouk⟧ spoke to the reporters outside.", companion="On Monday the accountant Iryna Kovalchuk spoke to the reporters outside."),
    )
    near_misses = (ex("On Monday the Ukrainian accountant spoke to reporters.", companion="On Monday the accountant from Ukraine spoke to reporters."),)

    def compare(self, comparison: ReferenceComparison) -> Iterator[Hit]:
        """Yield a hit for each name with a look-alike in its place."""
        known = {stem(word.folded) for word in words(comparison.companion.text)}
        own = {stem(word.folded) for word in words(comparison.document.text)}
        for bead in comparison.pairs:
            text, other_text = comparison.text_of(bead), comparison.companion_text_of(bead)
            others = [word for word in _names(other_text) if stem(word.folded) not in own]
            for word in _names(text) if others else ():
                if stem(word.folded) in known:
                    continue
                alike = max(others, key=lambda other: _alike(word, other))
                placed = next((other for other in others if _in_place(word, text, other, other_text)), None)
                twin = alike if _alike(word, alike) >= NAME_ALIKE else placed
                if twin:
                    start = comparison.start_of(bead)
                    yield Hit(start + word.start, start + word.start + len(_bare(word)), message=f"“{_bare(word)}” is “{_bare(twin)}” in the reference", suggestion=_bare(twin))


def _names(text: str) -> list[Word]:
    """Words with a capital that do not begin a sentence or a quotation, and are not all capitals."""
    return [word for word in words(text) if word.text[0].isupper() and word.text[1:2].islower() and re.search(r"[\w,;’')-]\s*$", text[: word.start])]


def _in_place(word: Word, text: str, other: Word, other_text: str) -> bool:
    """Whether a name stands where the other does: no common word, nor one derived from the other."""
    from checker.source.proper import is_common

    if _derived(word, other) or is_common(stem(word.folded)) or is_common(stem(other.folded)):
        return False
    return bool(_beside(text, word) & _beside(other_text, other))


def _beside(text: str, word: Word) -> set[tuple[int, str]]:
    """The words before and after a name, without articles and marks."""
    found = [other for other in words(text) if other.folded not in ARTICLES]
    at = found.index(word)
    return {(n - at, found[n].folded) for n in (at - 1, at + 1) if 0 <= n < len(found)}


def _bare(word: Word) -> str:
    """A name without its possessive."""
    return re.sub(r"[’']s?$", "", word.text)


def _alike(a: Word, b: Word) -> float:
    """Likeness of two names, 0 where one is derived from the other (Ukraine, Ukrainian)."""
    from difflib import SequenceMatcher

    left, right = stem(a.folded), stem(b.folded)
    if min(len(left), len(right)) < 4 or _derived(a, b):
        return 0.0
    return SequenceMatcher(None, left, right, autojunk=False).ratio() if left[0] == right[0] or left[1:3] == right[1:3] else 0.0


def _derived(a: Word, b: Word) -> bool:
    """Whether one name is derived from the other or a part of it."""
    left, right = stem(a.folded), stem(b.folded)
    shared = len(commonprefix((left, right)))
    return (shared >= 4 and left[shared:] in DERIVED and right[shared:] in DERIVED) or left in right.split("-") or right in left.split("-")


class NegationDiffers(ReferenceRule):
    code = "REF203"
    name = "reference-negation"
    severity = "critical"
    summary = "A negation on one side only"
    rationale = (
        "A lost or added “not” turns the sentence round. Reported only where the two sentences are otherwise alike and neither side "
        "negates by other means (fail, refuse, without, un-)."
    )
    issue_type = "mistranslation"
    confidence = 0.85
    examples = (
        ex("The government will ⟦not⟧ close the plant before the end of the year.", companion="The government will close the plant before the end of the year."),
        ex("The government ⟦will⟧ close the plant before the end of the year.", companion="The government will not close the plant before the end of the year."),
    )
    near_misses = (ex("The government refused to close the plant this year.", companion="The government did not agree to close the plant this year."),)

    def compare(self, comparison: ReferenceComparison) -> Iterator[Hit]:
        """Yield a hit at the negation, or where it should stand."""
        for bead in comparison.pairs:
            texts = comparison.text_of(bead), comparison.companion_text_of(bead)
            if bead.score < ALIKE or any(map(ASIDE.search, texts)):
                continue
            left, right = words(texts[0]), words(texts[1])
            ours, theirs = [w for w in left if _negates(w)], [w for w in right if _negates(w)]
            if bool(ours) == bool(theirs) or any(_implies(word) for word in (right if ours else left)):
                continue
            start = comparison.start_of(bead)
            if ours:
                yield Hit(start + ours[0].start, start + ours[0].end, message=f"“{ours[0].text}” has nothing to answer it in the reference: “{_clip(comparison, bead)}”", suggestion="check the original")
            else:
                word = _place(left, right, theirs[0])
                yield Hit(start + word.start, start + word.end, message=f"the reference negates here (“{theirs[0].text}”): “{_clip(comparison, bead)}”", suggestion="check the original")


def _clip(comparison: ReferenceComparison, bead: Bead) -> str:
    return " ".join(comparison.companion_text_of(bead).split())[:160]


def _negates(word: Word) -> bool:
    return word.folded in NEGATIONS or bool(CONTRACTED.search(word.folded))


def _implies(word: Word) -> bool:
    return word.folded in IMPLICIT or bool(PREFIXED.fullmatch(word.folded))


def _place(left: list[Word], right: list[Word], negation: Word) -> Word:
    """The word of ``left`` that answers the one before the negation in ``right``."""
    before = [word.folded for word in right[: right.index(negation)]]
    if CONTRACTED.search(negation.folded):
        before.append(re.sub(r"n't$", "", negation.folded))
    for folded in reversed(before):
        for word in left:
            if word.folded == folded:
                return word
    return left[0]


class CognateConfirmed(ReferenceRule):
    code = "REF301"
    name = "reference-cognate"
    severity = "minor"
    summary = "A French cognate for which the reference has another word"
    rationale = (
        "The machine keeps the English word that looks like the French one (assist, fiscal, formation). On its own such a word may be "
        "right; where the same sentence of the reference avoids it and has the usual English word instead, it is proved wrong."
    )
    issue_type = "terminology"
    confidence = 0.85
    style = True
    examples = (
        ex("More than 200 people ⟦assisted⟧ to the ceremony in the town on Friday.", companion="More than 200 people attended the ceremony in the town on Friday."),
    )
    near_misses = (ex("Volunteers assisted the wounded in the town on Friday.", companion="Volunteers assisted the wounded in the town on Friday."),)

    def compare(self, comparison: ReferenceComparison) -> Iterator[Hit]:
        """Yield a hit for each cognate whose natural word stands in the reference only."""
        table = _cognates()
        for bead in comparison.pairs:
            hypothesis, reference = comparison.text_of(bead), comparison.companion_text_of(bead)
            left, right = words(hypothesis), words(reference)
            theirs = {base for word in right for base in bases(word.folded)}
            for word in left:
                kept = next((base for base in bases(word.folded) if base in table), None)
                if kept is None or kept in theirs:
                    continue
                natural = next((other for other in table[kept] if has_words(reference, other) and not has_words(hypothesis, other)), None)
                if natural:
                    start = comparison.start_of(bead)
                    yield Hit(start + word.start, start + word.end, message=f"“{word.text}” is the French word in English letters; the reference has “{natural}”", suggestion=natural)


@cache
def _cognates() -> dict[str, list[str]]:
    table = {}
    for line in data_lines("cognates.tsv"):
        word, others = line.split("\t")
        table[word] = [other.strip() for other in others.split(",")]
    return table


RULES = (NumberDiffers(), NameDiffers(), NegationDiffers(), CognateConfirmed())
