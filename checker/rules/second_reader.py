"""LLM101–LLM107: what a language model behind ``--judge-url`` objects to, by MQM category.

These rules find nothing by themselves: ``checker.llm`` asks the model, and its prompt is written
from what is declared here.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.document import Document
from checker.rule import Example, Hit, Rule, ex

CONFIDENCE = 0.5


class SecondReaderRule(Rule):
    """One category of errors, as the model is asked for it.

    Args:
        category: what the model calls it.
        meaning: what the prompt says that it covers.
        code, name, summary, issue_type, examples, misses: see ``Rule``; the prompt shows the
            examples with their ``fixed`` words.
    """

    severity = "major"
    style = True
    confidence = CONFIDENCE
    rationale = (
        "A language model read the article and marked these words; that they stand there was verified, its opinion was "
        "not. Only with --judge-url, which sends the text to that address."
    )

    def __init__(
        self, category: str, meaning: str, code: str, name: str, summary: str, issue_type: str, examples: tuple[Example, ...], misses: tuple[str, ...]
    ) -> None:
        self.category = category
        self.meaning = meaning
        self.code = code
        self.name = name
        self.summary = summary
        self.issue_type = issue_type
        self.examples = examples
        self.misses = misses

    def hits(self, document: Document) -> Iterator[Hit]:
        """Yield nothing: the engine asks the second reader for all categories at once."""
        return iter(())


RULES = (
    SecondReaderRule(
        "mistranslation",
        "words whose English meaning cannot be what the writer said: a false friend, a wrong sense, an idiom taken word for word",
        "LLM101",
        "second-reader-mistranslation",
        "Words that cannot mean what the writer said",
        "mistranslation",
        (ex("The soldier came home ⟦taking advantage of a permission⟧ of ten days.", "on leave"),),
        ("The soldier came home on ten days’ leave.",),
    ),
    SecondReaderRule(
        "untranslated",
        "French that an English reader does not know, or French spellings of foreign names",
        "LLM102",
        "second-reader-untranslated",
        "French left in the English",
        "untranslated",
        (ex("The troops left ⟦Tchassiv Yar⟧ at dawn.", "Chasiv Yar"),),
        ("Le Monde reported it; the chef trained in Lyon.",),
    ),
    SecondReaderRule(
        "grammar",
        "word order, agreement, tense, articles, prepositions, words missing or doubled",
        "LLM103",
        "second-reader-grammar",
        "Faulty grammar",
        "grammar",
        (ex("She ⟦lives in Paris since⟧ three years.", "has lived in Paris for"),),
        ("She has lived in Paris for three years.",),
    ),
    SecondReaderRule(
        "spelling",
        "spelling, capitals, punctuation and quotation marks that English does not have",
        "LLM104",
        "second-reader-spelling",
        "Spelling or punctuation that English does not have",
        "misspelling",
        (ex("He arrived on ⟦monday⟧ morning.", "Monday"),),
        ("He arrived on Monday morning.",),
    ),
    SecondReaderRule(
        "unidiomatic",
        "wording that can be understood but that no English journalist would write",
        "LLM105",
        "second-reader-unidiomatic",
        "Wording that no English journalist would write",
        "style",
        (ex("The union ⟦multiplies the appeals⟧ to the minister.", "keeps appealing"),),
        ("The union keeps appealing to the minister.",),
    ),
    SecondReaderRule(
        "terminology",
        "an institution, title, office or technical term under a name that English does not use",
        "LLM106",
        "second-reader-terminology",
        "A term that English calls otherwise",
        "terminology",
        (ex("He was ⟦put under examination⟧ for fraud.", "placed under formal investigation"),),
        ("He was placed under formal investigation for fraud.",),
    ),
    SecondReaderRule(
        "locale",
        "numbers, dates, times, units and currencies written the French way",
        "LLM107",
        "second-reader-locale",
        "A number, date or unit written the French way",
        "locale-violation",
        (ex("Unemployment fell by ⟦3,5 %⟧ in a year.", "3.5%"),),
        ("Unemployment fell by 3.5% in a year.",),
    ),
)
