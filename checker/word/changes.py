"""Fixes as tracked changes: deletions and insertions that an editor accepts or rejects."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from datetime import datetime, timezone
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Any, NamedTuple

from docx.oxml.ns import qn

from checker.document.readers.docx import LINE_BREAK
from checker.word.runs import AUTHOR, PROPERTIES, TEXT, Runs, host

INSERTED = qn("w:ins")
DELETED = qn("w:del")
_MARKUP = frozenset(map(qn, ("w:softHyphen", "w:lastRenderedPageBreak")))
_FOREIGN = frozenset([qn("w:fldSimple"), qn("w:moveTo"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"])
_PENDING = frozenset(map(qn, ("w:ins", "w:del", "w:moveFrom", "w:moveTo")))
_LEFT = frozenset(map(qn, ("w:rPr", "w:commentReference", "w:lastRenderedPageBreak")))
_PARAGRAPH = qn("w:p")
_MARKS = re.compile(r"\}(?:bookmark|commentRange|perm|moveFromRange|moveToRange|customXml\w+Range)(?:Start|End)\Z|\}proofErr\Z")
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


class Edit(NamedTuple):
    """A span of the text, and what is to stand there."""

    start: int
    end: int
    text: str


class Changes:
    """Writes edits into a document as tracked changes.

    Args:
        runs: the document’s runs, before any of the edits.
    """

    def __init__(self, runs: Runs) -> None:
        self._runs = runs
        self._date = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._deleted: list[Any] = []
        self._withdrawn: list[Any] = []
        self._text = runs.locator.text
        self._paragraphs = {end: (start, paragraph) for (start, end, _), paragraph in zip(runs.locator.lines, runs.paragraphs)}

    def track(self, edits: Iterable[Edit]) -> int:
        """Write edits that do not overlap; return how many there were that can be written.

        Left out is what stands in a text box, in another’s pending insertion or move, in a field
        or in a locked control, and what would join or part paragraphs.
        """
        possible = [edit for edit in edits if self._is_possible(edit)]
        fine = [part for edit in possible for part in _parts(self._text, edit)]
        self._runs.cut(offset for edit in fine for offset in edit[:2])
        for edit in reversed(fine):  # so that what comes after a run still stands behind it
            self._write(edit)
        self._withdraw()
        for edit in possible:
            for start, paragraph in self._whole_paragraphs(edit):
                self._delete_mark(paragraph)
        return len(possible)

    def _is_possible(self, edit: Edit) -> bool:
        touched = [stretch.element for stretch in self._runs.within(edit.start, edit.end)] or self._beside(edit.start)
        if not touched or "\n" in edit.text or not all(map(_is_open, touched)):
            return False
        marks = self._text.count("\n", edit.start, edit.end)
        return not marks or (not edit.text and marks == len(self._whole_paragraphs(edit)))

    def _beside(self, offset: int) -> list[Any]:
        """The run that an insertion takes after: the one before it in the paragraph, else the next."""
        stretch = self._runs.near(offset)
        return [stretch.element] if stretch.start <= offset <= stretch.end else []

    def _whole_paragraphs(self, edit: Edit) -> list[tuple[int, Any]]:
        """The paragraphs that lie in an edit with all their text and their mark."""
        ends = [match.start() for match in re.finditer("\n", self._text[edit.start : edit.end])]
        found = [self._paragraphs[edit.start + end] for end in ends]
        return [pair for pair in found if pair[0] >= edit.start]

    def _write(self, edit: Edit) -> None:
        pieces = [piece for stretch in self._runs.within(edit.start, edit.end) for piece in self._text_only(stretch.element)]
        if edit.text and pieces:
            last = [piece for piece in pieces if piece.getparent() is pieces[0].getparent()][-1]
            self._insert(edit.text, pieces[0], last)
        elif edit.text:
            model = self._beside(edit.start)[0]
            self._insert(edit.text, model, model, before=self._runs.near(edit.start).start == edit.start)
        for piece in pieces:
            self._delete(piece)

    def _insert(self, text: str, model: Any, place: Any, before: bool = False) -> None:
        """Insert a text with the formatting of a run after another, or before it."""
        run = model.makeelement(model.tag, {}, model.nsmap)
        if model.rPr is not None:
            run.append(deepcopy(model.rPr))
            for change in run.rPr.findall(qn("w:rPrChange")):
                run.rPr.remove(change)
        run.text = text.replace(LINE_BREAK, "\n")
        parent = place.getparent()
        if parent.tag == DELETED:
            place = parent
        new = run if parent.tag == INSERTED else self._change(place, INSERTED)
        if new is not run:
            new.append(run)
        (place.addprevious if before else place.addnext)(new)

    def _delete(self, run: Any) -> None:
        if run.getparent().tag == INSERTED:
            self._withdrawn.append(run)
            return
        around = run.getprevious()
        if around not in self._deleted:
            around = self._change(run, DELETED)
            self._deleted.append(around)
            run.addprevious(around)
        around.append(run)
        for text in run.findall(qn("w:t")):
            text.tag = qn("w:delText")

    def _withdraw(self) -> None:
        """Take away what the checker itself had inserted and now deletes."""
        for run in self._withdrawn:
            parent = run.getparent()
            parent.remove(run)
            if not len(parent):
                parent.getparent().remove(parent)

    def _change(self, near: Any, tag: str) -> Any:
        attributes = {"w:id": str(self._runs.new_id()), "w:author": AUTHOR, "w:date": self._date}
        return near.makeelement(tag, {qn(name): value for name, value in attributes.items()}, near.nsmap)

    def _text_only(self, run: Any) -> list[Any]:
        """Cut a run into what is text and what is not (a note’s mark, a picture); return the text."""
        pieces = []
        while run is not None:
            content = [child for child in run if child.tag != PROPERTIES]
            kinds = [child.tag in _MARKUP or (child.tag in TEXT and bool(str(child))) for child in content]
            other = next((at for at, kind in enumerate(kinds) if kind != kinds[0]), None)
            rest = None if other is None else self._runs.cut_before(run, content[other])
            if kinds and kinds[0]:
                pieces.append(run)
            run = rest
        return pieces

    def _delete_mark(self, paragraph: Any) -> None:
        """Mark a paragraph’s end as deleted, where Word can join it with the next and nothing is left in it."""
        after = paragraph.getnext()
        while after is not None and _MARKS.search(str(after.tag)):
            after = after.getnext()
        left = (child.tag for run in paragraph.iter(qn("w:r")) if run.getparent().tag != DELETED for child in run)
        if after is None or after.tag != _PARAGRAPH or not _LEFT.issuperset(left):
            return
        properties = paragraph.get_or_add_pPr()
        if properties.find(qn("w:sectPr")) is not None:
            return
        mark = properties.find(PROPERTIES)
        if mark is None:
            mark = properties.makeelement(PROPERTIES)
            properties.append(mark)
            for change in properties.findall(qn("w:pPrChange")):
                properties.append(change)
        if not any(child.tag in _PENDING for child in mark):
            mark.insert(0, self._change(mark, DELETED))


def _is_open(run: Any) -> bool:
    """Whether a change may be written where a run stands."""
    if host(run) is not run:
        return False
    for element in run.iterancestors():
        if element.tag == INSERTED and element.get(qn("w:author")) != AUTHOR:
            return False
        if element.tag in _FOREIGN or (element.tag == qn("w:sdt") and _is_locked(element)):
            return False
    return True


def _is_locked(control: Any) -> bool:
    """Whether a content control may not be written in, or is filled from elsewhere."""
    if control.find(f"{qn('w:sdtPr')}/{qn('w:dataBinding')}") is not None:
        return True
    lock = control.find(f"{qn('w:sdtPr')}/{qn('w:lock')}")
    return lock is not None and str(lock.get(qn("w:val"))).lower().endswith("contentlocked")


def _parts(text: str, edit: Edit) -> list[Edit]:
    """An edit as the words that change, so that the words between them keep their formatting."""
    old = _TOKEN.findall(text[edit.start : edit.end])
    new = _TOKEN.findall(edit.text)
    at = [0, *accumulate(map(len, old))]
    steps: list[list[int]] = []
    for kind, *step in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if steps and not any(map(str.isalnum, "".join(old[steps[-1][1] : step[0]]))):
            step[::2] = steps.pop()[::2]  # with no more than a space between them they are one change
        steps.append(step)
    return [Edit(edit.start + at[i], edit.start + at[j], "".join(new[k:m])) for i, j, k, m in steps]
