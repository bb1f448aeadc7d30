"""Suppressions written into the article: ``<!-- checker: ignore CAL101 reason -->``.

``ignore`` holds for its own line (for the next one when it stands alone on its line),
``ignore-next`` for the next line, ``ignore-file`` for the whole article, ``ignore-start`` to
``ignore-end`` for what stands between. Codes, prefixes, families and names are separated by
commas; ``all`` stands for every rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.document import Document
from checker.finding import FAMILIES, Finding
from checker.lazy import LazyPattern

_COMMENT = LazyPattern(r"<!--\s*checker:\s*(?P<kind>ignore(?:-next|-file|-start|-end)?)\b(?P<rest>.*?)-->", re.S)
_SELECTOR = LazyPattern(r"\s*([A-Za-z][A-Za-z0-9-]*(?:\s*,\s*[A-Za-z][A-Za-z0-9-]*)*)")


def comment(kind: str, code: str = "") -> str:
    """A suppression comment: a kind (``ignore``, ``ignore-start`` …) and the code that it silences."""
    return f"<!-- checker: {kind} {code} -->" if code else f"<!-- checker: {kind} -->"


def matches(selector: str, code: str, name: str, family: str) -> bool:
    """Whether a selector (code, prefix, family or name) covers a rule."""
    if selector in (name, family) or selector.lower() == "all":
        return True
    return bool(re.fullmatch(r"[A-Z]{3}\d{0,3}", selector)) and code.startswith(selector)


@dataclass
class Suppression:
    """One comment: what it silences and where (code points of the file), and whether it did."""

    start: int
    end: int
    selectors: tuple[str, ...]
    first: int
    last: int
    text: str
    used: bool = False

    def covers(self, finding: Finding) -> bool:
        """Whether it silences a finding."""
        return self.first <= finding.start < self.last and any(
            matches(selector, finding.code, finding.name, finding.family) for selector in self.selectors
        )


class Suppressions:
    """All suppressions of a document."""

    def __init__(self, document: Document) -> None:
        self.items: list[Suppression] = []
        raw = document.raw
        if "checker:" not in raw:
            return
        opened: list[Suppression] = []
        for match in _COMMENT.finditer(raw):
            kind, selectors = match["kind"], _selectors(match["rest"])
            if kind == "ignore-end":
                for item in opened:
                    item.last = match.start()
                opened = []
                continue
            first, last = _extent(raw, match, kind)
            item = Suppression(match.start(), match.end(), selectors, first, last, match[0])
            self.items.append(item)
            if kind == "ignore-start":
                opened.append(item)

    def apply(self, findings: list[Finding]) -> tuple[list[Finding], list[Finding]]:
        """Return the findings that no suppression covers, and those that one does."""
        kept: list[Finding] = []
        silenced: list[Finding] = []
        for finding in findings:
            covering = [item for item in self.items if item.covers(finding)]
            for item in covering:
                item.used = True
            (silenced if covering else kept).append(finding)
        return kept, silenced

    def unused(self, document: Document) -> list[Finding]:
        """A finding for each suppression that silenced nothing."""
        findings = []
        for item in self.items:
            if item.used:
                continue
            line, column = document.line_column(item.start)
            findings.append(
                Finding(
                    code="SUP001",
                    name="unused-suppression",
                    family=FAMILIES["SUP"],
                    severity="minor",
                    confidence=1.0,
                    start=item.start,
                    end=item.end,
                    line=line,
                    column=column,
                    text=item.text,
                    message=f"nothing here is found by {', '.join(item.selectors)}: the suppression does nothing",
                    suggestion="delete the comment",
                )
            )
        return findings


def _selectors(rest: str) -> tuple[str, ...]:
    match = _SELECTOR.match(rest)
    if not match:
        return ("all",)
    return tuple(part.strip() for part in match[1].split(","))


def _extent(raw: str, match: re.Match[str], kind: str) -> tuple[int, int]:
    """The span that a comment silences."""
    if kind == "ignore-file":
        return 0, len(raw)
    if kind == "ignore-start":
        return match.end(), len(raw)
    line_start = max(raw.rfind("\n", 0, match.start()), raw.rfind("\r", 0, match.start())) + 1
    line_end = _line_end(raw, match.end())
    alone = not raw[line_start : match.start()].strip("\ufeff \t") and not raw[match.end() : line_end].strip()
    if kind == "ignore" and not alone:
        return line_start, line_end
    following = LazyPattern(r"\s*").match(raw, line_end)
    start = following.end() if following else line_end
    return start, _line_end(raw, start)


def _line_end(raw: str, at: int) -> int:
    match = LazyPattern(r"[\r\n]|\Z").search(raw, at)
    return match.start() if match else len(raw)
