"""Wire and translation formats: what is text in them, what is not, and what belongs together."""

from __future__ import annotations

import io
import json
import re

from checker.config import Config
from checker.document import Document
from checker.document.zones import BODY, CROSSHEAD, TITLE
from checker.engine import Engine

ENGINE = Engine(Config(assume_translated="yes"))
ONE = "The mayor of the town has refused to sign the order of the prefect, he said on Monday evening."
TWO = "Nobody knows why he did so, but the whole valley had come to hear him and stayed until midnight."
NAR = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'


def read(text: str, name: str) -> Document:
    return Document.from_bytes(text.encode(), path=name)


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def news_item(content: str, headline: str = "The mayor resigns") -> str:
    return f"<newsItem {NAR}><itemMeta><title>slug</title></itemMeta><contentMeta><headline>\n {headline} </headline></contentMeta><contentSet>{content}</contentSet></newsItem>"


def xhtml(*paragraphs: str) -> str:
    return "<inlineXML><html xmlns='http://www.w3.org/1999/xhtml'><body>" + "".join(f"<p>{text}</p>" for text in paragraphs) + "</body></html></inlineXML>"


def test_news_item_in_each_dress() -> None:
    nitf = f"<inlineXML><nitf><body><body.head><hedline><hl1>The mayor resigns</hl1></hedline></body.head><body.content><p>{ONE}</p></body.content></body></nitf></inlineXML>"
    escaped = f'<inlineData contenttype="text/html">&lt;h1&gt;The mayor resigns&lt;/h1&gt;&lt;p&gt;{ONE}&lt;/p&gt;</inlineData>'
    for content in (xhtml(ONE), nitf, f"<inlineData>{ONE}</inlineData>", escaped, f"<remoteContent href='a.jpg'/>{xhtml(ONE)}"):
        document = read(news_item(content), "a.xml")
        assert texts(document) == ["The mayor resigns", ONE]
        assert document.zones == [TITLE, BODY]


def test_a_message_holds_several_articles() -> None:
    """Rules on whole articles judge each alone: two items with one headline are no repeat."""
    message = f"<newsMessage {NAR}><itemSet>{news_item(xhtml(ONE, TWO))}{news_item(xhtml(ONE, TWO))}{news_item('<remoteContent/>')}</itemSet></newsMessage>"
    document = read(message, "a.xml")
    assert [texts(article) for article in document.articles] == [["The mayor resigns", ONE, TWO]] * 2
    assert ENGINE.check(document).findings == []
    fixes = [finding.fix for finding in ENGINE.check(read(message.replace("The mayor resigns", "Mayor &amp;amp; prefect"), "a.xml")).findings]
    assert [fix and fix.replacement for fix in fixes] == ["&amp;", "&amp;"]
    message = message.replace("The mayor resigns", "President Poutine resigns")
    places = [finding.start for finding in ENGINE.check(read(message, "a.xml")).findings]
    assert places == [at for at in range(len(message)) if message.startswith("Poutine", at)][:2]


def test_nitf_leaves_out_what_is_not_the_story() -> None:
    story = (
        "<nitf><head><title>Slug</title></head><body><body.head><hedline><hl1>The mayor</hl1><hl2>He resigns</hl2></hedline><byline>By Us</byline>"
        f"<dateline>PARIS</dateline><abstract><p>{TWO}</p></abstract></body.head><body.content><block><p>{ONE}</p><media><media-caption>Photo AFP</media-caption></media>"
        f"<hl2>Why now</hl2><p>Dear <person>Jean Martin</person> left.</p><table><tr><td>1</td><td>2</td></tr></table></block></body.content><body.end><tagline>xy</tagline></body.end></body></nitf>"
    )
    document = read(story, "a.nitf")
    assert texts(document) == ["The mayor", "He resigns", TWO, ONE, "Why now", "Dear Jean Martin left.", "1", "2"]
    assert document.zones[0] == TITLE and document.zones[4] == CROSSHEAD
    assert texts(read(story.replace("hl1", "h0").replace("hedline", "x"), "a.nitf"))[0] == "Slug"


