"""Set the thresholds of the deep layer: writes checker/data/depth/thresholds.tsv.

    python benchmarks/calibrate_depth.py [--shared DIR] [--words N] [--pairs N] [--segments N] [--show KIND] [--kinds KIND,…]

For each kind of candidate and each judge it gathers candidates from human news, from perturbed
sentences, and from machine output whose post-edit is known (documents whose number divides by
three). A candidate counts as right where it restores the clean sentence or, on machine output, where
its span holds a word that the post-editor changed. The threshold is the lowest at which human news
holds no more findings of the kind than its share of the budget; a logistic curve is fitted to what is
right on machine output, and gives the confidence.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from depth import news_texts, pairs_of  # noqa: E402
from post_edits import changed_words  # noqa: E402
from quality import rows  # noqa: E402

from checker.data import DATA, data_lines  # noqa: E402
from checker.depth.counts import CountJudge  # noqa: E402
from checker.depth.gaps import KINDS, LEAST_ODDS  # noqa: E402
from checker.depth.judge import Candidate, Judge  # noqa: E402
from checker.depth.judges import best_judge  # noqa: E402
from checker.depth.proposers import PROPOSERS  # noqa: E402
from checker.depth.search import MOST  # noqa: E402
from checker.depth.sentence import Sentence, sentences  # noqa: E402
from checker.depth.verdict import COUNTS_WEIGHT, ODDS_WEIGHT, THRESHOLDS  # noqa: E402
from checker.document import Document  # noqa: E402

SHOWN_TO_JUDGE = {
    "swap": 1, "move": 4, "deletion": 6.5, "double": 0, "insertion": 0.3, "form": 2, "kin": 1, "preposition": 3.5, "pronoun": -1, "relative": 3,
    **dict.fromkeys(KINDS, LEAST_ODDS),
}  # fmt: skip
"""The least gain by counts of what a neural judge sees, or the least log-odds of a gap: set by what it costs, some three candidates a sentence."""
NEURAL_BUDGET = {
    "swap": 0.1, "move": 0.07, "deletion": 0.07, "double": 0.1, "insertion": 0.07, "form": 0.1, "kin": 0.14, "preposition": 0.05, "pronoun": 0.05, "relative": 0,
    "verb": 0.05, "noun": 0.05,
}  # fmt: skip
COUNTS_BUDGET = {**dict.fromkeys(PROPOSERS, 0.0), "swap": 0.1, "double": 0.1, "pronoun": 0.05, "kin": 0.05, "preposition": 0.05}
"""Findings per 1,000 words of human news that each kind may add."""
NEAR_MISS = 2.0
"""Nats below its threshold from which the count-based judge lets a candidate tell of its sentence."""
LEAST_SCORE = 4.0
"""No threshold is lower, however quiet a kind is on human news."""


class Example(NamedTuple):
    """A candidate with its score; ``right``: it restores what a human wrote, or stands where one wrote anew."""

    kind: str
    score: float
    right: bool
    source: str
    candidate: Candidate


class Text(NamedTuple):
    """A text, where it comes from, and its clean twin or the places of the words that a post-editor changed."""

    text: str
    source: str
    clean: str = ""
    changed: tuple[tuple[int, int], ...] = ()


def gather(texts: Iterable[Text], judge: Judge, kinds: Sequence[str]) -> list[Example]:
    """The candidates of some kinds in some texts that the judge would see."""
    found: list[Example] = []
    for one in texts:
        shown: list[tuple[float, int, Candidate]] = []
        places = list(sentences(Document(one.text)))
        for offset, sentence in places:
            shown.extend((added, offset, candidate) for added, candidate in _proposed(sentence, judge, kinds))
        if set(kinds) & KINDS.keys():
            completed = zip(places, judge.completions([sentence.text for _, sentence in places]))
            shown.extend((ODDS_WEIGHT * odds, offset, c) for (offset, _), own in completed for odds, c in own if c.kind in kinds)
        for (added, offset, candidate), own in zip(shown, judge.gains([candidate for _, _, candidate in shown])):
            found.append(Example(candidate.kind, own + added, is_right(one, offset, candidate), one.source, candidate))
    return found


def _proposed(sentence: Sentence, judge: Judge, kinds: Sequence[str]) -> Iterator[tuple[float, Candidate]]:
    """What the counts let through, with what they add to the score."""
    for kind, propose in PROPOSERS.items():
        if kind in kinds:
            candidates = list(propose(sentence))
            least = SHOWN_TO_JUDGE[kind] if judge.name != "counts" else 2
            likely = sorted(((g, c) for g, c in zip(CountJudge().gains(candidates), candidates) if g >= least), reverse=True)
            yield from ((COUNTS_WEIGHT * gain if judge.name != "counts" else 0, candidate) for gain, candidate in likely[:MOST])


def is_right(one: Text, offset: int, candidate: Candidate) -> bool:
    """Whether the candidate restores the clean twin, or touches a changed word."""
    start, end = offset + candidate.start, offset + candidate.end
    if one.clean:
        return one.text[:start] + candidate.replacement + one.text[end:] == one.clean
    return any(a <= end and start <= b for a, b in one.changed)


def threshold(examples: list[Example], allowed: int) -> float:
    """The lowest score above which no more than ``allowed`` human-news candidates of distinct places lie."""
    places: dict[tuple[str, int], float] = defaultdict(lambda: -math.inf)
    for e in examples:
        if e.source == "news":
            place = e.candidate.sentence, e.candidate.start // 8
            places[place] = max(places[place], e.score)
    ranked = sorted(places.values(), reverse=True)
    return ranked[allowed] + 0.1 if len(ranked) > allowed else min(ranked, default=3.0)


def logistic(points: list[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and intercept of P(right | score) by Newton's method, with Platt's smoothed targets."""
    positive = sum(right for _, right in points)
    high, low = (positive + 1) / (positive + 2), 1 / (len(points) - positive + 2)
    slope, intercept = 0.1, 0.0
    for _ in range(50):
        g0 = g1 = 0.0
        h00 = h01 = h11 = 1e-6
        for x, right in points:
            p = 1 / (1 + math.exp(-max(-30.0, min(30.0, slope * x + intercept))))
            d, w = (high if right else low) - p, p * (1 - p)
            g0, g1 = g0 + d, g1 + d * x
            h00, h01, h11 = h00 + w, h01 + w * x, h11 + w * x * x
        determinant = h00 * h11 - h01 * h01
        intercept += (h11 * g0 - h01 * g1) / determinant
        slope += (h00 * g1 - h01 * g0) / determinant
    return slope, intercept


