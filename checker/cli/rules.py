"""``checker rules`` and ``checker explain``."""

from __future__ import annotations

import click

from checker.cli.options import fail


@click.command()
@click.option("--family", metavar="NAME", help="Only the rules of this family or prefix.")
def rules(family: str | None) -> None:
    """List the rules: code, name, severity and what each finds.

    \b
    checker rules
    checker rules --family calque
    """
    from checker.registry import catalogue
    from checker.suppress import matches

    shown = [r for r in catalogue() if not family or matches(family, r.code, r.name, r.family)]
    if not shown:
        fail(f"no family “{family}”: try one that “checker rules” lists")
    width = max(len(rule.name) for rule in shown)
    current = ""
    for rule in shown:
        if rule.family != current:
            current = rule.family
            click.echo(("" if rule is shown[0] else "\n") + click.style(current, bold=True))
        state = "" if rule.default else " (off by default)"
        click.echo(f"  {rule.code}  {rule.name:{width}}  {rule.severity:8}  {rule.summary}{state}")


@click.command()
@click.argument("selector", metavar="CODE")
def explain(selector: str) -> None:
    """Explain a rule: why it exists, what it finds, what it leaves alone, how to switch it off.

    CODE is a code or a name, or the id of a line in a phrase list.

    \b
    checker explain FRE101
    checker explain read-also
    """
    from checker.explain import explain_entry, explain_rule
    from checker.registry import catalogue, find_rule
    from checker.rules.phrase_rules import PhraseRule

    rule = find_rule(selector)
    if rule:
        click.echo(explain_rule(rule))
        return
    for other in catalogue():
        if isinstance(other, PhraseRule) and selector in other.entries:
            click.echo(explain_entry(other, other.entries[selector]))
            return
    fail(f"no rule “{selector}”: “checker rules” lists codes and names")
