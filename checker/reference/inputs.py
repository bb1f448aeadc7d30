"""What is to be scored: two or more documents, files aligned line by line, or fields of a corpus."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checker.align import NothingInCommon, Segment, segments, segments_of_lines
from checker.document import Document, InputError
from checker.document.readers import decode, reader_for
from checker.french.paragraphs import language_of_article
from checker.reference.lines import Line, aligned_lines, joined, paired_lines
from checker.reference.scores import LONGEST, normalise
from checker.reference.units import corresponding, have_units, units

FEW = 10
"""Segments below which a score is an anecdote."""
BILINGUAL = ("xliff", "tmx", "po", "xml")
"""Readers whose files may hold units."""


@dataclass(frozen=True)
class Side:
    """One text: how it is called and its segments."""

    name: str
    segments: list[Segment]

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(segment.text for segment in self.segments)


@dataclass(frozen=True)
class Task:
    """Texts, how their segments correspond, and what was left out of them, a line each."""

    hypotheses: list[Side]
    references: list[Side]
    lines: list[Line]
    left_out: list[str] = field(default_factory=list)

    def hypothesis(self, at: int) -> list[str]:
        """A hypothesis, segment by segment; empty where it lacks a counterpart."""
        return [joined(self.hypotheses[at].segments, line.hypotheses[at]) for line in self.lines]

    def streams(self) -> list[list[str | None]]:
        """The references, each segment by segment, as sacrebleu wants them."""
        return [[self._reference(line, at) for line in self.lines] for at in range(len(self.references))]

    def _reference(self, line: Line, at: int) -> str | None:
        if not line.references[at] and any(line.references):
            return None
        return joined(self.references[at].segments, line.references[at])


def from_documents(hypotheses: Sequence[str], references: Sequence[str]) -> Task:
    """Read articles and align them; where all are bilingual files, their units correspond.

    Raises:
        InputError: a file cannot be read, or two are not the same article.
    """
    groups = [[Document.from_path(path) for path in paths] for paths in (hypotheses, references)]
    documents = [*groups[0], *groups[1]]
    for document in documents:
        prove_english(document.path, document.text)
    complaints = [complaint for document in documents for complaint in document.complaints]
    if have_units(*documents):
        return _from_units(groups[0], groups[1], complaints)
    sides = [[Side(document.path, segments(document)) for document in group] for group in groups]
    try:
        lines = aligned_lines([side.segments for side in sides[0]], [side.segments for side in sides[1]])
    except NothingInCommon as error:
        raise InputError(f"{hypotheses[0]}, {references[0]}: {error}; are they the same article?") from None
    return Task(sides[0], sides[1], lines, complaints)


def _from_units(hypotheses: list[Document], references: list[Document], complaints: list[str]) -> Task:
    """Pair the units of bilingual files by their sources."""
    groups = [[units(document) for document in group] for group in (hypotheses, references)]
    lines = corresponding(groups[0], groups[1])
    if not lines:
        raise InputError(f"{hypotheses[0].path}, {references[0].path}: no unit of the one has a source that the other translates; are they the same text?")
    sides = [[Side(document.path, [unit.target for unit in side]) for document, side in zip(documents, group)] for documents, group in zip((hypotheses, references), groups)]
    notes = [note for at, side in enumerate(sides[0]) if (note := _alone(side, [line.hypotheses[at] for line in lines], "no reference"))]
    notes += [note for at, side in enumerate(sides[1]) if (note := _alone(side, [line.references[at] for line in lines], "no hypothesis"))]
    return Task(sides[0], sides[1], lines, [*complaints, *notes])


def _alone(side: Side, used: list[tuple[int, ...]], lacking: str) -> str:
    """A line on the translations of a side that are on no line, if there are any."""
    there = {at for places in used for at in places}
    count = sum(bool(segment.text) and at not in there for at, segment in enumerate(side.segments))
    return f"{side.name}: {count} {'units have' if count > 1 else 'unit has'} {lacking} of the same source: left out" if count else ""


def from_lines(hypotheses: Sequence[str], references: Sequence[str]) -> Task:
    """Read files that correspond line by line; a line of a bilingual file is a unit.

    Raises:
        InputError: a file cannot be read, or they differ in length.
    """
    sides = [[Side(path, _lined(path)) for path in paths] for paths in (hypotheses, references)]
    return _paired(sides[0], sides[1], "segments", "leave out --aligned to align them by content")


def _lined(path: str) -> list[Segment]:
    """The lines of a file, or the units of a bilingual one."""
    if reader_for(path).name in BILINGUAL and (found := units(Document.from_path(path))):
        return [unit.target for unit in found]
    return segments_of_lines(_lines(path))


def from_fields(path: str, hypothesis: str, references: Sequence[str]) -> Task:
    """Read fields of a file in JSON Lines; a dot leads into a nested object (``mt.google``).

    Raises:
        InputError: the file cannot be read, or a record lacks a field.
    """
    columns: dict[str, list[str]] = {name: [] for name in (hypothesis, *references)}
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError:
            raise InputError(f"{path}:{number}: not a JSON record") from None
        for name, column in columns.items():
            column.append(_field(record, name, f"{path}:{number}"))
    sides = [Side(f"{path}:{name}", segments_of_lines(column)) for name, column in columns.items()]
    return _paired(sides[:1], sides[1:], "records", "")


def _field(record: Any, name: str, place: str) -> str:
    value = record
    for part in name.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    if not isinstance(value, str):
        raise InputError(f"{place}: no text in field “{name}”")
    return value


def _lines(path: str) -> list[str]:
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {(error.strerror or 'cannot be read').lower()}") from None
    lines = decode(data, path).removeprefix("\ufeff").split("\n")
    return [line.rstrip("\r") for line in (lines[:-1] if lines[-1] == "" else lines)]


def _paired(hypotheses: list[Side], references: list[Side], unit: str, way_out: str) -> Task:
    first = references[0]
    for side in [*hypotheses, *references]:
        if len(side.segments) != len(first.segments):
            message = f"{side.name} has {len(side.segments)} {unit}, {first.name} {len(first.segments)}: not aligned"
            raise InputError(f"{message}; {way_out}" if way_out else message)
        prove_english(side.name, side.text)
    if len(first.segments) == 1 and any(len(side.text.split()) > LONGEST for side in [*hypotheses, *references]):
        raise InputError(f"{hypotheses[0].name}: a whole article in one segment cannot be scored; leave out --aligned to cut and align it")
    return Task(hypotheses, references, paired_lines(len(first.segments), len(hypotheses), len(references)))


def prove_english(name: str, text: str) -> None:
    """Make sure that a side says something, in English.

    Raises:
        InputError: it is empty or in another language.
    """
    if not text.strip():
        raise InputError(f"{name}: empty; nothing to compare")
    language = language_of_article(text)
    if language in ("fr", "other"):
        what = "in French" if language == "fr" else "not in English"
        raise InputError(f"{name}: {what}; a translation and its reference must both be English (the French original goes with “check --source”)")


def warnings(task: Task) -> list[str]:
    """What makes a score less than it seems, a line each."""
    found = list(task.left_out)
    for hypothesis in task.hypotheses:
        for reference in task.references:
            if normalise(hypothesis.text) == normalise(reference.text):
                found.append(f"{hypothesis.name} is the same text as the reference {reference.name}: are the files swapped or one given twice?")
    if len(task.lines) == 1:
        found.append("one segment: no confidence interval, and BLEU of so little text means nothing")
    elif len(task.lines) < FEW:
        found.append(f"only {len(task.lines)} segments: so few say next to nothing of a system, and intervals of them are not to be relied on")
    for at, side in enumerate(task.hypotheses):
        empty = [n for n, line in enumerate(task.hypothesis(at), 1) if not line.strip()]
        if empty:
            found.append(f"{side.name}: {_count(empty, 'segment')} empty or missing against the reference ({_some(empty)})")
    for side, stream in zip(task.references, task.streams()):
        empty = [n for n, line in enumerate(stream, 1) if line is not None and not line.strip()]
        if empty:
            found.append(f"{side.name}: {_count(empty, 'segment')} of the hypothesis without counterpart ({_some(empty)})")
    return found


def _count(items: list[int], noun: str) -> str:
    return f"{len(items)} {noun}{'s' * (len(items) != 1)}"


def _some(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:8])) + (" …" if len(numbers) > 8 else "")
