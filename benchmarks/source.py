"""Measure the comparison with the French: false alarms on human pairs, recall on faults put into them.

    python benchmarks/source.py [--shared DIR] [--seeds N] [--wide] [--show KIND] [--only KIND]

Documents of en-fr_human_news, a segment a paragraph. Lists and thresholds were tuned on these
documents, on all of them: the figures say what is reached on known text. How the faults are made,
and what ``--wide`` leaves out, says ``source_faults``. For x-en_perturbations, whose sources are in
nine languages but not in French, see ``perturbations``.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from quality import rows  # noqa: E402
from source_faults import FAULTS  # noqa: E402

from checker.comparison import Comparison  # noqa: E402
from checker.config import Config  # noqa: E402
from checker.document import Document, InputError  # noqa: E402
from checker.engine import Engine  # noqa: E402
from checker.finding import Finding  # noqa: E402
from checker.reference.comparison import ReferenceComparison  # noqa: E402
from checker.registry import comparison_rules  # noqa: E402
from checker.source.article import compare  # noqa: E402
from checker.source.comparison import SourceComparison  # noqa: E402

CODES = {
    "missing sentence": ("SRC101", "SRC102"),
    "digit": ("SRC2",),
    "untranslated sentence": ("SRC104",),
    "unit": ("SRC2",),
    "name": ("SRC30",),
    "negation": ("SRC401",),
    "names in a sentence": ("SRC30",),
}
LANGUAGES = ("es", "it")
"""The sources nearest to French that the perturbations have."""
Codes = set[tuple[str, str]]
Pairs = list[dict[str, Any]]


def documents(shared: Path) -> list[Pairs]:
    """The documents of the human pairs."""
    found: dict[str, Pairs] = defaultdict(list)
    for row in rows(shared, "en-fr_human_news"):
        found[row["doc"]].append(row)
    return list(found.values())


def findings(engine: Engine, english: list[str], french: list[str]) -> list[Finding]:
    """The findings of the source family on one document; none where it is refused."""
    try:
        document = Document("\n\n".join(english))
        report = engine.check(document, compare(document, Document("\n\n".join(french))))
    except InputError as error:
        print(f"  refused: {error}")
        return []
    return report.findings


def false_alarms(engine: Engine, pairs: list[Pairs], show: bool) -> None:
    """Print findings on the human pairs by 1,000 words and, for numbers, by 1,000 pairs."""
    codes, words, count, seconds = Counter[str](), 0, 0, time.perf_counter()
    for document in pairs:
        english = [row["en"] for row in document]
        for finding in findings(engine, english, [row["fr"] for row in document]):
            codes[finding.code] += 1
            if show:
                print(f"  {finding.code} {finding.text[:80]!r} {finding.message} — {finding.source[:110]}")
        words += sum(len(segment.split()) for segment in english)
        count += len(document)
    seconds = time.perf_counter() - seconds
    numbers = sum(n for code, n in codes.items() if code.startswith("SRC2"))
    print(f"false alarms   {sum(codes.values())} in {words:,} words: {1000 * sum(codes.values()) / words:.2f} per 1,000 words (at most 2)")
    print(f"  numbers      {numbers} in {count:,} pairs: {1000 * numbers / count:.1f} per 1,000 pairs (at most 12)")
    print(f"  by code      {', '.join(f'{code} {n}' for code, n in codes.most_common())}")
    print(f"  seconds      {1200 * seconds / words:.2f} for 1,200 words")


def recall(engine: Engine, pairs: list[Pairs], kind: str, seed: int, options: argparse.Namespace) -> tuple[int, int]:
    """Faults of one kind found, and made: a finding of the right kind on the segment, or at its gap."""
    found = made = 0
    rng = random.Random(f"{kind} {seed}")
    for document in pairs:
        english, french = [row["en"] for row in document], [row["fr"] for row in document]
        changed, places = FAULTS[kind][0](rng, english, french, options.wide)
        if not places or (len(document) < 4 and kind == "missing sentence"):
            continue
        reported = [f for f in findings(engine, [t for t in changed if t is not None], french) if f.code.startswith(CODES[kind])]
        spans = _spans(changed)
        for place in places:
            start, end = spans[place]
            hit = any(f.start <= end and start <= f.end for f in reported)
            found += hit
            made += 1
            if options.show == kind and not hit:
                print(f"  missed {changed[place]!r} — {english[place]!r} — {french[place]!r}")
    return found, made


def _spans(changed: list[str | None]) -> list[tuple[int, int]]:
    """Where each segment stands in the joined text; a dropped one from the end of one to the start of the next."""
    spans, at = [], 0
    for text in changed:
        if text is None:
            spans.append((max(0, at - 3), at))
        else:
            spans.append((at, at + len(text)))
            at += len(text) + 2
    return spans


def perturbations(shared: Path) -> None:
    """Print, for each critical perturbation, how many translations gain a finding by it, and how many had one.

    No row has a French source. Spanish and Italian write numbers as French does and names as they
    are, so the rules on these can be run on them; what reads French words (negation, missing or
    added text) cannot. Beside it, what the rules REF find with the row's reference.
    """
    rules = comparison_rules()
    counts: dict[str, dict[str, list[int]]] = {}
    for row in rows(shared, "x-en_perturbations"):
        if row["severity"] != "critical" or row["lang"] not in LANGUAGES:
            continue
        kind = row["file"].split("_", 2)[2]
        for family, companion, made in (("SRC", row["src"], SourceComparison), ("REF", row["ref"], ReferenceComparison)):
            tally = counts.setdefault(kind, {}).setdefault(family, [0, 0, 0])
            clean, dirty = (_codes(rules, family, row[side], companion, made) for side in ("mt", "pert"))
            tally[0] += 1
            tally[1] += bool(dirty - clean)
            tally[2] += bool(clean)
    print(f"  {'':18} rows  with the source: found, clean side not silent; with the reference: found, not silent")
    for kind, families in sorted(counts.items()):
        figures = "; ".join(f"{found / count:.2f} {noisy / count:.2f}" for count, found, noisy in families.values())
        print(f"  {kind:18} {families['SRC'][0]:4}  {figures}")


def _codes(rules: Any, family: str, english: str, other: str, made: type[Comparison]) -> Codes:
    document, companion = Document(" ".join(english.split())), Document(" ".join(other.split()))
    try:
        comparison = made(document, companion)  # type: ignore[call-arg]
    except ValueError:
        return set()
    found = [(rule.code, hit) for rule in rules if rule.code.startswith(family) for hit in rule.hits(comparison)]
    return {(code, document.text[hit.start : hit.end] if hit.end - hit.start < 40 else "") for code, hit in found}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--seeds", type=int, default=3, help="how many, from 1 on")
    parser.add_argument("--wide", action="store_true", help="let any segment carry a fault, whether the French can show it or not")
    parser.add_argument("--show", default="")
    parser.add_argument("--only", default="", help="one kind of fault, or “clean” or “perturbations”")
    options = parser.parse_args()
    if not (options.shared / "data").is_dir():
        sys.exit(f"skipped: no data in {options.shared} (give it with --shared)")
    engine = Engine(Config(select=("SRC",)), comparing=True)
    pairs = documents(options.shared)
    if options.only in ("", "clean"):
        false_alarms(engine, pairs, options.show == "clean")
    for kind, (_, least) in FAULTS.items():
        if options.only in ("", kind):
            counts = [recall(engine, pairs, kind, seed, options) for seed in range(1, options.seeds + 1)]
            found, made = (sum(column) for column in zip(*counts))
            aim = f"at least {least}; " if least else ""
            each = " ".join(f"{a / b:.3f}" for a, b in counts)
            print(f"recall         {kind:22} {found / made:.3f} of {made} ({aim}by seed {each})")
    if options.only in ("", "perturbations"):
        print(f"perturbations, sources in {', '.join(LANGUAGES)} (none is French):")
        perturbations(options.shared)


if __name__ == "__main__":
    main()
