"""Code actions: fix a finding, silence it, fix all that is safe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lsprotocol import types

from checker.finding import Finding, Fix
from checker.lsp.article import Checked
from checker.lsp.findings import diagnostic, touching
from checker.lsp.ignoring import comment, ignored
from checker.lsp.positions import Text, visible

FIX_ALL = "source.fixAll.checker"
KINDS = [types.CodeActionKind.QuickFix, FIX_ALL]
MOST_FINDINGS = 20
"""Findings for which actions are offered at once: nobody reads a longer menu."""
SHOWN = 60
"""Characters of a replacement that a title shows."""


@dataclass(frozen=True)
class Edits:
    """How edits are written for a client: with versions where it understands them."""

    versioned: bool

    def of(self, uri: str, version: int | None, edits: Sequence[types.TextEdit]) -> types.WorkspaceEdit:
        """The edit of one document; ``version`` is ``None`` for a file that is not open."""
        if not self.versioned:
            return types.WorkspaceEdit(changes={uri: edits})
        document = types.OptionalVersionedTextDocumentIdentifier(uri, version)
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, list(edits))])


def wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Whether a client that asks only for some kinds asks for this one."""
    return only is None or any(kind == asked or kind.startswith(f"{asked}.") or not asked for asked in only)


def quick_fixes(uri: str, checked: Checked, where: types.Range, edits: Edits) -> Iterator[types.CodeAction]:
    """Yield what can be done about the findings that a range touches: fixes, then silence."""
    found = touching(checked, *checked.text.span(where))[:MOST_FINDINGS]
    for finding in found:
        if finding.fix:
            yield _fix(uri, checked, finding, finding.fix, edits)
    codes: set[str] = set()
    for finding in found:
        yield from _silence_here(uri, checked, finding, edits)
        if finding.code not in codes:
            codes.add(finding.code)
            yield from _silence_everywhere(checked, finding, edits)


def _fix(uri: str, checked: Checked, finding: Finding, fix: Fix, edits: Edits) -> types.CodeAction:
    now = " ".join(checked.text.source[fix.start : fix.end].split())
    new = " ".join(fix.replacement.split())
    title = f"Replace “{_short(now)}” by “{_short(new)}”" if new and now else f"Insert “{_short(new)}”" if new else f"Delete “{_short(now)}”"
    if new == now or not (new or now):
        title = f"Fix {finding.code} {finding.name}"
    edit = types.TextEdit(checked.text.range(fix.start, fix.end), fix.replacement)
    return types.CodeAction(
        title=visible(title if fix.safe else f"{title} (unsafe: read the sentence)"),
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic(checked, finding)],
        is_preferred=True if fix.safe else None,
        edit=edits.of(uri, checked.version, [edit]),
    )


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _silence_here(uri: str, checked: Checked, finding: Finding, edits: Edits) -> Iterator[types.CodeAction]:
    insertion = comment(checked.report.document, finding)
    if insertion:
        at, text = insertion
        yield types.CodeAction(
            title=f"Ignore {finding.code} {finding.name} on this line",
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[diagnostic(checked, finding)],
            edit=edits.of(uri, checked.version, [types.TextEdit(checked.text.range(at, at), text)]),
        )


def _silence_everywhere(checked: Checked, finding: Finding, edits: Edits) -> Iterator[types.CodeAction]:
    file = checked.loaded.file
    texts = ignored(file, finding.code) if file else None
    if file and texts:
        yield types.CodeAction(
            title=f"Ignore {finding.code} {finding.name} everywhere ({file.name})",
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[diagnostic(checked, finding)],
            edit=edits.of(file.as_uri(), None, changes(Text(texts[0], checked.text.encoding), texts[1])),
        )


def fix_all(data: object) -> types.CodeAction:
    """The action that fixes all that is safe; what it changes is worked out when it is chosen."""
    return types.CodeAction(title="Fix all safe findings (checker)", kind=FIX_ALL, data=data)


def changes(before: Text, after: str) -> list[types.TextEdit]:
    """The edits that make a text another one, a block of lines each."""
    old, new = before.source.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [types.TextEdit(before.range(starts[a], starts[b]), "".join(new[c:d])) for tag, a, b, c, d in blocks if tag != "equal"]


def has_safe_fix(checked: Checked) -> bool:
    """Whether there is something that all may be fixed of."""
    return any(finding.fix and finding.fix.safe for finding in checked.report.findings)
