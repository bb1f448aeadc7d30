"""Word documents for the tests, and what Word does with comments and changes, done to their XML."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterable
from typing import Any

from docx import Document as new
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from checker.document.readers.docx import Locator, open_word
from checker.word.runs import AUTHOR

MC = "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
VML = "xmlns:v='urn:schemas-microsoft-com:vml'"
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
FOOTNOTES = f"<w:footnotes {nsdecls('w')}><w:footnote w:id='7'><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>"


def part(xml: str) -> Any:
    """An element of a Word document."""
    head, space, rest = xml.partition(">" if xml.find(" ") > xml.find(">") or " " not in xml else " ")
    return parse_xml(f"{head} {nsdecls('w')} {MC}{space}{rest}")


def run(text: str, style: str = "") -> str:
    """A run with a text, which may hold tabs and line breaks; ``style`` is a letter such as ``b``."""
    inner = "".join({"\t": "<w:tab/>", "\v": "<w:br/>"}.get(piece) or f"<w:t xml:space='preserve'>{escape(piece)}</w:t>" for piece in pieces(text))
    return f"<w:r>{f'<w:rPr><w:{style}/></w:rPr>' if style else ''}{inner}</w:r>"


def pieces(text: str) -> list[str]:
    import re

    return re.findall(r"[\t\v]|[^\t\v]+", text)


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def saved(word: Word) -> bytes:
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def bare(body: str, styles: bool = True) -> bytes:
    """The least that is a Word file: a body, and what python-docx would else make up at length."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    target = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='rId1' Type='{}' Target='{}'/></Relationships>"
    content = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
        "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/><Default Extension='xml' ContentType='application/xml'/>"
        f"<Override PartName='/word/document.xml' ContentType='{kind}.document.main+xml'/>"
        f"<Override PartName='/word/styles.xml' ContentType='{kind}.styles+xml'/></Types>",
        "_rels/.rels": links.format(f"{target}/officeDocument", "word/document.xml"),
        "word/document.xml": f"<w:document {nsdecls('w')} {MC}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": f"<w:styles {nsdecls('w')}/>",
        "word/_rels/document.xml.rels": links.format(f"{target}/styles", "styles.xml"),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name in list(content)[: None if styles else 3]:
            made.writestr(name, content[name])
    return stream.getvalue()


