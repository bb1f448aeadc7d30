"""``--source`` as a user meets it: the command, the report, what is refused, what it costs others."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli import main
from checker.config import Config
from checker.document import Document
from checker.engine import Engine
from checker.source.article import compare

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
ENGLISH, FRENCH = SAMPLES / "ukraine-war.mt.en.txt", SAMPLES / "ukraine-war.fr.txt"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_report_shows_the_french() -> None:
    result = run("check", ENGLISH, "--source", FRENCH)
    assert result.exit_code == 1
    assert "SRC701 hearsay-conditional" in result.output
    assert "fr: Porté disparu près de Pokrovsk, il serait détenu" in result.output


def test_json_has_source_and_segments() -> None:
    result = run("check", ENGLISH, "--source", FRENCH, "--format", "json")
    file = json.loads(result.stdout)["files"][0]
    assert any(f["family"] == "source" and f["source"] for f in file["findings"])
    text, french = ENGLISH.read_text("utf-8"), FRENCH.read_text("utf-8")
    for number, row in enumerate(file["segments"]):
        assert row["index"] == number and 0 <= row["score"] <= 1
    (start, end), (first, last) = file["segments"][0]["span"], file["segments"][0]["companion_span"]
    assert text[start:end].startswith("War in Ukraine") and french[first:last].startswith("Guerre en Ukraine")


def test_a_hint_is_proved_by_its_french() -> None:
    english = Document("The ministry opened a dossier on the affair. The affair of the fraud touched the party on Monday.")
    french = Document("Le ministère a ouvert un dossier sur l’affaire. L’affaire de la fraude a touché le parti lundi.")
    alone = {(f.entry, f.start) for f in Engine().check(english).findings}
    beside = Engine(comparing=True).check(english, compare(english, french)).findings
    proved = [f for f in beside if f.entry and (f.entry, f.start) not in alone]
    assert all(f.source for f in proved)


def test_folder_of_originals(tmp_path: Path) -> None:
    result = run("check", ENGLISH, SAMPLES / "justice.mt.en.txt", "--source", SAMPLES, "--stats")
    assert result.exit_code == 1 and "ukraine-war.mt.en.txt" in result.output and "source" in result.output
    missing = run("check", ENGLISH, "--source", tmp_path)
    assert missing.exit_code == 2 and "no French original" in missing.stderr


@pytest.mark.parametrize(
    ("english", "french", "said"),
    [
        (FRENCH, ENGLISH, "exchange them"),
        (FRENCH, FRENCH, "in French"),
        (ENGLISH, ENGLISH, "in English"),
        (SAMPLES / "justice.mt.en.txt", FRENCH, "next to nothing in common"),
        (ENGLISH, SAMPLES / "nowhere.fr.txt", "no such file"),
    ],
)
def test_refused_on_one_line(english: Path, french: Path, said: str) -> None:
    result = run("check", english, "--source", french)
    assert result.exit_code == 2
    assert said in result.stderr and len(result.stderr.strip().splitlines()) == 1


def test_select_and_explain_know_the_family() -> None:
    result = run("check", ENGLISH, "--source", FRENCH, "--select", "SRC", "--format", "json")
    assert {f["family"] for f in json.loads(result.stdout)["files"][0]["findings"]} == {"source"}
    assert "expressions" not in run("explain", "SRC201").output
    assert "beside:" in run("explain", "SRC201").output
    assert run("check", ENGLISH, "--ignore", "SRC401").exit_code == 1


def test_scan_compares_fields(tmp_path: Path) -> None:
    corpus = tmp_path / "pairs.jsonl"
    rows = [
        {"id": 1, "mt": "The fire killed 17 people.", "src": "L’incendie a fait 71 morts."},
        {"id": 2, "mt": "The fire killed 71 people.", "src": "L’incendie a fait 71 morts."},
        {"id": 3, "mt": "The fire killed 71 people."},
    ]
    corpus.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    result = run("scan", corpus, "--text-field", "mt", "--source-field", "src")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [f["code"] for f in records[0]["findings"]] == ["SRC201"] and records[0]["findings"][0]["source"]
    assert records[1]["findings"] == []
    assert "src" in records[2]["error"] and result.exit_code == 2


def test_plain_check_imports_none_of_it() -> None:
    code = "import sys; from checker.cli import main\ntry: main(['check', sys.argv[1]])\nexcept SystemExit: pass\nprint([m for m in sys.modules if m.startswith(('checker.source', 'checker.align', 'checker.comparison'))])"
    done = subprocess.run([sys.executable, "-c", code, str(ENGLISH)], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.stdout.rstrip().endswith("[]")


XLIFF = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="fr" target-language="en" original="a" datatype="plaintext"><body>
<trans-unit id="1"><source>L’incendie a fait 71 morts en 2019.</source><target>The fire killed 17 people in 2019.</target></trans-unit>
<trans-unit id="2"><source>La grève a commencé lundi.</source><target></target></trans-unit>
<trans-unit id="3"><source>Le suspect a été arrêté mardi.</source><target>The suspect was arrested on Tuesday.</target></trans-unit>
</body></file></xliff>
"""
PO = """msgid ""
msgstr "Language: en\\n"

msgid "Un délégué du personnel a été reçu mardi."
msgid_plural "Les délégués du personnel ont été reçus mardi."
msgstr[0] "A staff delegate was received on Wednesday."
msgstr[1] ""
"""


