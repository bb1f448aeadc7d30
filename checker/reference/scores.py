"""Scores by sacrebleu (Post 2018), which alone computes them; here they are asked for and named.

chrF2++ (Popović 2017) leads: on the few dozen sentences of an article it is steadier than BLEU.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

BOOTSTRAP = 1000
LONGEST = 200
"""Words of a segment beyond which TER is left out: its search takes minutes."""
NORMALISED = "quotes+spaces"
METRICS = ("chrf", "bleu", "ter")
_QUOTES = str.maketrans({**dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‘’‚‛", "'"), **dict.fromkeys("\u00a0\u202f\u2009\u2007", " ")})


@dataclass(frozen=True)
class Metric:
    """One corpus score: ``interval`` is half the width of its 95 % confidence interval."""

    key: str
    name: str
    score: float
    interval: float | None
    signature: str


@dataclass(frozen=True)
class Difference:
    """Paired bootstrap of two systems by one metric: ``p`` is the chance of noise alone doing this."""

    key: str
    name: str
    first: float
    second: float
    p: float
    signature: str

    @property
    def is_noise(self) -> bool:
        """Whether the difference proves nothing at the usual 5 %."""
        return self.p >= 0.05


def normalise(text: str) -> str:
    """Quotation marks and apostrophes as ASCII has them, no-break spaces as spaces."""
    return text.translate(_QUOTES)


def _metrics() -> dict[str, Any]:
    """sacrebleu's metrics by our keys, with its defaults and ``word_order=2`` for chrF."""
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    return {"chrf": CHRF(word_order=2), "bleu": BLEU(), "ter": TER()}


def usable(lines: Sequence[str]) -> tuple[str, ...]:
    """The metrics that can be computed of segments such as these."""
    return METRICS if all(len(line.split()) <= LONGEST for line in lines) else METRICS[:2]


def corpus_scores(hypothesis: Sequence[str], references: Sequence[Sequence[str | None]], *, raw: bool, keys: Sequence[str] = METRICS) -> list[Metric]:
    """Score a text.

    Args:
        hypothesis: its segments.
        references: for each reference the segment for each of the hypothesis (sacrebleu's streams),
            ``None`` where it has none and another has.
        raw: leave quotation marks and spaces as they are, so that scores equal sacrebleu's.
        keys: which metrics.

    Raises:
        ValueError: the numbers of segments differ, or there is none.
    """
    if not hypothesis or any(len(stream) != len(hypothesis) for stream in references):
        raise ValueError("hypothesis and references must have the same number of segments, and one at least")
    hypothesis, references = _prepared(hypothesis, references, raw)
    found = []
    for key, metric in _metrics().items():
        if key in keys:
            several = len(hypothesis) > 1
            score = _corpus_score(metric, hypothesis, references, BOOTSTRAP if several else 1)
            found.append(Metric(key, score.name, score.score, float(score._ci) if several else None, _signature(metric.get_signature(), raw)))
    return found


def _corpus_score(metric: Any, hypothesis: Sequence[str], references: Sequence[Sequence[str | None]], samples: int) -> Any:
    """A score of a text by one metric, with its interval."""
    try:
        return metric.corpus_score(hypothesis, references, n_bootstrap=samples)
    except TypeError:
        # sacrebleu takes the mean of the samples' scores, and statistics.mean refuses numpy's floats beside the
        # plain 0.0 of a sample that has nothing in common with the reference.
        computed = metric._compute_score_from_stats

        def plain(stats: Any) -> Any:
            found = computed(stats)
            found.score = float(found.score)
            return found

        metric._compute_score_from_stats = plain
        return metric.corpus_score(hypothesis, references, n_bootstrap=samples)


def segment_scores(hypothesis: Sequence[str], references: Sequence[Sequence[str | None]], *, raw: bool, keys: Sequence[str] = METRICS) -> list[dict[str, float | None]]:
    """sacrebleu's sentence scores of each segment; ``None`` where one side is empty."""
    from sacrebleu.metrics.bleu import BLEU

    hypothesis, references = _prepared(hypothesis, references, raw)
    metrics = {**_metrics(), "bleu": BLEU(effective_order=True)}
    found = []
    for at, text in enumerate(hypothesis):
        others = [stream[at] for stream in references if stream[at]]
        found.append({key: float(metrics[key].sentence_score(text, others).score) if text and others else None for key in keys})
    return found


def difference(first: Sequence[str], second: Sequence[str], references: Sequence[Sequence[str | None]], *, raw: bool, keys: Sequence[str] = METRICS) -> list[Difference]:
    """Compare two systems on the same segments by paired bootstrap (Koehn 2004), as sacrebleu does it."""
    from sacrebleu.significance import PairedTest

    first, streams = _prepared(first, references, raw)
    second, _ = _prepared(second, references, raw)
    metrics = {key: metric for key, metric in _metrics().items() if key in keys}
    test: Any = PairedTest
    signatures, scores = test([("A", first), ("B", second)], metrics, streams, test_type="bs", n_samples=BOOTSTRAP)()
    found = []
    for key, name in zip(metrics, [name for name in scores if name != "System"]):
        a, b = scores[name]
        found.append(Difference(key, name, float(a.score), float(b.score), float(b.p_value), _signature(signatures[name], raw)))
    return found


def _prepared(hypothesis: Sequence[str], references: Sequence[Sequence[str | None]], raw: bool) -> tuple[list[str], list[list[str | None]]]:
    if raw:
        return list(hypothesis), [list(stream) for stream in references]
    return [normalise(text) for text in hypothesis], [[None if text is None else normalise(text) for text in stream] for stream in references]


def _signature(signature: Any, raw: bool) -> str:
    """sacrebleu's signature, with our normalisation in it."""
    if not raw:
        signature.update("prep", NORMALISED)
    return str(re.sub(r"\s+", "", signature.format()))
