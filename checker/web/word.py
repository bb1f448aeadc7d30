"""A Word file with what was changed at the desk."""

from __future__ import annotations

from checker.document import Document
from checker.web.sheet import NotWritable, Sheet, changes, paragraphs

READER = "docx"


def with_changes(data: bytes, sheet: Sheet, text: str) -> bytes:
    """The file with its text turned into another by tracked changes.

    Args:
        data: the file.
        sheet: the file as the desk shows it.
        text: what its text has become.

    Raises:
        NotWritable: a change does not fit into the file.
    """
    from checker.word.changes import Changes, Edit
    from checker.word.package import WordPackage
    from checker.word.runs import Runs

    if text == sheet.text:
        return data
    name = sheet.document.path
    package = WordPackage(data, name)
    fixes = [fix for change in changes(sheet.text, text) for fix in sheet.fixes(*change)]
    Changes(Runs(package.word, package.new_id)).track(Edit(fix.start, fix.end, fix.replacement) for fix in fixes)
    written = package.save()
    if paragraphs(Sheet(Document.from_bytes(written, path=name, reader=READER), READER).text) != paragraphs(text):
        raise NotWritable(
            "the Word file cannot take a change (a paragraph added, split or joined; words in a text box, a locked field "
            "or somebody else’s pending insertion): take the corrected text, or make that change in Word"
        )
    return written