def test_ninjs_of_each_version() -> None:
    old = {"uri": "x", "body_text": "Wrong.", "body_xhtml": f"<h1>The m&#97;yor resigns</h1><p>{ONE}</p>", "headline": "The mayor  resigns"}
    new = {
        "uri": "x",
        "bodies": [{"contenttype": "text/plain", "value": "Wrong."}, {"contentType": "text/html", "value": f"<p>{ONE}</p>"}],
        "headlines": [{"value": "Short"}, {"role": "main", "value": "The mayor resigns"}],
    }
    plain = {"body_text": ONE, "headline": "The mayor resigns", "associations": {"a": {"headline": "Photo", "body_text": "No."}}}
    for item in (old, new, plain):
        assert texts(read(json.dumps(item), "a.json")) == ["The mayor resigns", ONE]
    assert [texts(article)[1] for article in read(json.dumps([old, plain]), "a.json").articles] == [ONE, ONE]


def xliff(*units: str) -> str:
    return '<xliff version="1.2"><file target-language="en">' + "".join(units) + "</file></xliff>"


def unit(target: str, source: str = "Source.") -> str:
    return f"<trans-unit><source>{source}</source><target>{target}</target></trans-unit>"


def test_inline_codes_of_translation_formats() -> None:
    coded = 'He <bpt id="1">&lt;b&gt;</bpt>left<ept id="1">&lt;/b&gt;</ept> the <g id="2">old <mrk mtype="term">town</mrk></g><x id="3"/>today<ph id="4">{n}</ph>.'
    document = read(xliff(unit(coded)), "a.xlf")
    assert document.text == "He left the old town\ufffctoday\ufffc."
    assert texts(read(xliff(unit("<![CDATA[<p>He left.</p><p>R&amp;D</p>]]>")), "a.xlf")) == ["He left.", "R&D"]


def test_xliff_2_units_are_paragraphs() -> None:
    two = (
        '<xliff version="2.0" srcLang="fr" trgLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file><group><unit>'
        "<segment><source>Il est parti.</source><target>He left.</target></segment><ignorable><source> </source></ignorable>"
        "<segment><source>Elle aussi.</source><target>So <pc id='1'>did</pc> she.</target></segment></unit></group></file></xliff>"
    )
    document = read(two, "a.xlf")
    assert [(s.source, document.text[s.start : s.end]) for s in document.segments] == [("Il est parti. Elle aussi.", "He left. So did she.")]


def test_alternative_and_untouched_units_are_left_out() -> None:
    document = read(
        xliff(unit(""), unit("No.").replace("<trans-unit>", '<trans-unit translate="no">'), unit("He left.").replace("</trans-unit>", "<alt-trans><target>Match.</target></alt-trans></trans-unit>")),
        "a.xlf",
    )
    assert texts(document) == ["He left."]


def test_memories_pair_each_english_variant_with_its_source() -> None:
    memory = (
        '<tmx version="1.4"><header srclang="fr-FR"/><body><tu><tuv xml:lang="de"><seg>Er ging.</seg></tuv><tuv xml:lang="EN-US"><seg>He left.</seg></tuv>'
        '<tuv xml:lang="fr-FR"><seg>Il est <bpt i="1">x</bpt>parti<ept i="1"/>.</seg></tuv></tu></body></tmx>'
    )
    document = read(memory, "a.tmx")
    assert [(s.source, document.text[s.start : s.end]) for s in document.segments] == [("Il est parti.", "He left.")]


