"""TYP1: quotation marks and apostrophes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.document import Document, Paragraph
from checker.rule import Hit, Rule, ex
from checker.rules.kinds import PatternRule

_GLYPHS = "“”«»"


class Balance(Rule):
    """Paired marks: opens and closes must match within the paragraph.

    A quotation that opens and is not closed is legitimate when the next paragraph opens one again.
    """

    code = "TYP107"
    whole_article = True
    name = "unbalanced-quotes"
    severity = "major"
    summary = "A quotation that is opened and never closed, or closed without being opened"
    rationale = "The reader no longer knows who speaks. Machines lose a mark when the sentence is rebuilt."
    issue_type = "typographical"
    confidence = 0.85
    examples = (
        ex("He said that ⟦“⟧the war was lost and that nobody knew.\n\nThe rest was silence, and he left."),
        ex("He said the war was lost⟦”⟧ and left."),
    )
    misses = (
        "“The war is lost.\n\n“Nobody knew,” he said.",
        "“The war is lost,” he said. “Nobody knew.”",
        "He measured 6” across and left.",
        "“He said ‘no’ to me”, she wrote.",
    )

    def hits(self, document: Document) -> Iterator[Hit]:
        """Yield the first unmatched curly mark of each paragraph."""
        paragraphs = document.paragraphs
        for at, paragraph in enumerate(paragraphs):
            if paragraph.chars.isdisjoint(_GLYPHS):
                continue
            following = paragraphs[at + 1].text if at + 1 < len(paragraphs) else ""
            offset = unmatched(paragraph.text, following[:1] in ("“", "«"))
            if offset is not None:
                mark = paragraph.text[offset]
                closing = mark in "”»"
                yield Hit(
                    paragraph.start + offset,
                    paragraph.start + offset + 1,
                    message=f"this {mark} closes a quotation that was not opened" if closing else f"this {mark} is never closed",
                    suggestion="open the quotation or delete the mark" if closing else "close the quotation or delete the mark",
                )


def unmatched(text: str, continues: bool) -> int | None:
    """The offset of the first mark without its partner, or ``None``.

    Wrong-way and mixed glyphs are other rules' business: any closing mark closes, and a mark of
    the wrong direction is taken for what its place makes it.
    """
    opened: list[int] = []
    for match in re.finditer("[“”«»]", text):
        at = match.start()
        if _opens(text, at):
            opened.append(at)
        elif opened:
            opened.pop()
        elif not text[at - 1 : at].isdigit():
            return at
    return opened[0] if opened and not continues else None


def _opens(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if text[at] == "«":
        return True
    if text[at] == "»":
        return False
    if text[at] == "”":
        return before in " (\n[—–" and after.isalnum()
    return not (after in " .,;:!?)\n" and not before.isspace()) and not (after == " " and at + 2 >= len(text))


class WrongWay(PatternRule):
    """Curly marks that point the wrong way."""

    def accept(self, paragraph: Paragraph, match: re.Match[str]) -> bool:
        """Nested single-letter cases such as ‘“’ around code are none of ours."""
        return "`" not in paragraph.chars


RULES = (
    WrongWay(
        code="TYP101",
        name="wrong-way-quote",
        severity="major",
        summary="A quotation mark that points the wrong way",
        message="this quotation mark points the wrong way",
        rationale="When « and » are swapped for curly quotes by program, spaces mislead it: the closing mark is "
        "set as an opening one, or the reverse.",
        issue_type="typographical",
        patterns=(
            (r"(?<=[\w.!?,…])(?P<s>[ \u00a0\u202f]?“)(?=[\s.,;:!?)]|$)", "”"),
            (r"(?<=[.!?…])(?P<s>[ \u00a0\u202f]“)(?=\s*$)", "”"),
            (r"(?:(?<=^)|(?<=[\s(\[—–]))(?P<s>”[ \u00a0\u202f]?)(?=\w)", "“"),
        ),
        need="“”",
        examples=(
            ex("“We go home, to Russia.⟦ “⟧", "“We go home, to Russia.”"),
            ex("He calls it ⟦”⟧the pit”.", "He calls it “the pit”."),
            ex("“We go home⟦“⟧, he says.", "“We go home”, he says."),
        ),
        misses=("“We go home,” he says. “To Russia.”", "He said: “Home.”", "He says “home” and leaves."),
    ),
    PatternRule(
        code="TYP102",
        name="guillemets",
        severity="major",
        summary="French quotation marks",
        message="“{text}” is a French quotation mark",
        rationale="English quotes with “ ” or ‘ ’; guillemets are left over from the source.",
        issue_type="locale-violation",
        evidence=2.0,
        patterns=(
            (r"(?:«|<<)[ \u00a0\u202f\u2009]?(?=\S)", "“"),
            (r"(?<=\S)[ \u00a0\u202f\u2009]?(?:»|>>(?!>))", "”"),
        ),
        need="«»<>",
        examples=(ex("He is ⟦« ⟧free⟦ »⟧ now.", "He is “free” now."), ex("It is ⟦«⟧war⟦»⟧.", "It is “war”.")),
        misses=("It is “war”.", "a > b", "The <a> tag."),
    ),
    PatternRule(
        code="TYP104",
        name="space-inside-quotes",
        severity="minor",
        summary="A space between a quotation mark and the words it encloses",
        message="French sets a space inside quotation marks, English does not",
        rationale="The space of « … » stays when only the marks are exchanged.",
        issue_type="whitespace",
        evidence=0.5,
        patterns=(
            (r"(?<=[“‘])(?P<s>[ \u00a0\u202f\u2009]+)(?=\w)", ""),
            (r"(?<=[\w.!?…])(?P<s>[ \u00a0\u202f\u2009]+)(?=”)", ""),
        ),
        need="“”‘",
        examples=(ex("He said “⟦ ⟧home⟦ ⟧” and left.", "He said “home” and left."),),
        misses=("He said “home” and left.", "rock ’n’ roll", "“Home,” he said. “At last.”"),
    ),
    PatternRule(
        code="TYP105",
        name="glued-quote",
        severity="minor",
        summary="No space between a word and the quotation mark or bracket that begins after it",
        message="the space before or after the quotation mark is missing",
        rationale="The mark was exchanged together with its French space.",
        issue_type="whitespace",
        patterns=(
            (r"(?<=\w)(?P<s>“)(?=\w)", " “"),
            (r"(?P<s>”)(?=[A-Za-zÀ-ÿ]{2})(?!s\b)", "” "),
            (r"(?P<s>”\()(?=[\w“])", "” ("),
            (r"(?P<s>”“)(?=\w)", "” “"),
            (r"(?<=[a-zß-ÿ]{2})(?P<s>\()(?=[a-zß-ÿ]{4,}(?: [^()\n]*)\))", " ("),
        ),
        need="“”(",
        safe=True,
        examples=(
            ex("The project “Idite⟦”(⟧“go”) began.", "The project “Idite” (“go”) began."),
            ex("He said⟦“⟧home”.", "He said “home”."),
        ),
        misses=("He said “home” (the house).", "The “R”s are rolled.", "actor(s) and function(x)", "The “Idite” project."),
    ),
    PatternRule(
        code="TYP103",
        name="mixed-quote-pair",
        severity="major",
        summary="A quotation opened with one kind of mark and closed with another",
        message="the quotation opens with one kind of mark and closes with another",
        rationale="The program exchanged one mark of the pair only.",
        issue_type="typographical",
        patterns=(
            (r"“[^“”«»\n]{1,400}?(?P<s>[ \u00a0\u202f]?»)", "”"),
            (r"(?P<s>«[ \u00a0\u202f]?)[^“”«»\n]{1,400}?”", "“"),
        ),
        need="«»",
        examples=(ex("He said “home⟦ »⟧ and left.", "He said “home” and left."),),
        misses=("He said “home” and left.",),
    ),
    PatternRule(
        code="TYP106",
        name="nested-double-quotes",
        severity="minor",
        summary="Double quotation marks inside double quotation marks",
        message="inside a quotation, single marks quote: ‘…’",
        rationale="French nests “ ” inside « »; when both become “ ” the reader loses the thread.",
        issue_type="typographical",
        style=False,
        confidence=0.85,
        patterns=((r"“[^“”\n]{2,400}(?<=[\s(])(?P<s>“[^“”\n]{1,60}”)(?=[^“\n]{1,400}”)", lambda m: "‘" + m["s"][1:-1] + "’"),),
        need="“",
        safe=False,
        examples=(ex("“They want me at ⟦“voenkomat”⟧ in the morning,” he said.", "“They want me at ‘voenkomat’ in the morning,” he said."),),
        misses=("“They want me,” he said of the “pit” and left.", "“They want me at ‘voenkomat’,” he said."),
    ),
    Balance(),
    PatternRule(
        code="TYP108",
        name="quote-and-comma",
        severity="minor",
        summary="An exclamation or question mark and a comma at the end of a quotation",
        message="“{text}”: English keeps the first mark and drops the comma",
        rationale="French closes a quotation with ! or ? and still sets a comma before the verb of saying.",
        issue_type="typographical",
        evidence=1.0,
        patterns=((r"(?<=\w)(?P<s>(?P<m>[!?])(?P<q>[”\"]),)", r"\g<m>\g<q>"),),
        need="!?",
        examples=(ex("“On the other side⟦!”,⟧ he says.", "“On the other side!” he says."),),
        misses=("“On the other side!” he says.", "She asked “who?”; he left.", "He likes “Jeopardy!” and it."),
    ),
)
