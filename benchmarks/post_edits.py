"""Post-edited machine output: which words an editor changed, and how well findings and scores tell them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NamedTuple

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from checker.document import Document  # noqa: E402
from checker.engine import Engine  # noqa: E402
from checker.finding import Finding, Fix  # noqa: E402

GARBLED_HTER = 0.4
"""Edits a word of the post-edit from which a sentence counts as garbled."""


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


class Output(NamedTuple):
    """A sentence of machine output, checked.

    ``words`` are its tagged words (start, end, changed); ``garbled``: its HTER is high.
    """

    text: str
    findings: list[Finding]
    words: list[tuple[int, int, bool]]
    garbled: bool
    post_edit: str


def outputs(engine: Engine, items: list[dict[str, Any]]) -> list[Output]:
    """The machine output of some segments."""
    found = []
    for item in items:
        for system, tags in item["word_tags"].items():
            text = item["mt"][system]
            hter = distance(text.split(), item["post_edit"].split()) / max(1, len(item["post_edit"].split()))
            found.append(Output(text, engine.check(Document(text)).findings, changed_words(text, tags), hter >= GARBLED_HTER, item["post_edit"]))
    return found


def comes_closer(one: Output, fix: Fix) -> bool:
    """Whether a fix brings a sentence closer to its post-edit."""
    better = one.text[: fix.start] + fix.replacement + one.text[fix.end :]
    wanted = one.post_edit.split()
    return distance(better.split(), wanted) < distance(one.text.split(), wanted)


def share_at_random(places: list[tuple[int, int, bool]], length: int) -> float:
    """The share of spans of so many words that hold a changed one."""
    spans = [places[i : i + length] for i in range(max(1, len(places) - length + 1))]
    return sum(any(bad for _, _, bad in span) for span in spans) / len(spans)


def word_level(checked: list[Output]) -> str:
    """F1 and MCC of changed words, at the confidence where each is best; a whole sentence flagged counts word by word."""
    scored = []
    for one in checked:
        for a, b, bad in one.words:
            scored.append((max((f.confidence for f in one.findings if a < f.end and f.start < b), default=0.0), bad))
    positive, best_f, best_m = sum(bad for _, bad in scored), (0.0, 0.0), (0.0, 0.0)
    for limit in sorted({score for score, _ in scored if score}):
        tp = sum(bad for score, bad in scored if score >= limit)
        fp = sum(not bad for score, bad in scored if score >= limit)
        fn, tn = positive - tp, len(scored) - positive - fp
        best_f = max(best_f, (2 * tp / (2 * tp + fp + fn), limit))
        best_m = max(best_m, ((tp * tn - fp * fn) / ((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn) or 1) ** 0.5, limit))
    share = positive / max(1, len(scored))
    return f"F1 {best_f[0]:.3f} at confidence {best_f[1]}, MCC {best_m[0]:.3f} at {best_m[1]} ({share:.2f} of words are changed: all flagged F1 {2 * share / (1 + share):.2f})"
