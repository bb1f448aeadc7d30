"""HTML: one self-contained page on which an editor reads the article with its findings."""

from __future__ import annotations

from checker.html.articles import articles_page
from checker.report import Report


def render(report: Report, *, stats: bool = False, color: bool = False) -> str:
    """The page; ``stats`` and ``color`` are ignored."""
    return articles_page(report)
