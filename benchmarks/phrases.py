"""Lint phrase lists and count their hits on human and on machine-translated English.

    python benchmarks/phrases.py [FILE.tsv …] [--shared DIR] [--contexts N]

Prints every fault, then each entry with its hits: on human English (false alarms), on the dev news
as machines translated it, and on the same news after post-editing.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from checker.document import Document  # noqa: E402
from checker.phrases.entries import PhraseListError, read_phrase_list  # noqa: E402
from checker.phrases.index import PhraseIndex  # noqa: E402
from checker.phrases.lint import lint_list  # noqa: E402


def texts(shared: Path) -> dict[str, list[str]]:
    """The corpora: human news by document, other human text, machine news, post-edited news."""

    def rows(name: str) -> list[dict]:
        with gzip.open(shared / "data" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]

    def by_document(items: list[dict], key: str, field: str) -> list[str]:
        documents: dict[str, list[str]] = defaultdict(list)
        for item in items:
            documents[item[key]].append(item[field])
        return ["\n\n".join(parts) for parts in documents.values()]

    post = rows("fr-en_news_postedit")
    return {
        "news": by_document(rows("en-fr_human_news"), "doc", "en")
        + by_document(rows("en_human_wikinews"), "doc", "text"),
        "other": by_document(rows("en_human_sentences"), "source", "text"),
        "mt": ["\n\n".join(item["mt"][s] for item in post if item["mt"].get(s)) for s in ("google", "bing")],
        "post": ["\n\n".join(item["post_edit"] for item in post)],
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--contexts", type=int, default=4, help="human hits shown per entry")
    parser.add_argument("--lint-only", action="store_true")
    options = parser.parse_args()
    files = options.files or sorted((ROOT / "checker/data/phrases").glob("*.tsv"))
    faults, entries, of_file = 0, [], {}
    for path in files:
        try:
            found = read_phrase_list(path)
        except PhraseListError as error:
            print(error)
            faults += 1
            continue
        good = set()
        for entry_id, message in lint_list(found):
            print(f"{path.name}: {entry_id}: {message}")
            faults += 1
            good.add(entry_id)
        for entry in found.entries:
            try:
                PhraseIndex([entry])
            except ValueError:
                continue
            entries.append(entry)
            of_file[entry.id] = path.name
    print(f"{len(entries)} entries in {len(files)} files, {faults} faults")
    if options.lint_only:
        return 1 if faults else 0
    if not options.shared.exists():
        print(f"{options.shared} is not there: no corpus to measure on")
        return 1 if faults else 0
    measure(entries, of_file, texts(options.shared), options.contexts)
    return 1 if faults else 0


def measure(entries: list, of_file: dict[str, str], corpora: dict[str, list[str]], contexts: int) -> None:
    index = PhraseIndex(entries)
    hits: dict[str, Counter] = {name: Counter() for name in corpora}
    shown: dict[str, list[str]] = defaultdict(list)
    words: Counter = Counter()
    for name, documents in corpora.items():
        for text in documents:
            document = Document(text)
            words[name] += document.word_count
            for match in index.search(document):
                hits[name][match.entry.id] += 1
                if name in ("news", "other") and len(shown[match.entry.id]) < contexts:
                    around = text[max(0, match.start - 60) : match.start]
                    after = text[match.end : match.end + 50]
                    line = f"{around}⟦{text[match.start : match.end]}⟧{after}".replace("\n", " ")
                    shown[match.entry.id].append(f"      {name}: …{line}…")
    for entry in entries:
        human = hits["news"][entry.id] + hits["other"][entry.id]
        if human:
            print(
                f"{of_file[entry.id]} {entry.tier} {entry.id}: news {hits['news'][entry.id]}, other "
                f"{hits['other'][entry.id]}, mt {hits['mt'][entry.id]}, post {hits['post'][entry.id]}"
            )
            print("\n".join(shown[entry.id]))
    for tier in "ABC":
        ids = [entry.id for entry in entries if entry.tier == tier]
        row = ", ".join(
            f"{name} {sum(counts[i] for i in ids)} ({1000 * sum(counts[i] for i in ids) / words[name]:.3f}/1k)"
            for name, counts in hits.items()
        )
        print(f"tier {tier}: {len(ids)} entries; hits: {row}")
    useful = [e.id for e in entries if hits["mt"][e.id]]
    print(f"{len(useful)} entries fire on the machine-translated news: {' '.join(useful[:60])}")


if __name__ == "__main__":
    sys.exit(main())
