"""The page of a rule, or of one line of a phrase list, for the terminal."""

from __future__ import annotations

from checker.document import Document
from checker.page import Page
from checker.phrases.entries import Entry
from checker.rule import Rule
from checker.rules.phrase_rules import PhraseRule

SHOWN_ENTRIES = 6

_TIERS = {
    "A": "fires alone",
    "B": "fires where its condition holds",
    "C": "a hint: fires only where the article is proved to be translated",
}


def explain_rule(rule: Rule, width: int = 80, color: bool = False) -> str:
    """A rule’s page: why it exists, bad and good, and how to switch it off."""
    page = Page(width, color)
    page.head(f"{rule.code} {rule.name}", rule.family, rule.severity)
    page.lines.append("")
    page.prose(rule.summary + ".", indent=0)
    page.section("Why")
    page.prose(rule.rationale)
    if rule.hint:
        page.prose("Reported only where other findings prove that the article was translated.")
    if not rule.default:
        page.prose(f"Off by default: --select {rule.code} runs it.")
    if isinstance(rule, PhraseRule):
        _expressions(page, rule)
    else:
        _examples(page, rule)
    _switch_off(page, rule)
    return str(page)


def explain_entry(rule: PhraseRule, entry: Entry, width: int = 80, color: bool = False) -> str:
    """The page of one line of a phrase list."""
    page = Page(width, color)
    page.head(entry.id, f"{rule.code} {rule.name}", entry.severity)
    page.lines.append("")
    page.prose(_with_marks(rule, entry), "✗  ", indent=0)
    page.prose(entry.rewrite, "→  ", indent=0)
    page.lines.append("")
    page.prose(entry.french, "French   ", indent=0)
    page.prose("\n".join(entry.patterns), "Pattern  ", indent=0)
    if entry.when:
        page.prose(entry.when, "When     ", indent=0)
    page.prose(f"{entry.tier}: {_TIERS[entry.tier]}", "Tier     ", indent=0)
    if entry.miss:
        page.section("Leaves alone")
        for miss in entry.miss.split(" || "):
            page.prose(miss, "·  ")
    if entry.note:
        page.section("Note")
        page.prose(entry.note)
    _switch_off(page, rule)
    return str(page)


def _examples(page: Page, rule: Rule) -> None:
    if rule.examples:
        page.section("Finds" if page.color else "Finds (marked ⟦…⟧)")
    for example in rule.examples:
        page.prose(example.text, "✗  ")
        if example.companion is not None:
            page.prose(f"beside: {example.companion}", "   ")
        if example.fixed is not None:
            page.prose(example.fixed, "→  ")
    if rule.suggestion and not any(example.fixed for example in rule.examples):
        page.prose(rule.suggestion, "→  ")
    if rule.misses:
        page.section("Leaves alone")
    for miss in rule.misses:
        page.prose(miss, "·  ")


def _expressions(page: Page, rule: PhraseRule) -> None:
    entries = list(rule.entries.values())
    shown = entries[:: max(1, len(entries) // SHOWN_ENTRIES)][:SHOWN_ENTRIES]
    page.section(f"Finds {len(entries):,} expressions, among them")
    for entry in shown:
        if entry is not shown[0]:
            page.lines.append("")
        page.prose(_with_marks(rule, entry), "✗   ")
        page.prose(entry.rewrite, "→   ")
        page.prose(entry.french, "fr  ")
        page.prose(entry.id, "id  ")
    page.lines.append("")
    page.prose("“checker explain ID” shows one with its pattern.")


def _with_marks(rule: PhraseRule, entry: Entry) -> str:
    """The example of a line, with ⟦…⟧ around what it finds there."""
    document = Document(entry.example)
    text, before = document.text, len(document.text)
    for start, end in sorted({(hit.start, hit.end) for hit in rule.hits(document) if hit.entry == entry.id}, key=lambda span: -span[1]):
        if end <= before:  # of several alternatives that overlap, the one that ends last
            text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
            before = start
    return text


def _switch_off(page: Page, rule: Rule) -> None:
    page.section("Switch it off")
    page.prose(f"<!-- checker: ignore {rule.code} why --> on its line, or alone above", "here        ")
    page.prose(f"--ignore {rule.code}", "this run    ")
    page.prose(f'ignore = ["{rule.code}"] in .checker.toml (“checker init” writes one)', "for good    ")
    page.prose('allow = ["…"] in .checker.toml', "these words ")
