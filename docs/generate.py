"""Write docs/rules.md from the rules: ``python docs/generate.py`` (a test compares)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from checker.registry import own_rules  # noqa: E402
from checker.rule import Rule  # noqa: E402
from checker.rules.phrase_rules import PhraseRule  # noqa: E402

SHOWN_ENTRIES = 8
HEAD = """# Rules

Made by `python docs/generate.py` from the rules themselves; do not edit. `checker explain CODE` says
the same in a terminal. In examples, ⟦…⟧ marks what is reported.
"""


def page() -> str:
    """The whole page."""
    rules = own_rules()
    parts = [HEAD, *_table(rules)]
    family = ""
    for rule in rules:
        if rule.family != family:
            family = rule.family
            parts.append(f"\n## {family}\n")
        parts.extend(_section(rule))
    return "\n".join(parts).rstrip() + "\n"


def _table(rules: tuple[Rule, ...]) -> Iterator[str]:
    yield "| code | name | severity | finds |"
    yield "|---|---|---|---|"
    for rule in rules:
        name = f"[{rule.name}](#{rule.code.lower()}-{rule.name})"
        count = f" ({len(rule.entries)} expressions)" if isinstance(rule, PhraseRule) else ""
        yield f"| {rule.code} | {name} | {rule.severity} | {rule.summary}{count} |"


def _section(rule: Rule) -> Iterator[str]:
    yield f"### {rule.code} {rule.name}\n"
    notes = [rule.severity, f"ITS type {rule.issue_type}"]
    if rule.hint:
        notes.append("only in articles that other findings prove to be translated")
    if not rule.default:
        notes.append("off by default")
    yield f"{rule.summary}. *{'; '.join(notes)}.*\n"
    yield rule.rationale + "\n"
    if isinstance(rule, PhraseRule):
        yield from _entries(rule)
        return
    for example in rule.examples:
        yield f"- finds: {_inline(example.text)}" + (f" → {_inline(example.fixed)}" if example.fixed is not None else "")
    for miss in rule.misses:
        yield f"- leaves alone: {_inline(miss)}"
    yield ""


def _entries(rule: PhraseRule) -> Iterator[str]:
    entries = list(rule.entries.values())
    step = max(1, len(entries) // SHOWN_ENTRIES)
    yield f"{len(entries)} expressions in `checker/data/phrases/{rule.path.name}`, among them:\n"
    yield "| id | French | found in | write |"
    yield "|---|---|---|---|"
    for entry in entries[::step][:SHOWN_ENTRIES]:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in (f"`{entry.id}`", entry.french, entry.example, entry.rewrite)) + " |"
    yield ""


def _inline(text: str) -> str:
    return "`` " + " ¶ ".join(text.split("\n\n")).replace("\n", " ¶ ") + " ``"


if __name__ == "__main__":
    (ROOT / "docs/rules.md").write_text(page(), encoding="utf-8")
