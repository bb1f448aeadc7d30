"""Measure the deep layer: what each proposer and each judge adds, on dev data.

    python benchmarks/depth.py [--shared DIR] [--pairs N] [--words N] [--segments N] [--full] [--judges lists,counts,gapless,neural]

Reads ../shared beside the project. For each judge, each line adds one rule to those above it:
findings per 1,000 words of human news, and the share of perturbed sentences told apart from their
clean twins with the clean side silent. Then, on post-edited machine output: flags per 1,000 words,
how many hold a word that the post-editor changed, the same for random spans of the same length, how
well changed words and garbled sentences are told; and the spans that annotators marked in neural output.
Of the documents those whose number divides by three calibrate (benchmarks/calibrate_depth.py), they and
those that leave one train the detector (benchmarks/train_detector.py), and those that leave two count.
The judge ``gapless`` is the neural one without the detector.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from post_edits import (  # noqa: E402
    GARBLED_HTER,
    Output,
    comes_closer,
    outputs,
    share_at_random,
    word_level,
)
from quality import against_gold, by_document, rows  # noqa: E402
from sentence_level import Regression, features, precision_at, ranks  # noqa: E402

from checker.config import Config  # noqa: E402
from checker.depth.counts import CountJudge  # noqa: E402
from checker.depth.judge import Candidate, Judge  # noqa: E402
from checker.depth.judges import best_judge  # noqa: E402
from checker.depth.weights import INSTALL, installed  # noqa: E402
from checker.document import Document  # noqa: E402
from checker.engine import Engine  # noqa: E402
from checker.finding import Finding  # noqa: E402
from checker.rules.garbled import RULES  # noqa: E402

KINDS = {
    "word_swap": "id14_word_swap", "pos_shift": "id13_pos_shift", "repeat2": "id1_repeat2", "function_word": "id16_function_word",
    "case": "id15_case", "verb_removed": "id22_verb_removed", "noun_removed": "id23_noun_removed", "subj_removed": "id24_subj_removed",
    "shuffled": "critical_id20_shuffled",
}  # fmt: skip
CODES = [rule.code for rule in RULES]
WORDING = ("CAL501", "CAL502", "CAL503", "CAL504", "FRE501")


class Gapless(Judge):
    """The best judge, not asked what is missing."""

    def __init__(self) -> None:
        self._judge = best_judge()
        self.name = self._judge.name

    def gains(self, candidates: Sequence[Candidate]) -> list[float]:
        """See ``Judge.gains``."""
        return self._judge.gains(candidates)


def engine_of(name: str) -> Engine:
    """The engine of a line of the table: ``lists`` (no deep layer), ``counts``, ``gapless`` or ``neural``."""
    judges: dict[str, Callable[[], Judge]] = {"counts": CountJudge, "gapless": Gapless, "neural": best_judge}
    judge = judges[name]() if name in judges else None
    return Engine(Config(deep="no" if name == "lists" else "yes"), judge)


def is_deep(finding: Finding) -> bool:
    """Whether a finding is one of the deep layer's."""
    return finding.code in CODES


def news_texts(shared: Path, words: int) -> list[str]:
    """Human news by document, up to about so many words."""
    texts = by_document(rows(shared, "en_human_wikinews"), "text") + by_document(rows(shared, "en-fr_human_news"), "en")
    random.Random(3).shuffle(texts)
    taken, count = [], 0
    for text in texts:
        if count < words:
            taken.append(text)
            count += len(text.split())
    return taken


