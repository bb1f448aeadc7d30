"""Repeats: paragraphs, sentences, phrases and words that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import eq

from checker.document import Document, Paragraph
from checker.document.zones import TITLE
from checker.lazy import LazyPattern
from checker.rule import Hit, Rule, ex
from checker.rules.doubled import legitimate, may_stand_twice

LEAST_WORDS = 8
_CRIES = frozenset("no yes ha ho la na oh go bye hey very really blah knock da dum yeah tick".split())


class RepeatedText(Rule):
    """A paragraph that stood earlier in the article.

    A single sentence that returns further down may be a pull quote: that is a hint.
    """

    code = "DOC203"
    whole_article = True
    name = "repeated-text"
    severity = "major"
    summary = "A paragraph that stands twice"
    message = "these words stand earlier in the article"
    suggestion = "delete the repeat"
    rationale = "Pull quotes and summaries of the French page are copied into the text, and machines repeat themselves."
    issue_type = "duplication"
    confidence = 0.9
    examples = (
        ex(
            "The mayor of the town has refused to sign the order of the prefect.\n\n"
            "⟦The mayor of the town has refused to sign the order of the prefect.⟧\n\nNobody knows why he did so at all.",
            "The mayor of the town has refused to sign the order of the prefect.\n\nNobody knows why he did so at all.",
        ),
    )
    misses = ("He left. He left. He left.\n\nThe mayor has refused to sign.\n\nThe mayor has refused to sign.",)

    def hits(self, document: Document) -> Iterator[Hit]:
        """Yield each repeated paragraph."""
        seen: set[tuple[str, ...]] = set()
        for paragraph in document.paragraphs:
            key = tuple(paragraph.words)
            if len(key) < LEAST_WORDS or paragraph.zone == TITLE:
                continue
            if key in seen:
                follows = self._follows(paragraph, key)
                yield Hit(paragraph.start, paragraph.end, hint=len(paragraph.sentences) < 2 and not follows, deletes_line=True, safe=follows)
                continue
            seen.add(key)

    def _follows(self, paragraph: Paragraph, key: tuple[str, ...]) -> bool:
        """Whether the repeat stands right after what it repeats; pull quotes do not."""
        before = paragraph.document.paragraphs[paragraph.index - 1]
        return tuple(before.words) == key


class RepeatedSentence(Rule):
    """A long sentence that stood in another paragraph."""

    code = "DOC204"
    whole_article = True
    name = "repeated-sentence"
    severity = "minor"
    summary = "A sentence that stands in two paragraphs"
    message = "this sentence stands earlier in the article"
    suggestion = "delete the repeat"
    rationale = "Pull quotes and summaries of the French page are copied into the text."
    issue_type = "duplication"
    confidence = 0.85
    hint = True
    examples = (
        ex(
            "The mayor of the town has refused to sign the order of the prefect. He left the room.\n\nNobody knows why he did so, she said. "
            "⟦The mayor of the town has refused to sign the order of the prefect.⟧ They are at war.",
            "The mayor of the town has refused to sign the order of the prefect. He left the room.\n\nNobody knows why he did so, she said. "
            "They are at war.",
        ),
    )
    misses = ("The mayor has refused to sign the order. He left.\n\nThe mayor has signed the order. He stayed.",)

    def hits(self, document: Document) -> Iterator[Hit]:
        """Yield each sentence that an earlier paragraph holds."""
        seen: set[tuple[str, ...]] = set()
        for paragraph in document.paragraphs:
            own: set[tuple[str, ...]] = set()
            for start, end in paragraph.sentences if len(paragraph.sentences) > 1 else ():
                text = paragraph.text[start:end].rstrip()
                key = tuple(re.findall(r"\w+", text.lower()))
                if len(key) >= LEAST_WORDS:
                    own.add(key)
                    if key in seen:
                        # Its space goes with it: the one after it, at the end of the paragraph the one before.
                        last = end == len(paragraph.text)
                        gap = len(paragraph.text[:start]) - len(paragraph.text[:start].rstrip()) if last else 0
                        yield Hit(
                            paragraph.start + start,
                            paragraph.start + start + len(text),
                            replacement="",
                            fix_start=paragraph.start + start - gap,
                            fix_end=paragraph.start + end,
                        )
            seen |= own


class RepeatedWord(Rule):
    """A word that stands twice in a row."""

    code = "GRM001"
    name = "repeated-word"
    local = True
    severity = "major"
    summary = "A word or phrase that stands twice in a row"
    message = "the words stand twice in a row"
    rationale = "Machines stutter, above all at the end of long sentences and where two rewrites met."
    issue_type = "duplication"
    confidence = 0.9
    examples = (
        ex("He left ⟦the the⟧ town.", "He left the town."),
        ex("They were assessed and ⟦monitored monitored monitored⟧.", "They were assessed and monitored."),
        ex("He was ⟦ready to go ready to go⟧ home.", "He was ready to go home."),
        ex("He was born in ⟦Germany Germany⟧.", "He was born in Germany."),
        ex("He died of ⟦Covid-19 Covid-19⟧.", "He died of Covid-19."),
    )
    misses = (
        "He had had enough, and knew that that was so.",
        "It is very, very late.",
        "Duran Duran sang in Baden-Baden and Pago Pago.",
        "“No no no,” he said.",
        "He went from door to door to door.",
        "Bit by bit by bit it fell.",
        "The 10 10 rule.",
        "She won 6-3 6-3.",
        "What it is is clear. He lives in Roa Roa.",
    )
    _run = LazyPattern(r"(?<![\w’'-])(?P<w>\S*\w)(?: (?P=w)){2,}(?![\w’'-])")
    _twin = LazyPattern(r"(?<![\w’'-])(?P<w>\w+)(?: (?P=w))+(?![\w’'-])", re.I)
    _token = LazyPattern(r"(?<!\S)(?P<w>(?=\S*[^\W\d_])(?=\S*[^\w\s])\S*[^\s.,;:!?…*|=]) (?P=w)(?=[.,;:!?]*(?:\s|$))")
    _phrase = LazyPattern(r"\b(?P<a>\w+(?: \w+){1,5}) (?P=a)\b(?![-'’]\w)", re.I)

    def hits(self, document: Document) -> Iterator[Hit]:
        """Yield each run of one word, then each phrase of two to six words said twice."""
        for paragraph in document.paragraphs:
            words = paragraph.words
            doubled, returning = True in map(eq, words, words[1:]), self._says_twice(words)
            if doubled:
                yield from self._runs(paragraph)
                yield from self._words(paragraph)
            if doubled or returning:
                yield from self._tokens(paragraph)
            if returning:
                yield from self._phrases(paragraph)

    @staticmethod
    def _says_twice(words: list[str]) -> bool:
        """Whether two to six words return at once: the phrase search can wait else."""
        return any(b"\1" * length in bytes(map(eq, words, words[length:])) for length in range(2, 7))

    def _runs(self, paragraph: Paragraph) -> Iterator[Hit]:
        """Three and more in a row: numbers, names and hyphenated words included."""
        for match in self._run.finditer(paragraph.text):
            word = match["w"]
            if word.lower() not in (_CRIES if match[0].count(" ") > 2 else legitimate() | _CRIES):
                yield self._hit(paragraph, match, word)

    def _words(self, paragraph: Paragraph) -> Iterator[Hit]:
        for match in self._twin.finditer(paragraph.text):
            word = match["w"]
            if match[0].count(" ") > 1 or may_stand_twice(paragraph, word, *match.span()) or not _same_case(match[0], word):
                continue
            yield self._hit(paragraph, match, word)

    def _tokens(self, paragraph: Paragraph) -> Iterator[Hit]:
        """What holds a mark, twice: a hyphen, a slash, a bracket around it or after it."""
        for match in self._token.finditer(paragraph.text):
            if not may_stand_twice(paragraph, match["w"], *match.span()):
                yield self._hit(paragraph, match, match["w"])

    def _phrases(self, paragraph: Paragraph) -> Iterator[Hit]:
        for match in self._phrase.finditer(paragraph.text):
            words = match["a"].lower().split()
            if len(set(words)) == 1 or (len(words) == 2 and words[1] in ("by", "to", "and", "after", "in", "on", "of", "upon")):
                continue
            if len(words) == 2 and words[0] in ("by", "to", "and", "after", "upon", "on"):
                continue
            if _same_case(match[0], match["a"]):
                yield self._hit(paragraph, match, match["a"])

    def _hit(self, paragraph: Paragraph, match: re.Match[str], kept: str) -> Hit:
        start = paragraph.start + match.start()
        return Hit(
            start,
            paragraph.start + match.end(),
            message=f"“{kept}” stands twice in a row",
            suggestion=kept,
            replacement=kept,
            safe=not paragraph.in_quote(match.start(), match.end()) and _means_nothing(kept),
        )


_SMALL = frozenset("the a an of and or but with from at their its our as my".split())


def _means_nothing(words: str) -> bool:
    """Whether doubling the words can only be a slip: outside speech, no adverb said for emphasis."""
    if " " in words:
        return words.count(" ") > 1
    return words.lower() in _SMALL or (len(words) > 5 and not words.endswith("ly"))


def _same_case(run: str, first: str) -> bool:
    """Whether what follows repeats the first letter by letter: a capital there begins something new."""
    second = run[len(first) + 1 : 2 * len(first) + 1]
    return second in (first, first[0].lower() + first[1:])


RULES = (RepeatedText(), RepeatedSentence(), RepeatedWord())