def fit(judge: Judge, examples: list[Example], news_words: int, budgets: dict[str, float]) -> list[str]:
    """The lines of the file for one judge."""
    lines = []
    output = [e for e in examples if e.source == "postedit"]
    shared = logistic([(e.score, e.right) for e in output])
    for kind in sorted({e.kind for e in examples}, key=list(budgets).index):
        own = [e for e in examples if e.kind == kind]
        limit = max(LEAST_SCORE, threshold(own, int(budgets[kind] * news_words / 1000)))
        above = [e for e in own if e.score >= limit]
        here = [(e.score, e.right) for e in output if e.kind == kind]
        slope, intercept = logistic(here) if sum(right for _, right in here) >= 20 else shared
        slope = max(0.0, slope)
        least = limit - NEAR_MISS if judge.name == "counts" else SHOWN_TO_JUDGE[kind]
        tally = {s: (sum(e.right for e in above if e.source == s), sum(e.source == s for e in above)) for s in ("news", "pairs", "postedit")}
        print(f"{judge.name:14} {kind:12} score ≥ {limit:6.2f}  right/flagged " + "  ".join(f"{s} {a}/{n}" for s, (a, n) in tally.items()))
        lines.append(f"{kind}\t{judge.name}\t{least:.2f}\t{limit:.2f}\t{slope:.3f}\t{intercept:.3f}")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--pairs", type=int, default=60)
    parser.add_argument("--segments", type=int, default=400)
    parser.add_argument("--show")
    parser.add_argument("--kinds", help="set the thresholds of these kinds only, with commas between, and keep the others")
    options = parser.parse_args()
    news = news_texts(options.shared, options.words)
    count = sum(len(text.split()) for text in news)
    pairs = [Text(dirty, "pairs", clean) for both in pairs_of(options.shared, options.pairs).values() for clean, dirty in both]
    segments = [item for item in rows(options.shared, "fr-en_news_postedit") if item["doc"] % 3 == 0]
    segments = random.Random(6).sample(segments, min(options.segments, len(segments)))
    output = [
        Text(text, "postedit", changed=tuple((a, b) for a, b, bad in changed_words(text, item["word_tags"][system]) if bad))
        for item in segments
        for system, text in item["mt"].items()
        if system in item["word_tags"]
    ]
    texts = [*(Text(text, "news") for text in news), *pairs, *output]
    kinds = options.kinds.split(",") if options.kinds else list(NEURAL_BUDGET)
    lines = ["# kind, judge, least gain by counts or log-odds, least score (see verdict.py), slope and intercept of the confidence"]
    lines += [line for line in data_lines(THRESHOLDS) if line.split("\t")[0] not in kinds]
    for judge, budgets in ((best_judge(), NEURAL_BUDGET), (CountJudge(), COUNTS_BUDGET)):
        if not set(kinds) & budgets.keys():
            continue
        examples = gather(texts, judge, kinds)
        lines += fit(judge, examples, count, budgets)
        for e in sorted((e for e in examples if e.kind == options.show), key=lambda e: -e.score)[:80]:
            c = e.candidate
            print(f"  {e.score:6.2f} {e.source} {e.right} …{c.sentence[max(0, c.start - 40) : c.start]}[{c.sentence[c.start : c.end]}→{c.replacement}]{c.sentence[c.end : c.end + 30]}")
    (DATA / THRESHOLDS).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
