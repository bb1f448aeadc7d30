"""Estimate which words a post-editor would change and which sentences are garbled, without the French and with it.

    python -m pip install scikit-learn
    python benchmarks/stacked.py [--shared DIR] [--counts]

Reads ../shared beside the project. Learns from the post-edited news whose document number leaves 0 or 1 when
divided by three (7,114 sentences) and is measured on the others (3,396). Words: gradient boosting over what
``word_features.py``, the probes of ``probes.py`` and, with the French, ``renderings.py`` know. Sentences: a regression
over what comes of their words. What one stage tells the next it says of documents that it has not seen: the documents
to learn from are cut in five parts, and each is scored by a model of the other four. The neural judge takes 20 minutes
on one core; ``--counts`` leaves it out. The ranges hold 95 of 100 draws of documents.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import numpy as np  # noqa: E402
from depth import engine_of  # noqa: E402
from detector_data import HELD_OUT  # noqa: E402
from post_edits import GARBLED_HTER, changed_words, distance  # noqa: E402
from quality import rows  # noqa: E402
from renderings import Renderings  # noqa: E402
from sentence_level import Regression, precision_at, ranks  # noqa: E402
from word_features import (  # noqa: E402
    Floats,
    Lexicon,
    Segment,
    probe_features,
    surprisal,
    word_features,
)

from checker.depth.weights import INSTALL, installed  # noqa: E402
from checker.document import Document  # noqa: E402

PARTS = 5
"""Parts of the documents to learn from; the held-out documents are one more."""
DRAWS = 300
WORST = (1, 3, 5)
"""The worst words of a sentence whose mean score tells something of it."""


class Known(NamedTuple):
    """What one source knows of a segment: rows of its words, and numbers of the whole."""

    words: Floats
    whole: list[float]


def segments(shared: Path) -> list[Segment]:
    """All output of the two systems whose words are tagged."""
    lists = engine_of("lists")
    found = []
    for item in rows(shared, "fr-en_news_postedit"):
        for system, tags in item["word_tags"].items():
            text, wanted = item["mt"][system], item["post_edit"]
            words = changed_words(text, tags)
            hter = distance(text.split(), wanted.split()) / max(1, len(wanted.split()))
            findings = lists.check(Document(text)).findings
            found.append(Segment(item["doc"], text, [(a, b) for a, b, _ in words], [bad for *_, bad in words], wanted, item["mt"]["moses"], hter, findings, item["src"]))
    return found


def parts_of(known: Sequence[Segment]) -> list[int]:
    """The part of each segment, by document; ``PARTS`` stands for the held-out ones."""
    documents = sorted({one.document for one in known if one.document % 3 != HELD_OUT})
    part = {document: number % PARTS for number, document in enumerate(documents)}
    return [part.get(one.document, PARTS) for one in known]


def others(part: Sequence[int], own: int) -> list[int]:
    """The segments from which a part's model learns."""
    return [at for at, other in enumerate(part) if other not in (own, PARTS)]


def counted(known: Sequence[Segment], part: Sequence[int]) -> list[Known]:
    """What counts and rules tell of the words of each segment."""
    lexica = [Lexicon(known[at] for at in others(part, own)) for own in range(PARTS + 1)]
    return [Known(word_features(one, lexica[own]).astype(np.float32), []) for one, own in zip(known, part)]


def rendered(known: Sequence[Segment], part: Sequence[int]) -> list[Known]:
    """What the French tells of the words and the whole of each segment."""
    learnt = [Renderings(known[at] for at in others(part, own)) for own in range(PARTS + 1)]
    return [Known(*learnt[own].features(one)) for one, own in zip(known, part)]


def joined(first: Sequence[Known], second: Sequence[Known]) -> list[Known]:
    """What two sources know of each segment."""
    return [Known(np.hstack([one.words, other.words]), one.whole + other.whole) for one, other in zip(first, second)]


