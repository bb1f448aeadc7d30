"""Findings as diagnostics and as hovers."""

from __future__ import annotations

from lsprotocol import types

from checker.finding import Finding
from checker.lsp.article import Checked
from checker.lsp.positions import visible
from checker.rule import Rule

SOURCE = "checker"
_SEVERITIES = {
    "critical": types.DiagnosticSeverity.Error,
    "major": types.DiagnosticSeverity.Warning,
    "minor": types.DiagnosticSeverity.Information,
}
MOST_HOVERED = 3
"""Findings on one spot that a hover explains."""


def diagnostic(checked: Checked, finding: Finding) -> types.Diagnostic:
    """A finding as a diagnostic."""
    advice = f"\n→ {finding.suggestion}" if finding.suggestion else ""
    return types.Diagnostic(
        range=checked.text.range(finding.start, finding.end),
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        source=SOURCE,
        message=visible(finding.message + advice),
    )


def diagnostics(checked: Checked) -> list[types.Diagnostic]:
    """All findings, in the order of the text."""
    return [diagnostic(checked, finding) for finding in checked.report.findings]


def touching(checked: Checked, start: int, end: int) -> list[Finding]:
    """The findings that a span touches, the shortest first; a finding is touched at its end too."""
    found = [finding for finding in checked.report.findings if finding.start <= end and start <= finding.end]
    return sorted(found, key=lambda finding: finding.end - finding.start)


def hover(checked: Checked, position: types.Position, markdown: bool) -> types.Hover | None:
    """What is wrong at a position, and the page of the rule that says so.

    Args:
        checked: the article.
        position: where the pointer is.
        markdown: whether the editor shows Markdown; plain text otherwise.
    """
    at = checked.text.offset(position)
    found = touching(checked, at, at)[:MOST_HOVERED]
    if not found:
        return None
    rules = {rule.code: rule for rule in checked.rules}
    page = _markdown_page if markdown else _plain_page
    pages = [page(finding, rules[finding.code]) for finding in found if finding.code in rules]
    text = ("\n---\n\n" if markdown else "\n\n").join(pages)
    kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
    return types.Hover(types.MarkupContent(kind, visible(text)), checked.text.range(found[0].start, found[0].end))


def _markdown_page(finding: Finding, rule: Rule) -> str:
    from checker.rulebook import entry_markdown, rule_markdown
    from checker.rules.phrase_rules import PhraseRule

    lines = [f"**{rule.code} {rule.name}** ({finding.severity}): {finding.message}\n"]
    if finding.suggestion:
        lines.append(f"→ {finding.suggestion}\n")
    if isinstance(rule, PhraseRule) and finding.entry in rule.entries:
        lines += [f"{rule.summary}. {rule.rationale}\n", entry_markdown(rule, rule.entries[finding.entry])]
    else:
        lines.append(rule_markdown(rule))
    return "\n".join(lines)


def _plain_page(finding: Finding, rule: Rule) -> str:
    from checker.explain import explain_entry, explain_rule
    from checker.rules.phrase_rules import PhraseRule

    advice = f"\n→ {finding.suggestion}" if finding.suggestion else ""
    if isinstance(rule, PhraseRule) and finding.entry in rule.entries:
        page = explain_entry(rule, rule.entries[finding.entry])
    else:
        page = explain_rule(rule)
    return f"{finding.message}{advice}\n\n{page}"
