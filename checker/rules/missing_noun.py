"""GRM003: a determiner whose noun is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from checker.data import data_lines
from checker.document import Document
from checker.lazy import LazyPattern
from checker.rule import Hit, Rule, ex

_CONFUSED = {"its": frozenset("a an the also been not is there that our their his her in for from between on at by with".split()), "their": frozenset(("is", "are"))}
"""Where *it’s* or *there* was meant: another fault."""
FRONT = r"(?<![\w’'.&/-])"
DETERMINERS = r"(?P<d>[Tt]he|[Ee]very|[Tt]heir|[Oo]ur|[Ii]ts|(?<=[a-z,] )an?|(?:^|(?<=[.!?] ))An?)"


@cache
def _stops() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """For each word the determiners that it may follow, and the words that make it a compound."""
    table = {}
    for line in data_lines("after_determiner.txt"):
        word, _, excuses = line.partition("\t")
        found = excuses.split()
        table[word] = frozenset(x for x in found if x[0] != "-"), frozenset(x[1:] for x in found if x[0] == "-")
    return table


class MissingNoun(Rule):
    """A determiner before a word that cannot begin or go on its noun phrase, or before a mark."""

    code = "GRM003"
    name = "missing-noun"
    local = True
    severity = "major"
    summary = "An article or possessive whose noun is missing"
    message = "“{text}”: the noun is missing"
    suggestion = "put in the noun that the source has"
    rationale = "Machines lose a word, most often where the source has a name or a word they do not know."
    issue_type = "grammar"
    confidence = 0.9
    examples = (
        ex("They came to take part in ⟦the⟧."),
        ex("He had ⟦the of⟧ way."),
        ex("⟦The has⟧ refused to pay."),
    )
    misses = (
        "For a while the will of the people was a must, and the at least 20 guests knew it.",
        "Vitamin A, group A and Mr A. Lind are in figure 3 a, 3 b.",
        "He gave it to the “of course” camp, the in-crowd and the has-beens.",
        "It is a he or a she, with no ifs and buts.",
    )
    _word = LazyPattern(FRONT + DETERMINERS + r" (?P<n>[a-z]+)(?![\w’'/.-]|\.\w)(?: (?P<after>[a-z]+))?", re.M)
    _mark = LazyPattern(FRONT + r"(?<=[a-z,] )(?P<d>the|an?|its|their|every)(?=[,;:?!](?: [a-zA-Z]|$)|\.(?:\s+[A-Z“\"]|\s*$|[”\"]))")

    def hits(self, document: Document) -> Iterator[Hit]:
        """Yield each determiner, with the word after it where there is one."""
        for paragraph in document.paragraphs:
            for match in self._word.finditer(paragraph.text):
                if self._stops_short(match):
                    yield self._hit(paragraph.start + match.start("d"), paragraph.start + match.end("n"), f"{match['d']} {match['n']}")
            for match in self._mark.finditer(paragraph.text):
                yield self._hit(paragraph.start + match.start(), paragraph.start + match.end(), match[0])

    @staticmethod
    def _stops_short(match: re.Match[str]) -> bool:
        determiner, word = match["d"].lower(), match["n"]
        if word not in _stops() or word == determiner or word in _CONFUSED.get(determiner, ()):
            return False
        excused, compounds = _stops()[word]
        return determiner not in excused and match["after"] not in compounds

    def _hit(self, start: int, end: int, text: str) -> Hit:
        return Hit(start, end, message=self.message.format(text=text))


RULES = (MissingNoun(),)
