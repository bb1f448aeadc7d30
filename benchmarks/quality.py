"""Measure quality: what is found on the annotated article, and false alarms on human English.

    python benchmarks/quality.py [--shared DIR] [--show seed|news|other|pairs]

Reads ../shared beside the project; prints one table. What it measures is described in
docs/quality.md.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from french_fragments import fragment, insert  # noqa: E402

from checker.document import Document  # noqa: E402
from checker.engine import Engine  # noqa: E402
from checker.finding import Finding  # noqa: E402
from checker.source.article import compare  # noqa: E402

FRAGMENTS = 6000
PAIRS = ("repeat4", "tokenized", "full_lower", "first_lower")


def rows(shared: Path, name: str) -> list[dict[str, Any]]:
    """The rows of a compressed JSONL file."""
    with gzip.open(shared / "data" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def by_document(items: list[dict[str, Any]], field: str) -> list[str]:
    """Texts of whole documents, a paragraph a segment."""
    documents: dict[str, list[str]] = defaultdict(list)
    for item in items:
        documents[item["doc"]].append(item[field])
    return ["\n\n".join(parts) for parts in documents.values()]


def fits(finding: Finding, gold: dict[str, Any]) -> bool:
    """Overlap, and a finding no longer than 60 code points or three times the gold span."""
    if finding.start >= gold["end"] or gold["start"] >= finding.end:
        return False
    length = finding.end - finding.start
    return length <= 60 or length <= 3 * (gold["end"] - gold["start"])


def against_gold(engine: Engine, article: Path, gold_file: Path, show: bool, source: Path | None = None) -> dict[str, str]:
    """Found and strict counts by severity, and findings that touch no gold span; with the French where it is given."""
    gold = json.loads(gold_file.read_text(encoding="utf-8"))["items"]
    document = Document.from_path(article)
    compared = [compare(document, Document.from_path(source))] if source else []
    findings = engine.check(document, *compared).findings
    strict = [item for item in gold if not item.get("optional") and not item.get("part_of")]
    found = [item for item in strict if any(fits(f, item) for f in findings)]
    stray = [f for f in findings if not any(f.start < g["end"] and g["start"] < f.end for g in gold)]
    result = {"strict": f"{len(found)}/{len(strict)}"}
    for severity in ("critical", "major", "minor"):
        of = [item for item in strict if item["severity"] == severity]
        result[severity] = f"{sum(item in found for item in of)}/{len(of)}"
    result["findings"] = str(len(findings))
    result["stray"] = str(len(stray))
    if show:
        for item in strict:
            if item not in found:
                print(f"  missed {item['severity']:8} {item['class']:24} {item['text']!r} → {item['fix']!r}")
        for f in stray:
            print(f"  stray {f.code} {f.entry} {f.text!r} → {f.suggestion!r}")
    return result


def false_alarms(engine: Engine, texts: list[str], show: bool) -> tuple[int, int, Counter[str]]:
    """Findings, words and findings by code on human English."""
    words, codes = 0, Counter[str]()
    for text in texts:
        report = engine.check(Document(text))
        words += report.words
        for f in report.findings:
            codes[f.code] += 1
            if show:
                around = text[max(0, f.start - 50) : f.start] + "⟦" + f.text + "⟧" + text[f.end : f.end + 40]
                print(f"  {f.code} {f.entry} …{' '.join(around.split())}…")
    return sum(codes.values()), words, codes


def told_apart(engine: Engine, shared: Path, show: bool) -> dict[str, str]:
    """Pairs whose perturbed side gains a finding while the clean side stays silent."""
    counts: dict[str, list[int]] = {}
    for item in rows(shared, "x-en_perturbations"):
        name = next((kind for kind in PAIRS if item["file"].endswith(kind)), None)
        if not name:
            continue
        clean = engine.check(Document(item["mt"])).findings
        dirty = engine.check(Document(item["pert"])).findings
        tally = counts.setdefault(name, [0, 0, 0])
        tally[0] += 1
        tally[1] += bool(dirty) and not clean
        tally[2] += bool(clean)
        if show and (clean or not dirty):
            print(f"  {name}: {[(f.code, f.entry, f.text) for f in clean]} {item['pert'] if not dirty else ''}")
    return {name: f"{a / n:.3f} (clean side not silent: {c / n:.3f})" for name, (n, a, c) in counts.items()}


def planted(engine: Engine, pairs: list[dict[str, Any]]) -> dict[int, float]:
    """Share of French fragments, cut at random into the English, that some finding touches."""
    shares = {}
    for size in (2, 3, 4):
        rng, found, count = random.Random(1), 0, 0
        while count < FRAGMENTS:
            pair = rng.choice(pairs)
            piece = fragment(rng, pair["fr"], size)
            if piece is None:
                continue
            text, start, end = insert(rng, pair["en"], piece)
            found += any(f.start < end and start < f.end for f in engine.check(Document(text)).findings)
            count += 1
        shares[size] = found / count
    return shares


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--show", choices=("seed", "news", "other", "pairs", "samples"))
    options = parser.parse_args()
    if not options.shared.exists():
        print(f"{options.shared} is not there: nothing to measure")
        return 0
    engine = Engine()
    print_gold(engine, options.shared, options.show)
    news = by_document(rows(options.shared, "en-fr_human_news"), "en") + by_document(rows(options.shared, "en_human_wikinews"), "text")
    others: dict[str, list[str]] = defaultdict(list)
    for item in rows(options.shared, "en_human_sentences"):
        others[item["source"]].append(item["text"])
    for name, texts in (("news", news), ("other", ["\n\n".join(parts) for parts in others.values()])):
        count, words, codes = false_alarms(engine, texts, options.show == name)
        top = ", ".join(f"{code} {n}" for code, n in codes.most_common(12))
        print(f"human {name}: {count} findings in {words} words, {1000 * count / words:.2f} per 1,000 ({top})")
    shares = planted(engine, rows(options.shared, "en-fr_human_news"))
    print("French fragments found: " + ", ".join(f"{size} words {share:.3f}" for size, share in shares.items()))
    for name, result in told_apart(engine, options.shared, options.show == "pairs").items():
        print(f"pairs {name}: told apart {result}")
    return 0


def print_gold(engine: Engine, shared: Path, show: str | None) -> None:
    """The rows of the annotated article and of the project’s own samples."""
    articles = [("seed", shared / "seed/article.en.txt", shared / "seed/gold.json")]
    articles += [
        (path.name.split(".")[0], path, path.parent / path.name.replace(".mt.en.txt", ".gold.json"))
        for path in sorted((ROOT / "samples").glob("*.mt.en.txt"))
    ]
    for name, article, gold in articles:
        result = against_gold(engine, article, gold, show == ("seed" if name == "seed" else "samples"))
        print(f"{name:16} " + "  ".join(f"{key} {value}" for key, value in result.items()))
    comparing = Engine(comparing=True)
    for name, article, gold in articles[1:]:
        source = article.parent / article.name.replace(".mt.en.txt", ".fr.txt")
        result = against_gold(comparing, article, gold, False, source)
        print(f"{name + ' + French':24} " + "  ".join(f"{key} {value}" for key, value in result.items()))
    for path in sorted([*(ROOT / "samples").glob("*.ref.en.txt"), *(ROOT / "samples").glob("clean*.txt")]):
        findings = engine.check(Document.from_path(path)).findings
        print(f"{path.name:28} {len(findings)} findings {[(f.code, f.entry, f.text) for f in findings][:6] or ''}")


if __name__ == "__main__":
    sys.exit(main())
