"""Write docs/rules.md from the rules: ``python docs/generate.py`` (a test compares)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from checker.registry import catalogue  # noqa: E402
from checker.rule import Rule  # noqa: E402
from checker.rulebook import rule_markdown  # noqa: E402
from checker.rules.phrase_rules import PhraseRule  # noqa: E402

HEAD = """# Rules

Made by `python docs/generate.py` from the rules themselves; do not edit. `checker explain CODE` says
the same in a terminal. In examples, ⟦…⟧ marks what is reported.
"""


def page() -> str:
    """The whole page."""
    rules = catalogue()
    parts = [HEAD, *_table(rules)]
    family = ""
    for rule in rules:
        if rule.family != family:
            family = rule.family
            parts.append(f"\n## {family}\n")
        parts.append(f"### {rule.code} {rule.name}\n\n{rule_markdown(rule)}")
    return "\n".join(parts).rstrip() + "\n"


def _table(rules: tuple[Rule, ...]) -> Iterator[str]:
    yield "| code | name | severity | finds |"
    yield "|---|---|---|---|"
    for rule in rules:
        name = f"[{rule.name}](#{rule.code.lower()}-{rule.name})"
        count = f" ({len(rule.entries)} expressions)" if isinstance(rule, PhraseRule) else ""
        yield f"| {rule.code} | {name} | {rule.severity} | {rule.summary}{count} |"


if __name__ == "__main__":
    (ROOT / "docs/rules.md").write_text(page(), encoding="utf-8")
