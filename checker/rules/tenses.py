"""DOC3: the tenses of narration."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from checker.data import data_lines
from checker.document import Document, Paragraph
from checker.document.zones import BODY
from checker.lazy import LazyPattern
from checker.phrases.inflect import forms, irregular
from checker.rule import Hit, Rule, ex

LEAST = 3
_PLOTS = frozenset("film films movie movies novel novels plot character characters screenplay scene scenes episode heroine cinema".split())
"""Where two of these stand, the present may tell a plot, as it does in English."""


def third_person(lemma: str) -> str:
    """The third person singular of a regular verb (``goes``, ``tries``, ``leaves``)."""
    if lemma in ("go", "do"):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")


class NarrativePresent(Rule):
    """Events told in the present tense in an article that tells others in the past.

    French narrates in the present; English news does not. Verbs of events with a person for their
    subject are counted outside quotations; the rule speaks only when the article has at least
    ``LEAST`` of them and tells other events in the past.
    """

    code = "DOC301"
    name = "narrative-present"
    severity = "minor"
    summary = "Events told in the present tense, the French way"
    message = "“{text}” tells a past event in the present tense"
    rationale = (
        "The présent de narration is ordinary French; in English news it puts past events beside what is true "
        "today, and mixed with the past tense it confuses the order of things."
    )
    issue_type = "grammar"
    confidence = 0.7
    hint = True
    examples = (
        ex(
            "The soldier was born in Ufa and had worked there for years as a builder.\n\nHe ⟦learns⟧ the news in May. With his wife, he "
            "⟦flees⟧ the town that night. He ⟦hides⟧ in a flat for seven months. Then he left for Armenia."
        ),
    )
    misses = (
        "The soldier was born in Ufa. He says that he learns Russian. He left for Armenia.",
        "The film was shot in Ufa and had been banned. The main character learns the news. He flees the town. He hides in a flat. Then he left.",
        "“He learns. He flees. He hides. He goes,” said the soldier, who left for Armenia and stayed there.",
    )

    @cached_property
    def _present(self) -> re.Pattern[str]:
        verbs = "|".join(sorted((third_person(v) for v in data_lines("narrative_verbs.txt")), key=len, reverse=True))
        adverb = r"(?:(?:then|still|finally|suddenly|immediately|now|never|also|quickly|soon|eventually|again|himself|herself|nevertheless|even|first|once) ){0,2}"
        subject = (
            r"(?:(?<!\w)(?:[Hh]e|[Ss]he)|(?<=[,.] )[A-Z][a-z]+|^[A-Z][a-z]+|(?<= )[Tt]he (?:young |old )?(?:man|woman|couple|soldier|boy|girl|driver|officer|student|teenager|suspect|victim|father|mother)"
            r"|(?<=when )[A-Z][a-z]+|(?:worker|couple|man|woman|soldier|officer|driver|teacher|nurse|[A-Z][a-z]+, who [^,.;]{3,80},)) "
        )
        return re.compile(
            rf"{subject}(?P<s>{adverb}(?:{verbs}))\b(?! is\b)"
            rf"|, who [^.,;“”]{{3,80}}, (?P<u>{adverb}(?:{verbs}))\b"
            rf"|(?:^|(?<=[.!?…] ))(?P<v>(?:Then|And then) \w+ (?:begins|starts|ends|comes)\.)"
            rf"|(?:^|(?<=[.!?…] ))(?P<w>(?:He|She) will (?:not|never) \w+\.)"
            rf"|(?<=\bwhere )(?:he|she) (?P<z>{adverb}(?:{verbs}))\b"
            rf"|(?<=where the couple )(?P<y>{adverb}(?:{verbs}))\b|(?<=where he )(?P<x>{adverb}(?:{verbs}))\b",
            re.M,
        )

    _passive = LazyPattern(r"(?:\b(?:[Hh]e|[Ss]he)|\b[A-Z][a-z]+) (?P<s>is (?:then |finally |soon |again )?(?:arrested|killed|shot|released|sentenced|born|taken|sent|freed|wounded|injured|attacked|kidnapped|transferred|elected|appointed|questioned|caught|mobilized|mobilised))\b(?= (?:by|in|on|at|to|and|for)\b)")

    @cached_property
    def _past(self) -> set[str]:
        words: set[str] = {"was", "were", "had", "did", "said", "told"}
        for verb in data_lines("narrative_verbs.txt"):
            words.update(form for form in forms(verb) if form.endswith("ed"))
            words.update(irregular().get(verb, ())[:1])
        return words

    def hits(self, document: Document) -> Iterator[Hit]:
        """Yield the verbs of events in the present, when the article also narrates in the past."""
        found: list[Hit] = []
        past = 0
        if len(_PLOTS & document.words) > 1:
            return
        for paragraph in document.paragraphs:
            if paragraph.zone != BODY or len(paragraph.words) < 8:
                continue
            past += sum(word in self._past for word in paragraph.words)
            for regex in (self._present, self._passive):
                found.extend(self._in(paragraph, regex))
        if len(found) >= LEAST and past >= LEAST:
            yield from found

    def _in(self, paragraph: Paragraph, regex: re.Pattern[str] | LazyPattern) -> Iterator[Hit]:
        for match in regex.finditer(paragraph.text):
            group = match.lastgroup or "s"
            start, end = match.span(group)
            if paragraph.in_quote(start, end) or re.match(r"\s*[”\"]", paragraph.text[end:]):
                continue
            if re.search(r"[”\"],? (?:\w+ )?$", paragraph.text[: match.start()][-12:]):
                continue
            text = match[group]
            yield Hit(paragraph.start + start, paragraph.start + end, message=self.message.format(text=text), suggestion="the past tense")


class ReportingTenses(Rule):
    """Speakers who say here and said there.

    English news reports speech in the past throughout, or in the present throughout; the tense of
    each French verb of saying, kept one by one, gives both.
    """

    code = "DOC302"
    name = "reporting-tenses"
    severity = "minor"
    summary = "Speech reported in the present here and in the past there"
    rationale = "French switches freely between “explique-t-il” and “a-t-il expliqué”; an English article keeps one tense."
    issue_type = "inconsistency"
    confidence = 0.7
    hint = True
    examples = (
        ex("“We fled,” said the soldier. “We hid,” he added. “We left,” said his wife. “It was late,” ⟦explains⟧ a friend."),
    )
    misses = (
        "“We fled,” said the soldier. “We hid,” he added. “It was late,” explained a friend.",
        "“We flee,” says the soldier. “We hide,” he adds.",
    )
    _verbs = LazyPattern(
        r"[”\"],? (?:(?:he|she|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?) )?(?P<v>(?P<past>said|told|added|explained|recalled|insisted|warned|stressed|noted|admitted)"
        r"|says|tells|adds|explains|recalls|insists|warns|stresses|notes|admits|assures|sighs|remembers)\b"
    )

    def hits(self, document: Document) -> Iterator[Hit]:
        """Yield the verbs of the rarer tense, when the other stands at least twice as often."""
        found = [match for match in self._verbs.finditer(document.text)]
        past = [match for match in found if match["past"]]
        present = [match for match in found if not match["past"]]
        few, many = sorted((past, present), key=len)
        if not few or len(many) < 2 * len(few):
            return
        wanted = "past" if many is past else "present"
        for match in few:
            start, end = match.span("v")
            yield Hit(start, end, message=f"“{match['v']}” here, speech is reported in the {wanted} elsewhere", suggestion=f"the {wanted} tense")


RULES = (NarrativePresent(), ReportingTenses())
