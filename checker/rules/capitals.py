"""TYP4: capitals that French does not write."""

from __future__ import annotations

from checker.rule import ex
from checker.rules.kinds import PatternRule

_NATIONS = (
    "french|english|german|italian|spanish|russian|ukrainian|american|british|european|belgian|greek|israeli|palestinian"
    "|iranian|algerian|moroccan|tunisian|african|asian|japanese|korean|syrian|lebanese|egyptian|canadian|brazilian|portuguese"
    "|romanian|hungarian|swedish|norwegian|danish|irish|scottish|mexican|afghan|iraqi|armenian|georgian|austrian|parisian"
)

RULES = (
    PatternRule(
        code="TYP401",
        name="lower-case-nationality",
        severity="minor",
        summary="A nationality or language in lower case",
        message="“{text}”: English writes nationalities and languages with a capital",
        rationale="French writes them small: un soldat russe, le français.",
        issue_type="typographical",
        evidence=0.5,
        patterns=((rf"(?<![\w/@#.-])(?P<s>{_NATIONS})(?![\w/@.-])(?! (?:fry|fries|windows?|doors?|toast|press|kiss(?:es|ing)?|bean))", lambda m: m["s"].capitalize()),),
        words=frozenset(_NATIONS.split("|")),
        confidence=0.9,
        examples=(ex("The ⟦russian⟧ army left.", "The Russian army left."),),
        misses=("The Russian army left.", "He ate french fries.", "See #russian now."),
    ),
    PatternRule(
        code="TYP402",
        name="lower-case-day",
        severity="minor",
        summary="A day or month in lower case",
        message="“{text}”: English writes days and months with a capital",
        rationale="French writes them small: lundi, janvier.",
        issue_type="typographical",
        evidence=0.5,
        patterns=(
            (
                r"(?<![\w/@#.-])(?P<s>(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|april|june|july|september|october|november|december)(?![\w/@-])",
                lambda m: m["s"].capitalize(),
            ),
        ),
        words=frozenset(
            "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays "
            "sundays january february april june july september october november december".split()
        ),
        examples=(ex("He left on ⟦monday⟧.", "He left on Monday."),),
        misses=("He left on Monday.",),
    ),
    PatternRule(
        code="TYP403",
        name="institution-capitals",
        severity="minor",
        summary="An institution or place with one capital only, the French way",
        message="“{text}”: English writes each word of the name with a capital",
        rationale="French writes Assemblée nationale and mer Noire.",
        issue_type="typographical",
        evidence=1.0,
        patterns=(
            (
                r"(?<![\w-])(?P<s>National assembly|Constitutional council|European commission|European union|European parliament|United nations|Security council|White house|Red cross|First world war|Second world war|Red square|Black sea|Red sea|Eiffel tower|Berlin wall|Suez canal|Court of cassation|Court of auditors|Council of state|Foreign legion)(?![\w-])",
                lambda m: " ".join(w if w in ("of",) else w.capitalize() for w in m["s"].split()),
            ),
        ),
        words=frozenset("assembly council commission union parliament nations house cross war square sea tower wall canal cassation auditors state legion".split()),
        examples=(ex("The ⟦National assembly⟧ votes today.", "The National Assembly votes today."),),
        misses=("The National Assembly votes today.", "A national assembly met.", "White houses line the road."),
    ),
    PatternRule(
        code="TYP404",
        name="capital-surname",
        severity="minor",
        summary="A surname in full capitals",
        message="“{text}”: English prints surnames in lower case",
        rationale="French forms and bylines set surnames in capitals: Emmanuel MACRON.",
        issue_type="typographical",
        confidence=0.85,
        patterns=(
            (
                r"(?<![\w-])(?:Mr|Mrs|Ms|Jean|Marie|Pierre|Paul|Jacques|François|Françoise|Michel|Nicolas|Emmanuel|Philippe|Alain|Bernard|Claude|Catherine|Anne|Sophie|Isabelle|Nathalie|Christine|Christophe|Laurent|Olivier|Thierry|Patrick|Éric|Eric|Gérard|Julien|Thomas|Antoine|Alexandre|Camille|Luc|Marc|Yves|Bruno|Stéphane|Frédéric|Guillaume|Hélène|Valérie|Sandrine|Céline|Élodie|Jérôme|Sébastien|Vincent|Mathieu|Matthieu|Édouard|Édith|Gabriel|Marine|Jordan|Ségolène|Dominique|Daniel|David|Vladimir|Volodymyr|Donald)(?:-[A-Z][a-zé]+)? (?P<s>[A-ZÉÈÇ]{4,}(?:-[A-ZÉÈÇ]{3,})?)(?![\w-])",
                lambda m: m["s"].title(),
            ),
        ),
        gate=r"[A-ZÉÈÇ]{4}",
        examples=(ex("Emmanuel ⟦MACRON⟧ spoke.", "Emmanuel Macron spoke."),),
        misses=("Emmanuel Macron spoke.", "THE PRESIDENT SPOKE.", "Jean II died."),
    ),
)
