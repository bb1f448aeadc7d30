"""Measure the detector alone: gaps, changed words and garbled sentences, on documents that it never saw.

    python benchmarks/detector.py [--shared DIR] [--pairs N] [--segments N] [--surprisal]

Reads ../shared beside the project. Gaps: pairs with a word removed that are told apart, by the share
of human news that would be flagged. Words and sentences: the post-edited news whose document number
leaves two when divided by three, as ``train_detector.py`` leaves it. The regression over sentences is
fitted and measured in five parts by document; ``--surprisal`` adds what the neural judge says.
"""

from __future__ import annotations

import argparse
import math
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from depth import (  # noqa: E402
    engine_of,
    news_texts,
    pairs_of,
    sample,
)
from post_edits import GARBLED_HTER, changed_words, distance  # noqa: E402
from quality import rows  # noqa: E402
from sentence_level import Regression, features, precision_at, ranks  # noqa: E402

from checker.depth.detector import HEADS, Detector, Reading  # noqa: E402
from checker.depth.sentence import sentences  # noqa: E402
from checker.document import Document  # noqa: E402

HELD_OUT = 2
PARTS = 5
CHANGED = HEADS.index("changed")


def chance(odds: float) -> float:
    """The probability behind log-odds."""
    return 1 / (1 + math.exp(-odds))


def gaps(detector: Detector, shared: Path, most: int) -> None:
    """Pairs told apart by the likeliest gap alone."""
    news = news_texts(shared, 100_000)
    words = sum(len(text.split()) for text in news)
    clean = detector.read([sentence.text for text in news for _, sentence in sentences(Document(text))])
    pairs = pairs_of(shared, most)
    for kind, head in (("verb_removed", "verb"), ("noun_removed", "noun"), ("subj_removed", "noun")):
        column = HEADS.index(head)
        alarms = sorted((odds[column] for read in clean for odds in read.words.values()), reverse=True)
        both = [[_worst(read, column) for read in detector.read(pair)] for pair in pairs[kind]]
        line = []
        for budget in (0.05, 0.2, 0.5):
            limit = alarms[int(budget * words / 1000)]
            line.append(f"{sum(dirty > limit >= tidy for tidy, dirty in both) / len(both):.2f} at {budget}")
        print(f"{kind}: told apart {', '.join(line)} gaps per 1,000 words of human news; the garbled one is the worse in {sum(d > t for t, d in both) / len(both):.2f}")


def _worst(read: Reading, column: int) -> float:
    return max((odds[column] for odds in read.words.values()), default=-99.0)


def changed(reads: list[Reading], items: list[tuple[dict[str, Any], str]]) -> str:
    """AUC, F1 and MCC of changed words."""
    scored = []
    for read, (item, system) in zip(reads, items):
        for start, _, bad in changed_words(item["mt"][system], item["word_tags"][system]):
            if start in read.words:
                scored.append((read.words[start][CHANGED], bad))
    positive, tp, best_f, best_m = sum(bad for _, bad in scored), 0, 0.0, 0.0
    for count, (_, bad) in enumerate(sorted(scored, key=lambda pair: -pair[0]), 1):
        tp += bad
        fp, fn = count - tp, positive - tp
        tn = len(scored) - positive - fp
        best_f = max(best_f, 2 * tp / (2 * tp + fp + fn))
        best_m = max(best_m, (tp * tn - fp * fn) / math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn) or 1))
    share = positive / len(scored)
    return f"{len(scored)} words, AUC {ranks(scored):.3f}, F1 {best_f:.3f} (all flagged {2 * share / (1 + share):.3f}), MCC {best_m:.3f}"


def of_sentence(read: Reading) -> list[float]:
    """What the detector says, as features of a sentence."""
    columns = list(zip(*read.words.values())) or [(-9.0,)] * len(HEADS)
    likely = sorted(map(chance, columns[CHANGED]))
    found = [read.garbled, sum(likely) / len(likely), sum(likely[-3:]) / 3, sum(map(chance, columns[-1])) / len(likely)]
    return found + [max(column) for column in columns]


def cross_validated(name: str, known: list[list[float]], garbled: list[bool], documents: list[int]) -> None:
    """AUC of a regression, every document scored by one that has not seen it."""
    scores = []
    parts = [document // 3 % PARTS for document in documents]
    for part in range(PARTS):
        rest = [i for i, own in enumerate(parts) if own != part]
        here = [i for i, own in enumerate(parts) if own == part]
        model = Regression([known[i] for i in rest], [garbled[i] for i in rest])
        scores += list(zip(model.scores([known[i] for i in here]), [garbled[i] for i in here]))
    print(f"sentences of HTER ≥ {GARBLED_HTER}, {name}: AUC {ranks(scores):.3f}, precision at recall 0.3 {precision_at(scores, 0.3):.2f}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--pairs", type=int, default=300, help="pairs of each kind at most")
    parser.add_argument("--segments", type=int, default=350, help="post-edited segments at most")
    parser.add_argument("--surprisal", action="store_true")
    options = parser.parse_args()
    if not options.shared.exists():
        print(f"{options.shared} is not there: nothing to measure")
        return 0
    detector = Detector()
    gaps(detector, options.shared, options.pairs)
    held = sample([item for item in rows(options.shared, "fr-en_news_postedit") if item["doc"] % 3 == HELD_OUT], 3, options.segments)
    items = [(item, system) for item in held for system in item["word_tags"]]
    texts = [item["mt"][system] for item, system in items]
    reads = detector.read(texts)
    print(f"changed words: {changed(reads, items)}", flush=True)
    lengths = [(distance(item["mt"][system].split(), item["post_edit"].split()), len(item["post_edit"].split())) for item, system in items]
    garbled = [edits >= GARBLED_HTER * max(1, words) for edits, words in lengths]
    documents = [item["doc"] for item, _ in items]
    print(f"sentences: {len(garbled)}, {sum(garbled) / len(garbled):.2f} garbled")
    own = [of_sentence(read) for read in reads]
    cross_validated("detector", own, garbled, documents)
    judge = None
    if options.surprisal:
        from checker.depth.neural import NeuralJudge

        judge = NeuralJudge()
    lists = engine_of("lists")
    other = [features(text, lists.check(Document(text)).findings, [], judge) for text in texts]
    cross_validated("lists, counts" + ", surprisal" * bool(judge), other, garbled, documents)
    cross_validated("all of it", [a + b for a, b in zip(own, other)], garbled, documents)
    return 0


if __name__ == "__main__":
    sys.exit(main())
