"""Time the checker: cold start on a one-line file, and words per second over a 2 MB corpus.

    python benchmarks/speed.py [--shared DIR] [--runs N]

Times the ``checker`` of the interpreter that runs this script, as installed. The corpus is human
English from ../shared, or the project's own samples over and over where that is absent.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZE = 2_000_000


def corpus(shared: Path) -> str:
    """2 MB of English in paragraphs of four sentences."""
    source = shared / "data/en_human_sentences.jsonl.gz"
    if source.exists():
        with gzip.open(source, "rt", encoding="utf-8") as lines:
            sentences = [json.loads(line)["text"] for line in lines]
        text = "\n\n".join(" ".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4))
    else:
        text = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("*.ref.en.txt")))
    return (text * (1 + SIZE // len(text)))[:SIZE]


def seconds(command: list[str], runs: int, folder: str) -> float:
    """The median wall time of a command after one run to warm the disk up.

    It runs in a folder of its own: in a checkout ``-m checker`` would take the checkout's package.
    """
    times = []
    for run in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=False, cwd=folder)
        if run:
            times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    check = [sys.executable, "-m", "checker", "check", "--no-deep"]
    with tempfile.TemporaryDirectory() as folder:
        line, large = Path(folder) / "line.txt", Path(folder) / "large.txt"
        line.write_text("The mayor of the town has signed the order.\n", encoding="utf-8")
        text = corpus(options.shared)
        large.write_text(text, encoding="utf-8")
        bare = seconds([sys.executable, "-c", "pass"], options.runs, folder)
        cold = seconds([*check, str(line)], options.runs, folder)
        whole = seconds([*check, str(large), "--stats"], max(1, options.runs // 2), folder)
    words = len(text.split())
    print(f"bare interpreter {bare:.3f} s, cold start {cold:.3f} s: {cold - bare:.3f} s over it")
    print(f"{words:,} words ({SIZE / 1e6:.0f} MB, one file) in {whole:.2f} s: {words / (whole - cold):,.0f} words/s after start")
    return 0


if __name__ == "__main__":
    sys.exit(main())