def found(result: Result) -> list[tuple[str, str]]:
    return [(f["code"], f["text"]) for file in json.loads(result.stdout)["files"] for f in file["findings"]]


def test_bilingual_files_hold_their_own_source(tmp_path: Path) -> None:
    (tmp_path / "a.xlf").write_text(XLIFF, encoding="utf-8")
    result = run("check", tmp_path / "a.xlf", "--source", "self", "--select", "SRC", "--format", "json")
    assert found(result) == [("SRC201", "17")]
    assert result.stderr.strip().endswith("no target for “La grève a commencé lundi.”")
    rows = json.loads(result.stdout)["files"][0]["segments"]
    assert [row["bead"] for row in rows] == ["1-1", "1-1"] and rows[0]["companion_span"] is None


def test_unequal_plural_forms_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text(PO, encoding="utf-8")
    result = run("check", tmp_path / "a.po", "--source", "self", "--select", "SRC", "--format", "json")
    assert found(result) == [("SRC204", "Wednesday")]
    assert "1 of 2 plural forms translated of “Un délégué" in result.stderr


def test_records_hold_their_own_source(tmp_path: Path) -> None:
    corpus = tmp_path / "pairs.jsonl"
    rows = [{"text": "The fire killed 17 people.", "src": "L’incendie a fait 71 morts."}, {"text": "It killed 71 people.", "src": "Il a fait 71 morts."}]
    corpus.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert found(run("check", corpus, "--source-field", "src", "--select", "SRC", "--format", "json")) == [("SRC201", "17")]
    refused = run("check", corpus, "--source-field", "nope")
    assert refused.exit_code == 2 and "a.jsonl" not in refused.stderr and ":1: no text in a field “nope”" in refused.stderr
    assert "--source-field" in run("check", corpus, "--source", FRENCH).stderr


def test_self_needs_segments() -> None:
    result = run("check", ENGLISH, "--source", "self")
    assert result.exit_code == 2 and "XLIFF, TMX and PO" in result.stderr


@pytest.mark.parametrize(
    ("english", "french", "codes"),
    [
        ("Les bus rouleront de nouveau samedi à Paris.", "Les bus rouleront de nouveau samedi à Paris.", ["SRC104"]),
        (
            "The strike began on Monday in twelve depots of the capital, and the unions said that it would last.\n\nLes bus rouleront de nouveau samedi à Paris, a dit le préfet de police aux journalistes.",
            "La grève a commencé lundi dans douze dépôts de la capitale, et les syndicats ont dit qu’elle durerait.\n\nLes bus rouleront de nouveau samedi à Paris, a dit le préfet de police aux journalistes.",
            ["SRC104"],
        ),
        ("Guo Ye, Li Wei, Sun Yang.", "Guo Ye, Li Wei, Sun Yang.", []),
    ],
)
def test_what_is_left_in_french_is_found_not_refused(english: str, french: str, codes: list[str]) -> None:
    document = Document(english)
    found = Engine(Config(select=("SRC",)), comparing=True).check(document, compare(document, Document(french))).findings
    assert [finding.code for finding in found] == codes
