"""The command line: formats, exit codes, errors on one line."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli import main
from checker.reporters.text import cells

FAULTY = "President Poutine spoke of « war » [NDLR : la guerre].\n"


def run(*arguments: object, **options: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], **options)  # type: ignore[arg-type]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(FAULTY, encoding="utf-8")
    return path


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    path = tmp_path / "clean.txt"
    path.write_text("President Putin spoke.\n", encoding="utf-8")
    return path


def test_exit_codes(article: Path, clean: Path, tmp_path: Path) -> None:
    assert run("check", clean).exit_code == 0
    assert run("check", article).exit_code == 1
    assert run("check", article, "--fail-on", "never").exit_code == 0
    assert run("check", article, "--select", "NAM", "--fail-on", "critical").exit_code == 0
    missing = run("check", tmp_path / "missing.txt")
    assert missing.exit_code == 2 and missing.stdout == ""
    assert run("check").exit_code == 2


def test_other_inputs_are_checked_after_an_error(article: Path, tmp_path: Path) -> None:
    binary = tmp_path / "b.txt"
    binary.write_bytes(b"\x00\x01")
    latin = tmp_path / "c.txt"
    latin.write_bytes("été".encode("latin-1"))
    result = run("check", tmp_path / "missing.txt", binary, latin, article)
    assert result.exit_code == 2
    assert "FRE101" in result.stdout
    lines = result.stderr.splitlines()
    assert len(lines) == 3 and all(line.startswith("checker: ") for line in lines)
    assert "missing.txt" in lines[0] and "b.txt" in lines[1] and "c.txt" in lines[2]


@pytest.mark.parametrize(
    "arguments",
    [("--select", "XYZ"), ("--ignore", "nothing-like-it"), ("--config", "missing.toml"), ("--output", "/nowhere/x.txt")],
)
def test_wrong_options_are_one_line_and_exit_2(article: Path, arguments: tuple[str, ...]) -> None:
    result = run("check", article, *arguments)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1 and "Traceback" not in result.output


def test_json_keeps_its_contract(article: Path) -> None:
    result = json.loads(run("check", article, "--format", "json").stdout)
    assert result["version"] == 1 and result["checker"]
    (file,) = result["files"]
    assert file["path"] == str(article) and file["words"] == 8
    assert set(file["score"]) == {"penalty", "per_1000", "value", "signature"}
    for finding in file["findings"]:
        assert {
            "code", "name", "family", "severity", "confidence", "start", "end", "line", "column", "text", "message", "suggestion", "fix",
        } <= set(finding)  # fmt: skip
        assert FAULTY[finding["start"] : finding["end"]] == finding["text"]
        assert finding["fix"] is None or set(finding["fix"]) == {"start", "end", "replacement", "safe"}
        assert 0 < finding["confidence"] <= 1


def test_standard_input(article: Path) -> None:
    result = run("check", "-", "--format", "json", input=FAULTY.encode())
    assert json.loads(result.stdout)["files"][0]["path"] == "<stdin>"
    assert result.exit_code == 1
    assert run("check", "-", input=b"\xff\xff").exit_code == 2


def test_a_folder_holds_originals_and_things_that_are_no_files(article: Path, tmp_path: Path) -> None:
    for name in ("a.fr.txt", "b_fr.md", "c-FR.html"):
        (tmp_path / name).write_text("Le ministre a dit « non » lundi soir, à l’issue d’un long débat avec les élus de son parti.\n", encoding="utf-8")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.txt")
    report = json.loads(run("check", tmp_path, "--format", "json").stdout)
    assert [file["path"] for file in report["files"]] == [str(article)] and not report["errors"]
    assert json.loads(run("check", tmp_path / "a.fr.txt", "--format", "json").stdout)["files"], "a file that is named is checked"


def test_a_folder_is_walked_for_known_formats(article: Path, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.md").write_text("He left.", encoding="utf-8")
    (tmp_path / "sub" / "c.jpg").write_bytes(b"\x00")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "d.txt").write_text(FAULTY, encoding="utf-8")
    files = json.loads(run("check", tmp_path, "--format", "json").stdout)["files"]
    assert [Path(file["path"]).name for file in files] == ["a.txt", "b.md"]
    (tmp_path / "empty").mkdir()
    assert run("check", tmp_path / "empty").exit_code == 2


def test_text_is_plain_and_fits_80_columns_when_piped(article: Path) -> None:
    article.write_text("中文 é́ Poutine " + "".join(f"spoke{i} and " for i in range(40)) + "of Poutine.\n", encoding="utf-8")
    result = run("check", article)
    assert "\x1b" not in result.stdout
    lines = result.stdout.splitlines()
    shown = [line for line in lines if line.startswith("    ")]
    assert shown and max(map(cells, shown)) <= 80
    for line, marks in zip(shown, shown[1:]):
        if re.fullmatch(r" *\^+", marks):
            before = marks.index("^")
            at = next(i for i in range(len(line) + 1) if cells(line[:i]) >= before)
            assert line[at:].lstrip("\u0301").startswith("Poutine")


def test_no_color_is_respected(article: Path) -> None:
    pty = pytest.importorskip("pty", reason="a terminal needs a POSIX system")
    for variables, colored in [({}, True), ({"NO_COLOR": "1"}, False)]:
        environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | variables
        terminal, end = pty.openpty()
        process = subprocess.Popen([sys.executable, "-m", "checker", "check", str(article)], stdout=end, env=environment)
        os.close(end)
        output = b""
        try:
            while piece := os.read(terminal, 4096):
                output += piece
        except OSError:  # Linux ends a terminal’s stream with an error
            pass
        os.close(terminal)
        assert process.wait() == 1
        assert b"FRE101" in output
        assert (b"\x1b[" in output) == colored


def test_output_is_written_whole_and_keeps_its_mode(article: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old")
    target.chmod(0o640)
    assert run("check", article, "--output", target).exit_code == 1
    assert "FRE101" in target.read_text(encoding="utf-8")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_stats_leave_the_findings_out(article: Path) -> None:
    result = run("check", article, "--stats")
    assert "FRE101" not in result.stdout and "critical" in result.stdout


def test_scan_keeps_order_and_reports_bad_records(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    target = tmp_path / "out.jsonl"
    records = [{"n": 1, "mt": "President Poutine spoke."}, {"n": 2, "mt": "He left."}]
    source.write_text("\n".join(json.dumps(r) for r in records) + "\n", encoding="utf-8")
    result = run("scan", source, "--text-field", "mt", "--id-field", "n", "--output", target)
    assert result.exit_code == 0, result.output
    first, second = map(json.loads, target.read_text(encoding="utf-8").splitlines())
    assert first["id"] == 1 and first["words"] == 3 and first["findings"][0]["code"] == "NAM101"
    assert second == {"id": 2, "words": 2, "findings": []}
    source.write_text('{"n": 1}\nnot json\n{"n": 3, "mt": 4}\n[1]\n{"n": 5, "mt": "He left."}\n', encoding="utf-8")
    result = run("scan", source, "--text-field", "mt", "--id-field", "n")
    assert result.exit_code == 2
    assert [json.loads(line).get("error") is None for line in result.stdout.splitlines()] == [False] * 4 + [True]
    assert run("scan", tmp_path / "missing.jsonl").exit_code == 2


def test_scan_replaces_its_output_as_other_files_are(tmp_path: Path) -> None:
    source, target, link = tmp_path / "in.jsonl", tmp_path / "out.jsonl", tmp_path / "link.jsonl"
    source.write_text('{"id": "\\ud800", "text": "He left."}\n', encoding="utf-8")
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    link.symlink_to(target)
    assert run("scan", source, "--output", link).exit_code == 0
    assert link.is_symlink() and stat.S_IMODE(target.stat().st_mode) == 0o640
    assert json.loads(target.read_text(encoding="utf-8"))["id"] == "\ud800"
    assert run("scan", source, "--output", tmp_path / "new.jsonl").exit_code == 0
    assert stat.S_IMODE((tmp_path / "new.jsonl").stat().st_mode) == stat.S_IMODE(source.stat().st_mode)
    assert json.loads(run("scan", source).stdout) == json.loads(target.read_text(encoding="utf-8"))


def test_rules_and_explain() -> None:
    listed = run("rules").stdout
    assert "FRE101" in listed and "CAL201" in listed
    assert "NAM101" not in run("rules", "--family", "TYP").stdout
    assert run("rules", "--family", "nothing").exit_code == 2
    assert "NDLR" in run("explain", "FRE101").stdout
    assert run("explain", "editorial-tag").stdout == run("explain", "fre101").stdout
    assert run("explain", "nothing").exit_code == 2
    assert "French" in run("explain", re.search(r"id  (\S+)", run("explain", "CAL201").stdout)[1]).stdout  # type: ignore[index]


def test_version_and_help() -> None:
    from checker import __version__

    assert __version__ in run("--version").stdout
    for command in ("check", "scan", "rules", "explain"):
        assert "checker " + command in run(command, "--help").stdout


def test_module_runs() -> None:
    assert subprocess.run([sys.executable, "-m", "checker", "--version"], capture_output=True).returncode == 0
