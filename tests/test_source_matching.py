"""What is told one to one: numbers used once each, sentences left over in a gap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.config import Config
from checker.document import Document
from checker.engine import Engine
from checker.source.article import compare
from checker.source.comparison import SourceComparison
from checker.source.matching import left_over
from checker.source.quantities import quantities


def codes(english: str, french: str) -> list[tuple[str, str]]:
    document = Document(english)
    report = Engine(Config(select=("SRC2",)), comparing=True).check(document, compare(document, Document(french)))
    return [(finding.code, finding.text) for finding in report.findings]


@pytest.mark.parametrize(
    ("english", "french", "text"),
    [
        ("They had beaten Dundee 2-2 on Friday.", "Ils avaient battu Dundee 2-1 vendredi.", "2"),
        ("It ended 1-1 at home.", "Le match s’est fini 1 à 0 à domicile.", "1"),
        ("The court ruled on 5 October after five years.", "La cour a tranché le 1er octobre, après cinq ans.", "5"),
        ("It happened at about 10:17 BST.", "C’est arrivé vers 10h15 heure locale.", "10:17"),
        ("The protein is called HER1.", "Il s’agit de la protéine HER2, une protéine connue.", "1"),
        ("Up to 11 inches fell.", "Il est tombé jusqu’à 25 cm.", "11"),
    ],
)
def test_a_number_answers_once(english: str, french: str, text: str) -> None:
    assert codes(english, french) == [("SRC201", text)]


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("They won 2-1 on Friday, for the second time.", "Vainqueurs 2 à 1 vendredi, pour la deuxième fois."),
        ("He is in eighth grade.", "Il est élève de 4e."),
        ("Waves of 18 feet.", "Des vagues de 6 mètres."),
        ("Some 85 miles per hour.", "Quelque 135 km/h."),
        ("It opens at 8 p.m. for 2 hours.", "Cela ouvre à 20 heures pour 2 heures."),
    ],
)
def test_the_same_numbers(english: str, french: str) -> None:
    assert codes(english, french) == []


@given(st.lists(st.integers(11, 40), max_size=7), st.lists(st.integers(11, 40), max_size=7))
def test_a_greatest_matching(first: list[int], second: list[int]) -> None:
    english, french = quantities("; ".join(map(str, first)), "en"), quantities("; ".join(map(str, second)), "fr")
    common = sum(min(first.count(n), second.count(n)) for n in set(first))
    left, right = left_over(english, french)
    assert (len(left), len(right)) == (len(first) - common, len(second) - common)


FRENCH = [
    "Le ministre Dupont a quitté Paris lundi 12 mars pour Berlin.",
    "Personne ne sait trop pourquoi.",
    "Selon ses proches, il préparait depuis des semaines un voyage secret avec toute sa famille.",
    "Le train de Hambourg est arrivé à 18h30 avec 300 passagers.",
]
ENGLISH = [
    "The minister Dupont left Paris on Monday, March 12, for Berlin.",
    "No one really knows why.",
    "Those close to him say he had been plotting a secret trip with his whole family for weeks.",
    "The train from Hamburg arrived at 6:30 p.m. with 300 passengers.",
]


@pytest.mark.parametrize("dropped", [1, 2])
def test_of_two_left_over_the_fitting_one_is_paired(dropped: int) -> None:
    english = [text for at, text in enumerate(ENGLISH) if at != dropped]
    comparison = SourceComparison(Document("\n\n".join(english)), Document("\n\n".join(FRENCH)))
    assert [comparison.french_text(bead) for bead in comparison.beads if not bead.target] == [FRENCH[dropped]]


@given(st.sets(st.integers(0, 3), min_size=1), st.sets(st.integers(0, 3), min_size=1))
def test_beads_cover_every_sentence_once(left: set[int], right: set[int]) -> None:
    try:
        comparison = SourceComparison(Document("\n\n".join(ENGLISH[i] for i in sorted(left))), Document("\n\n".join(FRENCH[i] for i in sorted(right))))
    except ValueError:
        return
    assert sorted(i for bead in comparison.beads for i in bead.target) == list(range(len(left)))
    assert sorted(i for bead in comparison.beads for i in bead.source) == list(range(len(right)))
