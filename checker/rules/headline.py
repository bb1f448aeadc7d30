"""DOC1: the headline."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from checker.document import Document, Paragraph
from checker.document.zones import TITLE
from checker.lazy import LazyPattern
from checker.rule import Hit, Rule, ex

_SUFFIX = LazyPattern(r"\s[–—|-]\s[^–—|]{2,30}$")


def plain(text: str) -> str:
    """A headline without suffix, marks, accents, apostrophes and the “quot” of lost entities."""
    text = _SUFFIX.sub("", text)
    text = re.sub(r"\bquot\b|&quot;?", " ", text)
    text = re.sub(r"['’]", "", text)
    text = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", text))


class DuplicatedHeadline(Rule):
    """The same headline twice at the top, once from the page’s metadata."""

    code = "DOC101"
    whole_article = True
    name = "duplicated-headline"
    severity = "critical"
    summary = "The headline stands twice"
    message = "this line repeats the headline"
    suggestion = "delete the line"
    rationale = (
        "The scraper took the headline from the page and again from its metadata, where quotation marks and "
        "apostrophes may be lost (“quot … quot”, “LExpress”)."
    )
    issue_type = "duplication"
    evidence = 0.5
    examples = (
        ex(
            "the mayor who defies the prefect – L’Express\n\n⟦the mayor who defies the prefect – LExpress⟧\n\n"
            "The mayor of the town has refused to sign, he said on Monday.",
            "the mayor who defies the prefect – L’Express\n\nThe mayor of the town has refused to sign, he said on Monday.",
        ),
    )
    misses = (
        "The mayor who defies the prefect\n\nThe mayor of a small town in Savoy has refused to sign, he said on Monday.\n\nHe is alone.",
    )

    def hits(self, document: Document) -> Iterator[Hit]:
        """Yield every line among the first four that says again what the first says."""
        head = document.paragraphs[:4]
        if len(head) < 2 or len(head[0].text) > 250:
            return
        first = plain(head[0].text)
        if len(first.split()) < 3:
            return
        for paragraph in head[1:]:
            if len(paragraph.text) <= 260 and _same(first, plain(paragraph.text)):
                yield Hit(paragraph.start, paragraph.end, deletes_line=True, safe=first == plain(paragraph.text))


def _same(first: str, second: str) -> bool:
    if not second or abs(len(first) - len(second)) > 0.2 * len(first) + 4:
        return False
    if first == second:
        return True
    from difflib import SequenceMatcher

    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= 0.9


class LowerCaseHeadline(Rule):
    """A headline that begins in lower case."""

    code = "DOC102"
    whole_article = True
    name = "lower-case-headline"
    severity = "minor"
    summary = "A headline that begins in lower case"
    message = "the headline begins in lower case"
    rationale = "The beginning of the French headline was cut off, or the machine took it for the middle of a sentence."
    issue_type = "typographical"
    examples = (
        ex(
            "⟦the⟧ mayor who defies the prefect\n\nThe mayor of the town has refused to sign, he said on Monday.\n\nHe is alone.",
            "The mayor who defies the prefect\n\nThe mayor of the town has refused to sign, he said on Monday.\n\nHe is alone.",
        ),
    )
    misses = ("iPhone sales fall in Paris\n\nThe sales of the maker fell on Monday, it said.\n\nThey may rise.",)

    def hits(self, document: Document) -> Iterator[Hit]:
        """Yield the first word of every headline that is not capitalised."""
        for paragraph in document.paragraphs[:4]:
            if paragraph.zone == TITLE:
                yield from lower_case_start(paragraph)


_LOWER_NAMES = LazyPattern(r"\w*[A-Z]|(?:de|du|d['’]|von|van|al|el|la|le)[ -][A-Z]|(?:https?|www|e|i)\b|\w+@|\w+\.\w")


def lower_case_start(paragraph: Paragraph) -> Iterator[Hit]:
    """A hit on the first word of a paragraph that begins in lower case, names excused."""
    match = LazyPattern(r"[“\"‘«(\[]*(?P<word>[^\W\d_]+)").match(paragraph.text)
    if not match or not match["word"][0].islower() or _LOWER_NAMES.match(paragraph.text, match.start("word")):
        return
    word = match["word"]
    start = paragraph.start + match.start("word")
    yield Hit(start, start + len(word), replacement=word[0].upper() + word[1:], suggestion=word[0].upper() + word[1:], safe=True)


RULES = (DuplicatedHeadline(), LowerCaseHeadline())
