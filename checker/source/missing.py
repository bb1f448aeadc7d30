"""SRC1: what the English leaves out, adds, or leaves in French."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.align import Bead
from checker.document.zones import STANDFIRST, TITLE
from checker.french import table
from checker.rule import Hit, ex
from checker.source.comparison import SourceComparison
from checker.source.kinds import SourceRule
from checker.source.mending import fit
from checker.source.pair import shown
from checker.source.rendering import answered, unrendered
from checker.source.words import WORD, plain

HEAD = 4
"""Paragraphs from the top among which a headline may stand twice."""
AGAIN = 0.8
"""Share of a headline that the other begins with."""
_MARKS = "“”«»‘’\"'([—–-"
_APOSTROPHE = re.compile("['’]")
_CODE = re.compile(r"[a-z]-[\w-]*\d|[_/@#]")
"""The name of a page in the system that made it: exp-politique-03."""
LEAST_WORDS = 3
"""Words in lower case below which a sentence is a signature, a dateline or an exclamation."""
_RESIDUE = re.compile(r"\W*(?:(?:à )?lire (?:aussi|également|encore)|voir aussi|à lire|publié (?:le|à|il)|mis à jour|par [A-ZÉ]\w+ [A-ZÉ]\w+|crédits?\b|photo\b|©|abonnez|article réservé|temps de lecture|partager|newsletter|inscrivez)", re.I)
"""What an editor drops on purpose."""
FREELY = 0.45
"""Logarithm of lengths up to which two sentences left over side by side may be a free translation."""
AROUND = 2
"""Beads on either side from which a sentence may have been cut off."""
PART = 0.4
"""Share of a sentence's words that render French left over beside it, from which it is a part of that."""
SAME = 0.75
"""Share of the words of a segment that stand in the French, from which it may be French."""


class Missing(SourceRule):
    """Sentences of the French without counterpart; a paragraph all of which is missing counts once."""

    code = "SRC101"
    name = "missing-sentence"
    severity = "major"
    summary = "A sentence of the French that is missing"
    rationale = "The alignment of the two texts finds nothing in the English for this sentence, nor room for it in the sentences beside it."
    issue_type = "omission"
    confidence = 0.8
    whole = False
    examples = (
        ex(
            "The strike began on Monday in 12 depots⟦.⟧ The buses of the RATP will run again on Saturday, the prefect said.",
            companion="La grève a commencé lundi dans 12 dépôts. Le ministre a refusé de recevoir les délégués du personnel. "
            "Les bus de la RATP rouleront de nouveau samedi, a dit le préfet.",
        ),
    )
    near_misses = (
        ex(
            "The strike began on Monday in 12 depots, and the minister refused to receive the delegates. The buses of the RATP will run again on Saturday.",
            companion="La grève a commencé lundi dans 12 dépôts. Le ministre a refusé de recevoir les délégués. Les bus de la RATP rouleront de nouveau samedi.",
        ),
    )

    def hits(self, comparison: SourceComparison) -> Iterator[Hit]:  # type: ignore[override]
        """Yield the end of the sentence after which the French goes on."""
        for run in _runs(comparison):
            whole = _is_paragraph(run, comparison)
            if whole != self.whole:
                continue
            for beads in [run] if whole else [[bead] for bead in run]:
                french = " ".join(comparison.french_text(bead) for bead in beads)
                start, end = _place(beads[0], comparison)
                what = "a paragraph" if whole else "a sentence"
                yield Hit(start, end, f"{what} of the French is missing here", "translate it, or say that it was cut", source=shown(french))


class MissingParagraph(Missing):
    """Paragraphs of the French without counterpart."""

    code = "SRC102"
    name = "missing-paragraph"
    severity = "critical"
    summary = "A paragraph of the French that is missing"
    rationale = "No sentence of this paragraph of the original has a counterpart in the English."
    whole = True
    examples = (
        ex(
            "The strike began on Monday in 12 depots⟦.⟧\n\nThe buses of the RATP will run again on Saturday, the prefect said.",
            companion="La grève a commencé lundi dans 12 dépôts.\n\nLe ministre a refusé de recevoir les délégués du personnel.\n\n"
            "Les bus de la RATP rouleront de nouveau samedi, a dit le préfet.",
        ),
    )
    near_misses = (ex("The strike began on Monday.\n\nThe buses will run again on Saturday.", companion="La grève a commencé lundi.\n\nLes bus rouleront de nouveau samedi."),)


