"""What the shell completes: rules by code, name or family, and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem


def complete_rule(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The codes and names that begin so; nothing begun: the codes."""
    from click.shell_completion import CompletionItem

    from checker.registry import own_rules

    codes = [CompletionItem(rule.code, help=rule.summary) for rule in own_rules()]
    names = [CompletionItem(rule.name, help=rule.code) for rule in own_rules()] if incomplete else []
    return [item for item in codes + names if item.value.startswith(incomplete)]


def complete_family(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The families that begin so."""
    from click.shell_completion import CompletionItem

    from checker.finding import FAMILIES

    return [CompletionItem(name, help=prefix) for prefix, name in FAMILIES.items() if name.startswith(incomplete)]


def complete_selectors(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The last part of a comma-separated list: families and, once it is begun, codes and names."""
    done, comma, last = incomplete.rpartition(",")
    found = complete_family(ctx, param, last) + (complete_rule(ctx, param, last) if last else [])
    for item in found:
        item.value = done + comma + item.value
    return found


def complete_file(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Leaves files to the shell."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]
