"""What the detector is trained on: garbled sentences and their labels."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

import garble  # noqa: E402
from detector_data import edits  # noqa: E402

WORDS = "The police have arrested an old man who sells flowers in the street .".split()
SENTENCE = garble.Tagged(
    WORDS,
    [at > 0 and word != "." for at, word in enumerate(WORDS)],
    "DET NOUN AUX VERB DET ADJ NOUN PRON VERB NOUN ADP DET NOUN PUNCT".split(),
    "DT NNS VBP VBN DT JJ NN WP VBZ NNS IN DT NN .".split(),
    "det nsubj aux ROOT det amod dobj nsubj relcl dobj prep det pobj punct".split(),
)
CLEAN = "The police have arrested an old man who sells flowers in the street."


def labelled(found: garble.Garbled) -> list[tuple[str, str]]:
    return [(found.text[start:].split()[0].strip("."), what) for start, what in found.marks if what]


def test_clean_words_are_written_as_they_stood() -> None:
    assert garble.written(SENTENCE.words, SENTENCE.spaced).text == CLEAN


@pytest.mark.parametrize(
    ("garbler", "outcomes"),
    [
        (garble.verb, {"The police have an old man who sells flowers in the street.": [("an", "verb")], CLEAN.replace("sells ", ""): [("flowers", "verb")]}),
        (garble.auxiliary, {CLEAN.replace("have ", ""): [("arrested", "verb")]}),
        (garble.inversion, {CLEAN.replace("old man", "man old"): [("man", "odd"), ("old", "odd")]}),
        (garble.subject, {CLEAN.replace("police ", ""): [("have", "noun")], CLEAN.replace("who ", ""): [("sells", "noun")]}),
    ],
)
def test_labels_stand_where_the_fault_is(garbler: garble.Garbler, outcomes: dict[str, list[tuple[str, str]]]) -> None:
    seen = {}
    for seed in range(30):
        found = garbler(SENTENCE, random.Random(seed))
        assert found
        seen[found.text] = labelled(found)
    assert seen == outcomes


@given(st.integers(0, 10_000))
def test_every_garble_differs_and_says_where(seed: int) -> None:
    found = garble.garble(SENTENCE, random.Random(seed))
    assert found and found.text != CLEAN and labelled(found)
    assert all(0 <= start < len(found.text) for start, _ in found.marks)
    assert found == garble.garble(SENTENCE, random.Random(seed))


@given(st.lists(st.sampled_from("abc"), max_size=6), st.lists(st.sampled_from("abc"), max_size=6))
def test_edits_account_for_the_distance(words: list[str], wanted: list[str]) -> None:
    changed, gaps, hter = edits(words, wanted)
    assert len(changed) == len(words) and len(gaps) == len(words) + 1
    assert (hter == 0) == (words == wanted) == (not any(changed) and not any(gaps))
    assert sum(changed) <= round(hter * max(1, len(wanted)))
