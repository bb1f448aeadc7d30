"""SRC2: numbers, dates, times and units that are not those of the French."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence

from checker.rule import Hit, ex
from checker.source.comparison import SourceComparison
from checker.source.kinds import PairRule, SourceRule, excerpt, placed
from checker.source.matching import left_over
from checker.source.measures import converted, same
from checker.source.pair import Pair
from checker.source.quantity import CALENDAR, Quantity
from checker.source.units import unit_span, units


def _of(quantities: Iterable[Quantity], kinds: tuple[str, ...]) -> list[Quantity]:
    return [quantity for quantity in quantities if quantity.kind in kinds]


def _written(text: str, quantity: Quantity) -> str:
    return " ".join(text[quantity.start : quantity.end].split())


def _exchanged(pair: Pair) -> tuple[list[Quantity], list[Quantity]]:
    """Figures on both sides that are left over when each number is used once: 2-1 made 2-2, 5 October for the 1st.

    A number that stands elsewhere in the sentence, or in another that has its own use for it, is no excuse.
    """
    english, french = left_over(_counted(pair.english_quantities), _counted(pair.french_quantities))
    spare_english, spare_french = pair.spare
    english = [q for q in english if _digits(pair.english, q) and not any(same(q, other) for other in spare_french)]
    french = [q for q in french if _digits(pair.french, q) and not any(same(other, q) for other in spare_english)]
    return (english, french) if english and french else ([], [])


def _counted(quantities: Sequence[Quantity]) -> list[Quantity]:
    return [quantity for quantity in _of(quantities, ("number",)) if not quantity.article]


class NumberChanged(PairRule):
    """A number of the English that is not in the French, where the French has one that is not in the English."""

    code = "SRC201"
    name = "number-changed"
    severity = "critical"
    summary = "A number that is not the one of the French"
    rationale = (
        "Each side is read by its own conventions (1 234,5 is 1,234.5; 17h30 is 5:30 p.m.; deux millions, 2m; "
        "soixante-dix, 70), and conversions of units are allowed for; what is left is another number."
    )
    issue_type = "numbers"
    confidence = 0.95
    examples = (
        ex("The fire killed ⟦17⟧ people in 2019.", companion="L’incendie a fait 71 morts en 2019."),
        ex("Some ⟦1,324.5⟧ tonnes were sold.", companion="Quelque 1 234,5 tonnes ont été vendues."),
        ex("The deal is worth ⟦€2m⟧.".replace("⟦€2m⟧", "€⟦2m⟧"), companion="L’accord porte sur deux milliards d’euros."),
    )
    near_misses = (
        ex("Some 1,234.5 tonnes were sold for €2m.", companion="Quelque 1 234,5 tonnes ont été vendues deux millions d’euros."),
        ex("He is 70 and lives 200 miles away.", companion="À soixante-dix ans, il vit à 320 km de là."),
        ex("He left at 5:30 p.m., two weeks ago.", companion="Il est parti à 17h30 il y a quinze jours."),
        ex("In the 1980s a dozen men came.", companion="Dans les années 80, une douzaine d’hommes sont venus."),
        ex("The 19th-century house cost 1.2 billion.", companion="La maison du XIXe siècle a coûté 1,2 milliard."),
        ex("It is 80 degrees in New York.", companion="Il fait 26 degrés à New York."),
    )

    def compare(self, pair: Pair) -> Iterator[Hit]:
        """Pair what the English has beyond the French with what the French has beyond the English, in order."""
        english, french = _of(pair.surplus_english, ("number",)), _of(pair.surplus_french, ("number",))
        if not english or not french or not any(q.strong for q in (*english, *french)):
            english, french = _exchanged(pair)
        for number, quantity in enumerate(english):
            other = french[min(number, len(french) - 1)]
            if quantity.strong or other.strong:
                said, original = _written(pair.english, quantity), _written(pair.french, other)
                message = f"“{said}”: the French has “{original}”"
                yield Hit(quantity.start, quantity.end, message, source=excerpt(pair.french, other.start, other.end))


class _NumberAlone(SourceRule):
    """A number of one side to which nothing answers beside it, nor elsewhere in the article where a number stands alone."""

    issue_type = "numbers"

    def hits(self, comparison: SourceComparison) -> Iterator[Hit]:  # type: ignore[override]
        """Yield what ``compare`` finds in each pair."""
        for pair in comparison.pairs:
            for hit in self.compare(pair, comparison):
                yield placed(hit, pair)

    @abstractmethod
    def compare(self, pair: Pair, comparison: SourceComparison) -> Iterator[Hit]:
        """Yield what a pair lacks; the article’s unanswered numbers tell what has only moved."""


class NumberAdded(_NumberAlone):
    """Digits of the English to which nothing in the French answers."""

    code = "SRC202"
    name = "number-added"
    severity = "major"
    summary = "A number that the French does not have"
    rationale = "A figure that is nowhere in the sentence of the original or beside it was invented."
    examples = (ex("The fire killed ⟦17⟧ people.", companion="L’incendie a fait de nombreux morts."),)
    near_misses = (ex("The fire killed 17 people.", companion="L’incendie a fait dix-sept morts."), ex("She has an HER2 test.", companion="Elle passe un test."))

    def compare(self, pair: Pair, comparison: SourceComparison) -> Iterator[Hit]:
        """Report digits alone, and only where the French lacks no number."""
        if _of(pair.surplus_french, ("number",)):
            return
        for quantity in _of(pair.surplus_english, ("number",)):
            moved = any(same(quantity, other) for other in comparison.unanswered[1])
            if quantity.strong and _digits(pair.english, quantity) and not _small(quantity) and not moved:
                yield Hit(quantity.start, quantity.end, f"“{_written(pair.english, quantity)}” is not in the French")


class NumberLost(_NumberAlone):
    """Digits of the French that the English does not have."""

    code = "SRC203"
    name = "number-lost"
    severity = "major"
    summary = "A number of the French that is missing"
    rationale = "A figure of the original is nowhere in its translation or beside it, in digits or words."
    examples = (ex("⟦The fire killed many people in the town of Lens.⟧", companion="L’incendie a fait 17 morts dans la ville de Lens."),)
    near_misses = (
        ex("The fire killed seventeen people.", companion="L’incendie a fait 17 morts."),
        ex("It is a mile away.", companion="C’est à 1,5 km."),
        ex(
            "The former mayor came to court. He was pale. “I never took a cent,” he swore. He has been under investigation since 2021.",
            companion="L’ancien maire, mis en examen en 2021, est venu au tribunal. Il était pâle. « Je n’ai jamais touché un centime », a-t-il juré.",
        ),
    )

    def compare(self, pair: Pair, comparison: SourceComparison) -> Iterator[Hit]:
        """Report the whole English: what is missing has no place in it."""
        if _of(pair.surplus_english, ("number",)):
            return
        lost = [q for q in _of(pair.surplus_french, ("number",)) if q.strong and _digits(pair.french, q) and not _small(q) and not _measured(q, pair)]
        lost = [q for q in lost if not any(same(other, q) for other in comparison.unanswered[0])]
        if any(q.kind in CALENDAR for q in pair.surplus_english):
            lost = [q for q in lost if not _of_month(q, pair)]
        if lost:
            said = ", ".join(f"“{_written(pair.french, quantity)}”" for quantity in lost)
            yield Hit(0, len(pair.english), f"the French has {said}", source=excerpt(pair.french, lost[0].start, lost[-1].end))


def _digits(text: str, quantity: Quantity) -> bool:
    return any(char.isdigit() for char in text[quantity.start : quantity.end])


def _small(quantity: Quantity) -> bool:
    """One and two hide in words without number: single, another, both, again."""
    return any(isinstance(value, float) and value in (0.0, 1.0, 2.0) for value in quantity.readings)


def _measured(quantity: Quantity, pair: Pair) -> bool:
    """Whether the English names a unit of the same dimension without a number: a mile away."""
    unit = units().get(quantity.unit)
    return unit is not None and any(units()[q.unit].dimension == unit.dimension for q in pair.english_quantities if q.unit in units() and not q.strong)


def _of_month(quantity: Quantity, pair: Pair) -> bool:
    """Whether a French number is the day of a month, for which the English may give the weekday."""
    return any(q.kind == "month" and 0 <= q.start - quantity.end <= 4 for q in pair.french_quantities)


class DateChanged(PairRule):
    """A month or a weekday that is another in the French."""

    code = "SRC204"
    name = "date-changed"
    severity = "critical"
    summary = "A month or weekday that is not the one of the French"
    rationale = "Mardi is Tuesday and juillet July; a date that shifts in translation is wrong wherever it is quoted."
    issue_type = "numbers"
    confidence = 0.95
    examples = (
        ex("He fled on ⟦Wednesday⟧ evening.", companion="Il a fui mardi soir."),
        ex("It begins on 3 ⟦June⟧.", companion="Cela commence le 3 juillet."),
    )
    near_misses = (ex("He fled on Tuesday, in May.", companion="Il a fui mardi, en mai."), ex("He may march on Paris.", companion="Il pourrait marcher sur Paris en juin."))

    def compare(self, pair: Pair) -> Iterator[Hit]:
        """Pair months with months and weekdays with weekdays."""
        english, french = pair.surplus_english, pair.surplus_french
        for kind in CALENDAR:
            for quantity, other in zip(_of(english, (kind,)), _of(french, (kind,))):
                message = f"“{_written(pair.english, quantity)}”: the French has “{_written(pair.french, other)}”"
                yield Hit(quantity.start, quantity.end, message, source=excerpt(pair.french, other.start, other.end))


class UnitChanged(PairRule):
    """The number of the French with another unit."""

    code = "SRC205"
    name = "unit-changed"
    severity = "critical"
    summary = "The number of the French with another unit"
    rationale = "48 heures is not 48 minutes, and 10 kilometres not 10 miles: who converts a unit converts the number."
    issue_type = "numbers"
    confidence = 0.9
    examples = (
        ex("The beach was closed for ⟦48 minutes⟧.", companion="La plage a été fermée 48 heures."),
        ex("It is ⟦10 miles⟧ away.", companion="C’est à 10 kilomètres de là."),
    )
    near_misses = (
        ex("It is 6 miles away, for 48 hours.", companion="C’est à 10 kilomètres de là, pendant 48 heures."),
        ex("The price is 3 percent up at 3 euros.", companion="Le prix, en hausse de 3 %, est de 3 euros."),
    )

    def compare(self, pair: Pair) -> Iterator[Hit]:
        """Look at numbers that stand on both sides, each with a unit, never with the same."""
        for quantity in pair.english_quantities:
            if quantity.unit not in units() or (quantity.article and not quantity.strong):
                continue
            others = [q for q in pair.french_quantities if q.unit in units() and same(quantity, q)]
            if not others or any(_fits(quantity, other) for other in others):
                continue
            if any(same(quantity, q) and not q.unit for q in pair.french_quantities):
                continue
            end = _unit_end(pair.english, quantity)
            message = f"“{_shorten(pair.english[quantity.start : end])}”: the French has {others[0].unit}s"
            yield Hit(quantity.start, end, message, source=excerpt(pair.french, others[0].start, others[0].end))


def _fits(english: Quantity, french: Quantity) -> bool:
    if english.unit == french.unit or converted(english, french):
        return True
    a, b = units()[english.unit], units()[french.unit]
    pounds = {a.name, b.name} == {"pound", "sterling"}
    return pounds or {a.dimension, b.dimension} == {"temperature"} or {a.name, b.name} in ({"day", "night"}, {"percent", "percentage point"})


def _unit_end(text: str, quantity: Quantity) -> int:
    span = unit_span(text, quantity.end, "en")
    return span[1] if span else quantity.end


def _shorten(text: str) -> str:
    return " ".join(text.split())


RULES = (NumberChanged(), NumberAdded(), NumberLost(), DateChanged(), UnitChanged())
