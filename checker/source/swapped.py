"""SRC306: two names of one sentence that have changed places."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from checker.rule import Hit, ex
from checker.source.comparison import SourceComparison
from checker.source.kinds import SourceRule, excerpt, placed
from checker.source.pair import Pair
from checker.source.proper import Name, Words, names
from checker.source.rendering import Term, words
from checker.source.surplus import is_initials, kept_names

AROUND = 4
"""Words on either side of a name by which it is known."""
NEARER = 1.5
"""Power of the distance by which a word says less of the name."""
CROSSED = 0.15
"""How much better the words around two names must fit when the names change places; one human pair in 1,000 does."""
_OF = re.compile(r"(?:\bd[ue]s?\s|\bde la\s|\bd(?:e l)?[’'])$")
_OWNER = re.compile(r"[’']s\b|[’']\s|\s[A-Z]")
Twin = tuple[Name, Name]
Around = list[tuple[frozenset[str], float]]


class NamesSwapped(SourceRule):
    """“Dupont sued Martin” for « Martin a poursuivi Dupont »."""

    code = "SRC306"
    name = "names-swapped"
    severity = "critical"
    summary = "Two names of a sentence that have changed places"
    rationale = (
        "Both names are there, but in the other order, and the words around each are those that stand around the other "
        "in the French: what the one did is told of the other."
    )
    confidence = 0.8
    examples = (
        ex(
            "The lawyer of ⟦Delcourt⟧ was heard on Monday by the inspectors of Bianchi.",
            companion="L’avocat de Bianchi a été entendu lundi par les inspecteurs de Delcourt.",
        ),
    )
    near_misses = (
        ex("The lawyer of Bianchi was heard on Monday by the inspectors of Delcourt.", companion="L’avocat de Bianchi a été entendu lundi par les inspecteurs de Delcourt."),
        ex("On Monday, Delcourt’s inspectors heard the lawyer of Bianchi.", companion="L’avocat de Bianchi a été entendu lundi par les inspecteurs de Delcourt."),
        ex("Delcourt and Bianchi left.", companion="Bianchi et Delcourt sont partis."),
        ex("The Denver Nuggets have won.", companion="Les Nuggets de Denver ont gagné."),
    )

    def hits(self, comparison: SourceComparison) -> Iterator[Hit]:  # type: ignore[override]
        """Yield the first of two such names, once a pair of sentences."""
        kept = kept_names(comparison)
        for pair in comparison.pairs:
            found = _swapped(pair, kept)
            if found:
                (first, other), (second, _) = found
                message = f"“{first.text}” and “{second.text}” have changed places"
                yield placed(Hit(first.start, first.end, message, source=excerpt(pair.french, other.start, other.end)), pair)


def _swapped(pair: Pair, kept: frozenset[str]) -> list[Twin] | None:
    """The two names of a pair whose surroundings fit best when they change places, if any do."""
    twins = _twins(pair, kept)
    crossing = [(a, b) for a, b in combinations(twins, 2) if a[1].start > b[1].start and not _is_genitive(pair, a, b)]
    if not crossing:
        return None
    english, french = words(pair.english, "en"), words(pair.french, "fr")
    around = {name: _around(name, english) for name, _ in twins} | {name: _around(name, french) for _, name in twins}
    best, worth = None, CROSSED
    for (a, c), (b, d) in crossing:
        gain = _fit(around[a], around[d]) + _fit(around[b], around[c]) - _fit(around[a], around[c]) - _fit(around[b], around[d])
        if gain > worth:
            best, worth = [(a, c), (b, d)], gain
    return best


def _is_genitive(pair: Pair, first: Twin, second: Twin) -> bool:
    """Whether English says as a genitive what French says with « de »: HBO’s Game of Thrones, the Denver Nuggets."""
    return bool(_OF.search(pair.french[: first[1].start]) and _OWNER.match(pair.english, first[0].end))


def _twins(pair: Pair, kept: frozenset[str]) -> list[Twin]:
    """The names that each side has once, English and French, in the order of the English."""
    english, french = names(pair.english, "en", kept), names(pair.french, "fr", kept)
    counts = Counter(name.text for name in english)
    found = [(name, [other for other in french if Words([other.text], "fr").answer(name)]) for name in english if counts[name.text] == 1 and not is_initials(name.text)]
    claims = Counter(other for _, others in found for other in others)
    return [(name, others[0]) for name, others in found if len(others) == 1 and claims[others[0]] == 1]


def _around(name: Name, terms: Sequence[Term]) -> Around:
    """The words beside a name, and how much each says of it."""
    at = bisect_left(terms, name.start, key=lambda term: term.start)
    beside = [n for n in range(max(0, at - AROUND), min(len(terms), at + AROUND + 1)) if n != at]
    return [(terms[n].forms, abs(n - at) ** -NEARER) for n in beside]


def _fit(first: Around, second: Around) -> float:
    """How much the words beside two names have in common."""
    return sum(max((min(weight, other) for others, other in second if not forms.isdisjoint(others)), default=0.0) for forms, weight in first)


RULES = (NamesSwapped(),)
