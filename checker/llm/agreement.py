"""Agreement: what the second reader's marks do to the findings of the other rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.merge import Reported, competes
from checker.rule import Hit
from checker.rules.second_reader import SecondReaderRule

SUREST = 0.99


def second_opinion(reported: Sequence[Reported], marks: Sequence[tuple[SecondReaderRule, Hit]]) -> list[Reported]:
    """The findings with the marks that say something new.

    A mark on what a rule reports is not reported; the finding becomes surer instead, as if the two
    were independent: of the doubt that it left, the mark leaves its own.
    """
    new: list[Reported] = []
    agreed: dict[int, float] = {}
    for mark in marks:
        rivals = [number for number, own in enumerate(reported) if competes(own, mark)]
        if not rivals:
            new.append(mark)
        for number in rivals:
            agreed[number] = max(agreed.get(number, 0.0), mark[0].confidence)
    return [_surer(own, agreed[number]) if number in agreed else own for number, own in enumerate(reported)] + new


def _surer(own: Reported, doubt: float) -> Reported:
    rule, hit = own
    confidence = hit.confidence or rule.confidence
    message = f"{hit.message or rule.message}; a second reader agrees"
    return rule, replace(hit, message=message, confidence=max(confidence, min(SUREST, 1 - (1 - confidence) * (1 - doubt))))