def with_footnotes(data: bytes) -> bytes:
    """A document whose note 7 has a text; python-docx makes no footnotes."""
    stream = io.BytesIO()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "[Content_Types].xml":
                content = content.replace(b"</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'.encode())
            if entry.filename == "word/_rels/document.xml.rels":
                target = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
                content = content.replace(b"</Relationships>", f'<Relationship Id="rId99" Type="{target}" Target="footnotes.xml"/></Relationships>'.encode())
            made.writestr(entry, content)
        made.writestr("word/footnotes.xml", FOOTNOTES)
    return stream.getvalue()


def article() -> bytes:
    """An article with all that an editor puts into one: see ``test_word_annotate``."""
    word = new()
    word.add_heading("The mayor of Marseille resigns", 0)
    first = word.add_paragraph("It was already 17")
    first.add_run("h").bold = True
    first.add_run("30 in Paris").italic = True
    first._p.append(part("<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:footnoteReference w:id='7'/></w:r>"))
    first.add_run(", when he left [NDLR : le maire] the town.")
    link = word.add_paragraph("The budget of ")
    link._p.append(part(f"<w:hyperlink w:anchor='x'>{run('the city: 12 M€ a', 'b')}</w:hyperlink>"))
    link.add_run(" year, says Vladimir Poutine.")
    changed = word.add_paragraph("He said ")
    changed._p.append(part(f"<w:ins w:id='1' w:author='Anna' w:date='2026-01-01T00:00:00Z'>{run('it at 9h15 on Monday')}</w:ins>"))
    changed._p.append(part("<w:del w:id='2' w:author='Anna' w:date='2026-01-01T00:00:00Z'><w:r><w:delText>gone</w:delText></w:r></w:del>"))
    changed.add_run(", of course.")
    word.add_comment(changed.runs[-1], "Sure?", "Anna", "A")
    table = word.add_table(1, 2)
    table.cell(0, 0).text = "A cost of 3,5 % more"
    table.cell(0, 1).paragraphs[0].add_run("« oui »").bold = True
    # Around words, not around a paragraph: LibreOffice 7.4 loses the text of such a control when it has a comment.
    word.add_paragraph()._p.append(part(f"<w:sdt><w:sdtPr><w:id w:val='5'/></w:sdtPr><w:sdtContent>{run('In a control at 18h45.')}</w:sdtContent></w:sdt>"))
    box = f"<w:txbxContent><w:p>{run('In a box at 19h15.')}</w:p></w:txbxContent>"
    beside = word.add_paragraph("Beside ")
    shape = f"<v:shape {VML} id='b' type='#t' style='width:200pt;height:40pt'><v:textbox>{box}</v:textbox></v:shape>"
    beside._p.append(part(f"<w:r><w:pict>{shape}</w:pict></w:r>"))
    word.add_paragraph().add_run().add_picture(io.BytesIO(PNG))
    word.add_paragraph("READ ALSO The mayor and his friends")
    word.add_paragraph("The end of it is near for everybody here.")
    word.sections[0].footer.paragraphs[0].text = "At 17h30, in the footer"
    return with_footnotes(saved(word))


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def text_of(word: Word) -> str:
    return Locator(word).text


def opened(data: bytes) -> Word:
    return open_word(data, "a.docx")


def comments(word: Word) -> dict[str, tuple[str, str]]:
    """The text of each comment by the checker, and the words that it is anchored at, by its number."""
    said = {str(comment.comment_id): comment.text for comment in word.comments if comment.author == AUTHOR}
    stretches = {stretch.element: stretch for stretch in Locator(word).stretches}
    words = dict.fromkeys(said, "")
    begun: set[str] = set()
    ended: set[str] = set()
    text = text_of(word)
    spans: dict[str, list[int]] = {}
    for element in word.element.iter(qn("w:commentRangeStart"), qn("w:commentRangeEnd"), qn("w:commentReference"), qn("w:r")):
        number = element.get(qn("w:id"))
        if element.tag == qn("w:commentRangeStart"):
            assert number not in begun
            begun.add(number)
        elif element.tag == qn("w:commentRangeEnd"):
            assert number in begun
            ended.add(number)
        elif element.tag == qn("w:commentReference"):
            assert number in ended
        elif element in stretches:
            for name in begun - ended:
                spans.setdefault(name, []).extend(stretches[element][:2])
    assert begun == ended
    for name in words:
        if name in spans:
            words[name] = text[spans[name][0] : spans[name][-1]]
    return {name: (said[name], words[name]) for name in said}


def reject(word: Word) -> None:
    """Reject the changes of the checker; a comment whose reference goes with one goes whole."""
    for inserted in _own(word, "w:ins"):
        for mark in list(inserted.iter(qn("w:commentRangeStart"), qn("w:commentRangeEnd"))):
            inserted.addprevious(mark)
        inserted.getparent().remove(inserted)
    left = {reference.get(qn("w:id")) for reference in word.element.iter(qn("w:commentReference"))}
    for mark in list(word.element.iter(qn("w:commentRangeStart"), qn("w:commentRangeEnd"))):
        if mark.get(qn("w:id")) not in left:
            mark.getparent().remove(mark)
    for deleted in _own(word, "w:del"):
        if len(deleted):
            _unwrap(deleted)
        else:
            deleted.getparent().remove(deleted)


def accept(word: Word) -> None:
    """Accept the changes of the checker."""
    for inserted in _own(word, "w:ins"):
        _unwrap(inserted)
    for deleted in _own(word, "w:del"):
        mark = deleted.getparent()
        if mark.tag != qn("w:rPr"):
            mark.remove(deleted)
            continue
        paragraph = mark.getparent().getparent()
        mark.remove(deleted)
        following = next(element for element in paragraph.itersiblings() if element.tag == qn("w:p"))
        for child in reversed([child for child in paragraph if child.tag != qn("w:pPr")]):
            following.insert(1 if following.pPr is not None else 0, child)
        paragraph.getparent().remove(paragraph)


def _own(word: Word, tag: str) -> list[Any]:
    return [element for element in word.element.iter(qn(tag)) if element.get(qn("w:author")) == AUTHOR]


def _unwrap(change: Any) -> None:
    for text in change.iter(qn("w:delText")):
        text.tag = qn("w:t")
    for child in change:
        change.addprevious(child)
    change.getparent().remove(change)


def normal(word: Word) -> bytes:
    """The document’s XML without the checker’s comments, with neighbouring runs of one kind joined."""
    own = set(comments(word))
    for element in list(word.element.iter(qn("w:commentRangeStart"), qn("w:commentRangeEnd"), qn("w:commentReference"))):
        if element.get(qn("w:id")) in own:
            gone = element.getparent() if element.tag == qn("w:commentReference") else element
            gone.getparent().remove(gone)
    for element in reversed(list(word.element.iter(qn("w:rPr"), qn("w:pPr")))):
        if not len(element):
            element.getparent().remove(element)
    for element in list(word.element.iter(qn("w:r"))):
        before = element.getprevious()
        if before is not None and before.tag == element.tag and _kind(before) == _kind(element):
            for child in element[element.rPr is not None :]:
                before.append(child)
            element.getparent().remove(element)
    _join_texts(word.element.iter(qn("w:t")))
    result: bytes = etree.tostring(word.element, method="c14n")
    return result


def _join_texts(texts: Iterable[Any]) -> None:
    for element in list(texts):
        before = element.getprevious()
        element.attrib.pop(qn("xml:space"), None)
        if before is not None and before.tag == element.tag:
            element.text = (before.text or "") + (element.text or "")
            before.getparent().remove(before)


def _kind(run: Any) -> bytes:
    return b"" if run.rPr is None else etree.tostring(run.rPr, method="c14n")
