"""The rule: what it looks for, why, and the examples that prove it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.document import Document
from checker.finding import FAMILIES
from checker.lazy import LazyPattern

if TYPE_CHECKING:
    from checker.comparison import Comparison

SHOWN = LazyPattern("[⟦⟧]")


@dataclass(frozen=True)
class Hit:
    """What a rule reports: a span of the document's view, and what differs from its defaults.

    ``replacement`` is the text of a fix for the span ``fix_start``–``fix_end`` (the hit's own span
    when they are ``None``); with ``deletes_line`` the fix deletes the lines of that span, which are
    whole, and ``replacement`` is not looked at. A ``hint`` is reported only in an article that other findings have
    shown to be machine-translated. ``entry`` names a line of a phrase list,
    ``origin`` the French that it comes from. Where a hit is ``alone`` nothing else is reported of its
    article. ``source`` is the French of the original that proves the
    hit, where there is one.
    """

    start: int
    end: int
    message: str = ""
    suggestion: str = ""
    severity: str = ""
    confidence: float = 0.0
    replacement: str | None = None
    fix_start: int | None = None
    fix_end: int | None = None
    safe: bool = False
    deletes_line: bool = False
    hint: bool = False
    alone: bool = False
    entry: str = ""
    origin: str = ""
    source: str = ""


@dataclass(frozen=True)
class Example:
    """An article that the rule is run on; ``⟦…⟧`` marks what it must report.

    ``fixed`` is the text after its fixes, where the rule has one. Without marks it is a near miss.
    ``companion`` is the other text that a comparison needs: the French original, the reference.
    """

    text: str
    fixed: str | None = None
    companion: str | None = None

    @property
    def plain(self) -> str:
        """The text without marks."""
        return str(SHOWN.sub("", self.text))

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The marked spans, in code points of ``plain``."""
        spans, opened, at = [], 0, 0
        for char in self.text:
            if char == "⟦":
                opened = at
            elif char == "⟧":
                spans.append((opened, at))
            else:
                at += 1
        return spans


class Rule(ABC):
    """One check.

    Attributes:
        code: family letters and three digits, never reused.
        name: kebab-case, as an editor would say it.
        severity: critical (destroys or inverts meaning, or unpublishable), major (an editor must
            fix it), minor (house style).
        summary: one line for lists; ``message`` is what a finding says, ``rationale`` why.
        issue_type: the W3C ITS 2.0 localization quality issue type.
        default: whether it runs when nothing is selected.
        style: a style rule, silent in direct speech when quotations are left out.
        confidence: the share of its findings that an editor is expected to accept.
        evidence: how strongly one finding shows that a machine translated the article (0: not).
        hint: whether it reports only in articles shown to be machine-translated.
        doubtful: a rule of the same code for those of its findings that are hints, where to look for
            them costs time that an article not shown to be translated need not pay.
        absorbs: whether findings inside its own are dropped.
        whole_article: whether it judges how an article is built: silent on lists of segments.
        local: whether what it finds in a paragraph follows from that paragraph’s text and zone
            alone, so that an editor’s session need not look at the others again.
        examples: must fire, at the marked spans; ``misses``: must stay silent.
    """

    code: str
    name: str
    severity: str = "minor"
    summary: str
    message: str = ""
    suggestion: str = ""
    rationale: str
    issue_type: str = "other"
    default: bool = True
    style: bool = False
    confidence: float = 0.95
    evidence: float = 0.0
    hint: bool = False
    doubtful: Rule | None = None
    absorbs: bool = False
    whole_article: bool = False
    local: bool = False
    examples: tuple[Example, ...] = ()
    misses: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """The name of the family that the code's letters stand for."""
        return FAMILIES.get(self.code[:3], "own")

    @abstractmethod
    def hits(self, document: Document) -> Iterator[Hit]:
        """Yield what the rule finds, in offsets of the document's view."""


class ComparisonRule(Rule):
    """A rule that reads two texts.

    Attributes:
        near_misses: pairs of texts on which it must stay silent.
    """

    near_misses: tuple[Example, ...] = ()

    @property
    def misses(self) -> tuple[str, ...]:  # type: ignore[override]
        """The near misses as one line each, for pages about the rule."""
        return tuple(f"{example.text} — {example.companion}" for example in self.near_misses)

    @abstractmethod
    def hits(self, comparison: Comparison) -> Iterator[Hit]:  # type: ignore[override]
        """Yield what the rule finds, in offsets of the checked document's view."""


def ex(text: str, fixed: str | None = None, companion: str | None = None) -> Example:
    """Short for ``Example``."""
    return Example(text, fixed, companion)
