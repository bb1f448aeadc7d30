"""Scores as a table for people, as JSON, and segment by segment as TSV."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from checker.reference.inputs import Task
from checker.reference.scores import Difference, Metric
from checker.version import __version__

FORMATS = ("text", "json", "tsv")
Segments = list[dict[str, float | None]]


@dataclass(frozen=True)
class Scored:
    """What was asked of sacrebleu: corpus scores and segment scores of each hypothesis, and how two differ."""

    task: Task
    metrics: list[list[Metric]]
    segments: list[Segments]
    differences: list[Difference]
    notes: list[str]


def render(scored: Scored, name: str) -> str:
    """The scores in one of ``FORMATS``."""
    return {"text": _text, "json": _json, "tsv": _tsv}[name](scored)


def _text(scored: Scored) -> str:
    lines = []
    task = scored.task
    count = len(task.lines)
    references = ", ".join(side.name for side in task.references)
    for side, metrics in zip(task.hypotheses, scored.metrics):
        lines.append(f"{side.name} against {references}: {count} segment{'s' * (count != 1)}")
        lines += [_metric(metric) for metric in metrics]
        lines.append("")
    for item in scored.differences:
        lines.append(verdict(item, task.hypotheses[0].name, task.hypotheses[1].name))
    if scored.differences:
        lines.append("")
    for metric in scored.metrics[0]:
        lines.append(f"signature {metric.name}: {metric.signature}")
    return "\n".join(lines) + "\n"


def _metric(metric: Metric) -> str:
    low_is_good = "  (share of words to edit; lower is better)" if metric.key == "ter" else ""
    interval = f" ± {metric.interval:.1f}" if metric.interval is not None else ""
    return f"  {metric.name:8}{metric.score:6.1f}{interval}{low_is_good}"


def verdict(item: Difference, first: str, second: str) -> str:
    """Whether the difference of two systems is noise, in a sentence."""
    gap = abs(item.second - item.first)
    if item.is_noise:
        return f"{item.name}: a difference of {gap:.1f} (p = {item.p:.3f}) may well be noise; neither is shown to be better"
    second_wins = (item.second > item.first) != (item.key == "ter")
    better, worse = (second, first) if second_wins else (first, second)
    return f"{item.name}: {better} is better than {worse} by {gap:.1f} (p = {item.p:.3f}); more than noise"


def _json(scored: Scored) -> str:
    task = scored.task
    whole = {
        "version": 1,
        "checker": __version__,
        "references": [side.name for side in task.references],
        "systems": [
            {"path": side.name, "segments": len(task.lines), "metrics": [asdict(metric) for metric in metrics]}
            for side, metrics in zip(task.hypotheses, scored.metrics)
        ],
        "differences": [{**asdict(item), "noise": item.is_noise} for item in scored.differences],
        "notes": scored.notes,
        "segments": [_segment(scored, at) for at in range(len(task.lines))],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _segment(scored: Scored, at: int) -> dict[str, Any]:
    task, line = scored.task, scored.task.lines[at]
    return {
        "index": at,
        "bead": line.kind,
        "hypotheses": [
            {"text": task.hypothesis(n)[at], "scores": scored.segments[n][at], "spans": _spans(side.segments, line.hypotheses[n])}
            for n, side in enumerate(task.hypotheses)
        ],
        "references": [
            {"text": task.streams()[n][at], "spans": _spans(side.segments, line.references[n])} for n, side in enumerate(task.references)
        ],
    }


def _spans(segments: Sequence[Any], indexes: Sequence[int]) -> list[list[int]]:
    return [[segments[index].start, segments[index].end] for index in indexes]


def _tsv(scored: Scored) -> str:
    task = scored.task
    keys = [metric.key for metric in scored.metrics[0]]
    several = len(task.hypotheses) > 1
    names = [f"{key}_{n + 1}" if several else key for n in range(len(task.hypotheses)) for key in keys]
    texts = [f"hypothesis_{n + 1}" if several else "hypothesis" for n in range(len(task.hypotheses))]
    others = [f"reference_{n + 1}" if len(task.references) > 1 else "reference" for n in range(len(task.references))]
    rows = [["index", "bead", *names, *texts, *others]]
    hypotheses, streams = [task.hypothesis(n) for n in range(len(task.hypotheses))], task.streams()
    for at, line in enumerate(task.lines):
        values = [scored.segments[n][at][key] for n in range(len(task.hypotheses)) for key in keys]
        cells = ["" if value is None else f"{value:.2f}" for value in values]
        rows.append([str(at), line.kind, *cells, *(text[at] for text in hypotheses), *(stream[at] or "" for stream in streams)])
    return "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in rows)