def test_catalogue_entries() -> None:
    catalogue = (
        '# c\nmsgid ""\nmsgstr "Language: en_GB\\nContent-Type: text/plain; charset=iso-8859-1\\n"\n\n#, fuzzy\nmsgctxt "m"\nmsgid "Oui"\nmsgstr "Y\xe9s\\tand \\"no\\""\n\n'
        'msgid "un"\nmsgid_plural "des"\nmsgstr[0] "one"\nmsgstr[1] ""\n"ma"\n"ny"\n\n#~ msgid "vieux"\n#~ msgstr "old"\n'
    )
    document = Document.from_bytes(catalogue.encode("latin-1"), path="a.po")
    assert [(s.source, document.text[s.start : s.end]) for s in document.segments] == [("Oui", 'Yés\tand "no"'), ("un", "one"), ("des", "many")]
    assert document.encoding == "iso8859-1"
    assert document.escape('a "b"\n', 0) == 'a \\"b\\"\\n'


def test_a_list_of_segments_is_no_article() -> None:
    """Segments repeat, begin in lower case, open quotations that the next one closes, end anywhere."""
    targets = [
        "mayor refuses to sign the order of the prefect", "mayor refuses to sign the order of the prefect", "“I have my reasons, and nobody will make me sign.", "Ask me again tomorrow,” he said.",
        "and then he left the hall with his friends and his family.", ONE, ONE, "Read more about the", "Photo", "The council, the prefect, the mayor and all the people of the valley who had come for the",
    ]  # fmt: skip
    as_article = {finding.code for finding in ENGINE.check(Document("\n\n".join(targets))).findings}
    assert as_article & {"DOC101", "DOC102", "DOC201", "DOC202", "DOC203", "TYP107"}
    assert ENGINE.check(read(xliff(*map(unit, targets)), "a.xlf")).findings == []


def test_json_lines_are_articles_each() -> None:
    record = json.dumps({"text": f"The mayor who defies the prefect\n\n{ONE}\n\n{TWO}"})
    assert ENGINE.check(read(f"{record}\n\n{record}\r\n", "a.jsonl")).findings == []
    document = read(f'{record}\n{{"text": "He left [NDLR : lui]. <!-- checker: ignore FRE -->"}}\n', "a.jsonl")
    report = ENGINE.check(document)
    assert report.findings == [] and [(f.line, why) for f, why in report.suppressed] == [(2, "inline")]


def test_lone_surrogates_are_survived() -> None:
    document = read('{"text": "He left \\ud83d\\ude00 and \\ud800 stayed."}', "a.jsonl")
    assert document.text == "He left 😀 and \ufffd stayed."


def test_word_documents_in_full() -> None:
    """Insertions, links, content controls and boxes are text; deletions and old copies of boxes are not."""
    from docx import Document as new
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    def part(xml: str) -> object:
        return parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {nsdecls('w')} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'", xml))

    made = new()
    made.add_heading("The mayor resigns", 1)
    changed = made.add_paragraph("He left ")
    changed._p.append(part("<w:ins w:id='1'><w:r><w:t>the town </w:t></w:r></w:ins>"))
    changed._p.append(part("<w:del w:id='2'><w:r><w:delText>gone </w:delText></w:r></w:del>"))
    changed._p.append(part("<w:hyperlink><w:r><w:t>on Monday</w:t></w:r></w:hyperlink>"))
    changed.add_run(".").add_break()
    changed.add_run("She\tstayed. <!-- checker: ignore FRE -->")
    box = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
    beside = made.add_paragraph("Beside ")
    beside._p.append(part(f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"))
    beside.add_run("it.")
    made.add_paragraph()
    made.element.body.insert(4, part("<w:sdt><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p></w:sdtContent></w:sdt>"))
    stream = io.BytesIO()
    made.save(stream)
    document = Document.from_bytes(stream.getvalue(), path="a.docx")
    assert texts(document) == ["The mayor resigns", "He left the town on Monday.", "She\tstayed.", "Beside it.", "In a box.", "In a control."]
    assert document.zones[0] == TITLE and document.encoding is None
    line, _ = document.line_column(document.raw.index("In a box"))
    assert line == 4 and document.line_text(2).startswith("He left the town on Monday.\vShe")
