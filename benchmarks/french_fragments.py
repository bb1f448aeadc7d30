"""Measure the detector of leftover French: recall, false alarms, speed, load time.

    python benchmarks/french_fragments.py [--shared DIR] [--show] [--seed N]

Recall: fragments of 1 to 4 words are cut with a fixed seed from the French side of the news corpus
and put at a random word boundary into the paired English segment; a fragment counts as found when
a span of confidence REPORT or more overlaps it. Fragments come as they are, names included; the
second column keeps those with a French function word, the third those that begin in lower case (a
capital inside an English sentence makes a name or a title, and those must stay silent), the fourth
those of the third in which at least one lower-case word is ten times as frequent in French.

False alarms: spans of confidence REPORT or more per 1,000 words of human English, and, apart, the
hints below it. --show lists them.

The corpora are not part of the project; without them the script says so and ends.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from checker.french import table  # noqa: E402
from checker.french.tagger import REPORT, ForeignSpan, foreign_spans  # noqa: E402

FUNCTION = frozenset(
    """le la les l' un une des du de d' et à au aux en dans pour par sur sous avec sans mais ou où ne
    pas que qui qu' dont ce cet cette ces son sa ses leur leurs il elle ils elles on nous vous se s'
    est sont était ont a été plus très""".split()
)
PAIRED = "en-fr_human_news.jsonl.gz"
CLEAN = (
    (PAIRED, "en"),
    ("en_human_wikinews.jsonl.gz", "text"),
    ("en_human_sentences.jsonl.gz", "text"),
    ("fr-en_news_postedit.jsonl.gz", "post_edit"),
)
SAMPLES = 3000


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a gzipped JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def fragment(rng: random.Random, french: str, size: int) -> str | None:
    """Return `size` words in a row of a French segment, outer punctuation stripped."""
    words = french.split()
    places = [
        i
        for i in range(len(words) - size + 1)
        if all(any(c.isalpha() for c in w) for w in words[i : i + size])
    ]
    if not places:
        return None
    at = rng.choice(places)
    return " ".join(words[at : at + size]).strip(" .,;:!?«»“”\"'’()[]–—…\u202f\u00a0") or None


def insert(rng: random.Random, english: str, french: str) -> tuple[str, int, int]:
    """Return the English with the fragment at a word boundary, and the fragment's offsets."""
    words = english.split(" ")
    at = rng.randrange(len(words) + 1)
    head = " ".join(words[:at])
    start = len(head) + 1 if head else 0
    text = " ".join([*words[:at], french, *words[at:]])
    return text, start, start + len(french)


def reported(text: str) -> list[ForeignSpan]:
    """Return the spans worth reporting."""
    return [span for span in foreign_spans(text) if span.confidence >= REPORT]


def is_lower(piece: str) -> bool:
    """Tell whether a fragment begins in lower case."""
    return piece[0].islower()


def is_distinct(piece: str) -> bool:
    """Tell whether a fragment in lower case holds a word that is more at home in French."""
    words = [w.strip("'’") for w in piece.replace("’", " ").replace("'", " ").split()]
    return is_lower(piece) and any(w.islower() and table.odds(w) >= 1 for w in words)


def has_function_word(piece: str) -> bool:
    """Tell whether a fragment holds a French function word."""
    return not FUNCTION.isdisjoint(
        piece.lower().replace("’", "'").replace("'", "' ").replace("-", " ").split()
    )


