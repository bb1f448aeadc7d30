"""``checker report``: a page an article, an index, and nothing lost."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import html5lib
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from made_reports import SAMPLES

from checker.cli import main
from checker.html.shell import GENERATOR_MARK
from checker.html.trend import periods, trend

FAULTY = "President Poutine spoke of « war » [NDLR : la guerre].\n"
CLEAN = "The minister said that she would leave on Friday.\n"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["report", *map(str, arguments)])


def write(**files: str) -> None:
    for name, text in files.items():
        put(name, text)


def put(name: str, text: str) -> None:
    path = Path("in", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def index() -> Element:
    return parse(Path("out/index.html"))


def parse(path: Path) -> Element:
    tree: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(path.read_text(encoding="utf-8"))
    return tree


def lines(tree: Element) -> list[list[str]]:
    """The cells of the table, row by row."""
    table = next(e for e in tree.iter("section") if e.get("class") == "articles")
    body = next(table.iter("tbody"))
    return [[_path(row[0]), *("".join(cell.itertext()) for cell in row[1:])] for row in body]


def _path(cell: Element) -> str:
    """The path that the index gives, below the headline or in its place."""
    return "".join("".join(e.itertext()) for e in cell.iter("span") if e.get("class") in ("folder", "file"))


def pages() -> set[str]:
    return {path.relative_to("out").as_posix() for path in Path("out").rglob("*") if path.is_file()}


def test_a_page_an_article_worst_first() -> None:
    for name in ("politics.mt.en.txt", "politics.ref.en.txt", "football.mt.en.txt"):
        put(f"sport/{name}" if "football" in name else name, (SAMPLES / name).read_text(encoding="utf-8"))
    result = run("in", "-o", "out/deep/er")
    assert result.exit_code == 1, result.output
    assert result.stdout.startswith(f"{Path('out/deep/er/index.html')}: ") and "in 3 articles" in result.stdout
    shutil.move("out/deep/er", "moved")
    shutil.rmtree("out")
    shutil.move("moved", "out")
    assert pages() == {"index.html", "politics.mt.en.txt.html", "politics.ref.en.txt.html", "sport/football.mt.en.txt.html"}
    names = [row[0] for row in lines(index())]
    assert names[-1] == "politics.ref.en.txt" and set(names) == {"politics.mt.en.txt", "sport/football.mt.en.txt", "politics.ref.en.txt"}
    for link in index().iter("a"):
        assert not link.get("href", "").startswith("#") or link.get("class") == "skip"
        assert Path("out", unquote(link.get("href", "").split("#")[0])).exists()
    back = next(e for e in parse(Path("out/sport/football.mt.en.txt.html")).iter("a") if e.get("class") == "back")
    assert back.get("href") == "../index.html"


def test_the_index_calls_an_article_by_its_headline() -> None:
    put("a/justice.txt", (SAMPLES / "justice.ref.en.txt").read_text(encoding="utf-8"))
    put("short.txt", FAULTY)
    put("many.jsonl", (SAMPLES / "formats/articles.mt.en.jsonl").read_text(encoding="utf-8"))
    put("long.html", f"<h1>{'Many words ' * 20}</h1><p>{FAULTY}</p><p>{CLEAN}</p>")
    run("in", "-o", "out")
    links = {_path(cell): "".join(link.itertext()) for cell in index().iter("th") for link in cell.iter("a")}
    assert links["a/justice.txt"] == "Prosecutors seek four-year sentence for ex-housing chief in embezzlement case"
    assert links["short.txt"] == "short.txt" and links["many.jsonl"] == "many.jsonl"
    assert links["long.html"].endswith("words Many…") and len(links["long.html"]) <= 141


def test_the_figures_of_the_index() -> None:
    put("a.txt", (SAMPLES / "justice.mt.en.txt").read_text(encoding="utf-8"))
    put("short.txt", FAULTY)
    run("in", "-o", "out")
    rows = {row[0]: row[1:] for row in lines(index())}
    words, findings, per_1000, _mix, score = rows["a.txt"]
    assert round(1000 * int(findings) / int(words), 1) == float(per_1000) and 0 <= float(score) <= 100
    assert rows["short.txt"][-1] == "–"
    heads = ["".join(e.itertext()) for e in index().iter("th") if e.get("scope") == "col"]
    assert heads == ["Article", "Words", "Findings", "Per 1,000", "Severity", "Score"]


@pytest.mark.parametrize(("text", "options", "code"), [(CLEAN, (), 0), (FAULTY, (), 1), (FAULTY, ("--fail-on", "never"), 0), (FAULTY, ("--select", "DOC"), 0), (FAULTY, ("--max-per-1000", "1000"), 0)])
def test_exit_codes_are_those_of_check(text: str, options: tuple[str, ...], code: int) -> None:
    write(**{"a.txt": text})
    assert run("in", "-o", "out", *options).exit_code == code
    assert CliRunner().invoke(main, ["check", "in", *options]).exit_code == code


def test_what_cannot_be_read_is_said_and_the_rest_is_written() -> None:
    write(**{"a.txt": FAULTY})
    Path("in/b.txt").write_bytes(b"caf\xe9\n")
    result = run("in", "nowhere.txt", "-o", "out")
    assert result.exit_code == 2 and "Traceback" not in result.output
    assert "in/b.txt: not UTF-8" in result.stderr and "nowhere.txt: no such file" in result.stderr
    assert pages() == {"index.html", "a.txt.html"}
    assert "not UTF-8" in "".join(index().itertext())


def test_wrong_use() -> None:
    write(**{"a.txt": FAULTY})
    Path("empty").mkdir()
    Path("file").write_text("mine")
    for arguments in (["empty", "-o", "out"], ["-", "-o", "out"], ["in"], ["-o", "out"], ["in", "-o", "file"], ["in", "-o", "out", "--select", "ZZZ"]):
        result = run(*arguments)
        assert result.exit_code == 2 and "Traceback" not in result.output, arguments
        assert len(result.stderr.strip().splitlines()) <= 4
    assert Path("file").read_text() == "mine" and not Path("out").exists()


def test_files_of_others_stay_as_they_are() -> None:
    write(**{"a.txt": FAULTY, "b.txt": FAULTY})
    Path("out").mkdir()
    mine = {"notes.txt": "keep", "old.html": "<p>keep</p>", "a.txt.html": "<p>my page</p>"}
    for name, text in mine.items():
        Path("out", name).write_text(text)
    result = run("in", "-o", "out")
    assert result.exit_code == 2 and "out/a.txt.html: not written by checker" in result.stderr
    assert {name: Path("out", name).read_text() for name in mine} == mine
    assert [row[0] for row in lines(index())] == ["b.txt"]
    Path("out/index.html").write_text("<p>my site</p>")
    before = pages()
    result = run("in", "-o", "out")
    assert result.exit_code == 2 and "index.html: not written by checker" in result.stderr
    assert Path("out/index.html").read_text() == "<p>my site</p>" and pages() == before


def test_a_page_that_cannot_be_written_does_not_stop_the_others() -> None:
    write(**{"a/b.txt": FAULTY, "c.txt": FAULTY})
    Path("out").mkdir()
    Path("out/a").write_text("a file where a folder belongs")
    result = run("in", "-o", "out")
    assert result.exit_code == 2 and "Traceback" not in result.output and "out/a" in result.stderr
    assert [row[0] for row in lines(index())] == ["c.txt"] and Path("out/a").read_text().startswith("a file")


def test_a_second_run_writes_the_same_and_reads_no_page_of_the_first() -> None:
    write(**{"2026-11-23-a.txt": FAULTY, "b/c.txt": CLEAN})
    results = []
    for _ in range(2):
        assert run("in", "-o", "in/report").exit_code == 1
        results.append({path: path.read_bytes() for path in Path("in/report").rglob("*.html")})
    assert results[0] == results[1] and len(results[0]) == 3
    assert all(GENERATOR_MARK.encode() in page[:1024] for page in results[0].values())
    assert not list(Path("in").rglob(".*"))


def test_names_that_collide() -> None:
    for folder in ("x", "y"):
        put(f"{folder}/index.txt", FAULTY)
    result = run("in/x", "in/y", "in/x/index.txt", "-o", "out")
    assert result.exit_code == 1 and "3 articles" in result.stdout
    assert pages() == {"index.html", "index.txt.html", "index.txt-2.html", "index.txt-3.html"}
    assert len({e.get("href") for e in index().iter("a")}) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="names that Windows does not allow")
def test_names_that_mean_something_in_html_addresses_or_nothing_in_unicode() -> None:
    names = ["<b>&amp;.txt", "a#b?c%20d.txt", "é e\u0301.txt", '"quoted" \'x\'.txt', "x" * 240 + ".txt", os.fsdecode(b"caf\xe9.txt")]
    Path("in").mkdir()
    written = []
    for name in names:
        try:
            Path("in", name).write_text(FAULTY, encoding="utf-8")
            written.append(name)
        except OSError:  # this file system takes no such name
            continue
    assert run("in", "-o", "out").exit_code == 1
    links = [e.get("href", "") for e in index().iter("a") if e.get("class") != "skip"]
    assert len(links) == len(written) >= 4
    assert all(Path("out", unquote(link)).is_file() for link in links)
    shown = {row[0] for row in lines(index())}
    assert {"<b>&amp;.txt", "a#b?c%20d.txt"} <= shown


def test_a_configured_baseline_holds_back() -> None:
    write(**{"a.txt": FAULTY})
    Path(".checker.toml").write_text('baseline = "old.json"\n')
    assert CliRunner().invoke(main, ["check", "in", "--write-baseline"]).exit_code == 0
    assert run("in", "-o", "out").exit_code == 0
    assert "by the baseline" in Path("out/a.txt.html").read_text(encoding="utf-8")


def test_the_trend_is_there_where_two_days_are_known() -> None:
    write(**{"2026-11-22-a.txt": FAULTY, "2026-11-23-b.txt": CLEAN, "undated.txt": FAULTY})
    run("in", "-o", "out")
    assert "Findings per 1,000 words, by day" in "".join(index().itertext())
    assert sum(row[1] == "–" for row in lines(index())) == 1
    Path("in/2026-11-22-a.txt").unlink()
    run("in", "-o", "out")
    assert "by day" not in "".join(index().itertext())


DATED = st.lists(st.tuples(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.integers(0, 900), st.builds(Counter, st.fixed_dictionaries({"minor": st.integers(0, 9), "critical": st.integers(0, 3)}))), min_size=1, max_size=30)


@given(DATED)
def test_periods_hold_every_article_once(dated: list[tuple[date, int, Counter[str]]]) -> None:
    _, cut = periods(dated)
    assert sum(period.articles for period in cut) == len(dated)
    assert sum(period.words for period in cut) == sum(words for _, words, _ in dated)
    starts = [period.start for period in cut]
    assert starts == sorted(set(starts)) and len(cut) <= 160
    trend(dated)


@pytest.mark.parametrize(("last", "unit", "count"), [(date(2026, 1, 31), "day", 31), (date(2026, 3, 1), "week", 9), (date(2026, 12, 31), "month", 12), (date(2036, 1, 1), "year", 11)])
def test_units_of_time(last: date, unit: str, count: int) -> None:
    found, cut = periods([(date(2026, 1, 1), 100, Counter()), (last, 100, Counter())])
    assert (found.name, len(cut)) == (unit, count)
