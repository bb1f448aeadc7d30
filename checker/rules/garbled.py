"""GRM501–GRM508: garbled phrases and sentences, by proposing other wordings and comparing them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from checker.depth.search import DepthRule, Proposal, Verdict, span
from checker.document import Document
from checker.rule import Example, Hit, ex

ALL = ("swap", "move", "deletion", "double", "insertion", "form", "kin", "preposition", "pronoun", "relative", "verb", "noun")
MANY = 3
"""A sentence with so many faults, near misses among them, is reported as one: rewrite it."""
HINT = 3.0
"""Nats below the threshold within which a verdict is a hint, for articles shown to be translated."""
WHY = (
    "A translating machine keeps French word order, French articles, French government of verbs, or loses "
    "a word. The wording suggested was compared with what stands here, and English prefers it by far."
)


class GarbledRule(DepthRule):
    """Candidates of some kinds that English prefers by far.

    Args:
        kinds: the kinds of candidates.
        code, name, summary, message, examples, misses: see ``Rule``; ``message`` may name ``{text}`` and ``{better}``.
    """

    severity = "major"
    issue_type = "grammar"
    evidence = 0.0
    confidence = 0.6
    rationale = WHY

    def __init__(
        self, kinds: tuple[str, ...], code: str, name: str, summary: str, message: str, examples: tuple[Example, ...], misses: tuple[str, ...]
    ) -> None:
        self.kinds = kinds
        self.code = code
        self.name = name
        self.summary = summary
        self.message = message
        self.examples = examples
        self.misses = misses

    def proposals(self, document: Document) -> Iterator[Proposal]:
        """Yield the candidates of every sentence of the running text; verbs and nouns are for the judge to propose."""
        from checker.depth.proposers import PROPOSERS
        from checker.depth.sentence import sentences

        for offset, sentence in sentences(document):
            for kind in self.kinds:
                if kind in PROPOSERS:
                    yield from (Proposal(offset, candidate) for candidate in PROPOSERS[kind](sentence))

    def verdicts(self, document: Document, found: Sequence[Verdict]) -> Iterator[Hit]:
        """Yield a hit a verdict, but for sentences that hold many."""
        crowded = _crowded(found)
        for verdict in found:
            if verdict.surplus >= -HINT and verdict.proposal.candidate.kind in self.kinds and verdict.proposal.offset not in crowded:
                yield self._hit(document, verdict)

    def _hit(self, document: Document, verdict: Verdict) -> Hit:
        start, end = span(verdict.proposal)
        candidate = verdict.proposal.candidate
        shown_start, shown_end = _shown(document.text, start, end)
        quoted = document.text[shown_start:shown_end]
        better = document.text[shown_start:start] + candidate.replacement + document.text[end:shown_end]
        better = " ".join(better.split())
        return Hit(
            shown_start,
            shown_end,
            message=f"{self.message.format(text=quoted, better=better)} ({verdict.confidence:.0%} sure)",
            suggestion=better or "(delete)",
            confidence=verdict.confidence,
            hint=verdict.surplus < 0,
            replacement=candidate.replacement,
            fix_start=start,
            fix_end=end,
        )


class GarbledSentence(GarbledRule):
    """Sentences in which several faults meet."""

    def verdicts(self, document: Document, found: Sequence[Verdict]) -> Iterator[Hit]:
        """Yield a hit for each sentence with many verdicts; the rewording takes the sure ones together."""
        for offset in sorted(_crowded(found)):
            own = [verdict for verdict in found if verdict.proposal.offset == offset]
            sentence = own[0].proposal.candidate.sentence
            better = sentence
            for _, candidate in sorted((v.proposal for v in own if v.surplus >= 0), key=lambda p: -p.candidate.start):
                better = better[: candidate.start] + candidate.replacement + better[candidate.end :]
            sure = max(verdict.confidence for verdict in own)
            yield Hit(
                offset,
                offset + len(sentence),
                message=f"{len(own)} faults meet in this sentence: rewrite it ({sure:.0%} sure)",
                suggestion=f"perhaps: {better}" if better != sentence else "",
                severity="critical",
                confidence=sure,
            )


def _crowded(found: Sequence[Verdict]) -> set[int]:
    """The offsets of the sentences that hold many verdicts."""
    return {offset for offset, count in Counter(v.proposal.offset for v in found).items() if count >= MANY}


def _shown(text: str, start: int, end: int) -> tuple[int, int]:
    """What to show of a span: no space at its ends; of an empty one the words on both sides."""
    while start < end and text[start].isspace():
        start += 1
    if start < end:
        return start, end
    start = text.rfind(" ", 0, max(0, start - 1)) + 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


RULES = (
    GarbledRule(
        ("swap", "move"),
        "GRM501",
        "garbled-order",
        "Words in an order that English does not have",
        "“{text}” is in the wrong order: “{better}”",
        (ex("It is ⟦of one⟧ the most important things.", "It is one of the most important things."),),
        ("It is one of the most important things.",),
    ),
    GarbledRule(
        ("deletion", "double"),
        "GRM502",
        "superfluous-word",
        "A word that English does not have there",
        "“{text}” is too much here",
        (ex("They want to ⟦the⟧ be free.", "They want to be free."),),
        ("They want to be free.",),
    ),
    GarbledRule(
        ("insertion", "verb", "noun"),
        "GRM503",
        "missing-word",
        "A word that is missing",
        "a word is missing in “{text}”: “{better}”",
        (ex("He is ⟦going be⟧ in the house.", "He is going to be in the house."),),
        ("He is going to be in the house.",),
    ),
    GarbledRule(
        ("form", "kin"),
        "GRM504",
        "wrong-form",
        "A word in the wrong form: number, tense, agreement, part of speech",
        "“{text}” is the wrong form: “{better}”",
        (ex("It is one of the ⟦mostly⟧ important things.", "It is one of the most important things."),),
        ("It is one of the most important things.",),
    ),
    GarbledRule(
        ("preposition",),
        "GRM505",
        "wrong-preposition",
        "A preposition that English does not use there",
        "not “{text}” but “{better}” stands here in English",
        (ex("They are going ⟦of⟧ be free.", "They are going to be free."),),
        ("They are going to be free.",),
    ),
    GarbledRule(
        ("pronoun",),
        "GRM506",
        "wrong-pronoun",
        "A pronoun in the wrong case",
        "“{text}” is in the wrong case: “{better}”",
        (ex("He said that ⟦him⟧ was not at home.", "He said that he was not at home."),),
        ("He said that he was not at home.",),
    ),
    GarbledRule(
        ("relative",),
        "GRM507",
        "wrong-relative",
        "A relative pronoun that does not fit",
        "“{text}” does not fit here: “{better}”",
        (ex("They are people ⟦what⟧ want to go.", "They are people who want to go."),),
        ("They are people who want to go.",),
    ),
    GarbledSentence(
        ALL,
        "GRM508",
        "garbled-sentence",
        "A sentence in which several faults meet",
        "several faults meet in this sentence: rewrite it",
        (ex("⟦They are people what want to go, they to want go to the house, and it is one of the mostly important things.⟧"),),
        ("They are people who want to go, they want to go to the house, and it is one of the most important things.",),
    ),
)
