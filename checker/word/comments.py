"""Findings as Word comments at their words, and comments that are there already."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.comments import Comments
from docx.oxml.ns import qn
from docx.text.run import Run

from checker.finding import Finding
from checker.word.package import WordPackage
from checker.word.runs import AUTHOR, Runs, host

MOST_COMMENTS = 32_767
"""Word opens no file with more ([MS-OI29500] 2.1.315)."""
_INITIALS = "ch"
_START, _END, _ID = qn("w:commentRangeStart"), qn("w:commentRangeEnd"), qn("w:id")


def add_comments(package: WordPackage, runs: Runs, findings: Iterable[Finding]) -> tuple[int, int]:
    """Write a comment for each finding that has none.

    Word shows no comment in a text box: there it stands at the box and quotes the words.

    Returns:
        How many were written, and how many were there already.
    """
    findings = list(findings)
    known = _known(package, runs)
    runs.cut(offset for finding in findings for offset in (finding.start, finding.end))
    written = 0
    for finding in findings:
        stretches = runs.within(finding.start, finding.end) or [runs.near(finding.start)]
        hosts = [host(stretch.element) for stretch in stretches]
        exact = all(outer is stretch.element for outer, stretch in zip(hosts, stretches))
        text = comment_text(finding, quoted=not exact)
        if ((finding.code, finding.start, finding.end) if exact else text) in known:
            continue
        # Words that are half in a box and half beside it have no order: the comment stands at the first.
        _add(package, hosts[0], hosts[-1] if exact else hosts[0], text)
        written += 1
    return written, len(findings) - written


def comment_text(finding: Finding, quoted: bool = False) -> str:
    """What a comment says, a line a paragraph: code, name and severity; why; what to write."""
    head = f"{finding.code} {finding.name} ({finding.severity})"
    if quoted:
        head += f", at “{finding.text}”"
    lines = (head, finding.message, f"→ {finding.suggestion}" if finding.suggestion else "")
    return "\n".join(" ".join(line.split()) for line in lines if line)


def comments_by_checker(package: WordPackage) -> dict[str, str]:
    """The texts of the comments that the checker wrote, by their ``w:id``."""
    root = package.comments
    if root is None:
        return {}
    part: Any = package.word.part
    return {str(comment.comment_id): comment.text for comment in Comments(root, part) if comment.author == AUTHOR}


def _known(package: WordPackage, runs: Runs) -> set[object]:
    """What comments by the checker are there: code, start and end of each, and its whole text."""
    texts = comments_by_checker(package)
    if not texts:
        return set()
    stretches = {stretch.element: stretch for stretch in runs.within(0, len(runs.locator.text))}
    spans: dict[str, tuple[int, int]] = {}
    opened: set[str] = set()
    for element in package.word.element.iter(_START, _END, qn("w:r")):
        if element.tag == _START:
            opened.add(element.get(_ID))
        elif element.tag == _END:
            opened.discard(element.get(_ID))
        elif element in stretches:
            stretch = stretches[element]
            for name in opened:
                spans[name] = spans.get(name, stretch)[0], stretch.end
    known: set[object] = set(texts.values())
    return known | {(texts[name].partition(" ")[0], *span) for name, span in spans.items() if name in texts}


def _add(package: WordPackage, first: Any, last: Any, text: str) -> None:
    part: Any = package.word.part
    comment = Comments(package.comments_to_write(), part).add_comment(text, AUTHOR, _INITIALS)
    comment._comment_elm.id = package.new_id()
    Run(first, part).mark_comment_range(Run(last, part), comment.comment_id)
