"""Pages for the terminal: titles, labels and paragraphs, wrapped and perhaps coloured."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

SEVERITY_CODES = {"critical": "1;31", "major": "33", "minor": "36"}
_BOLD = "1"
_MARKED = "1;31"


class Page:
    """Lines of a page under construction, wrapped to a width, painted where colour is wanted.

    Args:
        width: columns.
        color: whether the lines carry ANSI colours; without them ``⟦…⟧`` marks what is reported.
    """

    def __init__(self, width: int, color: bool) -> None:
        self.width = width
        self.color = color
        self.lines: list[str] = []

    def paint(self, text: str, code: str) -> str:
        """A text in a colour."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.color and code else text

    def head(self, name: str, rest: str, severity: str) -> None:
        """The first line: what the page is about."""
        self.lines.append(f"{self.paint(name, _BOLD)}  ({rest}, {self.paint(severity, SEVERITY_CODES[severity])})")

    def section(self, title: str) -> None:
        """An empty line and a title."""
        self.lines += ["", self.paint(title, _BOLD)]

    def prose(self, text: str, label: str = "", indent: int = 4, code: str = "") -> None:
        """Paragraphs; a label (in a colour) stands before the first line, the rest is set under its text."""
        margin = " " * (indent + len(label))
        wrapped: list[str] = []
        for paragraph in filter(str.strip, text.split("\n")):
            wrapped += textwrap.wrap(paragraph, self.width, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False)
        lines = list(self._marked(wrapped))
        if label and lines:
            lines[0] = " " * indent + self.paint(label, code) + lines[0][len(margin) :]
        self.lines += lines

    def _marked(self, lines: list[str]) -> Iterator[str]:
        """Marks as colour, begun anew on each line that they run over."""
        inside = False
        for line in lines:
            if self.color:
                indent = re.match(r"\s*", line)[0]  # type: ignore[index]
                line = indent + ("⟦" if inside else "") + line[len(indent) :]
                inside = line.rfind("⟦") > line.rfind("⟧")
                line = (line + "⟧" * inside).replace("⟦", f"\x1b[{_MARKED}m").replace("⟧", "\x1b[0m")
            yield line

    def __str__(self) -> str:
        return "\n".join(self.lines)
