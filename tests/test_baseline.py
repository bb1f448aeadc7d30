"""The baseline: old findings sleep, new ones do not."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.baseline import Baseline, Entry, load, render
from checker.cli import main
from checker.document import Document
from checker.engine import Engine

OLD = "The OTAN summit was held in Paris on a cold day in May.\n\nHe told « no » to everybody who had asked him for it.\n"


def run(*arguments: object, **options: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], **options)  # type: ignore[arg-type]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Two articles whose findings stand in the baseline."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(OLD, encoding="utf-8")
    (folder / "b.txt").write_text("President Poutine spoke.\n", encoding="utf-8")
    result = run("check", folder, "--baseline", tmp_path / "old.json", "--write-baseline")
    assert result.exit_code == 0 and "4 findings written" in result.stderr
    return folder


def check(folder: Path, *options: object) -> Result:
    return run("check", folder, "--baseline", folder.parent / "old.json", *options)


def found(result: Result) -> list[str]:
    return [line.split(": ")[1].split(" ")[0] for line in result.stdout.splitlines() if line.startswith("/") and " (m" in line]


def test_old_findings_are_held_back_and_listed_as_such(articles: Path) -> None:
    result = check(articles)
    assert result.exit_code == 0 and found(result) == []
    from checker.fingerprint import fingerprints

    report = Engine().check(Document.from_path(articles / "a.txt"))
    held = load(articles.parent / "old.json").apply(report)
    assert held.findings == [] and {why for _, why in held.suppressed} == {"baseline"}
    assert len(fingerprints(held)) == 3


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "A new first line that is fine.\n\n" + text,
        lambda text: "\n\n".join(reversed(text.strip().split("\n\n"))) + "\n",
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("cold day in May", "day in June"),
        lambda text: text.replace("for it", "for that"),
    ],
    ids=["lines added", "paragraphs moved", "other line ends", "a mark at the start", "words changed far away", "an end changed"],
)
def test_edits_elsewhere_do_not_wake_them(articles: Path, change) -> None:  # type: ignore[no-untyped-def]
    (articles / "a.txt").write_bytes(change(OLD).encode())
    assert found(check(articles)) == []


def test_a_second_copy_and_a_changed_place_are_new(articles: Path) -> None:
    path = articles / "a.txt"
    path.write_text(OLD + "\n" + OLD.split("\n")[0] + "\n", encoding="utf-8")
    assert found(check(articles)) == ["FRE201"]
    path.write_text(OLD.replace("The OTAN summit was held", "An OTAN summit was planned"), encoding="utf-8")
    assert found(check(articles)) == ["FRE201"]


def test_a_renamed_article_keeps_its_entries(articles: Path) -> None:
    (articles / "a.txt").rename(articles / "z.txt")
    assert found(check(articles)) == []
    assert "0 findings no longer there" in check(articles, "--prune-baseline").stderr
    (articles / "z.txt").write_text(OLD.replace("OTAN", "NATO"), encoding="utf-8")
    pruned = check(articles, "--prune-baseline")
    assert pruned.exit_code == 0 and "1 finding no longer there" in pruned.stderr
    paths = {entry.path for entry in load(articles.parent / "old.json").entries}
    assert paths == {"articles/z.txt", "articles/b.txt"}


def test_a_copied_article_is_new(articles: Path) -> None:
    (articles / "copy.txt").write_text(OLD, encoding="utf-8")
    assert len(found(check(articles))) == 3


def test_pruning_takes_out_what_is_gone_and_nothing_else(articles: Path) -> None:
    (articles / "a.txt").write_text(OLD.replace("OTAN", "NATO") + "\nThe ONU met.\n", encoding="utf-8")
    assert "1 finding no longer there; --prune-baseline" in check(articles).stderr
    before = (articles.parent / "old.json").read_text(encoding="utf-8")
    assert (articles.parent / "old.json").read_text(encoding="utf-8") == before, "only --prune-baseline writes"
    result = check(articles, "--prune-baseline")
    assert result.exit_code == 1 and found(result) == ["FRE201"], "what is new stays new"
    assert [entry.code for entry in load(articles.parent / "old.json").entries] == ["TYP102", "TYP102", "NAM101"]
    (articles / "b.txt").unlink()
    assert "1 finding no longer there" in check(articles, "--prune-baseline").stderr


def test_a_run_over_some_files_leaves_the_others_entries_alone(articles: Path) -> None:
    baseline = articles.parent / "old.json"
    assert "no longer" not in run("check", articles / "b.txt", "--baseline", baseline).stderr
    run("check", articles / "b.txt", "--baseline", baseline, "--write-baseline")
    assert len(load(baseline).entries) == 4
    assert found(check(articles)) == []


def test_paths_do_not_depend_on_the_working_directory(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(articles)
    assert run("check", ".", "--baseline", "../old.json").exit_code == 0
    monkeypatch.chdir(articles.parent)
    assert run("check", "articles/a.txt", "--baseline", "old.json").exit_code == 0
    entries = json.loads((articles.parent / "old.json").read_text(encoding="utf-8"))["findings"]
    assert {entry["path"] for entry in entries} == {"articles/a.txt", "articles/b.txt"}


def test_the_configuration_names_it(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (articles.parent / ".checker.toml").write_text('baseline = "old.json"\n', encoding="utf-8")
    monkeypatch.chdir(articles)
    assert run("check", ".").exit_code == 0
    assert run("check", ".", "--write-baseline").exit_code == 0


def test_the_file_is_sorted_an_entry_a_line_and_stable(articles: Path) -> None:
    path = articles.parent / "old.json"
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    assert len(lines) == 6 and lines[1:-1] == sorted(lines[1:-1])
    check(articles, "--write-baseline")
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "no such file"),
        ('{"version": 1, "findings": [\n<<<<<<< HEAD\n]}', "no JSON (line 2)"),
        ('{"version": 9, "findings": []}', "version 9"),
        ('{"version": 1}', "not a baseline"),
        ('[]', "not a baseline"),
        ('{"version": 1, "findings": [{"path": 1, "code": "a", "key": "b", "text": "c"}]}', "not a baseline"),
        ('{"version": 1, "findings": ["x"]}', "not a baseline"),
        ("\x00", "no JSON"),
    ],
)
def test_a_baseline_that_cannot_be_used_is_one_line(articles: Path, content: str | None, said: str) -> None:
    path = articles.parent / "old.json"
    path.unlink()
    if content is not None:
        path.write_text(content, encoding="utf-8")
    result = check(articles)
    assert result.exit_code == 2 and said in result.stderr and len(result.stderr.splitlines()) == 1
    if content is not None:
        assert check(articles, "--write-baseline").exit_code == 2, "it is not overwritten"
        assert path.read_text(encoding="utf-8") == content


def test_a_partial_run_may_not_write(articles: Path) -> None:
    for option in (["--select", "FRE"], ["--ignore", "FRE"], ["--min-severity", "major"], ["--diff-base", "HEAD"], ["-"]):
        for write in ("--write-baseline", "--prune-baseline"):
            result = check(articles, write, *option)
            assert result.exit_code == 2 and "does not go with" in result.stderr
    assert run("check", articles, "--write-baseline").exit_code == 2
    assert check(articles, "--write-baseline", "--prune-baseline").exit_code == 2


def test_old_findings_are_not_fixed(articles: Path) -> None:
    assert check(articles, "--fix").exit_code == 0
    assert (articles / "a.txt").read_text(encoding="utf-8") == OLD


def test_an_unreadable_file_keeps_its_entries(articles: Path) -> None:
    (articles / "b.txt").write_bytes(b"\xff\x00")
    assert check(articles, "--prune-baseline").exit_code == 2
    assert len(load(articles.parent / "old.json").entries) == 4


@settings(max_examples=100)
@given(st.lists(st.tuples(*[st.text(max_size=8)] * 4), max_size=6))
def test_any_entries_survive_writing(tmp_path_factory: pytest.TempPathFactory, items: list[tuple[str, str, str, str]]) -> None:
    file = tmp_path_factory.getbasetemp() / "any.json"
    entries = sorted({Entry(*item) for item in items if all(c.isprintable() for c in "".join(item))})
    file.write_text(render(entries), encoding="utf-8")
    assert load(file).entries == entries


def test_a_file_name_that_is_no_text_is_kept(tmp_path: Path) -> None:
    path = os.fsdecode(bytes(tmp_path) + b"/\xff.txt")
    try:
        Path(path).write_text(OLD, encoding="utf-8")
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")
    assert run("check", tmp_path, "--baseline", tmp_path / "b.json", "--write-baseline").exit_code == 0
    assert run("check", tmp_path, "--baseline", tmp_path / "b.json").exit_code == 0
    assert run("check", path, "--diff").exit_code == 1
    assert run("check", path, "--fix").exit_code == 0


def test_matching_gives_back_what_an_earlier_look_took(tmp_path: Path) -> None:
    document = Document(OLD, path=str(tmp_path / "new.txt"))
    report = Engine().check(document)
    first = Baseline(tmp_path / "b.json")
    first.apply(report)
    entries = [Entry("gone.txt", *entry[1:]) for entry in first.renewed()]
    baseline = Baseline(tmp_path / "b.json", entries)
    assert baseline.apply(report).findings == [] == baseline.apply(report).findings
