"""Prove the wording table and measure it: row by row, and against post-edited news.

    python benchmarks/wording.py [--lint-only] [--shared DIR] [--rows] [--only FILE.tsv …] [--part held|train]

Every row must fire on its example, and not again on what it proposes. With the data beside the
project it prints how often the rows fire on human English (with and without hints) and on news
translated by Google and Bing, and there the share of flagged spans that hold a word which the
post-editor changed, beside the share that random spans of the same lengths hold.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from quality import by_document, rows  # noqa: E402

from checker.depth.wording import NATIVE, Proposal, propose  # noqa: E402
from checker.depth.wording_table import Row, WordingError, read_rows  # noqa: E402
from checker.document import Document  # noqa: E402

HELD = 4
"""One document in so many is held back from the writing of rows."""
Counts = dict[str, Counter[Row]]


def lint(every: list[Row]) -> Iterator[tuple[Row, str]]:
    """The rows that do not prove themselves."""
    seen: dict[tuple[str, str, str], Row] = {}
    for row in every:
        key = (row.pos, row.literal, row.frame)
        if key in seen:
            yield row, f"stands twice ({seen[key].natural})"
        seen[key] = row
        document = Document(row.example)
        found = [proposal for _, proposal in propose(document) if proposal.row == row]
        if not found:
            yield row, "does not fire on its example"
        elif row.naturals and not found[0].replacements:
            yield row, "proposes nothing in its example"
        elif found[0].replacements:
            after = row.example[: found[0].start] + found[0].replacements[0] + row.example[found[0].end :]
            if any(proposal.row == row for _, proposal in propose(Document(after))):
                yield row, f"fires again: {after}"


def reports(proposal: Proposal, hints: bool) -> bool:
    """Whether the rules report a proposal."""
    tier, native = proposal.row.tier, proposal.native >= NATIVE
    return tier == "A" and (hints or not native) or tier == "C" and hints and not native


def flags(texts: list[str], hints: bool) -> tuple[Counter[Row], int, list[str]]:
    """Reported rows, words, and each flag in its context."""
    counts: Counter[Row] = Counter()
    words, shown = 0, []
    for text in texts:
        document = Document(text)
        words += document.word_count
        for _, found in propose(document):
            if reports(found, hints):
                counts[found.row] += 1
                around = text[max(0, found.start - 40) : found.start] + "⟦" + text[found.start : found.end] + "⟧" + text[found.end : found.end + 30]
                shown.append(f"{found.row.tier} {found.row.literal} [{found.row.frame[:40]}] …{' '.join(around.split())}… → {'/'.join(found.replacements[:2])}")
    return counts, words, shown


def bad_words(item: dict[str, Any], system: str) -> tuple[str, list[tuple[int, int, bool]]]:
    """A machine's sentence and its words: start, end, changed by the post-editor."""
    text, at, places = item["mt"][system], 0, []
    for word, tag in item["word_tags"][system]:
        at = text.find(word, at)
        if at < 0:
            break
        places.append((at, at + len(word), tag == "BAD"))
        at += len(word)
    return text, places


def on_postedit(items: list[dict[str, Any]], system: str, hints: bool) -> tuple[list[tuple[Row, bool, str]], int, float]:
    """The flags with whether each holds a changed word; the words; the share of random spans that do."""
    found, words, chance = [], 0, []
    rng = random.Random(5)
    for item in items:
        if not item["mt"].get(system) or not item["word_tags"].get(system):
            continue
        text, places = bad_words(item, system)
        plain = [place for place in places if re.search(r"\w", text[place[0] : place[1]])]
        words += len(plain)
        for _, proposal in propose(Document(text)):
            if not reports(proposal, hints):
                continue
            held = [place for place in plain if place[0] < proposal.end and proposal.start < place[1]]
            found.append((proposal.row, any(bad for _, _, bad in held), f"{text[max(0, proposal.start - 30) : proposal.start]}⟦{text[proposal.start : proposal.end]}⟧{text[proposal.end : proposal.end + 20]} || {item['post_edit'][:200]}"))
            if held and len(plain) > len(held):
                at = rng.randrange(len(plain) - len(held) + 1)
                chance.append(any(bad for _, _, bad in plain[at : at + len(held)]))
    return found, words, sum(chance) / max(1, len(chance))


