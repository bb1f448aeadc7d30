"""Reports for the tests of the formats: of the samples, and of any text with findings anywhere."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from checker import Document
from checker.engine import Engine
from checker.finding import SEVERITIES, Finding, Fix
from checker.report import FileReport, Report

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
LINE_END = re.compile(r"\r\n|\n|\r")


@cache
def sample_report() -> Report:
    """The machine-translated samples and one clean article, as ``checker check`` sees them from the root."""
    engine = Engine()
    paths = [*sorted(SAMPLES.glob("*.mt.en.txt")), SAMPLES / "clean-politics.en.txt"]
    documents = [Document(path.read_text(encoding="utf-8"), path=f"samples/{path.name}") for path in paths]
    return Report([engine.check(document) for document in documents], rules=engine.rules)


def finding_at(document: Document, start: int, end: int, severity: str = "major", fix: Fix | None = None, **other: str) -> Finding:
    """A finding on any span of a document."""
    line, column = document.line_column(start)
    values = {"code": "TYP101", "name": "wrong-way-quote", "family": "typography", "message": "wrong", "suggestion": "right"} | other
    return Finding(severity=severity, confidence=0.9, start=start, end=end, line=line, column=column, text=document.raw[start:end], fix=fix, **values)  # type: ignore[arg-type]


def report_of(raw: str, *spans: tuple[int, int], path: str = "a.txt", severity: str = "", **other: str) -> Report:
    """A report of one text with a finding on each span, each with a fix, severities in turn unless one is given."""
    document = Document(raw, path=path)
    findings = [
        finding_at(document, start, end, severity or SEVERITIES[at % 3], Fix(start, end, "…", safe=bool(at % 2)), **other)
        for at, (start, end) in enumerate(spans)
    ]
    return Report([FileReport(document, findings)])


def _text(parts: list[str], mark: bool) -> str:
    return ("\ufeff" if mark else "") + "".join(parts)


_PARTS = st.sampled_from(["a", "é", "e\u0301", "𝄞", "👩‍🚀", "中", "\u00a0", "\u2028", "\x0b", "\x00", "\x85", "%", ":", ",", "::", "##[", "]](1)", "{0}", "<b>", "&", '"', "\\", " ", "\t", "\n", "\r\n", "\r"])
texts = st.builds(_text, st.lists(_PARTS | st.text(max_size=3), max_size=25), st.booleans())
"""Texts with byte order marks, every line end, and characters of one to four bytes and two code units."""


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """A text and spans of it, in order."""
    raw = draw(texts)
    ends = st.integers(0, len(raw))
    spans = draw(st.lists(st.tuples(ends, ends).map(sorted).map(tuple), max_size=4))
    return raw, sorted(spans)  # type: ignore[arg-type]


def lines_of(raw: str) -> list[str]:
    """The lines of a text with their ends, the last one without: found without the checker’s help."""
    cuts = [0, *(match.end() for match in LINE_END.finditer(raw)), len(raw)]
    return [raw[start:end] for start, end in zip(cuts, cuts[1:])]


def cut(lines: list[str] | list[bytes], start: tuple[int, int], end: tuple[int, int]) -> str:
    """What stands between two places (line and column, 1-based, the end exclusive) of a text cut into lines."""
    empty = lines[0][:0]
    whole = lines[: end[0] - 1]
    from_start = sum(map(len, lines[: start[0] - 1])) + start[1] - 1
    to_end = sum(map(len, whole)) + end[1] - 1
    found = empty.join(lines)[from_start:to_end]  # type: ignore[arg-type]
    return found if isinstance(found, str) else found.decode()
