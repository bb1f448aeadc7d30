"""Which judge compares: the neural one where it is installed, the n-grams else."""

from __future__ import annotations

from checker.depth.cache import CachedJudge
from checker.depth.counts import CountJudge
from checker.depth.gaps import version as gaps_version
from checker.depth.judge import Judge
from checker.depth.weights import cache_folder, installed, version

NEURAL = "smollm2-135m"


def best_judge() -> Judge:
    """The best judge that is installed; a neural one is loaded when it is first asked something new."""
    if not installed():
        return CountJudge()
    return CachedJudge(_neural, NEURAL, version(), cache_folder() / "gains.sqlite", gaps_version())


def _neural() -> Judge:
    from checker.depth.neural import NeuralJudge

    return NeuralJudge()
