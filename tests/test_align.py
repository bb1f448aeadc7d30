"""The aligner: beads on articles that are cut differently."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checker.align import (
    AcrossLanguages,
    Bead,
    NothingInCommon,
    SameLanguage,
    Segment,
    align,
    segments,
    segments_of_lines,
)
from checker.document import Document

ENGLISH = [
    "The strike at the Vierzon plant entered its tenth day on Thursday.",
    "Workers burned pallets outside the gates before dawn.",
    "Management says that 312 jobs will go by December.",
    "Nathalie Brunet, a machine operator, earns 1,850 euros a month.",
    "She has two children and a mortgage to pay.",
    "The finance ministry in Paris will host talks on Friday.",
    "Unions want the state to buy a stake in the company.",
    "Will the government agree?",
    "Nobody at the picket line seems to believe it.",
    "A German fund bought the foundry in 2019.",
]
FRENCH = [
    "La grève à l’usine de Vierzon est entrée jeudi dans son dixième jour.",
    "Les ouvriers ont brûlé des palettes devant les grilles avant l’aube.",
    "La direction affirme que 312 emplois disparaîtront d’ici à décembre.",
    "Nathalie Brunet, opératrice sur machine, gagne 1 850 euros par mois.",
    "Elle a deux enfants et un crédit à rembourser.",
    "Le ministère des finances, à Paris, accueillera des négociations vendredi.",
    "Les syndicats veulent que l’État entre au capital de la société.",
    "Le gouvernement acceptera-t-il ?",
    "Personne, sur le piquet, ne semble y croire.",
    "Un fonds allemand a racheté la fonderie en 2019.",
]


def paragraphs(*groups: list[str]) -> list[Segment]:
    found, at = [], 0
    for number, group in enumerate(groups):
        for text in group:
            found.append(Segment(text, at, at + len(text), number))
            at += len(text) + 1
    return found


def shape(beads: list[Bead]) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    return {(tuple(bead.source), tuple(bead.target)) for bead in beads}


def test_segments_have_their_place_in_the_view() -> None:
    document = Document("A headline\n\nMr. Smith left. “Why?” she asked.\n\nIt was 6 p.m. in Paris. He slept.\n")
    found = segments(document)
    assert [document.text[s.start : s.end] for s in found] == [s.text for s in found]
    assert [s.paragraph for s in found] == [0, 1, 1, 2, 2]


def test_french_sentences_end_by_french_conventions() -> None:
    found = segments(Document("M. Dupont est parti vers 18 h. Il n’a rien dit, cf. son communiqué de mardi dernier."), "fr")
    assert found[0].text.startswith("M. Dupont")


@pytest.mark.parametrize(("source", "similarity"), [(ENGLISH, SameLanguage()), (FRENCH, AcrossLanguages())])
def test_edits_are_found(source: list[str], similarity: SameLanguage | AcrossLanguages) -> None:
    left = paragraphs(source[:3], source[3:6], source[6:])
    merged = f"{ENGLISH[0]} {ENGLISH[1]}"
    right = paragraphs([merged, ENGLISH[2]], [ENGLISH[3], ENGLISH[5]], ["Penguins swim.", *ENGLISH[6:]])
    expected = {((0, 1), (0,)), ((2,), (1,)), ((3,), (2,)), ((4,), ()), ((5,), (3,)), ((), (4,))} | {((k,), (k - 1,)) for k in range(6, 10)}
    assert shape(align(left, right, similarity)) == expected


def test_a_sentence_cut_in_two_is_found() -> None:
    halves = ["Nathalie Brunet is a machine operator.", "She earns 1,850 euros a month."]
    beads = align(segments_of_lines(FRENCH), segments_of_lines([*ENGLISH[:3], *halves, *ENGLISH[4:]]), AcrossLanguages())
    assert ((3,), (3, 4)) in shape(beads) and len(beads) == len(FRENCH)


@pytest.mark.parametrize(("source", "similarity"), [(ENGLISH, SameLanguage()), (FRENCH, AcrossLanguages())])
def test_a_moved_paragraph_is_found(source: list[str], similarity: SameLanguage | AcrossLanguages) -> None:
    left = paragraphs(source[:2], source[2:5], source[5:8], source[8:])
    right = paragraphs(ENGLISH[8:], ENGLISH[:2], ENGLISH[2:5], ENGLISH[5:8])  # the last comes first
    beads = align(left, right, similarity)
    assert shape(beads) == {((k,), ((k + 2) % 10,)) for k in range(10)}
    assert [bead.target.start for bead in beads] == list(range(10)), "beads come in the order of the target"


def test_what_is_missing_stands_where_it_would() -> None:
    beads = align(segments_of_lines(ENGLISH), segments_of_lines([*ENGLISH[:4], *ENGLISH[6:]]), SameLanguage())
    lost = [bead for bead in beads if not bead.target]
    assert [bead.kind for bead in lost] == ["1-0", "1-0"] and {bead.target.start for bead in lost} == {4}
    assert beads.index(lost[0]) == 4


def test_two_articles_are_not_aligned() -> None:
    other = ["Seven penguins crossed icy wastes without food.", "Nobody knew how far south they went.", "Snow fell."]
    for source, similarity in ((ENGLISH, SameLanguage()), (FRENCH, AcrossLanguages())):
        with pytest.raises(NothingInCommon, match="next to nothing"):
            align(segments_of_lines(source), segments_of_lines(other), similarity)
    with pytest.raises(NothingInCommon, match="empty"):
        align([], segments_of_lines(other), SameLanguage())


def test_long_texts_keep_to_a_corridor() -> None:
    """Two thousand sentences take four times as long; the open matrix would take minutes."""
    rng = random.Random(1)
    syllables = [a + b for a in "bdfglmnprst" for b in "aeiou"]
    words = ["".join(rng.choice(syllables) for _ in range(rng.randint(1, 4))) for _ in range(4000)]
    lines = [" ".join(rng.choice(words) for _ in range(rng.randint(6, 20))) + "." for _ in range(500)]
    kept = [line for line in lines if rng.random() > 0.03]
    began = time.perf_counter()
    beads = align(segments_of_lines(lines), segments_of_lines(kept), SameLanguage())
    assert time.perf_counter() - began < 30
    assert sum(bead.kind == "1-1" and lines[bead.source.start] == kept[bead.target.start] for bead in beads) >= len(kept) * 0.99


SENTENCE = st.text(alphabet=st.sampled_from("abcdefg éè.,’“»?12\u00a0"), min_size=1, max_size=30)


@settings(max_examples=60)
@given(st.lists(SENTENCE, min_size=1, max_size=8), st.lists(SENTENCE, min_size=1, max_size=8), st.booleans())
@example(["1", "11", "11", "1"], ["11", "1", "1"], True)
def test_beads_cover_both_sides_once(left: list[str], right: list[str], same: bool) -> None:
    try:
        beads = align(segments_of_lines(left), segments_of_lines(right), SameLanguage() if same else AcrossLanguages())
    except NothingInCommon:
        return
    assert sorted(i for bead in beads for i in bead.source) == list(range(len(left)))
    assert [j for bead in beads for j in bead.target] == list(range(len(right)))
    assert all(0 <= bead.score <= 1 and bead.kind in ("1-1", "1-2", "2-1", "2-2", "1-0", "0-1") for bead in beads)