def _runs(comparison: SourceComparison) -> list[list[Bead]]:
    """Beads without English, neighbours of one paragraph together, that nothing beside them absorbs."""
    runs: list[list[Bead]] = []
    beads = comparison.beads
    for at, bead in enumerate(beads):
        if bead.target or not _is_missing(at, comparison):
            continue
        if runs and runs[-1][-1].source.stop == bead.source.start and _paragraph(runs[-1][-1], comparison) == _paragraph(bead, comparison):
            runs[-1].append(bead)
        else:
            runs.append([bead])
    return runs


def _paragraph(bead: Bead, comparison: SourceComparison) -> int:
    return comparison.french[bead.source.start].paragraph


def _is_missing(at: int, comparison: SourceComparison) -> bool:
    """Whether a French sentence is neither too short to tell nor told with its neighbours."""
    bead = comparison.beads[at]
    french = comparison.french_text(bead)
    paragraph = comparison.source.paragraphs[_paragraph(bead, comparison)].text
    if _lower_words(french) < LEAST_WORDS or _RESIDUE.match(paragraph):
        return False
    for neighbour in _neighbours(at, comparison):
        if not neighbour.source:
            if fit(len(comparison.english_text(neighbour)), len(french)) < FREELY:
                return False
            continue
        english, beside = comparison.english_text(neighbour), comparison.french_text(neighbour)
        joined = len(neighbour.target) > len(neighbour.source) or _shares_paragraph(bead, neighbour, comparison)
        if joined and fit(len(english), len(beside) + len(french)) < fit(len(english), len(beside)):
            return False
    return True


def _shares_paragraph(bead: Bead, neighbour: Bead, comparison: SourceComparison) -> bool:
    """Whether two stretches of French touch in one paragraph; sentences are joined within paragraphs."""
    paragraph = _paragraph(bead, comparison)
    return any(comparison.french[i].paragraph == paragraph for i in neighbour.source)


def _lower_words(text: str) -> int:
    """Words that are no names; a signature or a caption has few."""
    return sum(word.strip(_MARKS)[:1].islower() for word in _APOSTROPHE.sub(" ", text).split() if not _CODE.search(word))


def _neighbours(at: int, comparison: SourceComparison) -> list[Bead]:
    """The nearest beads with English before and after."""
    beads = comparison.beads
    before = next((bead for bead in reversed(beads[:at]) if bead.target), None)
    after = next((bead for bead in beads[at + 1 :] if bead.target), None)
    return [bead for bead in (before, after) if bead is not None]


def _is_paragraph(run: list[Bead], comparison: SourceComparison) -> bool:
    """Whether the run holds every sentence of its paragraph, and the article has others."""
    paragraph = _paragraph(run[0], comparison)
    inside = {i for bead in run for i in bead.source}
    return all(segment.paragraph != paragraph or i in inside for i, segment in enumerate(comparison.french)) and len(comparison.source.paragraphs) > 1


def _place(bead: Bead, comparison: SourceComparison) -> tuple[int, int]:
    """The last character of the English before, or the first of what follows."""
    at = bead.target.start
    if at:
        end = comparison.english[at - 1].end
        return end - 1, end
    start = comparison.english[0].start
    return start, start + 1


class Added(SourceRule):
    """Sentences of the English that answer to nothing in the French."""

    code = "SRC103"
    name = "added-sentence"
    severity = "major"
    summary = "A sentence that the French does not have"
    rationale = "The alignment finds nothing in the French for this sentence: it was invented, repeated, or belongs to another article."
    issue_type = "addition"
    confidence = 0.8
    examples = (
        ex(
            "The strike began on Monday in 12 depots. ⟦Experts think that nobody will ever forget this extraordinary week.⟧ The buses of the RATP will run again on Saturday, the prefect said.",
            companion="La grève a commencé lundi dans 12 dépôts. Les bus de la RATP rouleront de nouveau samedi, a dit le préfet.",
        ),
    )
    near_misses = (
        ex(
            "The strike began on Monday in 12 depots. The minister refused to receive the delegates. The buses of the RATP will run again on Saturday.",
            companion="La grève a commencé lundi dans 12 dépôts, et le ministre a refusé de recevoir les délégués. Les bus de la RATP rouleront de nouveau samedi.",
        ),
        ex(
            "The buses of Lens stand still for a second week – La Gazette du Nord\n\nThe buses of Lens stand still for a second week\n\n"
            "The strike began on Monday in 12 depots. The buses will run again on Saturday, the prefect said after a long night of talks.\n\nNobody knows what the union will do.",
            companion="À Lens, les bus à l’arrêt pour la deuxième semaine\n\n"
            "La grève a commencé lundi dans 12 dépôts. Les bus rouleront de nouveau samedi, a dit le préfet après une longue nuit de négociations.\n\nNul ne sait ce que fera le syndicat.",
        ),
    )

    def hits(self, comparison: SourceComparison) -> Iterator[Hit]:  # type: ignore[override]
        """Yield them, unless a French sentence beside them is long enough to hold them."""
        for at, bead in enumerate(comparison.beads):
            if bead.source or not _is_added(at, comparison):
                continue
            start, end = comparison.english[bead.target.start].start, comparison.english[bead.target[-1]].end
            yield Hit(start, end, "nothing in the French answers to this sentence", "check it against the French, or delete it")


