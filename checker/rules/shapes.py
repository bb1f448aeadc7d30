"""FRE501: French-shaped non-words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from checker.data import data_lines
from checker.document import Document
from checker.rule import Hit, Rule, ex


class FrenchShape(Rule):
    """Words that no English list holds: a French word with an English ending."""

    code = "FRE501"
    name = "french-shaped-word"
    local = True
    severity = "major"
    summary = "A word that is no English word but a French one with an English ending"
    rationale = (
        "Where a machine does not know a French word it may give it an English ending: “preoccuped” for "
        "“préoccupé”, “realisator” for “réalisateur”. Names are not looked at."
    )
    issue_type = "untranslated"
    confidence = 0.9
    evidence = 2.0
    examples = (
        ex("The ⟦realisator⟧ of the film came to Cannes."),
        ex("The rise in thefts has ⟦preoccuped⟧ the mayor."),
        ex("The party wants a more ⟦securitary⟧ policy."),
    )
    misses = ("The director decreed silence and was preoccupied.", "The village of Realisator lies in a valley.", "An arbitrary and solitary man.")

    def hits(self, document: Document) -> Iterator[Hit]:
        """Yield the non-words in lower case, wherever they stand."""
        found = document.words & shapes().keys()
        for paragraph in document.paragraphs:
            for word in sorted(found & paragraph.wordset):
                for match in re.finditer(rf"(?<![\w-]){word}(?![\w-])", paragraph.text):
                    start, end = paragraph.start + match.start(), paragraph.start + match.end()
                    yield Hit(start, end, message=f"“{word}” is no English word: it looks like French “{shapes()[word]}”")


@cache
def shapes() -> dict[str, str]:
    """The non-words, each with its French."""
    return dict(line.split("\t") for line in data_lines("wording/shapes.txt"))


RULES = (FrenchShape(),)
