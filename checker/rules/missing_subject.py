"""GRM004: a sentence whose subject is missing."""

from __future__ import annotations

from collections.abc import Iterator

from checker.document import Document
from checker.document.zones import BODY, STANDFIRST
from checker.lazy import LazyPattern
from checker.rule import Hit, Rule, ex

LEAST_WORDS = 6
"""Words of a sentence; shorter ones are clipped on purpose."""


class MissingSubject(Rule):
    """A statement that begins with its finite verb, or has it right after what it opens with."""

    code = "GRM004"
    name = "missing-subject"
    local = True
    severity = "major"
    summary = "A statement without a subject"
    message = "“{text}”: the subject is missing"
    suggestion = "put in the subject that the source has"
    rationale = "Machines lose a name or a pronoun that they cannot place; a statement in English has its subject before the verb."
    issue_type = "grammar"
    confidence = 0.8
    examples = (
        ex("⟦Has refused⟧ to sign the order of the prefect."),
        ex("At the end of May, ⟦had failed⟧ to pay the whole of the debt."),
    )
    misses = (
        "Has the mayor refused to sign the order of the prefect?",
        "Had Moore wanted to make a film, he would have used it.",
        "“Was good to see them all again today,” he said.",
        "In the garden, was there not a tree that he had planted?",
        "At the end of May, the country had failed to pay.",
    )
    _gate = LazyPattern(r"\b(?:Has|Had|Is|Was|Were|Are|Will|Would|Could) [a-z]|, (?:has|had|have|is|was|were|are|will|would) [a-z]")
    _first = LazyPattern(
        r"(?:Has|Had|Is|Was|Were|Are|Will|Would|Could) (?:not |also |already |now )?"
        r"(?!(?:you|he|she|it|they|we|I|the|an?|this|that|there|these|those|his|her|its|their|our|my|your|any|anyone|someone|everyone|some|one|all|both|[A-Z\d]\S*)\b)[a-z]+"
    )
    _front = LazyPattern(
        r"(?:At|In|On|During|After|Before|Since|From|Last|Earlier|Later|Yesterday|Today|By|For|Under|With|Despite) [^,.;:?!()“”\"]{2,60}, "
        r"(?P<s>(?:has|had|have|is|was|were|are|will|would) (?!you|he|she|it|they|we|I|the|an?|there|what|who)[a-z]+)"
    )

    def hits(self, document: Document) -> Iterator[Hit]:
        """Yield the verb and the word after it."""
        for paragraph in document.paragraphs:
            # To cut a paragraph into sentences takes longer than to see that none of them can qualify.
            if not self._gate.search(paragraph.text) or paragraph.zone not in (BODY, STANDFIRST):
                continue
            for start, end in paragraph.sentences:
                text = paragraph.text[start:end].rstrip()
                if not text.endswith(".") or text.count(" ") < LEAST_WORDS - 1 or paragraph.in_quote(start, end):
                    continue
                match = self._first.match(text) or self._front.match(text)
                if match:
                    a, b = match.span("s") if match.groupdict() else match.span()
                    yield Hit(paragraph.start + start + a, paragraph.start + start + b, message=self.message.format(text=text[a:b]))


RULES = (MissingSubject(),)
