"""Fixes: from an article and its findings to the article without them.

Nothing is read or written here. A pass applies the fixes that do not overlap; then the article is
checked again, because one fix may make room for another or uncover a fault, until a pass finds
nothing to do.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from checker.document import Document
from checker.finding import Finding, Fix, severity_rank
from checker.report import FileReport

MOST_PASSES = 20
"""Articles settle in two or three; more would be two rules that undo each other."""

Span = tuple[int, int]
Check = Callable[[Document], FileReport]


@dataclass(frozen=True)
class Fixed:
    """What fixing came to.

    ``report`` is of the article as it is now, ``applied`` the findings whose fixes were applied, in
    order (places are those of the pass that applied them). ``settled`` is false where the passes
    ended before the fixes did.
    """

    report: FileReport
    applied: list[Finding]
    settled: bool

    @property
    def document(self) -> Document:
        """The article after the fixes."""
        return self.report.document


def fix_document(document: Document, check: Check, *, unsafe: bool = False) -> Fixed:
    """Apply fixes until there are none left.

    Args:
        document: the article as it is.
        check: gives an article’s report; only what it reports is fixed.
        unsafe: whether fixes that need an editor’s eye are applied too.
    """
    report = check(document)
    applied: list[Finding] = []
    seen = {document.raw}
    for _ in range(MOST_PASSES):
        chosen = compatible(report.findings, unsafe)
        if not chosen:
            return Fixed(report, applied, settled=True)
        raw = replaced(document.raw, (fix for _, fix in chosen))
        if raw in seen:
            return Fixed(report, applied, settled=False)
        seen.add(raw)
        applied.extend(finding for finding, _ in chosen)
        document = document.edited(raw)
        report = check(document)
    return Fixed(report, applied, settled=not compatible(report.findings, unsafe))


def compatible(findings: Iterable[Finding], unsafe: bool) -> list[tuple[Finding, Fix]]:
    """The fixes to apply together, in the order of the text.

    Where two overlap, that of the graver finding wins, then the longer, then the first.
    """
    offered = [(f, f.fix) for f in findings if f.fix and (unsafe or f.fix.safe)]
    offered.sort(key=lambda pair: (-severity_rank(pair[0].severity), pair[1].start - pair[1].end, pair[1].start))
    taken: list[tuple[Finding, Fix]] = []
    spans: list[Span] = []
    for finding, fix in offered:
        span = fix.start, fix.end
        at = bisect_left(spans, span)
        # What is taken does not overlap, so only its neighbours can be in the way.
        if not any(_overlap(span, other) for other in spans[max(0, at - 1) : at + 1]):
            spans.insert(at, span)
            taken.append((finding, fix))
    return sorted(taken, key=lambda pair: (pair[1].start, pair[1].end))


def _overlap(one: Span, other: Span) -> bool:
    """Whether two fixes touch the same code point, or insert at the same place."""
    return one == other or (one[0] < other[1] and other[0] < one[1])


def replaced(raw: str, fixes: Iterable[Fix]) -> str:
    """A text with fixes applied that are in order and do not overlap."""
    return "".join(_parts(raw, fixes))


def _parts(raw: str, fixes: Iterable[Fix]) -> Iterator[str]:
    at = 0
    for fix in fixes:
        yield raw[at : fix.start]
        yield fix.replacement
        at = fix.end
    yield raw[at:]


def unified_diff(before: str, after: str, path: str) -> str:
    """What fixing changes, as ``patch -p0`` and ``git apply -p0`` read it; empty: nothing."""
    from difflib import unified_diff as lines_of_diff

    name = f"{path}\t" if " " in path else path
    lines = lines_of_diff(_lines(before), _lines(after), fromfile=name, tofile=name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    """The lines as other programs count them: only ``\\n`` ends one."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)
