"""The page of a rule in Markdown: for ``docs/rules.md`` and for formats that explain what they list."""

from __future__ import annotations

from collections.abc import Iterator

from checker.phrases.entries import Entry
from checker.rule import Rule
from checker.rules.phrase_rules import PhraseRule

SHOWN_ENTRIES = 8


def rule_markdown(rule: Rule) -> str:
    """A rule’s page in Markdown, without a heading."""
    notes = [rule.severity, f"ITS type {rule.issue_type}"]
    if rule.hint:
        notes.append("only in articles that other findings prove to be translated")
    if not rule.default:
        notes.append("off by default")
    lines = [f"{rule.summary}. *{'; '.join(notes)}.*\n", rule.rationale + "\n"]
    lines += _entry_table(rule) if isinstance(rule, PhraseRule) else _example_list(rule)
    return "\n".join(lines) + "\n"


def entry_markdown(rule: PhraseRule, entry: Entry) -> str:
    """The page of one line of a phrase list in Markdown, without a heading."""
    rows = [("French", entry.french), ("found in", entry.example), ("write", entry.rewrite)]
    lines = [f"- {label}: {_code(text)}" for label, text in rows]
    lines += [f"- leaves alone: {_code(miss)}" for miss in entry.miss.split(" || ") if miss]
    lines.append(f"- `{entry.id}` in `{_place(rule)}`")
    return "\n".join(lines) + "\n"


def _example_list(rule: Rule) -> Iterator[str]:
    for example in rule.examples:
        yield f"- finds: {_code(example.text)}" + (f" → {_code(example.fixed)}" if example.fixed is not None else "")
    for miss in rule.misses:
        yield f"- leaves alone: {_code(miss)}"


def _entry_table(rule: PhraseRule) -> Iterator[str]:
    entries = list(rule.entries.values())
    step = max(1, len(entries) // SHOWN_ENTRIES)
    yield f"{len(entries)} expressions in `{_place(rule)}`, among them:\n"
    yield "| id | French | found in | write |"
    yield "|---|---|---|---|"
    for entry in entries[::step][:SHOWN_ENTRIES]:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in (f"`{entry.id}`", entry.french, entry.example, entry.rewrite)) + " |"


def _place(rule: PhraseRule) -> str:
    return rule.path.name if rule.searched else f"checker/data/phrases/{rule.path.name}"


def _code(text: str) -> str:
    return "`` " + " ¶ ".join(text.split("\n\n")).replace("\n", " ¶ ") + " ``"
