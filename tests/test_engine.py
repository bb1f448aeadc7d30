"""Engine, evidence, merging, suppressions, configuration and score."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from checker import check_file, check_text
from checker.config import Config, ConfigError
from checker.config_file import load_config
from checker.engine import Engine
from checker.score import LEAST_WORDS, score, signature

ROOT = Path(__file__).resolve().parent.parent
TRANSLATED = "President Poutine spoke [NDLR : hier] of « war » to the OTAN. The army of Kiev fell back (sic)."


def codes(text: str, **options: object) -> list[str]:
    return [finding.code for finding in check_text(text, Config(**options)).findings]  # type: ignore[arg-type]


def test_hints_wait_for_evidence() -> None:
    assert "NAM105" not in codes("The army of Kiev fell back.")
    assert "NAM105" in codes(TRANSLATED)
    assert "NAM105" in codes("The army of Kiev fell back.", assume_translated="yes")
    assert "NAM105" not in codes(TRANSLATED, assume_translated="no")


def test_evidence_is_weighed_by_length() -> None:
    filler = "\n\n".join(f"The mayor number {i} signed the order of the prefect on that day." for i in range(1500))
    assert "NAM105" not in codes(TRANSLATED + "\n\n" + filler)


def test_one_complaint_about_one_thing() -> None:
    assert codes("He left (his wife, NDLR : sa femme) and fled.") == ["FRE101"]


def test_a_word_inside_a_line_is_kept() -> None:
    text = "the mayor who defies the prefect – L’Express\n\nthe mayor who defies the prefect – LExpress\n\nThe mayor of the town has refused to sign."
    assert {"DOC101", "DOC102", "RES301"} <= set(codes(text))


def test_quotes_may_be_left_alone() -> None:
    text = "“{}”, he said."
    from checker.registry import own_rules
    from checker.rules.phrase_rules import PhraseRule

    rule = next(r for r in own_rules() if isinstance(r, PhraseRule) and r.code == "CAL201")
    entry = next(e for e in rule.entries.values() if e.tier == "A" and not e.when and "“" not in e.example and '"' not in e.example)
    speech = text.format(entry.example.rstrip("."))
    assert "CAL201" in codes(speech)
    assert "CAL201" not in codes(speech, quotes=False)


def test_allow_list() -> None:
    assert codes("President Poutine spoke.") == ["NAM101"]
    assert codes("President Poutine spoke.", allow=("poutine",)) == []


def test_selection() -> None:
    assert set(codes(TRANSLATED, select=("FRE",))) <= {"FRE101", "FRE102", "FRE103", "FRE108", "FRE201"}
    assert codes(TRANSLATED, select=("names",), ignore=("NAM105",)) == ["NAM101"]
    assert codes(TRANSLATED, select=("editorial-tag",)) == ["FRE101"]
    with pytest.raises(ConfigError, match="XYZ999"):
        Engine(Config(select=("XYZ999",)))


def test_severity_override_and_threshold() -> None:
    finding = check_text("President Poutine spoke.", Config(severity={"NAM": "minor", "NAM101": "critical"})).findings[0]
    assert finding.severity == "critical"
    assert codes("President Poutine spoke.", min_severity="critical") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Poutine spoke. <!-- checker: ignore NAM101 his own spelling -->", []),
        ("President Poutine spoke. <!-- checker: ignore names -->", []),
        ("<!-- checker: ignore-next NAM101 -->\nPresident Poutine spoke.", []),
        ("<!-- checker: ignore NAM101 -->\n\nPresident Poutine spoke.", []),
        ("President Poutine spoke.\n\n<!-- checker: ignore-file NAM101,FRE -->", []),
        ("<!-- checker: ignore-start all -->\n\nPresident Poutine spoke.\n\n<!-- checker: ignore-end -->\n\nPoutine left.", ["NAM101"]),
        ("President Poutine spoke. <!-- checker: ignore FRE101 -->", ["NAM101", "SUP001"]),
        ("Nothing is here. <!-- checker: ignore-file NAM101 -->", ["SUP001"]),
    ],
)
def test_suppressions(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_suppressed_findings_keep_offsets() -> None:
    text = "<!-- checker: ignore-next FRE201 -->\nPresident Poutine spoke to the OTAN."
    finding = check_text(text).findings[0]
    assert text[finding.start : finding.end] == "Poutine" and finding.line == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (".checker.toml", 'ignore = ["NAM101"]\nquotes = false\nallow = ["OTAN"]\n[severity]\nFRE = "minor"\n[per-path]\n"old/*" = ["FRE"]\n'),
        ("pyproject.toml", '[tool.checker]\nignore = ["NAM101"]\nquotes = false\nallow = ["OTAN"]\nseverity = { FRE = "minor" }\nper-path = { "old/*" = ["FRE"] }\n'),
        ("setup.cfg", "[checker]\nignore = NAM101\nquotes = false\nallow =\n    OTAN\nseverity =\n    FRE: minor\nper-path =\n    old/*: FRE\n"),
    ],
)
def test_configuration_files_say_the_same(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    config = load_config(start=folder)
    named = tmp_path / f"mine{Path(name).suffix or '.toml'}"
    named.write_text(content, encoding="utf-8")
    assert load_config(named) == config
    assert config == Config(ignore=("NAM101",), quotes=False, allow=("OTAN",), severity={"FRE": "minor"}, per_path={"old/*": ("FRE",)})


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        (".checker.toml", "nothing = 1", "nothing"),
        (".checker.toml", "select = 'x'", "select"),
        (".checker.toml", "select = [", "checker.toml"),
        (".checker.toml", "quotes = 'x'", "quotes"),
        (".checker.toml", "min-severity = 'grave'", "grave"),
        ("setup.cfg", "[checker]\nseverity = minor", "severity"),
        ("setup.cfg", "checker", "setup.cfg"),
    ],
)
def test_bad_configuration_is_named(tmp_path: Path, name: str, content: str, word: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=word):
        load_config(tmp_path / name)


def test_per_path(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_text("President Poutine spoke.", encoding="utf-8")
    assert check_file(path, Config(per_path={"*/old.txt": ("NAM",)})).findings == []
    assert check_file(path, Config(per_path={"*/new.txt": ("NAM",)})).findings != []


def test_own_phrase_list(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    head = "#: code: USR001\n#: name: own\nid\ttier\tseverity\tfrench\tpattern\trewrite\twhen\texample\tmiss\tnote\n"
    path.write_text(head + "own-blob\tA\tmajor\tbidule\tblobby {~gizmo}\tgadget\t\tA blobby gizmo.\t\t\n", encoding="utf-8")
    assert codes("Some blobby gizmos fell.", phrases=(str(path),)) == ["USR001"]
    for bad in (head.replace("USR001", "FRE101"), head + "own-blob\tA\tmajor\tf\t(a\tg\t\te\t\t\n", head + "own-blob\tA\tmajor\tf\ta\tg\twhere: x\te\t\t\n"):
        path.write_text(bad, encoding="utf-8")
        with pytest.raises(ConfigError, match="own"):
            Engine(Config(phrases=(str(path),)))


def test_score() -> None:
    findings = check_text("Poutine met Poutine and Poutine at the OTAN.").findings
    assert len(findings) == 4
    assert score(findings, 1000).penalty == 10
    assert score(findings, 1000).value == 90.0
    assert score(findings, LEAST_WORDS - 1).value is None
    assert score([], 1000).value == 100.0
    assert signature().startswith("mqm-like|cri:25|maj:5|min:1|")


def test_engines_made_at_once_find_the_same() -> None:
    script = """
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from checker.document import Document
from checker.engine import Engine
barrier = Barrier(6)
def check(_):
    barrier.wait()
    return len(Engine().check(Document("Her son, taking advantage of permission, fled the army barracks.")).findings)
with ThreadPoolExecutor(6) as pool:
    print(*pool.map(check, range(6)))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert set(done.stdout.split()) == {"1"}, done.stdout + done.stderr


def test_of_a_french_article_nothing_is_reported_but_that_it_is_french() -> None:
    text = "Le ministre a présenté sa démission lundi soir, à l’issue d’un long débat avec les élus de son parti : « C’est fini », a-t-il dit."
    assert codes(text) == ["FRE106"]
