"""Findings per 1,000 words over time, as bars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from checker.finding import SEVERITIES
from checker.html.summary import count, density
from checker.html.tags import Element, Node, h

HEIGHT = 140
"""Pixels from the axis to the top of the chart."""
HEAD, FOOT = 12, 22
"""Pixels above it and, for the dates, below."""
LABELS = 6
"""Dates that the axis has room for; on a telephone every other one is left out."""

Dated = tuple[date, int, Counter[str]]
"""An article’s day, words, and findings by severity."""


@dataclass
class Period:
    """The articles of a day, week, month or year."""

    start: date
    label: str
    articles: int = 0
    words: int = 0
    severities: Counter[str] = field(default_factory=Counter)

    @property
    def per_1000(self) -> float:
        """Findings per 1,000 words, of all its articles together."""
        return density(sum(self.severities.values()), self.words) or 0.0


@dataclass(frozen=True)
class Unit:
    """How time is cut: the first day of the period that a day lies in, the next one’s, and its name."""

    name: str
    first: Callable[[date], date]
    following: Callable[[date], date]
    label: Callable[[date], str]


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


DAY = Unit("day", lambda d: d, lambda d: d + timedelta(1), lambda d: f"{d.day} {d:%b %Y}")
WEEK = Unit("week", lambda d: d - timedelta(d.weekday()), lambda d: d + timedelta(7), lambda d: f"{d.day} {d:%b %Y}")
MONTH = Unit("month", lambda d: d.replace(day=1), _next_month, lambda d: f"{d:%b %Y}")
YEAR = Unit("year", lambda d: date(d.year, 1, 1), lambda d: date(d.year + 1, 1, 1), lambda d: f"{d:%Y}")


def unit_for(first: date, last: date) -> Unit:
    """The finest unit that cuts a stretch of time into some 30 periods at most; beyond three years, the year."""
    days = (last - first).days
    return next(unit for unit, most in ((DAY, 31), (WEEK, 31 * 7), (MONTH, 36 * 30.5), (YEAR, float("inf"))) if days < most)


def periods(dated: Sequence[Dated]) -> tuple[Unit, list[Period]]:
    """The articles by period, from the first to the last, periods without articles among them."""
    days = [day for day, *_ in dated]
    unit, last = unit_for(min(days), max(days)), max(days)
    found: dict[date, Period] = {}
    start = unit.first(min(days))
    while start <= last:
        found[start] = Period(start, unit.label(start))
        start = unit.following(start)
    for day, words, severities in dated:
        period = found[unit.first(day)]
        period.articles += 1
        period.words += words
        period.severities += severities
    return unit, list(found.values())


def trend(dated: Sequence[Dated]) -> Node:
    """The chart with its figures; nothing where the articles are of one period or have no date."""
    if len({day for day, *_ in dated}) < 2:
        return None
    unit, cut = periods(dated)
    full = [period for period in cut if period.articles]
    if len(full) < 2:
        return None
    said = f"By {unit.name}, from {full[0].label} ({full[0].per_1000}) to {full[-1].label} ({full[-1].per_1000})"
    title = h("h2", "Findings per 1,000 words, by ", unit.name, id="trend")
    figures = h("details", h("summary", "The figures"), _figures(unit, full))
    return h("section", title, _drawing(cut, said), _key(), figures, class_="trend", aria_labelledby="trend")


def _drawing(cut: Sequence[Period], said: str) -> Element:
    top = _ceiling(max(period.per_1000 for period in cut))
    lines: list[Node] = []
    for value in (0, top // 2, top):
        y = HEAD + HEIGHT - HEIGHT * value / top
        lines.append(h("line", x1="0", x2="100%", y1=y, y2=y, class_="grid"))
        lines.append(h("text", f"{value:,}", x="100%", y=y - 3, text_anchor="end", class_="scale"))
    slot = 94 / len(cut)
    bars = [_bar(period, at * slot, slot, top) for at, period in enumerate(cut)]
    step = -(-len(cut) // LABELS)
    dates = [_date(period.label, at * slot, slot, at // step) for at, period in enumerate(cut) if at % step == 0]
    return h("svg", lines, bars, dates, width="100%", height=HEAD + HEIGHT + FOOT, role="img", aria_label=said, class_="bars")


def _date(label: str, x: float, slot: float, number: int) -> Element:
    """A date below its bar; the first keeps clear of the edge."""
    place, anchor = (x + slot / 2, "middle") if number else (x, "start")
    return h("text", label, x=f"{place:.2f}%", y=HEAD + HEIGHT + 16, text_anchor=anchor, class_="spare" if number % 2 else None)


def _ceiling(value: float) -> int:
    """A round number at or above a value, even so that half of it is round too."""
    step = 2
    while value > step * 10:
        step *= 5 if str(step)[0] == "2" else 2
    return max(step, int(-(-value // step) * step))


def _bar(period: Period, x: float, slot: float, top: int) -> Element:
    """A bar, the gravest at its foot."""
    found, y = sum(period.severities.values()), float(HEAD + HEIGHT)
    parts = []
    for name in reversed(SEVERITIES):
        height = HEIGHT * period.per_1000 / top * period.severities[name] / max(1, found)
        y -= height
        if height:
            parts.append(h("rect", x=f"{x + slot * 0.15:.2f}%", y=f"{y:.1f}", width=f"{slot * 0.7:.2f}%", height=f"{height:.1f}", class_=name))
    return h("g", h("title", f"{period.label}: {period.per_1000} per 1,000 words in {count(period.articles, 'article')}"), parts)


def _key() -> Element:
    swatches = [h("span", h("svg", h("rect", width=12, height=12, class_=name), width=12, height=12, aria_hidden="true"), " ", name) for name in reversed(SEVERITIES)]
    return h("p", swatches, class_="key")


def _figures(unit: Unit, full: Sequence[Period]) -> Element:
    titles = (unit.name.capitalize(), "Articles", "Words", *(name.capitalize() for name in reversed(SEVERITIES)), "Per 1,000")
    rows = [
        h(
            "tr",
            h("th", period.label, scope="row"),
            h("td", f"{period.articles:,}"),
            h("td", f"{period.words:,}"),
            [h("td", f"{period.severities[name]:,}") for name in reversed(SEVERITIES)],
            h("td", f"{period.per_1000:,}"),
        )
        for period in full
    ]
    return h("table", h("thead", h("tr", [h("th", title, scope="col") for title in titles])), h("tbody", rows), aria_labelledby="trend")
