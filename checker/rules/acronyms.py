"""FRE2: French initialisms."""

from __future__ import annotations

from checker.rule import ex
from checker.rules.kinds import ListRule

RULES = (
    ListRule(
        code="FRE201",
        name="french-acronym",
        severity="major",
        summary="A French initialism where English has its own",
        message="“{text}” is the French initialism",
        rationale="OTAN is NATO and PIB is GDP: an English reader does not know the French letters.",
        issue_type="untranslated",
        evidence=2.0,
        data="acronyms.tsv",
        names=True,
        bare=frozenset("AIDS ECOWAS NATO OPEC".split()),
        unless_before=r"[A-Z]{2,}[-/& ]|[“‘«]|\(",
        examples=(
            ex("The ⟦OTAN⟧ summit and the ⟦PIB⟧ of Spain.", "The NATO summit and the GDP of Spain."),
            ex("The ⟦OTAN⟧ and a ⟦ONG⟧ of the ⟦ONU⟧ agree.", "NATO and an NGO of the UN agree."),
        ),
        misses=("The NATO summit and the GDP of Spain.", "The nursing home (Ehpad) was full.", "The consumer price index (CPI) rose.", "CPI rose by 2% in May."),
    ),
)
