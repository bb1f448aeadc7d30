"""TYP2: spaces and stops."""

from __future__ import annotations

import re

from checker.document import Paragraph
from checker.rule import ex
from checker.rules.kinds import PatternRule, Unsafe

_SPACES = " \u00a0\u202f\u2009"


class MissingSpace(PatternRule):
    """No space after a stop; addresses and file names are excused."""

    def accept(self, paragraph: Paragraph, match: re.Match[str]) -> bool:
        """Reject what stands inside an address."""
        start = paragraph.text.rfind(" ", 0, match.start()) + 1
        token = re.compile(r"\S*").match(paragraph.text, start)
        return not token or not re.search(r"[@/\\_]|www|\.(?:com|org|net|fr|io|ru|uk|eu|html?|pdf|js|py|info|tv)\b", token[0], re.I)


class ClosedBracket(PatternRule):
    """A bracket that is opened and not closed in the paragraph."""

    def accept(self, paragraph: Paragraph, match: re.Match[str]) -> bool:
        """Only where the paragraph has more opening than closing marks, and no list markers or faces."""
        text, mark = paragraph.text, match["s"]
        closer = ")" if mark == "(" else "]"
        return text.count(mark) > text.count(closer) and closer not in text[match.end() :] and not re.search(r"[:;=8][-']?\($", text[: match.end()])


