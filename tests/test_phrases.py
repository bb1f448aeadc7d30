"""Phrase lists and their language."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.data import DATA, data_lines
from checker.document import Document
from checker.phrases.conditions import parse_conditions
from checker.phrases.entries import PhraseListError, read_phrase_list
from checker.phrases.index import PhraseIndex
from checker.phrases.inflect import forms
from checker.phrases.lint import lint_list
from checker.phrases.pattern import PatternError, parse

LISTS = sorted((DATA / "phrases").glob("*.tsv"))
HEAD = "#: code: USR001\n#: name: own\n#: summary: s\n#: rationale: r\n"
COLUMNS = "id\ttier\tseverity\tfrench\tpattern\trewrite\twhen\texample\tmiss\tnote\n"


def find(pattern: str, text: str, when: str = "") -> list[str]:
    from checker.phrases.entries import Entry

    entry = Entry("x", "A", "minor", "f", pattern, "r", when, text, "", "")
    return [text[m.start : m.end] for m in PhraseIndex([entry]).search(Document(text))]


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_list_is_sound(path: Path) -> None:
    assert list(lint_list(read_phrase_list(path))) == []


def test_ids_are_unique_over_all_lists() -> None:
    ids = [entry.id for path in LISTS for entry in read_phrase_list(path).entries]
    assert len(ids) == len(set(ids))


def test_breadth() -> None:
    """The lists of calques hold at least the 2,500 entries that breadth needs."""
    lists = [read_phrase_list(path) for path in LISTS]
    assert sum(len(found.entries) for found in lists if found.properties["code"].startswith("CAL")) >= 2500


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("~take advantage of permission", "He took advantage of permission to leave.", ["took advantage of permission"]),
        ("{~take advantage of permission}", "When summer came at last the soldier was taking\nadvantage of permission.", ["taking\nadvantage of permission"]),
        ("{permission} !from/of", "On permission of the king, on permission.", ["permission"]),
        ('" , {assures} <name>', "“It is fine”, assures Jean de La Tour.", ["assures"]),
        ("^ {Concretely ,}", "It was. “Concretely, he left. More concretely, he ran.", ["Concretely,"]),
        ("~seize [the] (court of appeal|council/tribunal)", "They seized the council and seized court of appeal.", ["seized the council", "seized court of appeal"]),
        ("perquisition*", "The perquisitions were long; perquisitioned.", ["perquisitions", "perquisitioned"]),
        ("seized .. facts", "He seized all of the facts. He seized it. The facts fled.", ["seized all of the facts"]),
        ("{<num> new people}", "Some 130 new people and twenty new people came.", ["130 new people", "twenty new people"]),
        ("!crime/drug ~syndicate", "The crime syndicate met the syndicate.", ["syndicate"]),
        ("Bercy", "Bercy met BERCY and bercy.", ["Bercy", "BERCY"]),
        ("the ~deputy <name>", "The deputies Jean Martin and Paul left the deputy alone.", ["The deputies Jean Martin"]),
        ("can't", "He can’t and can't.", ["can’t", "can't"]),
        ("front", "At the front-line the front held.", ["front"]),
        ("at the end $", "It ended at the end. At the end of it, at the end", ["at the end", "at the end"]),
        ("at this hour (,|.)", "It is late at this hour, he said.", ["at this hour,"]),
        ("~say the/<poss> ~word", "He said his words.", ["said his words"]),
    ],
)
def test_pattern_language(pattern: str, text: str, found: list[str]) -> None:
    assert find(pattern, text) == found


@pytest.mark.parametrize(
    ("when", "text", "fires"),
    [
        ("sentence: army", "The leave ended. The army left.", False),
        ("sentence: army", "The leave of the army ended.", True),
        ("document: @military", "The leave ended.\n\nThe soldiers left.", True),
        ("document: leave", "The leave ended.", False),
        ("sentence!: army", "The leave of the army ended.", False),
        ("before: long, ~short", "The long leave.", True),
        ("before!: long", "The long leave.", False),
        ("after: of", "The leave of the army.", True),
        ("quote: out", "“The leave ended,” he said.", False),
        ("quote: in", "“The leave ended,” he said.", True),
        ("count: 2", "The leave ended.", False),
        ("count: 2", "The leave ended. The leave began.", True),
        ("sentence: France", "The leave in france ended.", False),
    ],
)
def test_conditions(when: str, text: str, fires: bool) -> None:
    assert bool(find("leave", text, when)) == fires


def test_first_reports_one() -> None:
    assert len(find("leave", "The leave ended. The leave began.", "first")) == 1


@pytest.mark.parametrize("pattern", ["(a|b", "[the", "a)", "<nothing> a", "..", "_ a", "!of", "a/", "^", "the |", "a*"])
def test_bad_pattern_is_named(pattern: str) -> None:
    with pytest.raises(PatternError):
        PhraseIndex([_entry(pattern)]).search(Document("a"))
        _entry(pattern).compiled(0)


def _entry(pattern: str):  # type: ignore[no-untyped-def]
    from checker.phrases.entries import Entry

    return Entry("x", "A", "minor", "f", pattern, "r", "", "e", "", "")


@pytest.mark.parametrize("when", ["sentence:", "document: @nothing", "zone: cellar", "nowhere: x", "count: two"])
def test_bad_condition_is_named(when: str) -> None:
    with pytest.raises(PatternError):
        parse_conditions(when)


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("take", {"take", "takes", "took", "taken", "taking"}),
        ("deputy", {"deputy", "deputies"}),
        ("stop", {"stopped", "stopping"}),
        ("die", {"dying", "died"}),
        ("man", {"men"}),
        ("half-brother", {"half-brothers"}),
    ],
)
def test_inflection(lemma: str, expected: set[str]) -> None:
    assert expected <= forms(lemma)


def test_malformed_lists_are_named(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    for text, word in [
        ("", "code"),
        (HEAD + "id\ttier\n", "header"),
        (HEAD + COLUMNS + "a\tA\n", "columns"),
        (HEAD + COLUMNS + "a\tD\tminor\tf\tp\tr\t\te\t\t\n", "tier"),
        (HEAD + COLUMNS + "a\tA\tgrave\tf\tp\tr\t\te\t\t\n", "severity"),
    ]:
        path.write_text(text, encoding="utf-8")
        with pytest.raises(PhraseListError, match=word):
            read_phrase_list(path)


@pytest.mark.parametrize("name", ["irregular.tsv", "names.tsv", "exonyms.tsv", "acronyms.tsv", "translated_names.tsv", "spelling_pairs.tsv", "term_pairs.tsv"])
def test_tables_are_sorted_and_unique(name: str) -> None:
    keys = [line.split("\t")[0] for line in data_lines(name)]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("folder", ["classes", "topics"])
def test_word_lists_are_sorted_and_unique(folder: str) -> None:
    for path in sorted((DATA / folder).glob("*.txt")):
        lines = data_lines(f"{folder}/{path.name}")
        assert lines == sorted(set(lines)), path.name


@given(st.text(alphabet="ab~/|()[]{}<>!^$*_. ,\"", max_size=20))
def test_any_pattern_parses_or_is_refused(source: str) -> None:
    try:
        parse(source)
    except PatternError:
        pass


def test_the_stored_index_says_what_the_lists_say(tmp_path: Path) -> None:
    """The build's tables find what freshly made ones find, and a changed list outdates them."""
    from checker.phrases import store

    for path in LISTS[:6]:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    fresh = store.load(tmp_path)
    store.save(tmp_path)
    stored = store.load(tmp_path)
    assert isinstance(stored.entries, store.StoredEntries) and not isinstance(fresh.entries, store.StoredEntries)
    text = "\n\n".join(entry.example for entry in fresh.entries)
    found = [
        sorted((m.entry.id, m.start, m.end) for m in PhraseIndex(source.entries, source.tables).search(Document(text)))
        for source in (fresh, stored)
    ]
    assert found[0] == found[1] and len(found[0]) > 100
    with (tmp_path / LISTS[0].name).open("a", encoding="utf-8") as changed:
        changed.write("# a comment\n")
    assert not isinstance(store.load(tmp_path).entries, store.StoredEntries)