def pairs_of(shared: Path, most: int) -> dict[str, list[tuple[str, str]]]:
    """For each kind of perturbation up to so many pairs (clean, perturbed)."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for item in rows(shared, "x-en_perturbations"):
        for kind, name in KINDS.items():
            if item["file"].endswith(name):
                found[kind].append((item["mt"], item["pert"]))
    return {kind: random.Random(2).sample(pairs, min(most, len(pairs))) for kind, pairs in found.items()}


def sample(items: list[dict[str, Any]], seed: int, most: int) -> list[dict[str, Any]]:
    """So many of some items at most, the same in every run."""
    return random.Random(seed).sample(items, min(most, len(items)))


Checked = tuple[str, list[Finding]]


def check_all(engine: Engine, texts: Iterable[str]) -> list[Checked]:
    """Every text with its findings."""
    return [(text, engine.check(Document(text)).findings) for text in texts]


def ablation(name: str, news: list[Checked], pairs: dict[str, list[tuple[list[Finding], list[Finding]]]]) -> None:
    """A line a rule: what it adds to the rules above it."""
    words = sum(len(text.split()) for text, _ in news)
    print(f"\n{name}: human news ({words} words), pairs told apart\n{'':10} {'FA/1k':>6} " + " ".join(f"{kind[:9]:>9}" for kind in pairs))
    active: set[str] = set()
    for code in ["lists", "wording", *(CODES if name != "lists" else ())]:
        added = {"lists": {""}, "wording": set(WORDING)}.get(code, {code})
        active |= added
        alarms = sum(_layer(f) in added for _, found in news for f in found)
        told = [sum(_counted(b, active) and not _counted(a, active) for a, b in both) / max(1, len(both)) for both in pairs.values()]
        line = f"{code if code == 'lists' else '+ ' + code:10} {1000 * alarms / words:6.2f} "
        print(line + " ".join(f"{share:9.3f}" for share in told), flush=True)
    deep = sum(is_deep(f) for _, found in news for f in found)
    print(f"the deep rules add {deep} findings, {1000 * deep / words:.2f} per 1,000 words")


def _layer(finding: Finding) -> str:
    """The line of the table to which a finding belongs: its code, or nothing for the lists."""
    return finding.code if is_deep(finding) or finding.code in WORDING else ""


def _counted(findings: Sequence[Finding], active: set[str]) -> bool:
    return any(_layer(f) in active for f in findings)


def postedit(name: str, engine: Engine, checked: list[Output], items: list[dict[str, Any]]) -> None:
    """Flags on machine output, how many hold a changed word, the same at random; flags on the post-edits."""
    own = [found for _, found in check_all(engine, [item["post_edit"] for item in items])]
    edited_words = sum(len(item["post_edit"].split()) for item in items)
    words = sum(len(one.words) for one in checked)
    for layer, holds in (("deep", is_deep), ("all", lambda f: True)):
        flags = hits = fixes = closer = 0
        at_random = 0.0
        for one in checked:
            for f in filter(holds, one.findings):
                touched = [bad for a, b, bad in one.words if a < f.end and f.start < b]
                flags += 1
                hits += any(touched)
                at_random += share_at_random(one.words, max(1, len(touched)))
                if f.fix:
                    fixes += 1
                    closer += comes_closer(one, f.fix)
        edited = sum(holds(f) for found in own for f in found)
        if flags:
            print(
                f"{name}, {layer}: {flags} flags in {words} words of machine output ({1000 * flags / words:.2f} per 1,000): "
                f"{hits / flags:.2f} hold a changed word (at random {at_random / flags:.2f}), {closer} of {fixes} suggestions come closer to the post-edit; post-edits {1000 * edited / edited_words:.2f} per 1,000",
                flush=True,
            )
    print(f"{name}: changed words, {word_level(checked)}", flush=True)


def sentence_level(name: str, train: list[Output], held: list[Output]) -> None:
    """AUC and precision of a regression that tells garbled sentences, on documents that it has not seen."""
    judge = _fresh_neural() if name in ("gapless", "neural") else None

    def known(one: Output) -> list[float]:
        plain = [f for f in one.findings if not is_deep(f)]
        return features(one.text, plain, [f for f in one.findings if is_deep(f)], judge)

    model = Regression([known(one) for one in train], [one.garbled for one in train])
    scores = list(zip(model.scores([known(one) for one in held]), [one.garbled for one in held]))
    base = sum(bad for _, bad in scores) / len(scores)
    print(
        f"{name}: sentences of HTER ≥ {GARBLED_HTER}, {len(train)} to learn from, {len(held)} held out: "
        f"AUC {ranks(scores):.3f}, precision at recall 0.3 {precision_at(scores, 0.3):.2f} (base rate {base:.2f})",
        flush=True,
    )


def spans_of_annotators(name: str, engine: Engine, items: list[dict[str, Any]]) -> None:
    """Recall of annotated spans by category and severity, and how many findings touch one, on neural output."""
    kinds: dict[tuple[str, str], list[bool]] = defaultdict(list)
    flags: dict[str, list[bool]] = defaultdict(list)
    for item in items:
        findings = engine.check(Document(item["mt"])).findings
        for mark in item["spans"]:
            kinds[mark["category"], mark["severity"]].append(any(f.start < mark["end"] and mark["start"] < f.end for f in findings))
        for f in findings:
            layer = "deep" if is_deep(f) else "wording" if f.code in WORDING else "lists"
            flags[layer].append(any(f.start < mark["end"] and mark["start"] < f.end for mark in item["spans"]))
    words = sum(len(item["mt"].split()) for item in items)
    print(f"{name}: annotated spans of 2021, {words} words; precision " + ", ".join(f"{layer} {sum(hit)}/{len(hit)}" for layer, hit in sorted(flags.items())))
    for (category, severity), hit in sorted(kinds.items()):
        print(f"    {category:24} {severity:9} recall {sum(hit):3}/{len(hit):<4} {sum(hit) / len(hit):.3f}")


def cost(name: str, shared: Path) -> None:
    """Seconds for the annotated article, after a first run has loaded what there is to load."""
    engine = Engine(Config(deep="yes"), CountJudge() if name == "counts" else _fresh_neural())
    engine.check(Document("The soldiers have may been sent to the front by the police."))
    document = Document.from_path(shared / "seed/article.en.txt")
    begun = time.perf_counter()
    engine.check(document)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name}: {document.word_count} words in {time.perf_counter() - begun:.1f} s, peak memory of this process so far {memory:.0f} MB")


def _fresh_neural() -> Judge:
    from checker.depth.neural import NeuralJudge

    return NeuralJudge()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--pairs", type=int, default=1000, help="pairs of each kind at most")
    parser.add_argument("--words", type=int, default=100_000, help="words of human news at most")
    parser.add_argument("--segments", type=int, default=5000, help="post-edited segments at most")
    parser.add_argument("--judges", default="lists,counts,neural")
    parser.add_argument("--full", action="store_true", help="all human news, 100 pairs, 300 segments")
    options = parser.parse_args()
    if options.full:
        options.words, options.pairs, options.segments = 100_000, 100, 300
    if not options.shared.exists():
        print(f"{options.shared} is not there: nothing to measure")
        return 0
    names = options.judges.split(",")
    if not installed():
        print(f"without the neural judge: {INSTALL}")
        names = [name for name in names if name in ("lists", "counts")]
    news = news_texts(options.shared, options.words)
    pairs = pairs_of(options.shared, options.pairs)
    everything = rows(options.shared, "fr-en_news_postedit")
    held = sample([item for item in everything if item["doc"] % 3 == 2], 4, options.segments)
    train = sample([item for item in everything if item["doc"] % 3 == 0], 9, options.segments)
    annotated = sample([item for item in rows(options.shared, "fr-en_mqm_spans") if not item["human"]], 5, options.segments)
    for name in names:
        engine = engine_of(name)
        found = {kind: [(check_all(engine, [a])[0][1], check_all(engine, [b])[0][1]) for a, b in both] for kind, both in pairs.items()}
        ablation(name, check_all(engine, news), found)
        checked = outputs(engine, held)
        postedit(name, engine, checked, held)
        sentence_level(name, outputs(engine, train), checked)
        spans_of_annotators(name, engine, annotated)
        gold = against_gold(engine, options.shared / "seed/article.en.txt", options.shared / "seed/gold.json", False)
        print(f"{name}: seed " + "  ".join(f"{key} {value}" for key, value in gold.items()), flush=True)
        if name in ("counts", "neural"):
            cost(name, options.shared)
    return 0


if __name__ == "__main__":
    sys.exit(main())
