"""The page of a rule, as text: for the terminal and, in Markdown, for the documentation."""

from __future__ import annotations

import textwrap

from checker.phrases.entries import Entry
from checker.rule import Rule
from checker.rules.phrase_rules import PhraseRule

SHOWN_ENTRIES = 6


def explain_rule(rule: Rule) -> str:
    """A rule’s page for the terminal."""
    lines = [f"{rule.code} {rule.name}  ({rule.family}, {rule.severity})", "", rule.summary + ".", ""]
    lines += textwrap.wrap(rule.rationale, 78)
    if rule.hint:
        lines += ["", "Reported only where other findings prove that the article was translated."]
    if isinstance(rule, PhraseRule):
        lines += ["", f"{len(rule.entries)} expressions, among them:"]
        for entry in list(rule.entries.values())[:: max(1, len(rule.entries) // SHOWN_ENTRIES)][:SHOWN_ENTRIES]:
            lines += ["", *_indent(entry.example), f"      fr  {entry.french}", f"      →   {entry.rewrite}", f"      id  {entry.id}"]
    else:
        lines += ["", "Finds (marked ⟦…⟧):"]
        for example in rule.examples:
            lines += _indent(example.text)
            if example.companion is not None:
                lines += _indent("beside: " + example.companion)
            if example.fixed is not None:
                lines += _indent("→ " + example.fixed)
        if rule.misses:
            lines += ["", "Leaves alone:"]
            for miss in rule.misses:
                lines += _indent(miss)
    lines += ["", f"Switch it off: --ignore {rule.code}, or in the article <!-- checker: ignore {rule.code} why -->"]
    return "\n".join(lines)


def explain_entry(rule: PhraseRule, entry: Entry) -> str:
    """The page of one line of a phrase list."""
    tiers = {
        "A": "fires alone",
        "B": "fires where its condition holds",
        "C": "a hint: fires only where the article is proved to be translated",
    }
    lines = [f"{entry.id}  ({rule.code} {rule.name}, {entry.severity})", ""]
    lines += [f"French    {entry.french}", f"Pattern   {entry.pattern}", f"Write     {entry.rewrite}"]
    if entry.when:
        lines.append(f"When      {entry.when}")
    lines += [f"Tier      {entry.tier}: {tiers[entry.tier]}", "", *_indent(entry.example)]
    if entry.miss:
        lines += ["", "Leaves alone:", *(line for miss in entry.miss.split(" || ") for line in _indent(miss))]
    if entry.note:
        lines += ["", *textwrap.wrap(entry.note, 78)]
    return "\n".join(lines)


def _indent(text: str) -> list[str]:
    paragraphs = [part for part in text.split("\n") if part.strip()]
    return [line for part in paragraphs for line in textwrap.wrap(part, 74, initial_indent="    ", subsequent_indent="    ")]
