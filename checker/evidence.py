"""Evidence: has the article shown that a machine translated it?

Much of what betrays a translation is wording that a native reporter also writes now and then
("explains the minister", "secret services"). Such hints are worth an editor's time in an article
that was translated, and a nuisance in any other. So they wait for proof: different findings that
only a translation from French leaves behind.
"""

from __future__ import annotations

from collections.abc import Iterable

from checker.rule import Hit, Rule

LEAST = 3.0
LEAST_PER_1000 = 2.5


def is_machine_translated(reported: Iterable[tuple[Rule, Hit]], words: int) -> bool:
    """Whether the findings that are not hints weigh enough.

    Each rule (in a phrase list: each entry) counts once, by its ``evidence``, and of findings that
    overlap the strongest. The sum must reach ``LEAST``, and ``LEAST_PER_1000`` for every 1,000 words.
    """
    weights: dict[str, float] = {}
    best, end = ("", 0.0), -1
    telling = [(hit.start, hit.end, f"{rule.code} {hit.entry}", rule.evidence) for rule, hit in reported if rule.evidence and not rule.hint and not hit.hint]
    for first, last, key, weight in sorted(telling):
        if first >= end:
            weights.setdefault(*best)
            best, end = (key, weight), last
        elif weight > best[1]:
            best, end = (key, weight), max(end, last)
    weights.setdefault(*best)
    total = sum(weights.values())
    return total >= LEAST and total * 1000 >= LEAST_PER_1000 * words
