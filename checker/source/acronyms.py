"""SRC304, SRC305: French initialisms kept, or turned into others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from checker.data import data_lines
from checker.rule import Hit, ex
from checker.source.kinds import PairRule, excerpt
from checker.source.pair import Pair

_INITIALS = re.compile(r"(?<![\w-])[A-Z]{2,6}(?![\w-])")

_EXPLAINED = re.compile(r"(?:, | \()(?:an? |the |one of |France[’']s |which (?:is|stands|represents))")
"""After a comma, what an initialism is: the CSG, a social security tax."""


@cache
def _english() -> dict[str, tuple[str, ...]]:
    rows = (line.split("\t") for line in data_lines("acronyms.tsv"))
    return {row[0]: tuple(row[1].split(" / ")) for row in rows if row[0].isupper()}


def _has(text: str, forms: tuple[str, ...]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(form)}", text, re.I) for form in forms)


def _is_glossed(match: re.Match[str], text: str) -> bool:
    """Whether an initialism stands in brackets or marks after what it means, or is explained after a comma."""
    return text[match.start() - 1 : match.start()] in tuple("(“‘") or bool(_EXPLAINED.match(text, match.end()))


class AcronymKept(PairRule):
    """The French initialism where English has its own."""

    code = "SRC304"
    name = "acronym-kept"
    severity = "major"
    summary = "An initialism of the French kept where English has its own"
    rationale = "With the French beside it no context is needed: this BCE is the European Central Bank, not a date."
    issue_type = "untranslated"
    confidence = 0.95
    examples = (ex("The ⟦BCE⟧ left its rates unchanged.", companion="La BCE a laissé ses taux inchangés."),)
    near_misses = (ex("The ECB left its rates unchanged.", companion="La BCE a laissé ses taux inchangés."), ex("The health fund (CPAM) pays.", companion="La CPAM paie."), ex("They dislike the CSG, a tax on income.", companion="Ils n’aiment pas la CSG."))

    def compare(self, pair: Pair) -> Iterator[Hit]:
        """Report it unless it glosses its English form."""
        french = {match[0]: match for match in _INITIALS.finditer(pair.french) if match[0] in _english()}
        for match in _INITIALS.finditer(pair.english) if french else ():
            forms = _english().get(match[0], ())
            if match[0] in french and match[0] not in forms and not _is_glossed(match, pair.english):
                yield Hit(match.start(), match.end(), f"“{match[0]}” is the French initialism", " / ".join(forms), source=excerpt(pair.french, *french[match[0]].span()))


class AcronymChanged(PairRule):
    """Initials that are neither those of the French nor their English."""

    code = "SRC305"
    name = "acronym-changed"
    severity = "critical"
    summary = "An initialism that names another body than the French"
    rationale = "OMS is WHO and OMC WTO: an initialism turned into another names another body."
    confidence = 0.85
    examples = (ex("The ⟦WTO⟧ warns of a new wave of flu.", companion="L’OMS alerte sur une nouvelle vague de grippe."),)
    near_misses = (ex("The WHO warns of a new wave.", companion="L’OMS alerte sur une nouvelle vague."), ex("The World Health Organization warns the EU.", companion="L’OMS alerte l’UE."))

    def compare(self, pair: Pair) -> Iterator[Hit]:
        """Report English initials that answer to nothing, where known French ones are not answered."""
        french = [match for match in _INITIALS.finditer(pair.french) if match[0] in _english()]
        lost = [match for match in french if not _has(pair.english, (*_english()[match[0]], match[0]))]
        if not lost:
            return
        answered = {form for match in french for form in _english()[match[0]]} | {match[0] for match in _INITIALS.finditer(pair.french)}
        for match in _INITIALS.finditer(pair.english):
            if match[0] not in answered and any(match[0] in forms for forms in _english().values()):
                forms = _english()[lost[0][0]]
                yield Hit(match.start(), match.end(), f"“{match[0]}”: the French has “{lost[0][0]}”", " / ".join(forms), source=excerpt(pair.french, *lost[0].span()))


RULES = (AcronymKept(), AcronymChanged())