def recall(pairs: list[dict[str, str]], seed: int, show: bool) -> None:
    """Print the table of recall by fragment length."""
    print(f"{'fragment':<10}{'n':>6}{'all':>8}{'function word':>15}{'lower start':>13}{'distinct':>10}")
    for size in (1, 2, 3, 4, 6):
        rng = random.Random(seed)
        hits: list[tuple[bool, str, str]] = []
        while len(hits) < SAMPLES:
            pair = rng.choice(pairs)
            piece = fragment(rng, pair["fr"], size)
            if piece is None:
                continue
            text, start, end = insert(rng, pair["en"], piece)
            found = any(s.start < end and start < s.end for s in reported(text))
            hits.append((found, piece, text[max(0, start - 25) : end + 25]))
        shares = [
            [found for found, piece, _ in hits if keep(piece)]
            for keep in (bool, has_function_word, is_lower, is_distinct)
        ]
        figures = "".join(
            f"{sum(share) / len(share):>{width}.3f}" for share, width in zip(shares, (8, 15, 13, 10))
        )
        print(f"{size:<10}{len(hits):>6}{figures}")
        if show:
            missed = [around for found, piece, around in hits if not found and is_lower(piece)]
            for around in missed[:60]:
                print("    missed:", around)


def false_alarms(shared: Path, show: bool) -> None:
    """Print the table of false alarms by corpus."""
    print(f"\n{'corpus':<32}{'words':>9}{'alarms':>8}{'per 1,000':>11}{'hints':>7}")
    for name, field in CLEAN:
        if not (shared / "data" / name).exists():
            continue
        texts = [row[field] for row in rows(shared / "data" / name)]
        words = sum(len(text.split()) for text in texts)
        found = [(span, text) for text in texts for span in foreign_spans(text)]
        alarms = [(s, t) for s, t in found if s.confidence >= REPORT]
        rate = 1000 * len(alarms) / words
        label = f"{name.partition('.')[0]} ({field})"
        print(f"{label:<32}{words:>9,}{len(alarms):>8}{rate:>11.3f}{len(found) - len(alarms):>7}")
        for span, text in found if show else ():
            around = f"{text[max(0, span.start - 40) : span.start]}>>{text[span.start : span.end]}<<"
            print(f"    {span.kind} {span.confidence} {around}{text[span.end : span.end + 40]}")


def speed(shared: Path) -> None:
    """Print words per second on 2 MB of clean English, and the load time in a fresh process."""
    texts: list[str] = []
    size = 0
    for row in rows(shared / "data" / "en_human_sentences.jsonl.gz"):
        texts.append(row["text"])
        size += len(row["text"]) + 1
        if size > 2_000_000:
            break
    paragraphs = [" ".join(texts[i : i + 4]) for i in range(0, len(texts), 4)]
    words = sum(len(text.split()) for text in texts)
    print()
    for label, parts in (("paragraphs", paragraphs), ("sentences", texts)):
        times = []
        for _ in range(3):
            start = time.process_time()
            for part in parts:
                foreign_spans(part)
            times.append(time.process_time() - start)
        best = min(times)
        print(f"clean {label}: {words / best:,.0f} words/s, {1e6 * best / words:.2f} µs a word")
    code = (
        "import time; t = time.perf_counter(); from checker.french.tagger import foreign_spans;"
        "i = time.perf_counter(); foreign_spans('One plain sentence.'); f = time.perf_counter();"
        "foreign_spans('He was in the gouvernement.'); w = time.perf_counter();"
        "print(f'{1e3 * (i - t):.1f} {1e3 * (f - i):.1f} {1e3 * (w - f):.1f}')"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
        for _ in range(5)
    ]
    best = min((r.stdout.split() for r in runs if r.stdout), key=lambda f: sum(map(float, f)))
    print("load, ms: imports {}, French-only words {}, all words {}".format(*best))


def main() -> int:
    """Run the measurements; without the corpora say so and succeed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--show", action="store_true", help="list false alarms and some misses")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not (options.shared / "data" / PAIRED).exists():
        print(f"no corpora under {options.shared}: nothing measured")
        return 0
    pairs = list(rows(options.shared / "data" / PAIRED))
    recall(pairs, options.seed, options.show)
    false_alarms(options.shared, options.show)
    speed(options.shared)
    return 0


if __name__ == "__main__":
    sys.exit(main())