def _is_added(at: int, comparison: SourceComparison) -> bool:
    english = comparison.english_text(comparison.beads[at])
    if _lower_words(english) < LEAST_WORDS or is_french(english, comparison.source.text) or _is_headline_again(at, comparison):
        return False
    for neighbour in (comparison.beads[n] for n in (at - 1, at + 1) if 0 <= n < len(comparison.beads)):
        if not neighbour.target or len(neighbour.source) > len(neighbour.target):
            return False
        beside, french = comparison.english_text(neighbour), comparison.french_text(neighbour)
        if fit(len(beside) + len(english), len(french)) < fit(len(beside), len(french)):
            return False
    return not _is_part(at, comparison)


def _is_headline_again(at: int, comparison: SourceComparison) -> bool:
    """Whether a headline stands twice, once with the name of the site perhaps, and the other has the French."""
    bead = comparison.beads[at]
    heads = [n for n, paragraph in enumerate(comparison.document.paragraphs[:HEAD]) if paragraph.zone in (TITLE, STANDFIRST)]
    if comparison.english[bead.target.start].paragraph not in heads:
        return False
    words = WORD.findall(comparison.english_text(bead).lower())
    for other in comparison.beads[:HEAD]:
        if other.source and other.target and comparison.english[other.target.start].paragraph in heads:
            pairs = list(zip(words, WORD.findall(comparison.english_text(other).lower())))
            same = next((n for n, (a, b) in enumerate(pairs) if a != b), len(pairs))
            if same >= max(LEAST_WORDS, AGAIN * len(pairs)):
                return True
    return False


def _is_part(at: int, comparison: SourceComparison) -> bool:
    """Whether an English sentence renders what the French around it says and the English beside it leaves out."""
    english = comparison.english_text(comparison.beads[at])
    around = [bead for bead in comparison.beads[max(0, at - AROUND) : at + AROUND + 1] if bead.source]
    left = [term for bead in around for term in unrendered(comparison.french_text(bead), comparison.english_text(bead))]
    return answered(english, left) >= PART


class Untranslated(SourceRule):
    """Sentences of the French that stand in the English as they are."""

    code = "SRC104"
    name = "untranslated-sentence"
    severity = "critical"
    summary = "A sentence left in French"
    rationale = "The English repeats the French of the original word for word, and not only its names and numbers."
    issue_type = "untranslated"
    confidence = 0.98
    absorbs = True
    examples = (
        ex(
            "The strike began on Monday. ⟦Les bus rouleront de nouveau samedi.⟧",
            companion="La grève a commencé lundi. Les bus rouleront de nouveau samedi.",
        ),
    )
    near_misses = (
        ex("The strike began on Monday.\n\nPatrick Dupont, Le Figaro, 12 mai", companion="La grève a commencé lundi.\n\nPatrick Dupont, Le Figaro, 12 mai"),
        ex("She sang “La Vie en rose” in Paris, in 1946, for the first time.", companion="Elle a chanté « La Vie en rose » à Paris, en 1946, pour la première fois."),
    )

    def hits(self, comparison: SourceComparison) -> Iterator[Hit]:  # type: ignore[override]
        """Yield them."""
        for segment in comparison.english:
            if is_french(segment.text, comparison.source.text):
                yield Hit(segment.start, segment.end, "this is the French of the original", "translate it", source=shown(segment.text))


def is_french(segment: str, source: str) -> bool:
    """Whether a segment repeats the French: most of its words in lower case stand there and are French."""
    words = [word for word in WORD.findall(segment) if not word.isdigit()]
    lower = [word for word in words if word[0].islower() and len(word) > 1]
    if len(lower) < 3:
        return False
    french = sum(table.odds(word) > FRENCH_WORD for word in lower)
    if french < max(2, 0.4 * len(lower)):
        return False
    there = set(WORD.findall(plain(source)))
    return sum(plain(word) in there for word in words) >= SAME * len(words)


FRENCH_WORD = 0.5
"""Log-odds from which a word is French rather than English."""

RULES = (Missing(), MissingParagraph(), Added(), Untranslated())
