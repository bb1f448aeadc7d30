"""DOC4 and NAM2: one article, one form."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from checker.data import data_lines
from checker.document import Document
from checker.lazy import LazyPattern
from checker.rule import Hit, Rule, ex

if TYPE_CHECKING:
    from checker.phrases.conditions import WordList

_CAPITALISED = LazyPattern(r"(?<=[\w,;“\"(’'] )[A-ZÀ-Þ][^\W\d_]{4,}(?![\w'’-])|(?<=[“\"(])[A-ZÀ-Þ][^\W\d_]{4,}")
_SURNAME = LazyPattern(r" ([A-ZÀ-Þ][\w’'-]+)")
_FOLDS = (("tch", "ch"), ("ou", "u"), ("dj", "j"), ("ss", "s"), ("ph", "f"), ("kh", "h"), ("ck", "k"), ("y", "i"), ("ii", "i"))


def skeleton(name: str) -> str:
    """What remains of a name when accents and the letters that romanisations quarrel over go."""
    text = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))
    for source, target in _FOLDS:
        text = text.replace(source, target)
    return text


class TwoSpellings(Rule):
    """One name in two spellings."""

    code = "NAM201"
    name = "two-spellings"
    severity = "minor"
    summary = "One name in two spellings"
    rationale = "The machine romanises a name anew each time, or the French text mixed two sources."
    issue_type = "inconsistency"
    confidence = 0.8
    hint = True
    examples = (
        ex(
            "He met Volodymyr Zelensky there. Later, ⟦Zelenski⟧ left with Zelensky’s aide.",
            "He met Volodymyr Zelensky there. Later, Zelensky left with Zelensky’s aide.",
        ),
    )
    misses = (
        "He met Jean Martin and Jeanne Martine there.",
        "He met Zelensky there. Later, Zelensky left.",
        "He met Dmitri Rogozin there. Later, Dmitry Peskov left.",
    )

    def hits(self, document: Document) -> Iterator[Hit]:
        """Yield the rarer spelling of each name that has two."""
        places: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for match in _CAPITALISED.finditer(document.text):
            places[skeleton(match[0])][match[0]].append(match.start())
        for spellings in places.values():
            if len(spellings) < 2:
                continue
            (main, mains), *rest = sorted(spellings.items(), key=lambda item: (-len(item[1]), item[1][0]))
            surnames = _surnames(document, main, mains)
            for other, starts in rest:
                if surnames and surnames.isdisjoint(_surnames(document, other, starts) or surnames):
                    continue  # Dmitri Shostakovich and Dmitry Peskov are two people
                for start in starts:
                    yield Hit(start, start + len(other), message=f"“{other}” here, “{main}” elsewhere", suggestion=main, replacement=main)


def _surnames(document: Document, name: str, starts: list[int]) -> set[str]:
    """The capitalised words that follow a name at some places; empty where one of them has none."""
    found = [_SURNAME.match(document.text, start + len(name)) for start in starts]
    return {match[1] for match in found if match} if all(found) else set()


class _Side:
    """The forms of one side of the Atlantic; a star at the end of one stands for any ending."""

    def __init__(self, forms: Iterable[str]) -> None:
        heads = [form.split()[0] if " " in form else form for form in forms]
        self._whole = frozenset(head for head in heads if not head.endswith("*"))
        self._stems = tuple(head.rstrip("*") for head in heads if head.endswith("*"))
        parts = [re.escape(form.rstrip("*")) + (r"\w*" if form.endswith("*") else "") for form in forms]
        self._regex = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.I)
        self._begins = lru_cache(1 << 16)(lambda word: word in self._whole or word.startswith(self._stems))

    def found(self, document: Document) -> Iterator[tuple[int, str]]:
        """Where its forms stand in an article, but for names."""
        for paragraph in document.paragraphs_with({word for word in document.words if self._begins(word)}):
            for match in self._regex.finditer(paragraph.text):
                if not match[0][0].isupper():
                    yield paragraph.start + match.start(), match[0]


class MixedSpelling(Rule):
    """British and American forms in one article."""

    code = "DOC401"
    name = "mixed-spelling"
    severity = "minor"
    summary = "British and American forms in one article"
    rationale = "Machines draw on both; a newsroom writes one."
    issue_type = "inconsistency"
    confidence = 0.8
    hint = True
    examples = (ex("The defense of the center was organized in a ⟦car park⟧ by the theater."),)
    misses = ("The defence of the centre was organised in a car park.", "The center organized it.", "The literary prize at the theatre was realistic, the honorary analyses of the centre humorous.")

    @cached_property
    def _sides(self) -> tuple[_Side, _Side]:
        rows = [line.split("\t") for line in data_lines("spelling_pairs.tsv")]
        british, american = zip(*rows)
        return _Side(british), _Side(american)

    def hits(self, document: Document) -> Iterator[Hit]:
        """Yield the forms of the side that is in the minority; names are not counted."""
        sides = [list(side.found(document)) for side in self._sides]
        names = ("British", "American")
        few, many = sorted((0, 1), key=lambda i: len(sides[i]))
        if not sides[few] or len(sides[many]) < 2 * len(sides[few]):
            return
        for start, form in sides[few]:
            yield Hit(
                start,
                start + len(form),
                message=f"“{form}” is {names[few]}; the article writes {names[many]} English elsewhere",
                suggestion=f"the {names[many]} form",
            )


class DriftingTerm(Rule):
    """Two words for one thing, where English tells them apart."""

    code = "DOC402"
    name = "drifting-term"
    severity = "minor"
    summary = "A term that changes in mid-article"
    rationale = "French avoids repeating a noun; the machine then picks a word that means something else in English."
    issue_type = "inconsistency"
    confidence = 0.75
    hint = True
    examples = (ex("The deserters fled. The deserters hid. Some ⟦defectors⟧ left with the deserters."),)
    misses = ("The defectors fled. The defectors hid.", "The deserters fled. The deserters hid.")

    @cached_property
    def _pairs(self) -> list[tuple[str, WordList, WordList]]:
        from checker.phrases.conditions import word_list

        rows = [line.split("\t") for line in data_lines("term_pairs.tsv")]
        return [(first.lstrip("~"), word_list(first), word_list(second)) for first, second in rows]

    def hits(self, document: Document) -> Iterator[Hit]:
        """Yield the second word of a pair where the first is the article’s own."""
        for name, first, second in self._pairs:
            others = self._spans(document, second)
            if not others or len(self._spans(document, first)) < max(3, 2 * len(others)):
                continue
            for start, end in others:
                text = document.text[start:end]
                yield Hit(start, end, message=f"“{text}” here, “{name}” elsewhere: another thing in English", suggestion=name)

    @staticmethod
    def _spans(document: Document, words: WordList) -> list[tuple[int, int]]:
        return [(p.start + a, p.start + b) for p in document.paragraphs for a, b in sorted(words.spans(p.tokens, p.text))]


_UNITS = "years|months|weeks|days|hours|people|men|women|kilometers|kilometres|minutes|euros|dollars|percent|times"
_WORDS = {w: n for n, w in enumerate("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(), 10)}
_WORDS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}


class TwoNumberStyles(Rule):
    """One quantity in figures and in words."""

    code = "DOC403"
    name = "two-number-styles"
    severity = "minor"
    summary = "The same quantity in figures here and in words there"
    rationale = "House styles choose one; the machine copies what the source has."
    issue_type = "inconsistency"
    confidence = 0.8
    hint = True
    examples = (ex("He faces 15 years in prison. A sentence of ⟦fifteen years⟧ is heavy."),)
    misses = ("He faces 15 years in prison. A sentence of 15 years is heavy.", "He has five children and 15 years to go.")
    _figure = LazyPattern(rf"\b(?P<n>\d{{2}}) (?P<u>{_UNITS})\b")
    _word = LazyPattern(rf"\b(?P<n>{'|'.join(_WORDS)}) (?P<u>{_UNITS})\b", re.I)

    def hits(self, document: Document) -> Iterator[Hit]:
        """Yield the quantities in words that the article also writes in figures."""
        counting = document.paragraphs_with(frozenset(_UNITS.split("|")))
        figures = {(int(match["n"]), match["u"]) for paragraph in counting for match in self._figure.finditer(paragraph.text)}
        in_words = ((paragraph.start, match) for paragraph in counting for match in self._word.finditer(paragraph.text))
        for at, match in in_words if figures else ():
            number = _WORDS[match["n"].lower()]
            if (number, match["u"]) in figures:
                shown = f"{number} {match['u']}"
                yield Hit(at + match.start(), at + match.end(), message=f"“{match[0]}” here, “{shown}” elsewhere", suggestion=shown)


RULES = (TwoSpellings(), MixedSpelling(), DriftingTerm(), TwoNumberStyles())