def measure(shared: Path, part: str, by_row: bool, show: str) -> None:
    """Print the table."""
    news = by_document(rows(shared, "en-fr_human_news"), "en") + by_document(rows(shared, "en_human_wikinews"), "text")
    others: dict[str, list[str]] = defaultdict(list)
    for item in rows(shared, "en_human_sentences"):
        others[item["source"]].append(item["text"])
    items = [item for item in rows(shared, "fr-en_news_postedit") if (item["doc"] % HELD == 0) == (part == "held")]
    corpora = {"human news": news, "other human": ["\n\n".join(parts) for parts in others.values()], "post-edits": [item["post_edit"] for item in items]}
    counts: Counts = {}
    for name, texts in corpora.items():
        for hints in (False, True):
            found, words, shown = flags(texts, hints)
            total = sum(found.values())
            print(f"{name:12} {'with hints' if hints else 'alone':10} {total:5} flags in {words} words, {1000 * total / words:.2f} per 1,000")
            counts[name] = found
        if show == name.split()[0]:
            print("\n".join(shown))
    pairs: dict[Row, list[bool]] = defaultdict(list)
    for system in ("google", "bing"):
        for hints in (False, True):
            tagged, words, chance = on_postedit(items, system, hints)
            good = sum(bad for _, bad, _ in tagged)
            print(
                f"{system:12} {'with hints' if hints else 'alone':10} {len(tagged):5} flags in {words} words, {1000 * len(tagged) / words:.2f} per 1,000; "
                f"{good / max(1, len(tagged)):.3f} hold a changed word (random spans {chance:.3f})"
            )
        for row, bad, text in tagged:
            pairs[row].append(bad)
            if show == "mt":
                print(f"{'+' if bad else '-'} {row.tier} {row.literal} [{row.frame[:30]}] {text}")
    if by_row:
        print_rows(counts, pairs)


def print_rows(counts: Counts, pairs: dict[Row, list[bool]]) -> None:
    """The rows that fire on human English, or on machine news more often without than with reason."""
    native = Counter({row: n for row, n in (counts["human news"] + counts["other human"]).items()})
    for row in sorted({*native, *(r for r, bads in pairs.items() if len(bads) > 2 and sum(bads) * 2 < len(bads))}, key=lambda r: -native[r]):
        bads = pairs.get(row, [])
        print(f"{row.tier} {native[row]:3} native, {counts['post-edits'][row]} post-edits, mt {sum(bads)}/{len(bads)}: {row.literal} [{row.frame[:60]}] → {row.natural}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lint-only", action="store_true")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--part", choices=("held", "train"), default="held")
    parser.add_argument("--rows", action="store_true", help="list the rows that look wrong")
    parser.add_argument("--show", default="", help="print the flags of a corpus (human, other, post-edits, mt)")
    options = parser.parse_args()
    try:
        every = read_rows()
    except WordingError as error:
        print(error)
        return 1
    faults = list(lint(every))
    for row, fault in faults:
        print(f"{row.pos} {row.literal} [{row.frame[:40]}]: {fault}: {row.example}")
    tiers = Counter(row.tier for row in every)
    print(f"{len(every)} rows ({', '.join(f'{tier} {n}' for tier, n in sorted(tiers.items()))}), {len(faults)} faults")
    if not options.lint_only and options.shared.exists():
        measure(options.shared, options.part, options.rows, options.show)
    elif not options.lint_only:
        print(f"{options.shared} is not there: nothing to measure")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
