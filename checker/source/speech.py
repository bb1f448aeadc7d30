"""SRC5: direct speech that loses its marks, gains some or takes in the speaker; links that changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.document.quotes import quotation_spans
from checker.rule import Hit, ex
from checker.source.kinds import PairRule, excerpt
from checker.source.pair import Pair

LEAST_WORDS = 4
_MARKS = re.compile(r"[«»“”„\"]|(?<!\w)[‘']\w|\w[.,!?]?[’'](?!\w)")
_SPEECH_VERBS = "dit|déclare|explique|ajoute|précise|raconte|affirme|assure|confie|poursuit|souligne|lâche|lance|soupire|regrette|insiste|estime|juge|glisse|ironise|résume|reconnaît|répond|se souvient|rappelle|note|avoue|conclut|tranche|plaide|témoigne|s’inquiète|s’agace|s’indigne|s’amuse|s’étonne|s’interroge"
_INSERTED = re.compile(rf",\s(?:a-t-(?:il|elle|on)\s\w+|(?:{_SPEECH_VERBS})(?:-t)?-(?:il|elle|on|ils|elles)|(?:{_SPEECH_VERBS})\s[^,«»]{{2,60}}?),", re.I)
_TOLD = re.compile(
    r"[“\"][^“”\"]*?,\s(?P<told>(?:(?:he|she|they|[A-Z]\w+(?:\s[A-Z]\w+)?|the \w+)\s(?:said|says|says|adds|added|explains|explained|tells|told|recalls|confides|assures|insists|continues|sighs|admits)"
    r"|(?:said|says|adds|explains|explained|added|recalls|confides|assures|insists|continues|sighs|admits)\s(?:he|she|they|[A-Z]\w+(?:\s[A-Z]\w+)?|the \w+)))[,.][^“”\"]*[”\"]"
)


def _quoted_words(text: str) -> int:
    return sum(len(re.findall(r"\w+", text[start:end])) for start, end in quotation_spans(text))


class SpeechLost(PairRule):
    """Words that the French quotes and the English does not."""

    code = "SRC501"
    name = "speech-lost"
    severity = "major"
    summary = "Direct speech of the French without quotation marks"
    rationale = "What somebody said, in their words, becomes what the paper says when the marks are lost."
    issue_type = "typographical"
    examples = (ex("⟦The situation has become quite impossible for us, says the mayor.⟧", companion="« La situation est devenue tout à fait impossible pour nous », dit le maire."),)
    near_misses = (
        ex("“The situation has become impossible for us,” says the mayor.", companion="« La situation est devenue impossible pour nous », dit le maire."),
        ex("The so-called flat tax was repealed.", companion="La « flat tax » a été abrogée."),
    )

    def compare(self, pair: Pair) -> Iterator[Hit]:
        """Report the English when no mark at all stands in it and the French quotes a clause."""
        if "«" not in pair.french and "“" not in pair.french or _MARKS.search(pair.english):
            return
        if _quoted_words(pair.french) >= LEAST_WORDS and not _goes_on(pair):
            yield Hit(0, len(pair.english), "the French quotes this: the quotation marks are lost")


def _goes_on(pair: Pair) -> bool:
    """Whether the English may stand within a quotation that began before and ends after it."""
    opened = sum(text.count("“") - text.count("”") for text in pair.near_english[:1])
    return opened > 0 or any(text.count('"') % 2 for text in pair.near_english)


class SpeechAdded(PairRule):
    """Words that the English quotes and the French does not."""

    code = "SRC502"
    name = "speech-added"
    severity = "major"
    summary = "Quotation marks around words that the French does not quote"
    rationale = "A sentence in quotation marks is somebody’s own words; the French says it in the paper’s voice."
    issue_type = "typographical"
    confidence = 0.7
    examples = (ex("⟦“The strike will go on until the end of the month,”⟧ the union has decided.", companion="La grève se poursuivra jusqu’à la fin du mois, a décidé le syndicat."),)
    near_misses = (ex("“The strike will go on,” says the union.", companion="« La grève se poursuivra », dit le syndicat."), ex("The “boss” has left.", companion="Le patron est parti."))

    def compare(self, pair: Pair) -> Iterator[Hit]:
        """Report quotations of a clause that begin the English, where the French side has no mark."""
        if re.search(r"[«»“”\"]|\s[–—]\s|^[–—-]\s", pair.french) or any(text.count("«") != text.count("»") for text in pair.near_french):
            return
        for start, end in quotation_spans(pair.english):
            if pair.english[start] in "“\"" and start == 0 and len(pair.english[start:end].split()) >= 2 * LEAST_WORDS:
                yield Hit(start, end, "the French does not quote this")


class SpeakerSwallowed(PairRule):
    """“We are leaving, says Iryna, tomorrow”: who speaks stands within the quotation, as in French."""

    code = "SRC503"
    name = "speaker-swallowed"
    severity = "major"
    summary = "The speaker within the quotation marks"
    rationale = "French leaves « explique-t-il » within the guillemets; English closes the quotation before it and opens it again after it."
    issue_type = "typographical"
    confidence = 0.9
    examples = (ex("“We are leaving, ⟦explains Iryna⟧, and we shall not come back.”", companion="« Nous partons, explique Iryna, et nous ne reviendrons pas. »"),)
    near_misses = (ex("“We are leaving,” explains Iryna, “and we shall not come back.”", companion="« Nous partons, explique Iryna, et nous ne reviendrons pas. »"),)

    def compare(self, pair: Pair) -> Iterator[Hit]:
        """Report the words of the speaker where the French has them within its marks."""
        inserted = _INSERTED.search(pair.french)
        if not inserted:
            return
        for match in _TOLD.finditer(pair.english):
            said = pair.english[match.start("told") : match.end("told")]
            yield Hit(match.start("told"), match.end("told"), f"“{said}” stands within the quotation", f"”, {said}, “", source=excerpt(pair.french, *inserted.span()))


_LINK = re.compile(r"(?:https?://|www\.)[^\s<>()«»“”\"]+[^\s<>()«»“”\".,;:!?]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w@./])@\w{2,}|(?<![\w&#/])#[^\W\d]\w+")


class LinkChanged(PairRule):
    """A link, an address or a hashtag that is not the one of the French."""

    code = "SRC601"
    name = "link-changed"
    severity = "major"
    summary = "A link, address, handle or hashtag that changed"
    rationale = "Addresses are not translated: one letter more and the link is dead."
    confidence = 0.9
    examples = (
        ex("Write to ⟦information@ville.fr⟧ before Monday.", companion="Écrivez à informations@ville.fr avant lundi."),
        ex("See ⟦https://www.example.org/in/fires⟧ for more.", companion="Voir https://www.example.org/fr/incendies pour plus."),
    )
    near_misses = (ex("Write to infos@ville.fr, or to @ville.", companion="Écrivez à infos@ville.fr ou à @ville."), ex("The #MeToo movement.", companion="Le mouvement MeToo."))

    def compare(self, pair: Pair) -> Iterator[Hit]:
        """Report what the English has in place of what the French has."""
        french = _LINK.findall(" ".join((pair.french, *pair.near_french)))
        english = _LINK.findall(" ".join((pair.english, *pair.near_english)))
        lost = [link for link in _LINK.findall(pair.french) if _same(link) not in map(_same, english)]
        for match in _LINK.finditer(pair.english):
            if lost and _same(match[0]) not in map(_same, french):
                yield Hit(match.start(), match.end(), f"“{match[0]}”: the French has “{lost[0]}”", lost[0], source=lost.pop(0))


def _same(link: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|^www\.|/$", "", link.lower())


RULES = (SpeechLost(), SpeechAdded(), SpeakerSwallowed(), LinkChanged())
