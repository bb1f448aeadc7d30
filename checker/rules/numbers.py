"""TYP3: numbers, money, dates and times the French way."""

from __future__ import annotations

import re

from checker.document import Paragraph
from checker.lazy import LazyPattern
from checker.rule import ex
from checker.rules.kinds import PatternRule

_SP = "[ \u00a0\u202f\u2009]"
_UNITS = (
    "%|percent|per cent|million|billion|trillion|euros?|€|\\$|£|km|kg|cm|mm|ha|°|degrees|points?|years|tonnes|tons|times|metres|meters"
    "|kilometres|kilometers|kilos|liters|litres|hectares|hours|seconds|inhabitants|children|goals|grams|MW|GW|TWh|kWh"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_FR_MONTHS = "janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre"
_SCALE = {"M": "m", "k": "k", "Md": "bn", "Mds": "bn", "K": "k"}


def _euro(match: re.Match[str]) -> str:
    number = match["n"].replace("\u00a0", " ").strip()
    number = re.sub(rf"(?<=\d){_SP}(?=\d{{3}})", ",", number)
    number = re.sub(r",(?=\d{1,2}$)", ".", number)
    scale = match.groupdict().get("scale") or ""
    return f"€{number}{_SCALE.get(scale.strip(), '')}"


def _ordinal(match: re.Match[str]) -> str | None:
    number = match["n"]
    if not number.isdigit():
        return None
    value = int(number)
    suffix = "th" if 10 <= value % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{suffix}"


def roman(text: str) -> int:
    """The value of a Roman numeral."""
    values = {"I": 1, "V": 5, "X": 10}
    total = 0
    for char, following in zip(text, text[1:] + " "):
        value = values[char]
        total += -value if values.get(following, 0) > value else value
    return total


def _century(match: re.Match[str]) -> str:
    value = roman(match["n"])
    suffix = "th" if 10 <= value % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{suffix}"


_CLOCK = LazyPattern(r"\b(?:at|until|till|from|since|between|it is|it was|it’s|it's) \Z", re.I)
_TAKES = LazyPattern(r"\b(?:an?|for|in|within|lasted|lasts|took|takes|take|of|than|over|nearly|almost|about|another) \Z", re.I)
_LASTS = LazyPattern(r"\W?(?:of|long|later|earlier|drive|flight|train|journey|film|show|race|record|each|per)\b|\s\d\d\b")
_SETS_OFF = LazyPattern(r" ?[.,:–—]")


def _time(match: re.Match[str]) -> str | None:
    """The time as English writes it; 2h15 is as often how long something lasts, and that is no time."""
    hour, minute = int(match["h"]), match.groupdict().get("m") or ""
    half = "a.m." if hour < 12 or hour == 24 else "p.m."
    shown = hour % 12 or 12
    if match.string[match.end() : match.end() + 1] == ".":
        half = half[:-1]
    time = f"{shown}:{minute} {half}" if minute and minute != "00" else f"{shown} {half}"
    if _LASTS.match(match.string, match.end()):
        return None
    before = match.string[max(0, match.start() - 10) : match.start()]
    heads = not match.start() and _SETS_OFF.match(match.string, match.end())
    if heads or _CLOCK.search(before) or (hour > 12 and not _TAKES.search(before)):
        return time
    return None


_DAYS = dict(zip("lundi mardi mercredi jeudi vendredi samedi dimanche".split(), "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()))
_MONTH_OF = dict(zip("janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split(), _MONTHS.split("|")))


def _english_day(day: str) -> str:
    """lundi, lundis: Monday, Mondays."""
    return _DAYS[day.rstrip("s")] + ("s" if day.endswith("s") else "")


def _date(match: re.Match[str]) -> str | None:
    """A French date in English; a capital (2 Mars) may begin another word."""
    if match["s"] != match["s"].lower():
        return None
    return " ".join(_date_word(word) for word in match["s"].split())


def _date_word(word: str) -> str:
    plain = word.translate(str.maketrans("éû", "eu"))
    return _MONTH_OF.get(plain) or _DAYS.get(plain) or word.removesuffix("er")


CALL = 60
"""How far before a number to call its telephone may stand."""
_TELEPHONE = LazyPattern(r"\b(?:call|contact|dial|fax|free|helpline|hotline|phone|ring|tel|telephone|text)(?:s|ed|ing|led|ling)?\b", re.I)


class Thousands(PatternRule):
    """Groups of three digits set apart by spaces; telephone numbers excused."""

    def accept(self, paragraph: Paragraph, match: re.Match[str]) -> bool:
        """Reject a number that goes on with other groups, or stands where a number to call does."""
        before = paragraph.text[max(0, match.start() - CALL) : match.start()]
        after = paragraph.text[match.end() : match.end() + 4]
        if re.search(rf"[+]?\d{_SP}$", before) or re.match(rf"{_SP}\d", after):
            return False
        return match["s"].endswith("000") or not _TELEPHONE.search(before)


RULES = (
    PatternRule(
        code="TYP301",
        name="decimal-comma",
        severity="major",
        summary="A decimal comma",
        message="“{text}”: English writes a decimal point",
        rationale="3,5 is three and a half in French; an English reader takes the comma for a thousands mark or a list.",
        issue_type="numbers",
        evidence=1.0,
        patterns=((rf"(?<![\d,.€$£-])(?P<s>(?P<a>\d{{1,3}}),(?P<b>\d{{1,2}}))(?![\d,])(?={_SP}?(?:{_UNITS})(?!\w))", r"\g<a>.\g<b>"),),
        gate=r"\d,\d{1,2}(?!\d)",
        examples=(ex("It rose by ⟦3,5⟧ % in May.", "It rose by 3.5 % in May."), ex("It is ⟦1,2⟧ million.", "It is 1.2 million.")),
        misses=("It rose by 3.5% in May.", "Some 12,500 people came.", "In games 1,2 and 3.", "It lost 5,10 and 15 points."),
    ),
    Thousands(
        code="TYP302",
        name="spaced-thousands",
        severity="minor",
        summary="Thousands set apart by a space",
        message="“{text}”: English separates thousands with a comma",
        rationale="25 000 may break at the line end and is not English style outside science.",
        issue_type="numbers",
        evidence=1.0,
        patterns=((rf"(?<![\w.,€$£/+-])(?P<s>[1-9]\d{{0,2}}(?:{_SP}\d{{3}})+)(?![\w/-])(?![.,]\d)", lambda m: re.sub(_SP, ",", m["s"])),),
        need="0123456789",
        examples=(ex("A budget of ⟦25 000⟧ euros.", "A budget of 25,000 euros."),),
        misses=("Some 25,000 people came.", "Call 01 42 68 53 00 now.", "In 2019 300 people came.", "Call +33 142 685 300 now.", "You can call Samaritans free on 116 123."),
    ),
    PatternRule(
        code="TYP303",
        name="money-order",
        severity="minor",
        summary="The currency sign after the figure, or French abbreviations of millions and billions",
        message="“{text}”: English puts the sign first (€5, €3.2m, €12bn)",
        rationale="French writes 5 €, 3,2 M€ and 12 Md€.",
        issue_type="locale-specific-content",
        evidence=1.0,
        patterns=(
            (rf"(?<![\w.,€$£])(?P<s>(?P<n>\d[\d.,]*(?:{_SP}\d{{3}})*){_SP}?(?P<scale>Mds?|M|k|K){_SP}?(?:d['’])?€)", _euro),
            (rf"(?<![\w.,€$£])(?P<s>(?P<n>\d[\d.,]*(?:{_SP}\d{{3}})*){_SP}?€)(?!\d)", _euro),
        ),
        need="€",
        examples=(ex("It cost ⟦10 M€⟧ and ⟦3,2 Md€⟧.", "It cost €10m and €3.2bn."), ex("A coffee is ⟦2,50 €⟧.", "A coffee is €2.50.")),
        misses=("It cost €10m.", "The euro (€) fell."),
    ),
    PatternRule(
        code="TYP304",
        name="french-ordinal",
        severity="major",
        summary="A French ordinal",
        message="“{text}” is a French ordinal",
        rationale="1er, 2e and XIXe are French; English writes 1st, 2nd and 19th.",
        issue_type="untranslated",
        evidence=2.0,
        patterns=(
            (r"(?<![\w.,-])(?P<s>(?P<n>\d{1,3})(?:[eè]me|ᵉ|i[eè]me))(?!\w)", _ordinal),
            (r"(?<![\w.,-])(?P<s>(?P<n>1)(?:er|re|[eè]re))(?![\w-])", _ordinal),
            (r"(?<![\w.,#-])(?P<s>(?P<n>[2-9]|[1-9]\d)e)(?= (?:arrondissement|century|si[eè]cle|place|edition|round|day|year|R[ée]publique|Republic)\b)", _ordinal),
            (r"(?<!\w)(?P<s>(?P<n>[XVI]{1,5})(?:e|ᵉ|[eè]me))(?!\w)", _century),
        ),
        gate=r"(?:\d|[XVI])(?:e|ᵉ|i?[eè]me|er|[eè]?re)(?!\w)",
        examples=(ex("He came ⟦2ème⟧ in the race.", "He came 2nd in the race."), ex("A house of the ⟦XIXe⟧ century.", "A house of the 19th century.")),
        misses=("He came 2nd in the race.", "The C 3e model.", "Elizabeth II died.", "Type 1e fault"),
    ),
    PatternRule(
        code="TYP305",
        name="roman-century",
        severity="minor",
        summary="A century or arrondissement in Roman numerals",
        message="“{text}”: English numbers centuries and districts in Arabic figures",
        rationale="French writes XIXe siècle and XVIe arrondissement.",
        issue_type="locale-specific-content",
        evidence=1.0,
        patterns=((r"(?<!\w)(?P<s>(?P<n>[XVI]{1,5})(?:th|st|nd|rd)?)(?= (?:[Cc]entur(?:y|ies)|arrondissement)\b)", _century),),
        words=frozenset({"century", "centuries", "arrondissement"}),
        examples=(ex("A house of the ⟦XIXth⟧ century.", "A house of the 19th century."), ex("He lives in the ⟦XVIth⟧ arrondissement.", "He lives in the 16th arrondissement.")),
        misses=("A house of the 19th century.", "He is in the 16th arrondissement."),
    ),
    PatternRule(
        code="TYP306",
        name="french-time",
        severity="minor",
        summary="A time the French way",
        message="“{text}” is a French time",
        rationale="French writes 17h30 and says “à 20 heures”.",
        issue_type="locale-specific-content",
        evidence=1.5,
        patterns=(
            (rf"(?<![\w.,-])(?P<s>(?P<h>[01]?\d|2[0-4]){_SP}?[hH]{_SP}?(?P<m>[0-5]\d))(?!\w)", _time),
            (r"(?<=\bat )(?P<s>(?P<h>[01]?\d|2[0-4]) ?[hH])(?![\w/])", _time),
            (r"(?<=\b(?:at|by) )(?P<s>(?P<h>1[3-9]|2[0-4]) hours)(?! (?:a|of|per|later|after|before|straight|long)\b)", _time),
        ),
        gate=rf"\d{_SP}?[hH](?![a-z])|\d hours",
        examples=(ex("The train left at ⟦17h30⟧.", "The train left at 5:30 p.m."), ex("He will speak at ⟦20 h⟧.", "He will speak at 8 p.m.")),
        misses=("The train left at 17:30.", "It goes 200 km/h.", "He works 24 hours a day.", "At 24 hours old, he died."),
    ),
    PatternRule(
        code="TYP307",
        name="french-date",
        severity="minor",
        summary="A date the French way",
        message="“{text}” is a French date",
        suggestion="{fix}",
        rationale="1er mai, lundi 6 janvier, the 5 March: French dates left or rendered word by word.",
        issue_type="locale-specific-content",
        evidence=1.5,
        patterns=(
            (rf"(?i:\b(?P<s>(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?(?:\d{{1,2}}|1er) (?:{_FR_MONTHS})(?: \d{{4}})?)\b)", _date),
            (r"(?<![\w“‘«(])(?<![àÀ] )(?P<s>(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?)(?![\w”’»)])(?![ -][A-Z])", lambda m: _english_day(m["s"])),
            (rf"(?<!\w)(?P<s>1er (?P<m>{_MONTHS})|(?P<k>{_MONTHS}) 1er)(?!\w)", lambda m: f"1 {m['m'] or m['k']}"),
            (rf"\b(?P<s>[Tt]he (?P<d>\d{{1,2}}) (?P<m>{_MONTHS}))(?=[,.;]| (?:\d{{4}}\b(?!,? \w+(?:s|ion|ing)\b)|at\b|he\b|she\b|the\b|in\b|to\b))", lambda m: f"{m['d']} {m['m']}"),
        ),
        words=frozenset(
            "lundi mardi mercredi jeudi vendredi samedi dimanche lundis mardis jeudis samedis dimanches 1er january february march april may june july august "
            "september october november december janvier février fevrier mars avril mai juin juillet août aout septembre octobre novembre décembre decembre".split()
        ),
        examples=(
            ex("The vote of ⟦lundi 6 janvier⟧ was lost.", "The vote of Monday 6 January was lost."),
            ex("He came on ⟦1er août 2023⟧.", "He came on 1 August 2023."),
            ex("He died on ⟦the 5 March⟧, at home.", "He died on 5 March, at home."),
            ex("The march of ⟦1er May⟧ was long.", "The march of 1 May was long."),
        ),
        misses=("He died on 5 March, at home.", "The 5 March agreement was signed.", "Lundi Matin is a journal.", "He is on Mars 12 times."),
    ),
    PatternRule(
        code="TYP308",
        name="number-sign",
        severity="minor",
        summary="The French sign for number",
        message="“{text}” is the French sign for number",
        rationale="French writes n° 10, English No. 10.",
        issue_type="locale-specific-content",
        evidence=1.0,
        patterns=((rf"(?<!\w)(?P<s>[Nn]{_SP}?[°º]s?{_SP}?)(?=\d)", "No. "),),
        need="°º",
        examples=(ex("The office ⟦n° ⟧10 is shut.", "The office No. 10 is shut."),),
        misses=("It was 10° in Paris.", "45°N 10 miles"),
    ),
)
