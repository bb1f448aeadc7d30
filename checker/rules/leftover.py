"""FRE1: French left in the English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from checker.document import Document, Paragraph
from checker.lazy import LazyPattern
from checker.rule import Hit, Rule, ex
from checker.rules.kinds import PatternRule, Unsafe

if TYPE_CHECKING:
    from checker.french.tagger import ForeignSpan

_TAG = r"N\.?\s?[Dd]\.?\s?[Ll]\.?\s?[Rr]\.?|ndlr"


class LeftoverFrench(Rule):
    """Untranslated words and phrases, found word by word (see ``checker.french.tagger``)."""

    absorbs = True
    issue_type = "untranslated"
    evidence = 2.0
    local = True
    kinds: tuple[str, ...]

    def hits(self, document: Document) -> Iterator[Hit]:
        """Yield the spans of this rule’s kinds in every paragraph that is not French as a whole."""
        from checker.french.tagger import REPORT

        for start, span in _foreign(document):
            if span.kind in self.kinds:
                text = document.text[start + span.start : start + span.end]
                yield Hit(
                    start + span.start,
                    start + span.end,
                    message=f"“{text}” is not English",
                    suggestion="translate it",
                    confidence=span.confidence,
                    hint=span.confidence < REPORT,
                )


_ENGLISH = frozenset("the of and to in is was that for with his by it from were which".split())
"""A paragraph with three of these is English, whatever else it holds."""

_french: WeakKeyDictionary[Document, frozenset[int]] = WeakKeyDictionary()
_spans: WeakKeyDictionary[Document, list[tuple[int, ForeignSpan]]] = WeakKeyDictionary()


def _may_hold_french(paragraph: Paragraph) -> bool:
    """Whether a paragraph holds one of the words of which any French has one: most do not."""
    from checker.french.table import OPENERS, anchors

    words = paragraph.wordset
    return not (paragraph.text.isascii() and anchors().isdisjoint(words) and OPENERS.isdisjoint(words))


def untranslated(document: Document) -> frozenset[int]:
    """The indices of paragraphs that are French as a whole."""
    if document not in _french:
        from checker.french.paragraphs import language_of

        doubtful = (p for p in document.paragraphs if len(p.text) > 40 and len(_ENGLISH & p.wordset) < 3)
        _french[document] = frozenset(p.index for p in doubtful if language_of(p.text) == "fr")
    return _french[document]


def _foreign(document: Document) -> list[tuple[int, ForeignSpan]]:
    """French in paragraphs that are not French as a whole, each span with the paragraph’s start."""
    if document not in _spans:
        from checker.french.tagger import foreign_spans

        french = untranslated(document)
        _spans[document] = [
            (p.start, span)
            for p in document.paragraphs
            if p.index not in french and _may_hold_french(p)
            for span in foreign_spans(p.text)
        ]
    return _spans[document]


class LeftoverPhrase(LeftoverFrench):
    """Two or more French words in an English sentence."""

    code = "FRE102"
    name = "leftover-phrase"
    severity = "critical"
    summary = "French words left inside an English sentence"
    message = "these words are not English"
    rationale = "The machine passed over them, because they stood in brackets, in a quotation or after a line break."
    kinds = ("run",)
    examples = (ex("The minister said that ⟦dans les prochains jours⟧ the law would change."),)
    misses = (
        "The coup d’état was led by the Caisse des Dépôts and Villeroy de Galhau.",
        "The film “À bout de souffle” is shown in the café of the préfecture.",
    )


class LeftoverWord(LeftoverFrench):
    """A single French word."""

    code = "FRE103"
    name = "leftover-word"
    severity = "major"
    summary = "A French word left inside an English sentence"
    message = "this word is not English"
    rationale = "A word that the machine did not know was copied."
    confidence = 0.85
    kinds = ("word",)
    evidence = 1.0
    examples = (ex("The minister met the ⟦bâtonnier⟧ of the town."),)
    misses = ("The minister met the maître d’ of the café.",)


class LeftoverGloss(LeftoverFrench):
    """A French remark in brackets."""

    code = "FRE104"
    name = "leftover-gloss"
    severity = "critical"
    summary = "A remark in brackets left in French"
    message = "this remark is not English"
    rationale = "Editors add remarks in square brackets; machines take them for markup and copy them."
    kinds = ("bracket",)
    examples = (ex("“She told me ⟦[sa femme]⟧ to go,” he said."),)
    misses = ("“She told me [his wife] to go,” he said.",)


class UntranslatedParagraph(Rule):
    """A paragraph that is French."""

    code = "FRE105"
    name = "untranslated-paragraph"
    severity = "critical"
    summary = "A paragraph left in French"
    message = "this paragraph is French"
    suggestion = "translate it"
    rationale = "A paragraph was skipped by the machine or added to the article after it was translated."
    issue_type = "untranslated"
    absorbs = True
    evidence = 2.0
    examples = (
        ex(
            "The minister resigned on Monday after a long debate with his party.\n\n⟦Le ministre a présenté sa démission lundi soir, "
            "à l’issue d’un long débat avec les élus de son parti.⟧"
        ),
    )
    misses = ("The minister resigned on Monday after a long debate with his party.",)

    def hits(self, document: Document) -> Iterator[Hit]:
        """Yield each French paragraph, unless the whole article is French."""
        found = untranslated(document)
        if found and not mostly(document, found):
            for index in sorted(found):
                paragraph = document.paragraphs[index]
                yield Hit(paragraph.start, paragraph.end)


def mostly(document: Document, indices: frozenset[int]) -> bool:
    """Whether these paragraphs hold more than two thirds of the words."""
    words = sum(len(paragraph.words) for paragraph in document.paragraphs)
    return sum(len(document.paragraphs[i].words) for i in indices) > 2 * words / 3


class NotEnglish(Rule):
    """A file that is not English."""

    code = "FRE106"
    name = "not-english"
    severity = "critical"
    summary = "The article is not in English"
    message = "the article is in French: is this the right file?"
    suggestion = "check the translation"
    rationale = "The source was passed instead of the translation, or nothing was translated."
    issue_type = "untranslated"
    examples = (ex("⟦Le ministre⟧ a présenté sa démission lundi soir, à l’issue d’un long débat avec les élus de son parti."),)
    misses = ("The minister resigned on Monday after a long debate with his party.",)

    def hits(self, document: Document) -> Iterator[Hit]:
        """Yield one hit, on the first words of the article."""
        found = untranslated(document)
        if found and mostly(document, found):
            first = document.paragraphs[min(found)]
            match = re.match(r"\S+(?:\s+\S+)?", first.text)
            if match:
                yield Hit(first.start, first.start + match.end(), alone=not self._holds_english(document, found))

    @staticmethod
    def _holds_english(document: Document, french: frozenset[int]) -> bool:
        return any(len(_ENGLISH & paragraph.wordset) > 1 for paragraph in document.paragraphs if paragraph.index not in french)


_FRENCH_WORDS = LazyPattern(r"\b(?:l[ae]s?|une?|d[eu]s?|et|est|en|aux?|son|sa|ses|qui|que)\b", re.I)


def _remark(match: re.Match[str]) -> str | None:
    """The bracket without the tag, as English has it, where the remark itself is English."""
    from checker.french.tagger import foreign_spans

    remark = re.sub(rf"[\s,:;–—-]*(?<!\w)(?:{_TAG})(?!\w)\s?[:,]?\s*", "", match["s"][1:-1]).strip()
    english = remark.replace("’", "'").isascii() and len(remark.split()) > 1 and not _FRENCH_WORDS.search(remark) and not foreign_spans(remark)
    return Unsafe(match["s"][0] + remark + match["s"][-1]) if english else None


def _interview(match: re.Match[str]) -> str | None:
    """“Interview by”, where the words end in “by” or “par” and a name follows."""
    if not re.search(r"\b(?:by|par)$", match["s"], re.I) or not re.match(r" [A-ZÀ-Þ]", match.string[match.end() :]):
        return None
    return Unsafe("Interview by" if match["s"][0].isupper() else "interview by")


RULES = (
    PatternRule(
        code="FRE101",
        name="editorial-tag",
        severity="critical",
        summary="A French editor’s mark: NDLR, NDA, NDT",
        message="“{text}” is a French editor’s note",
        gate=r"[Nn]\.?\s?[Dd]\.?\s?[LlAET]",
        suggestion="[Editor’s note: …] with the remark in English, or delete it",
        rationale="NDLR (note de la rédaction) marks a remark that the paper put into a quotation. No English reader "
        "knows it, and what follows it is often still French.",
        issue_type="untranslated",
        evidence=3.0,
        absorbs=True,
        patterns=(
            (rf"(?P<s>[\[(][^\[\]()\n]{{0,120}}?\b(?:{_TAG})(?!\w)[^\[\]()\n]{{0,160}}[\])])", _remark),
            (rf"(?<!\w)(?P<s>(?:{_TAG})\s?:?)(?!\w)", None),
            (r"(?P<s>[\[(]\s*(?:N\.?\s?[dD]\.?\s?[AT]\.?|N\.?D\.?E\.?|NdE)\s?:[^\[\]()\n]{0,160}[\])])", None),
        ),
        examples=(
            ex("He works at the pit ⟦[NDLR : un trou]⟧ now."),
            ex("“He ⟦[NDLR: the minister]⟧ knew,” she said.", "“He [the minister] knew,” she said."),
            ex("He left (his wife, ⟦NDLR⟧ and his son.", None),
            ex("“She ⟦(his wife, editor’s note, NDLR)⟧ left,” he said.", "“She (his wife, editor’s note) left,” he said."),
        ),
        misses=("He signed an NDA: it binds him.", "The NDLRP was founded in 1990."),
    ),
    PatternRule(
        code="FRE107",
        name="interview-credit",
        severity="major",
        summary="A credit for an interview or an agency, in French or word for word",
        message="“{text}” is a French credit line",
        suggestion="Interview by …",
        rationale="“Propos recueillis par” credits the interviewer; English has “Interview by”.",
        issue_type="untranslated",
        evidence=2.0,
        patterns=(
            (r"(?i:\b(?P<s>propos recueillis(?: par)?|entretien r[ée]alis[ée] par|(?:comments?|remarks?|words?|statements?) (?:were )?(?:collected|gathered|picked up|compiled) by)(?!\w))", _interview),
            (r"(?P<s>\((?:[Aa]vec|with the) (?:l['’])?(?:AFP|Reuters|agences?|AP)\)|\(with AFP\)|\b[Aa]vec (?:l['’])?AFP\b)", Unsafe("")),
            (r"^(?P<s>Par) (?=[A-ZÉ][a-zà-ÿ]+(?:-[A-ZÉ][a-zà-ÿ]+)? [A-ZÉ][\w-]+(?: \([^()\n]*\))?$)", "By"),
            (r"(?i:\b(?P<s>(?:from|by) our (?:special (?:envoy|correspondent)|correspondent) (?:to|in|at) (?=[A-Z])|de notre (?:envoy[ée]e? sp[ée]ciale?|correspondante?))\b)", None),
        ),
        words=frozenset("par propos entretien collected gathered picked compiled avec afp reuters agences envoy correspondent envoyé envoyée correspondant correspondante".split()),
        examples=(ex("⟦Comments collected by⟧ Jean Martin", "Interview by Jean Martin"), ex("⟦Propos recueillis par⟧ Jean Martin", "Interview by Jean Martin"), ex("⟦Par⟧ Jean Martin", "By Jean Martin")),
        misses=("Par for the Course", "The comments were made by Jean Martin.", "Interview by Jean Martin", "The words gathered dust."),
    ),
    PatternRule(
        code="FRE108",
        name="needless-sic",
        severity="minor",
        summary="(sic) after words that were translated",
        message="“{text}” marks a fault of the French that the translation no longer has",
        suggestion="delete it unless the fault is still there",
        rationale="(sic) tells readers that an error is in the original; the machine has mended or lost it.",
        issue_type="other",
        hint=True,
        patterns=((r"(?P<f> ?(?P<s>[\[(]\s*[Ss]ic\s*[\])]))", Unsafe("")),),
        words=frozenset({"sic"}),
        examples=(ex("He said the “democratical” ⟦(sic)⟧ way.", "He said the “democratical” way."),),
        misses=("The sic mark is old.",),
    ),
    LeftoverPhrase(),
    LeftoverWord(),
    LeftoverGloss(),
    UntranslatedParagraph(),
    NotEnglish(),
)
