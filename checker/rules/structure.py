"""DOC2: where paragraphs begin and the article ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.document import Document
from checker.document.zones import BODY, STANDFIRST
from checker.lazy import LazyPattern
from checker.rule import Hit, Rule, ex
from checker.rules.headline import lower_case_start

_ENDS = LazyPattern(r"[.!?…:;][\"”’»)\]*]*\s*$|[”\"»)]\s*$")


class LowerCaseParagraph(Rule):
    """A paragraph that begins in lower case."""

    code = "DOC201"
    whole_article = True
    name = "lower-case-paragraph"
    severity = "minor"
    summary = "A paragraph that begins in lower case"
    message = "the paragraph begins in lower case"
    rationale = "A sentence was cut in two, or its beginning was lost."
    issue_type = "typographical"
    examples = (ex("⟦the⟧ mayor of the town has refused to sign.", "The mayor of the town has refused to sign."),)
    misses = (
        "The mayor of the town has refused to sign.",
        "He has three wishes:\n\nto be heard,\n\nto be left alone.",
        "de Gaulle never signed the order himself.",
        "eBay has refused to sign the order.",
    )

    def hits(self, document: Document) -> Iterator[Hit]:
        """Yield the first word of a full sentence that is not capitalised; list items are excused."""
        previous = ""
        for paragraph in document.paragraphs:
            if paragraph.text[0].islower() and paragraph.zone in (BODY, STANDFIRST):
                continues = previous and not _ENDS.search(previous)
                if not continues and previous[-1:] not in (":", ";", ",") and re.search(r"[.!?…][\"”’»)]*\s*$", paragraph.text):
                    if len(paragraph.text.split()) > 3:
                        yield from lower_case_start(paragraph)
            previous = paragraph.text


class TruncatedEnd(Rule):
    """The last sentence of the article breaks off."""

    code = "DOC202"
    whole_article = True
    name = "truncated-end"
    severity = "critical"
    summary = "The article breaks off in mid-sentence"
    message = "the article breaks off here"
    suggestion = "restore the end of the article"
    rationale = "A scraped page ends where the paywall begins, or the machine’s output was cut at its limit."
    issue_type = "omission"
    confidence = 0.85
    examples = (
        ex(
            "The mayor of the town has refused to sign, he said on Monday to the crowd that had come.\n\nNobody knows why he did so.\n\n"
            "The prefect, who had been told of the decision a week earlier by the⟦ council of the⟧"
        ),
    )
    misses = (
        "The mayor of the town has refused to sign, he said on Monday.\n\nNobody knows why he did so.\n\nJean Martin",
        "The mayor of the town has refused to sign, he said on Monday.\n\nNobody knows why.\n\n(With AFP and other news agencies in Paris and elsewhere)",
        "One line without a stop that goes on and on for more than eleven words",
    )
    _last = LazyPattern(r"(?:\S+\s+){2}\S+$")
    _open = LazyPattern(r"\b(?:the|a|an|of|and|or|to|in|on|by|for|with|from|that|which|who|his|her|their|its|was|is|are|were|has|had|have|be|as|at|but)$|,$", re.I)

    def hits(self, document: Document) -> Iterator[Hit]:
        """Yield the last words of a long last paragraph that ends with an open word."""
        paragraphs = document.paragraphs
        if len(paragraphs) < 3:
            return
        last = paragraphs[-1]
        if len(last.text.split()) < 12 or not self._open.search(last.text.rstrip()):
            return
        match = self._last.search(last.text)
        if match:
            start = last.start + match.start()
            yield Hit(start - 1, last.end)


RULES = (LowerCaseParagraph(), TruncatedEnd())
