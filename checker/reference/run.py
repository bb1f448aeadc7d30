"""A scoring run: read, align, have sacrebleu score."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from checker.reference.inputs import (
    Task,
    from_documents,
    from_fields,
    from_lines,
    warnings,
)
from checker.reference.render import Scored
from checker.reference.scores import (
    LONGEST,
    corpus_scores,
    difference,
    segment_scores,
    usable,
)

Progress = Callable[[int, int], None]
Result = TypeVar("Result")


def run(hypotheses: Sequence[str], references: Sequence[str], *, aligned: bool = False, field: str | None = None, raw: bool = False, progress: Progress | None = None) -> Scored:
    """Score one translation, or two to compare, against references.

    Args:
        hypotheses: paths of the translations.
        references: paths of the references; with ``field``, names of fields.
        aligned: whether the files correspond line by line.
        field: the field of the translation, where the one hypothesis is a file in JSON Lines.
        raw: leave quotation marks and spaces as they are.
        progress: told after each step how much is done, of how much.

    Raises:
        InputError: an input cannot be read or scored.
    """
    if field:
        task = from_fields(hypotheses[0], field, references)
    else:
        task = from_lines(hypotheses, references) if aligned else from_documents(hypotheses, references)
    return score_task(task, raw=raw, progress=progress)


def score_task(task: Task, *, raw: bool, progress: Progress | None = None) -> Scored:
    """Score texts whose segments correspond; arguments as for ``run``."""
    texts = [task.hypothesis(at) for at in range(len(task.hypotheses))]
    streams = task.streams()
    keys = usable([*(line for text in texts for line in text), *(line for stream in streams for line in stream if line)])
    notes = warnings(task)
    if "ter" not in keys:
        notes.append(f"a segment has more than {LONGEST} words: TER is left out, it would take minutes")
    steps = 2 * len(texts) + (len(texts) == 2)
    done = partial(_tell, progress, len(task.lines), steps)
    metrics = [done(at + 1, corpus_scores(text, streams, raw=raw, keys=keys)) for at, text in enumerate(texts)]
    segments = [done(len(texts) + at + 1, segment_scores(text, streams, raw=raw, keys=keys)) for at, text in enumerate(texts)]
    differences = difference(texts[0], texts[1], streams, raw=raw, keys=keys) if len(texts) == 2 and len(task.lines) > 1 else []
    return Scored(task, metrics, segments, done(steps, differences), notes)


def _tell(progress: Progress | None, segments: int, steps: int, step: int, result: Result) -> Result:
    """Pass a result on and tell that so many steps, each of all segments, are done."""
    if progress is not None:
        progress(step * segments, steps * segments)
    return result
