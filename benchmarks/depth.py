"""Measure the deep layer: what each proposer and each judge adds, on dev data.

    python benchmarks/depth.py [--shared DIR] [--pairs N] [--words N] [--segments N] [--judges lists,counts,neural]

Reads ../shared beside the project. For each judge, each line adds one rule to those above it:
findings per 1,000 words of human news, and the share of perturbed sentences told apart from their
clean twins with the clean side silent. Then, on post-edited machine output: flags per 1,000 words,
how many hold a word that the post-editor changed, and the same for random spans of the same length.
Documents whose number divides by three calibrate (benchmarks/calibrate_depth.py); the others count.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from quality import against_gold, by_document, rows  # noqa: E402

from checker.config import Config  # noqa: E402
from checker.depth.counts import CountJudge  # noqa: E402
from checker.depth.judge import Judge  # noqa: E402
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
GARBLED_HTER = 0.4


def engine_of(name: str) -> Engine:
    """The engine of a line of the table: ``lists`` (no deep layer), ``counts`` or ``neural``."""
    judge: Judge | None = {"lists": None, "counts": CountJudge()}.get(name) if name != "neural" else best_judge()
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


Checked = tuple[str, list[Finding]]


def check_all(engine: Engine, texts: Iterable[str]) -> list[Checked]:
    """Every text with its findings."""
    return [(text, engine.check(Document(text)).findings) for text in texts]


def ablation(name: str, news: list[Checked], pairs: dict[str, list[tuple[list[Finding], list[Finding]]]]) -> None:
    """A line a rule: what it adds to the rules above it."""
    words = sum(len(text.split()) for text, _ in news)
    print(f"\n{name}: human news ({words} words), pairs told apart\n{'':10} {'FA/1k':>6} " + " ".join(f"{kind[:9]:>9}" for kind in pairs))
    active: set[str] = set()
    for code in ["lists", *(CODES if name != "lists" else ())]:
        active.add(code)

        def counted(findings: Sequence[Finding]) -> bool:
            return any(not is_deep(f) or f.code in active for f in findings)

        alarms = sum(f.code in active if is_deep(f) else code == "lists" for _, found in news for f in found)
        told = [sum(counted(b) and not counted(a) for a, b in both) / max(1, len(both)) for both in pairs.values()]
        print(f"{'lists' if code == 'lists' else '+ ' + code:10} {1000 * alarms / words:6.2f} " + " ".join(f"{share:9.3f}" for share in told), flush=True)


def changed_words(text: str, tags: list[list[str]]) -> list[tuple[int, int, bool]]:
    """The tagged words' places in the text, and whether the post-editor changed them."""
    places, at = [], 0
    for word, tag in tags:
        start = text.find(word, at)
        if start >= 0:
            at = start + len(word)
            places.append((start, at, tag == "BAD"))
    return places


def distance(one: list[str], other: list[str]) -> int:
    """Levenshtein distance in words."""
    line = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, line[0] = line[0], i
        for j, b in enumerate(other, 1):
            last, line[j] = line[j], min(line[j] + 1, line[j - 1] + 1, last + (a != b))
    return line[-1]


def postedit(name: str, engine: Engine, items: list[dict[str, Any]]) -> None:
    """Flags on machine output, how many hold a changed word, the same at random; flags on the post-edits."""
    flags = hits = words = 0
    random_hits = 0.0
    scores: list[tuple[float, bool]] = []
    for item in items:
        for system in ("google", "bing"):
            text = item["mt"][system]
            found = [f for f in engine.check(Document(text)).findings if is_deep(f) or name == "lists"]
            places = changed_words(text, item["word_tags"][system])
            words += len(places)
            for f in found:
                touched = [i for i, (a, b, _) in enumerate(places) if a < f.end and f.start < b]
                flags += 1
                hits += any(places[i][2] for i in touched)
                random_hits += _share_at_random(places, max(1, len(touched)))
            hter = distance(text.split(), item["post_edit"].split()) / max(1, len(item["post_edit"].split()))
            scores.append((sum(f.confidence for f in found), hter >= GARBLED_HTER))
    edited = [found for _, found in check_all(engine, [item["post_edit"] for item in items])]
    own = sum(is_deep(f) or name == "lists" for found in edited for f in found)
    edited_words = sum(len(item["post_edit"].split()) for item in items)
    print(
        f"{name}: post-edited news, {flags} flags in {words} words of machine output ({1000 * flags / words:.2f} per 1,000): "
        f"{hits / max(1, flags):.2f} hold a changed word (at random {random_hits / max(1, flags):.2f}); "
        f"post-edits {1000 * own / edited_words:.2f} per 1,000; sentences of HTER ≥ {GARBLED_HTER}: AUC {auc(scores):.3f}",
        flush=True,
    )


def _share_at_random(places: list[tuple[int, int, bool]], length: int) -> float:
    spans = [places[i : i + length] for i in range(max(1, len(places) - length + 1))]
    return sum(any(bad for _, _, bad in span) for span in spans) / len(spans)


def auc(scores: list[tuple[float, bool]]) -> float:
    """The probability that a garbled sentence scores above another; ties count half."""
    good = [score for score, bad in scores if not bad]
    bad = [score for score, is_bad in scores if is_bad]
    wins = sum((b > g) + 0.5 * (b == g) for b in bad for g in good)
    return wins / max(1, len(bad) * len(good))


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
    options = parser.parse_args()
    if not options.shared.exists():
        print(f"{options.shared} is not there: nothing to measure")
        return 0
    names = options.judges.split(",")
    if "neural" in names and not installed():
        print(f"without the neural judge: {INSTALL}")
        names.remove("neural")
    news = news_texts(options.shared, options.words)
    pairs = pairs_of(options.shared, options.pairs)
    segments = [item for item in rows(options.shared, "fr-en_news_postedit") if item["doc"] % 3]
    segments = random.Random(4).sample(segments, min(options.segments, len(segments)))
    for name in names:
        engine = engine_of(name)
        found = {kind: [(check_all(engine, [a])[0][1], check_all(engine, [b])[0][1]) for a, b in both] for kind, both in pairs.items()}
        ablation(name, check_all(engine, news), found)
        postedit(name, engine, segments)
        gold = against_gold(engine, options.shared / "seed/article.en.txt", options.shared / "seed/gold.json", False)
        print(f"{name}: seed " + "  ".join(f"{key} {value}" for key, value in gold.items()), flush=True)
        if name != "lists":
            cost(name, options.shared)
    return 0


if __name__ == "__main__":
    sys.exit(main())
