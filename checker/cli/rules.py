"""``checker rules`` and ``checker explain``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from checker.cli.completing import complete_family, complete_rule
from checker.cli.options import fail
from checker.cli.terminal import has_color, text_width

if TYPE_CHECKING:
    from checker.rule import Rule


@click.command(short_help="List the rules.")
@click.option("--family", metavar="NAME", shell_complete=complete_family, help="Only the rules of this family or prefix.")
def rules(family: str | None) -> None:
    """List the rules: code, name, severity and what each finds.

    \b
    checker rules
    checker rules --family calque
    """
    from checker.page import SEVERITY_CODES, Page
    from checker.suppress import matches

    shown = [r for r in _configured_rules() if not family or matches(family, r.code, r.name, r.family)]
    if not shown:
        fail(f"no family “{family}”: try one that “checker rules” lists")
    page = Page(text_width(), has_color())
    current = ""
    for rule in shown:
        if rule.family != current:
            current = rule.family
            page.section(f"{current} ({rule.code[:3]})")
        state = "" if rule.default else " (off by default)"
        page.prose(f"{rule.name}: {rule.summary}{state}", f"{rule.code}  {rule.severity:8}  ", indent=2, code=SEVERITY_CODES[rule.severity])
    click.echo(str(page).lstrip("\n"), color=True)


@click.command(short_help="Explain a rule, with bad and good.")
@click.argument("selector", metavar="CODE", shell_complete=complete_rule)
def explain(selector: str) -> None:
    """Explain a rule: why it exists, what it finds, what it leaves alone, how to switch it off.

    CODE is a code or a name, or the id of a line in a phrase list.

    \b
    checker explain FRE101
    checker explain read-also
    """
    from difflib import get_close_matches

    from checker.explain import explain_entry, explain_rule
    from checker.registry import find_rule
    from checker.rules.phrase_rules import PhraseRule
    from checker.suppress import matches

    rules = _configured_rules()
    rule = find_rule(rules, selector)
    if rule:
        click.echo(explain_rule(rule, text_width(), has_color()), color=True)
        return
    for other in rules:
        if isinstance(other, PhraseRule) and selector in other.entries:
            click.echo(explain_entry(other, other.entries[selector], text_width(), has_color()), color=True)
            return
    if any(matches(selector, rule.code, rule.name, rule.family) for rule in rules):
        fail(f"“{selector}” is more than one rule: “checker rules --family {selector}” lists them")
    names = [name for rule in rules for name in (rule.code, rule.name)]
    near = get_close_matches(selector, names, n=1) or get_close_matches(selector.upper(), names, n=1)
    fail(f"no rule “{selector}”" + (f"; did you mean {near[0]}? " if near else ": ") + "“checker rules” lists codes and names")


def _configured_rules() -> list[Rule]:
    """The package’s rules, those that compare too, and those of the configuration’s own phrase lists."""
    from checker.config import ConfigError
    from checker.config_file import load_config
    from checker.registry import all_rules, comparison_rules

    try:
        return [*all_rules(load_config().phrases), *comparison_rules()]
    except ConfigError as wrong:
        fail(str(wrong))
