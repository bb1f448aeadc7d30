"""SRC7: French tenses taken over: hearsay, passé composé, narrative present."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checker.rule import Hit, ex
from checker.rules.tenses import NarrativePresent
from checker.source.comparison import SourceComparison
from checker.source.kinds import PairRule, SourceRule, excerpt
from checker.source.pair import Pair, shown

_PARTICIPLE = r"(?:\w+(?:é|i|u|is|it|rt|eint|aint|oint)e?s?|mort|né)"
_ADVERB = r"(?:(?:ensuite|donc|aussi|également|déjà|alors|ainsi|notamment|même|ainsi|encore|depuis|pas|plus|jamais|bien|\w+ment)\s+){0,2}"
_MODAL = r"(?!(?:pu|dû|du|voulu|fallu|aimé|préféré|souhaité|mieux|dit|cru)\b)"
_HEARSAY = re.compile(rf"\b(?:se\s|s['’])?(?:aurai(?:t|ent)|serai(?:t|ent))\s+{_ADVERB}(?:été\s+)?{_ADVERB}{_MODAL}{_PARTICIPLE}\b", re.I)
_HYPOTHESIS = re.compile(r"\b(?:si|s['’]ils?|sinon|sans (?:lui|elles?|eux|cela|ça|quoi|nous|vous|toi|moi|son|sa|ses|leur|ce|cette|le|la|les|l['’]\w+)|même si|au cas où|quand bien même|autrement|à (?:ta|votre|sa|leur) place|imagin\w+|craign\w+|promett?\w+|promis|annonc\w+|espér\w+|prév\w+|savoir si|pensai\w*|croyai\w*)\b", re.I)
_SOURCED = re.compile(r"\b(?:selon|d['’]après|de source|sources?|enquêteurs?|parquet|témoins?|rumeurs?|aux dires|à en croire|présumée?s?)\b", re.I)
_WOULD_HAVE = re.compile(r"\bwould\s+(?:(?:also|then|even|already|not|thus|therefore|first|notably|never|\w+ly)\s+)?have\s+(?:(?:also|already|even|never|\w+ly)\s+)?(?:been\s+)?\w+", re.I)
_WOULD_BE = re.compile(r"\bwould\s+(?:(?:also|then|even|already|not|thus|still|\w+ly)\s+)?be\s+(?:\w+ly\s+)?\w+", re.I)


class Hearsay(PairRule):
    """« Aurait fui » as “would have fled”."""

    code = "SRC701"
    name = "hearsay-conditional"
    severity = "major"
    summary = "The French conditional of hearsay rendered as “would”"
    rationale = (
        "« Il aurait fui » reports what the paper has not been able to confirm: he is said to have fled, he reportedly "
        "fled. “He would have fled” is an unfulfilled condition, so the English denies what the French reports."
    )
    suggestion = "reportedly / is said to have / allegedly"
    confidence = 0.9
    examples = (
        ex("The suspect ⟦would have fled⟧ on foot, the prosecutor added.", companion="Le suspect aurait fui à pied, a ajouté le procureur."),
        ex("He ⟦would be detained⟧ in Taganrog, according to a prisoner.", companion="Il serait détenu à Taganrog, d’après un prisonnier."),
    )
    near_misses = (
        ex("He would have fled if he had known.", companion="Il aurait fui s’il avait su."),
        ex("The suspect reportedly fled on foot.", companion="Le suspect aurait fui à pied."),
        ex("He announced that the data would be shared.", companion="Il a annoncé que les données seraient partagées."),
    )

    def compare(self, pair: Pair) -> Iterator[Hit]:
        """Report “would have …”, and “would be …” where the French names its source."""
        heard = _HEARSAY.search(pair.french)
        if not heard or _HYPOTHESIS.search(pair.french):
            return
        past = re.match(r"(?:se\s|s['’])?(?:aur|ser)", heard[0], re.I) is not None
        patterns = [_WOULD_HAVE] if past else []
        if _SOURCED.search(pair.french):
            patterns.append(_WOULD_BE)
        for pattern in patterns:
            for match in pattern.finditer(pair.english):
                said = " ".join(heard[0].split())
                yield Hit(match.start(), match.end(), f"“{match[0]}”: “{said}” reports what is not confirmed", self.suggestion, source=excerpt(pair.french, *heard.span()))


_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_PERFECT = re.compile(
    r"(?<!should )(?<!would )(?<!could )(?<!might )(?<!must )(?<!may )(?<!to )\b(?P<verb>(?:has|have)\s+(?:(?:also|already|just|thus|then|\w+ly)\s+)?(?:been\s+)?(?:\w+ed|\w+en|said|told|made|found|taken|died|left|gone|come|put|set|lost|won|met|sent|held|shot|hit|cut|fled|led|read|paid|kept|stood|got|begun|become|fallen|grown|sold|bought|thought|brought|built))"
    rf"\b(?![^.;:“”\"]*\b(?:since|so far|yet|ever|until|these)\b)(?:(?!\b(?:who|which|that)\b)[^.,;:“”\"]){{0,45}}?\b(?:yesterday|last (?:night|week|month|year|spring|summer|autumn|fall|winter|{_DAYS})|(?:on|this|last) (?:{_DAYS})|in (?:19|20)\d\d\b(?!\s?[-–])|(?:days?|weeks?|months?|years?|hours?) ago)"
)
_COMPOUND_PAST = re.compile(rf"\b(?:a|ont|est|sont|ai|avons|avez|sommes|n['’](?:a|ont|est)|s['’]est|l['’](?:a|ont)|se sont)\s+{_ADVERB}(?:été\s+)?{_PARTICIPLE}\b", re.I)


class CompoundPast(PairRule):
    """« Est mort mardi » as “has died on Tuesday”."""

    code = "SRC702"
    name = "passe-compose"
    severity = "minor"
    summary = "The passé composé rendered as the present perfect beside a time that is over"
    rationale = "Beside yesterday, last week or in 2015 English uses the simple past; the French passé composé does for both."
    suggestion = "the simple past"
    issue_type = "grammar"
    confidence = 0.9
    examples = (ex("The painter ⟦has died⟧ on Tuesday in Arles.", companion="Le peintre est mort mardi à Arles."),)
    near_misses = (ex("The painter died on Tuesday in Arles.", companion="Le peintre est mort mardi à Arles."), ex("He has worked there since last year.", companion="Il y a travaillé depuis l’an dernier."))

    def compare(self, pair: Pair) -> Iterator[Hit]:
        """Report the verb."""
        past = _COMPOUND_PAST.search(pair.french)
        match = _PERFECT.search(pair.english) if past else None
        if past and match:
            yield Hit(match.start("verb"), match.end("verb"), f"“{match['verb']}” beside a time that is over", self.suggestion, source=excerpt(pair.french, *past.span()))


_PAST_FRENCH = re.compile(rf"\w{{3,}}(?:ait|aient|èrent|irent|urent)\b|{_COMPOUND_PAST.pattern}", re.I)


class PresentOfNarration(SourceRule):
    """Events that the French tells in the present, and so does the English."""

    code = "SRC703"
    name = "french-narrative-present"
    severity = "minor"
    summary = "The narrative present of the French kept"
    rationale = "French narrates in the present; English news tells past events in the past. The French sentence, in the present, shows where the tense comes from."
    suggestion = "the past tense"
    issue_type = "grammar"
    confidence = 0.8
    examples = (
        ex(
            "The soldier was born in Ufa and had worked there for years as a builder.\n\nHe ⟦learns⟧ the news in May. With his wife, he "
            "⟦flees⟧ the town that night. He ⟦hides⟧ in a flat for seven months. Then he left for Armenia.",
            companion="Le soldat est né à Oufa, où il avait travaillé des années comme maçon.\n\nIl apprend la nouvelle en mai. Avec sa femme, il "
            "fuit la ville cette nuit-là. Il se cache dans un appartement pendant sept mois. Puis il est parti pour l’Arménie.",
        ),
    )
    near_misses = (ex("The soldier was born in Ufa. He says that he learns Russian.", companion="Le soldat est né à Oufa. Il dit qu’il apprend le russe."),)

    def hits(self, comparison: SourceComparison) -> Iterator[Hit]:  # type: ignore[override]
        """Yield what the rule on the English alone suspects and the French confirms."""
        suspects = list(NarrativePresent().hits(comparison.document))
        for pair in comparison.pairs if suspects else ():
            if _PAST_FRENCH.search(pair.french):
                continue
            for hit in suspects:
                if pair.start <= hit.start < pair.start + len(pair.english):
                    yield replace(hit, source=shown(pair.french))


RULES = (Hearsay(), CompoundPast(), PresentOfNarration())