def read(known: Sequence[Segment], part: Sequence[int]) -> list[Known]:
    """What the neural judge knows of the words and the whole of each segment."""
    from probes import readings, sentence_probes, word_probes

    found = []
    for reading in readings([one.text for one in known], [one.spans for one in known]):
        found.append(reading)
        if len(found) % 1000 == 0:
            print(f"{len(found)} of {len(known)} sentences read", file=sys.stderr, flush=True)
    states = [reading.states for reading in found]
    scores = word_probes(states, [one.changed for one in known], part, PARTS)
    whole = sentence_probes(states, [one.hter for one in known], part, PARTS)
    result = []
    for one, reading, own, hter in zip(known, found, scores, whole):
        values = sorted(value for _, value in reading.tokens)
        of_all = [hter, values[len(values) // 4], sum(value < -8 for value in values) / len(values), sum(values)]
        result.append(Known(np.hstack([surprisal(one, reading.tokens), probe_features(own)]), of_all))
    return result


def word_scores(known: Sequence[Segment], features: Sequence[Floats], part: Sequence[int]) -> list[Floats]:
    """The probability of each word to be changed."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    found: list[Floats] = [np.zeros(0)] * len(known)
    for own in range(PARTS + 1):
        rest = others(part, own)
        model = HistGradientBoostingClassifier(max_iter=250, learning_rate=0.06, max_leaf_nodes=24, min_samples_leaf=80, l2_regularization=5, max_features=0.3, random_state=0)
        model.fit(np.vstack([features[at] for at in rest]), np.concatenate([known[at].changed for at in rest]))
        for at, other in enumerate(part):
            if other == own:
                found[at] = model.predict_proba(features[at])[:, 1]
    return found


def of_sentence(segment: Segment, scores: Floats, words: Floats, whole: list[float]) -> list[float]:
    """What comes of a segment's words, its looks, and what is known of the whole."""
    worst, count, text = np.sort(scores)[::-1], len(scores), segment.text
    odds = np.log(scores / (1 - scores))
    found = [scores.sum(), scores.mean(), odds.mean(), *(worst[:most].mean() for most in WORST), worst[: max(1, count // 2)].mean()]
    found += [(scores > 0.4).mean(), (scores > 0.5).mean(), math.log(count), count - len(text.split())]
    found += [text.count(","), sum(text.count(mark) for mark in ";:()\"–—"), " - " in text, text.endswith("."), text.endswith("?")]
    return [float(value) for value in [*found, *words.mean(axis=0), *whole]]


def sentence_scores(features: list[list[float]], garbled: list[bool], part: Sequence[int]) -> list[float]:
    """The probability of each held-out segment to be garbled, in their order."""
    rest = others(part, PARTS)
    model = Regression([features[at] for at in rest], [garbled[at] for at in rest])
    return model.scores([row for row, own in zip(features, part) if own == PARTS])


def matthews(scored: list[tuple[float, bool]], limit: float) -> tuple[float, float]:
    """MCC and F1 of words at or above a limit."""
    tp = sum(bad for score, bad in scored if score >= limit)
    fp = sum(not bad for score, bad in scored if score >= limit)
    fn = sum(bad for _, bad in scored) - tp
    tn = len(scored) - tp - fp - fn
    return (tp * tn - fp * fn) / math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn) or 1), 2 * tp / (2 * tp + fp + fn)


def report_words(name: str, known: Sequence[Segment], scores: Sequence[Floats], part: Sequence[int]) -> None:
    """AUC, MCC and F1 of changed words, with marks and without: spaced hyphens are easy to foresee."""
    for what, marks in (("words and marks", True), ("words alone", False)):
        learnt, held = [], []
        for one, own, values in zip(known, part, scores):
            meant = [marks or one.text[start].isalnum() for start, _ in one.spans]
            scored = held if own == PARTS else learnt
            scored += [(float(value), bad) for value, bad, wanted in zip(values, one.changed, meant) if wanted]
        print(f"{name}, {what}: {_at_best(learnt, held)}", flush=True)


def _at_best(learnt: list[tuple[float, bool]], held: list[tuple[float, bool]]) -> str:
    """MCC and F1 of what is held out, each at the threshold that is best where the models learn."""
    limits = [number / 50 for number in range(5, 35)]
    best = [max(limits, key=lambda limit: matthews(learnt, limit)[which]) for which in (0, 1)]
    (mcc, _), (_, f1) = matthews(held, best[0]), matthews(held, best[1])
    flagged = [bad for score, bad in held if score >= best[0]]
    share = sum(bad for _, bad in held) / len(held)
    return (
        f"{len(held)}, {share:.2f} changed: AUC {ranks(held):.3f}, MCC {mcc:.3f} at {best[0]} ({len(flagged) / len(held):.2f} flagged, "
        f"{sum(flagged) / len(flagged):.2f} of them changed), F1 {f1:.3f} at {best[1]} (all flagged {2 * share / (1 + share):.3f})"
    )


def report_sentences(name: str, scored: list[tuple[float, bool]], documents: Sequence[int]) -> None:
    """AUC and precision at recall 0.3, with what they are when documents are drawn anew."""
    groups: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for pair, document in zip(scored, documents):
        groups[document].append(pair)
    chance = random.Random(0)
    draws = [[pair for document in chance.choices(sorted(groups), k=len(groups)) for pair in groups[document]] for _ in range(DRAWS)]

    def both(value: float, drawn: list[float]) -> str:
        drawn.sort()
        return f"{value:.3f} ({drawn[round(0.025 * DRAWS)]:.3f}–{drawn[round(0.975 * DRAWS) - 1]:.3f})"

    auc = both(ranks(scored), [ranks(draw) for draw in draws])
    precision = both(precision_at(scored, 0.3), [precision_at(draw, 0.3) for draw in draws])
    print(f"{name}: {len(scored)} sentences, {sum(bad for _, bad in scored) / len(scored):.2f} of HTER ≥ {GARBLED_HTER}: AUC {auc}, precision at recall 0.3 {precision}", flush=True)


def measure(name: str, segments: Sequence[Segment], known: Sequence[Known], part: Sequence[int]) -> None:
    """Learn and report."""
    scores = word_scores(segments, [one.words for one in known], part)
    report_words(name, segments, scores, part)
    garbled = [one.hter >= GARBLED_HTER for one in segments]
    told = sentence_scores([of_sentence(one, own, *more) for one, own, more in zip(segments, scores, known)], garbled, part)
    held = [at for at, own in enumerate(part) if own == PARTS]
    scored = [(score, garbled[at]) for score, at in zip(told, held)]
    report_sentences(name, scored, [segments[at].document for at in held])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--counts", action="store_true", help="without the neural judge")
    options = parser.parse_args()
    if not options.shared.exists():
        print(f"{options.shared} is not there: nothing to measure")
        return 0
    known = segments(options.shared)
    part = parts_of(known)
    counts, french = counted(known, part), rendered(known, part)
    measure("counts", known, counts, part)
    measure("counts, with the French", known, joined(counts, french), part)
    if options.counts:
        return 0
    if not installed():
        print(f"without the neural judge: {INSTALL}")
        return 0
    neural = joined(counts, read(known, part))
    measure("with the neural judge", known, neural, part)
    measure("with the neural judge and the French", known, joined(neural, french), part)
    return 0


if __name__ == "__main__":
    sys.exit(main())
