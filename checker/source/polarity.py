"""SRC4: a negation that is lost, a question that became a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.rule import Hit, ex
from checker.source.kinds import PairRule, excerpt
from checker.source.negation import emphatic, lost_negation
from checker.source.pair import Pair

_QUESTION = re.compile(r"\w[^.!?]*[?](?!\w)")


class NegationLost(PairRule):
    """A sentence that the French denies and the English affirms."""

    code = "SRC401"
    name = "negation-lost"
    severity = "critical"
    summary = "The French denies what the English affirms"
    rationale = (
        "Ne … pas, ne … jamais, aucun … ne and their kin must leave a trace in English: not, never, no, or a word "
        "that denies by itself (unable, refuse, without); so must sans and non. Expletive ne and ne … que, which deny nothing, are left out."
    )
    confidence = 0.75
    examples = (
        ex("⟦The president said that he would answer the questions of the press.⟧", companion="Le président a dit qu’il ne répondrait pas aux questions de la presse."),
        ex("⟦The firms buy land by paying for it.⟧", companion="Les entreprises achètent des terrains sans les payer."),
        ex("They ⟦do know⟧ who fired, but no one doubts it.", companion="Ils ne savent pas qui a tiré, mais personne n’en doute."),
    )
    near_misses = (
        ex("The president refused to answer the questions of the press.", companion="Le président n’a pas voulu répondre aux questions de la presse."),
        ex("He has only one house, which he left before it rained.", companion="Il n’a qu’une maison, qu’il a quittée avant qu’il ne pleuve."),
        ex("The firms buy land but do not pay for it.", companion="Les entreprises achètent des terrains sans les payer."),
        ex("“We did warn them. You can’t ask for more.”", companion="« Nous avions prévenu. On ne peut pas demander plus. »"),
        ex("He is unable to walk and it is hardly a surprise.", companion="Il ne peut pas marcher et ce n’est pas une surprise."),
    )

    def compare(self, pair: Pair) -> Iterator[Hit]:
        """Report the words that stress the verb, or the whole English: a lost word has no place."""
        lost = lost_negation(pair.english, pair.french)
        if not lost or (pair.lone_english and not lost_negation(f"{pair.english} {pair.lone_english}", pair.french)):
            return
        stressed = emphatic(pair.english)
        start, end = stressed if stressed else (0, len(pair.english))
        said = " ".join(lost[0].split())
        yield Hit(start, end, f"the French denies it (“{said}”)", source=excerpt(pair.french, *lost.span()))


class QuestionLost(PairRule):
    """A question of the French that the English states."""

    code = "SRC402"
    name = "question-lost"
    severity = "major"
    summary = "A question of the French that became a statement"
    rationale = "The question mark of the French has no counterpart: what the speaker asks, the English asserts."
    examples = (ex("Who fired the first shot, the police or the army⟦.⟧", companion="Qui a tiré en premier, la police ou l’armée ?"),)
    near_misses = (
        ex("Who fired the first shot?", companion="Qui a tiré en premier ?"),
        ex("They ask who fired first. The police do not know.", companion="Ils demandent qui a tiré en premier. La police l’ignore."),
        ex("They wonder whether the police fired.", companion="Est-ce la police qui a tiré ? Ils se le demandent."),
    )
    _indirect = re.compile(r"\b(?:whether|if|ask\w*|wonder\w*|question\w*|doubt\w*|know)\b", re.I)

    def compare(self, pair: Pair) -> Iterator[Hit]:
        """Report the end of the English where neither it nor its neighbours ask."""
        if "?" not in pair.french or "?" in pair.english or any("?" in text for text in pair.near_english):
            return
        if self._indirect.search(pair.english):
            return
        question = _QUESTION.search(pair.french)
        if question:
            end = len(pair.english)
            yield Hit(end - 1, end, "the French asks: this was a question", "?", source=excerpt(pair.french, *question.span()))


RULES = (NegationLost(), QuestionLost())
