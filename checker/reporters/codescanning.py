"""SARIF as GitHub code scanning takes it.

GitHub (and Jenkins) show a suppressed result like any other, so that a baseline would hold nothing
back: only what is reported is listed here. GitHub refuses a run of more than 25,000 results:
https://docs.github.com/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit
"""

from __future__ import annotations

from checker.report import Report
from checker.reporters import sarif

MOST = 25_000
_RANK = {level: rank for rank, level in enumerate(sarif.LEVELS.values())}


def render(report: Report, *, stats: bool = False, color: bool = False) -> str:
    """The log; of too many results the gravest. ``stats`` and ``color`` are ignored."""
    listed = [result for result in sarif.results(report) if not result["suppressions"]]
    more = len(listed) - MOST
    if more <= 0:
        return sarif.log(report, listed)
    gravest = sorted(range(len(listed)), key=lambda at: _RANK[listed[at]["level"]])[:MOST]
    left_out = f"GitHub takes {MOST:,} results: {more:,} of the least grave are left out"
    return sarif.log(report, [listed[at] for at in sorted(gravest)], [{"level": "warning", "message": sarif.message(left_out)}])
