"""GRM002: a and an."""

from __future__ import annotations

import re

from checker.document import Paragraph
from checker.rule import ex
from checker.rules.kinds import PatternRule
from checker.sound import CONSONANT_SOUND, VOWEL_SOUND


class WrongArticle(PatternRule):
    """*a* before a vowel sound, *an* before a consonant sound; abbreviations are excused."""

    def accept(self, paragraph: Paragraph, match: re.Match[str]) -> bool:
        """Judge by the sound of the next word, not its letter."""
        word = match["w"]
        if len(word) < 3 or sum(map(str.isupper, word)) > 1 or word[0].isupper():
            return False
        if match["a"].lower() == "a":
            return word[0].lower() in "aeiou" and not CONSONANT_SOUND.match(word)
        return word[0].lower() not in "aeiouhéèêœ" and not VOWEL_SOUND.match(word)


RULES = (
    WrongArticle(
        code="GRM002",
        name="a-or-an",
        severity="minor",
        summary="a before a vowel sound or an before a consonant sound",
        message="“{text}”: the article does not fit the word after it",
        rationale="The machine put another word after the article than the one it first had in mind.",
        issue_type="grammar",
        confidence=0.9,
        patterns=((r"(?<![\w'’.-])(?P<s>(?P<a>an?|(?:(?<=^)|(?<=[.!?…“] )|(?<=“))An?) (?P<w>[a-z][\w'’-]*))(?![\w'’-]|[.]\w)", lambda m: ("an " if m["a"].lower() == "a" else "a ") + m["w"]),),
        gate=r"\b[Aa] [aeiou]|\b[Aa]n [b-df-hj-np-tv-z]",
        examples=(ex("He ate ⟦a apple⟧.", "He ate an apple."), ex("It is ⟦an mistake⟧.", "It is a mistake.")),
        misses=(
            "A European in an hour at a university with a one-way ticket.",
            "An honest man, a ewe, a useful unit, an heir and an unnamed man.",
            "An FBI agent, a UN envoy and an SNCF train.",
            "Plan A is off, and vitamin A affects it.",
        ),
    ),
)