RULES = (
    PatternRule(
        code="TYP201",
        name="space-before-mark",
        severity="minor",
        summary="A space before a comma, stop, colon, semicolon, question or exclamation mark",
        message="English sets no space before this mark",
        rationale="French puts a space before : ; ! ? and tokenised text before every mark.",
        issue_type="whitespace",
        evidence=0.5,
        patterns=(
            (rf"(?<=[\w”\"’)\]»…%.])(?P<s>[{_SPACES}]+)(?=[:;!?](?:[{_SPACES}”\"’)»\n]|$))", ""),
            (rf"(?<=[\w”\"’)\]»%])(?P<s>[{_SPACES}]+)(?=[,.](?:[{_SPACES}”\"’)»\n]|$))", ""),
        ),
        gate=rf"[{_SPACES}][:;!?,.]",
        examples=(
            ex("He asked⟦ ⟧: why⟦ ⟧?", "He asked: why?"),
            ex("Last month⟦ ⟧, he left⟦ ⟧.", "Last month, he left."),
        ),
        misses=("He asked: why?", "The file .gitignore is there.", "He left ... and came back.", "He scored .5 of them.", "Good :-) he said"),
    ),
    PatternRule(
        code="TYP202",
        name="space-before-percent",
        severity="minor",
        summary="A space before a per cent sign",
        message="English sets no space before %",
        rationale="French writes 3,5 %, English 3.5%.",
        issue_type="locale-specific-content",
        evidence=0.5,
        patterns=((rf"(?<=\d)(?P<s>[{_SPACES}])(?=%)", ""),),
        need="%",
        examples=(ex("It rose by 12⟦ ⟧% in May.", "It rose by 12% in May."),),
        misses=("It rose by 12% in May.", "The % sign."),
    ),
    PatternRule(
        code="TYP203",
        name="doubled-mark",
        severity="minor",
        summary="A doubled comma or stop",
        message="“{text}” is a doubled mark",
        rationale="A stop of the source and one of the translation met.",
        issue_type="typographical",
        patterns=(
            (r"(?<![.\d])(?P<s>\.\.)(?![./\d])(?=\s|[”\"’)]|$)", "."),
            (r"(?P<s>,\s?,)(?=\s|[”\"’])", ","),
            (r"(?P<s>(?<=[a-z]{2}),\.)", Unsafe(".")),
            (r"(?P<s>;\s?;|:\s?:(?=\s)|…\.+|\.{4,}|!\s!|\?\s\?)", lambda m: "..." if m["s"][0] == "." else m["s"][0]),
            (r"(?P<s>\betc ?(?:…|\.{2,}))", "etc."),
        ),
        gate=r"[.,;:!?](?:\s?[.,;:!?…])|…(?:\s?[.,;:!?…]|(?<=etc…)|(?<=etc …))",
        examples=(ex("He left⟦..⟧ She stayed.", "He left. She stayed."), ex("He left⟦,,⟧ she stayed.", "He left, she stayed.")),
        misses=(
            "He left... She stayed.",
            "At 5 p.m., he left.",
            "He left at 5 a.m. She stayed.",
            "Smith & Co., the bank, left.",
            "The firm Foo Inc., based here, and Bar Corp., too.",
            "e.g., this one, etc., and so on.",
            "In Sept., he left; on Jan. 5, etc.",
        ),
        confidence=0.9,
    ),
    MissingSpace(
        code="TYP204",
        name="missing-space",
        severity="minor",
        summary="No space after a stop or comma",
        message="the space after the mark is missing",
        rationale="Where the source had a line break or a link, two sentences were joined.",
        issue_type="whitespace",
        patterns=(
            (r"(?<=[a-zà-ÿ]{3})(?P<s>[.!?])(?=(?:[A-ZÀ-Þ][a-zà-ÿ]{2,}|He|It|In|We|At|On|Is|To|My|If|As|No|So|An|A|I)\s)", r"\g<s> "),
            (r"(?<=[a-zà-ÿ]{3})(?P<s>,)(?=[a-zà-ÿ]{3,}\s)", r"\g<s> "),
        ),
        gate=r"[.!?,](?<=[a-zà-ÿ].)(?=[^\W\d_])",
        examples=(ex("He fled⟦.⟧There was no other way.", "He fled. There was no other way."), ex("He fled⟦,⟧then came back.", "He fled, then came back."), ex("I do not know⟦.⟧He left.", "I do not know. He left.")),
        misses=("See www.lemonde.fr or mail jean.martin@example.com now.", "The file is in data/readme.Text here.", "He fled. There", "Booking.com said so."),
    ),
    ClosedBracket(
        code="TYP205",
        name="unclosed-bracket",
        severity="minor",
        summary="A bracket that is opened and not closed",
        message="the bracket is never closed",
        suggestion="close the bracket",
        rationale="The closing bracket was lost with the words before it.",
        issue_type="typographical",
        confidence=0.85,
        patterns=((r"(?P<s>[(\[])(?=\w[^()\[\]\n]*$)", None),),
        need="([",
        examples=(ex("He left for Armenia ⟦(⟧a small country in the Caucasus."),),
        misses=("He left for Armenia (a small country).", "a) first b) second", "He left :( and wept"),
    ),
    PatternRule(
        code="TYP206",
        name="broken-contraction",
        severity="minor",
        summary="A contraction or genitive with a space at its apostrophe, or in its place",
        message="“{text}” is broken at the apostrophe",
        rationale="Machines and filters handle the apostrophe as a mark of its own, with spaces round it, or drop it.",
        issue_type="typographical",
        evidence=0.5,
        patterns=(
            (rf"(?<![\w'’])(?P<s>(?P<a>[^\W\d_]+)(?P<m>['’])[{_SPACES}](?P<b>s|t|re|ve|ll|d|m))(?![\w'’.-])", r"\g<a>\g<m>\g<b>"),
            (r"(?<![\w'’])(?P<s>(?P<a>(?i:doesn|don|didn|isn|aren|wasn|weren|hasn|haven|hadn|wouldn|couldn|shouldn|mustn))[ ]t)(?![\w'’.-])", r"\g<a>’t"),
        ),
        gate=rf"['’][{_SPACES}](?:s|t|re|ve|ll|d|m)\b|n t\b",
        examples=(ex("⟦It’ s⟧ a shame that he ⟦doesn t⟧ know.", "It’s a shame that he doesn’t know."), ex("The ⟦minister' s⟧ office.", "The minister's office.")),
        misses=("It’s a shame that he doesn’t know.", "The workers’ re-election.", "He sang ‘Love’ s. 1 and 2.", "The don t. 2 is here."),
    ),
    PatternRule(
        code="TYP207",
        name="space-inside-brackets",
        severity="minor",
        summary="A space after an opening bracket or before a closing one",
        message="English sets no space inside brackets",
        rationale="A word or a link inside the brackets was replaced, and its space left over.",
        issue_type="whitespace",
        patterns=(
            (rf"(?<=[^\W_])[{_SPACES}]\((?P<s>[{_SPACES}]+)(?=\w[^()\n]*\))", ""),
            (rf"(?<=[{_SPACES}]\()\w[^()\n]*\w(?P<s>[{_SPACES}]+)(?=\))", ""),
        ),
        gate=rf"\([{_SPACES}]|[{_SPACES}]\)",
        examples=(ex("He was (⟦ ⟧and is) a fool (so-called⟦ ⟧).", "He was (and is) a fool (so-called)."),),
        misses=("He was (and is) a fool.", "He left :( and wept ( :", "Tick one: ( ) yes, ( ) no."),
    ),
)
