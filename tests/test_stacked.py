"""The estimate of changed words: who learns from what, and what a word's row holds."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("tokenizers")

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

import stacked  # noqa: E402
from probes import LAYERS, sentence_probes, word_probes  # noqa: E402
from renderings import Renderings  # noqa: E402
from word_features import (  # noqa: E402
    CHANGED,
    Lexicon,
    Segment,
    probe_features,
    surprisal,
    word_features,
)


def segment(document: int, text: str, changed: str = "", post_edit: str = "", source: str = "") -> Segment:
    """Output whose words are what stands between blanks; ``changed``: those that were."""
    spans, at = [], 0
    for word in text.split():
        spans.append((text.index(word, at), text.index(word, at) + len(word)))
        at = spans[-1][1]
    return Segment(document, text, spans, [word in changed.split() for word in text.split()], post_edit, post_edit.lower(), 0.0, [], source)


def test_no_document_is_scored_by_what_learnt_from_it() -> None:
    known = [segment(document, "He left .") for document in [*range(40), *range(40)]]
    part = stacked.parts_of(known)
    assert {one.document % 3 for one, own in zip(known, part) if own == stacked.PARTS} == {stacked.HELD_OUT}
    for own in range(stacked.PARTS + 1):
        learnt = {known[at].document for at in stacked.others(part, own)}
        asked = {one.document for one, other in zip(known, part) if other == own}
        assert learnt and asked and not learnt & asked and all(document % 3 != stacked.HELD_OUT for document in learnt)


def test_the_lexicon_knows_what_is_changed_and_where() -> None:
    texts = ["the actual minister said so .", "an actual fact was seen ."] * 5
    lexicon = Lexicon([segment(0, text, "actual" if "minister" in text else "", "The current minister said so.") for text in texts])
    before_minister, before_fact = (lexicon.features(segment(1, text))[1] for text in texts[:2])
    assert before_minister[5] > before_minister[1] > CHANGED > before_fact[5]
    (unseen,) = lexicon.features(segment(1, "zebras"))
    assert unseen[1] == unseen[0]
    assert len({len(word_features(segment(1, text), lexicon)[0]) for text in ("One", "One two", texts[0])}) == 1


def test_renderings_know_what_a_word_renders_and_how_often_that_was_changed() -> None:
    known = []
    for french, english in {"ministre": "minister", "roi": "king", "chef": "leader", "patron": "boss"}.items():
        known.append(segment(0, f"the ancient {english}", "ancient", f"the former {english}", f"le vieil {french}"))
        known.append(segment(0, f"a {english}", "", f"a {english}", f"un {french}"))
    learnt = Renderings(known * 3)
    (bad, whole), (good, _) = (learnt.features(segment(1, text, source="le vieil ami")) for text in ("the ancient zebra", "the former friend"))
    jump, ratio, of_pair = 1, 5, 6
    assert bad[:, jump].tolist() == [9, 1, 9]
    assert bad[1, of_pair] > 0.6 > CHANGED > bad[0, of_pair]
    assert good[1, ratio] > 0 > bad[1, ratio]
    assert whole[0] == 0 and learnt.features(segment(1, "zebras"))[0].shape == (1, bad.shape[1])


def test_the_surprisal_of_a_word_is_that_of_its_tokens() -> None:
    found = surprisal(segment(0, "Untold riches ."), [(2, -1.0), (6, -2.0), (13, -4.0), (15, -8.0), (16, -16.0)])
    assert found[:, 0].tolist() == [-3.0, -4.0, -8.0]
    assert found[:, 1].tolist() == [-2.0, -4.0, -8.0]
    assert found[0, -3:].tolist() == pytest.approx([-31 / 5, -28 / 3, -16.0])


def test_neighbours_do_not_reach_over_the_end_of_a_sentence() -> None:
    assert probe_features(np.array([1.0, 2.0, 3.0])).tolist() == [[1, 0, 2, 0, 3, 2], [2, 1, 3, 0, 0, 2], [3, 2, 0, 1, 0, 2]]
    assert probe_features(np.array([5.0])).tolist() == [[5, 0, 0, 0, 0, 5]]


def test_probes_find_what_the_states_show_and_do_not_learn_from_what_they_score() -> None:
    chance = np.random.default_rng(0)
    states = [chance.normal(size=(8, 4 * len(LAYERS))).astype(np.float16) for _ in range(3000)]
    labels = [[bool(bad) for bad in own[:, 0] > 0] for own in states]
    part = [at % 4 for at in range(3000)]
    scores = np.concatenate(word_probes(states, labels, part, 3))
    assert np.corrcoef(scores, np.concatenate(labels))[0, 1] > 0.7
    other = [[not bad for bad in own] if at % 4 in (0, 3) else own for at, own in enumerate(labels)]
    again = word_probes(states, other, part, 3)
    assert np.allclose(again[0], word_probes(states, labels, part, 3)[0])
    assert not np.allclose(again[1], scores[8:16])
    hter = [float(own[:, 1].mean()) for own in states]
    assert np.corrcoef(sentence_probes(states, hter, part, 3), np.clip(hter, None, 1))[0, 1] > 0.7
