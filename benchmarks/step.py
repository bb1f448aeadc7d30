"""Time the whole lint step, from the start of the process to its end, on 200 articles.

    python benchmarks/step.py [--shared DIR] [--articles N] [--runs N]

Half of the articles are machine-translated (the project’s samples over and over, which is the
slower half: they are full of findings), half are human news from ../shared or, where that is
absent, the samples’ human versions. Times the ``checker`` of the interpreter that runs this script:
seconds by the clock, and seconds of processor time, which a busy machine changes less.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CI = ("sarif", "codescanning", "github", "gitlab", "junit", "checkstyle", "rdjsonl", "jsonl", "markdown")
STEPS = {
    "text": [],
    "FRE and RES rules only": ["--select", "FRE,RES"],
    "text, SARIF and Markdown": ["--format", "text", "--format", "sarif:{0}/out.sarif", "--format", "markdown:{0}/out.md"],
    "all formats for CI": ["--format", "text", *(part for name in CI for part in ("--format", f"{name}:{{0}}/out.{name}"))],
}


def human(shared: Path) -> list[str]:
    """Articles that no machine wrote."""
    source = shared / "data/en-fr_human_news.jsonl.gz"
    if not source.exists():
        print(f"{source} is not there: human articles are the samples’ own")
        return [path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("*.ref.en.txt"))]
    documents: dict[str, list[str]] = defaultdict(list)
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            documents[row["doc"]].append(row["en"])
    return ["\n\n".join(segments) for segments in documents.values()]


def build(folder: Path, shared: Path, count: int) -> int:
    """Write the articles; their words."""
    machine = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("*.mt.en.txt"))]
    half = count // 2
    texts = [*islice(cycle(machine), half), *islice(cycle(human(shared)), count - half)]
    for number, text in enumerate(texts):
        # A number of its own makes each article another file to every cache.
        (folder / f"{number:03}.txt").write_text(f"{text}\n\nArticle {number}.\n", encoding="utf-8")
    return sum(len(text.split()) for text in texts)


def seconds(command: list[str], runs: int) -> tuple[float, float]:
    """The median wall and processor time of a command after one run to warm the disk up."""
    times = []
    for run in range(runs + 1):
        start, spent = time.perf_counter(), processor()
        done = subprocess.run(command, capture_output=True, check=False)
        if done.returncode not in (0, 1):
            raise SystemExit(done.stderr.decode())
        if run:
            times.append((time.perf_counter() - start, processor() - spent))
    wall, spent = map(statistics.median, zip(*times))
    return wall, spent


def processor() -> float:
    """Processor time that the processes started here have taken, in seconds."""
    times = os.times()
    return times.children_user + times.children_system


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "articles"
        folder.mkdir()
        words = build(folder, options.shared, options.articles)
        print(f"{options.articles} articles, {words:,} words; median of {options.runs} runs\n")
        print(f"{'step':26}{'seconds':>9}{'processor':>11}{'words/s':>10}")
        for label, arguments in STEPS.items():
            given = [argument.format(name) for argument in arguments]
            taken, spent = seconds([sys.executable, "-m", "checker", "check", str(folder), "--fail-on", "major", *given], options.runs)
            print(f"{label:26}{taken:9.2f}{spent:11.2f}{words / taken:10,.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
