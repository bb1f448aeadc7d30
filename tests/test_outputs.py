"""``--format``: several at once, each where it belongs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result
from made_reports import cut, lines_of, report_of

from checker.cli import main
from checker.reporters import FORMATS, render

FAULTY = "President Poutine spoke of « war » [NDLR : la guerre].\n"


def run(*arguments: object, **options: object) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, arguments)], **options)  # type: ignore[arg-type]


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("été d’un mot.txt")
    path.write_text(FAULTY, encoding="utf-8")
    return path


def test_every_format_is_there() -> None:
    assert set(FORMATS) >= {"text", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjsonl"}
    shown = " ".join(run("--help").stdout.split())
    assert ", ".join(FORMATS) in shown
    page = (Path(__file__).parent.parent / "docs/formats-out.md").read_text(encoding="utf-8")
    assert all(f"\n| `{name}` |" in page for name in FORMATS)


def test_names_are_completed() -> None:
    completion = ShellComplete(main, {}, "checker", "_CHECKER_COMPLETE")
    assert [item.value for item in completion.get_completions(["check", "--format"], "j")] == ["json", "jsonl", "junit"]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("before", ["", "👩‍🚀 𝄞 ", "e\u0301té, "])
def test_places_point_into_the_file(mark: str, end: str, before: str, article: Path) -> None:
    text = f"{mark}{before}Poutine left.{end}{end}{before}{FAULTY.strip()}{end}"
    article.write_bytes(text.encode())
    run(article, "--format", "sarif:a.sarif", "--format", "rdjsonl:a.rdjsonl", "--format", "json:a.json")
    findings = json.loads(Path("a.json").read_bytes())["files"][0]["findings"]
    results = json.loads(Path("a.sarif").read_bytes())["runs"][0]["results"]
    diagnostics = [json.loads(line) for line in Path("a.rdjsonl").read_bytes().split(b"\n")[:-1]]
    assert len(findings) == len(results) == len(diagnostics) >= 3
    seen, raw = lines_of(text.removeprefix(mark)), [line.encode() for line in lines_of(text)]
    for finding, result, diagnostic in zip(findings, results, diagnostics):
        region = result["locations"][0]["physicalLocation"]["region"]
        place = diagnostic["location"]["range"]
        assert cut(seen, (region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"])) == finding["text"]
        assert cut(raw, *((place[side]["line"], place[side]["column"]) for side in ("start", "end"))) == finding["text"]


def test_several_at_once(article: Path) -> None:
    result = run(article, "--format", "text", *(part for name in FORMATS for part in ("--format", f"{name}:{name}.out")))
    assert result.exit_code == 1
    assert result.stdout == run(article).stdout == Path("text.out").read_text(encoding="utf-8")
    for name in FORMATS:
        assert Path(f"{name}.out").read_text(encoding="utf-8") == run(article, "--format", name).stdout
    for name in ("json", "sarif", "gitlab"):
        json.loads(Path(f"{name}.out").read_bytes())
    for name in ("junit", "checkstyle"):
        ElementTree.parse(f"{name}.out")
    assert not [path for path in Path().iterdir() if path.name.startswith(".")]


def test_only_files_leave_standard_output_empty(article: Path) -> None:
    result = run(article, "--format", "sarif:a.sarif")
    assert result.stdout == "" and Path("a.sarif").exists()
    assert run(article, "--format", "json:-").stdout == run(article, "--format", "json").stdout


def test_output_is_the_file_of_the_format_that_names_none(article: Path) -> None:
    assert run(article, "--format", "json", "--format", "text:a.txt", "--output", "a.json").stdout == ""
    assert json.loads(Path("a.json").read_bytes())["files"] and "FRE101" in Path("a.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "text", "--format", "json"], "--format text and --format json both go to standard output: give one a file, --format json:FILE"),
        (["--format", "text", "--format", "json:-"], "both go to standard output"),
        (["--format", "text", "--format", "json", "-o", "x"], "both go to x"),
        (["--format", "text:x", "--format", "json:./x"], "both go to ./x"),
        (["--format", "text:x", "--format", "json", "-o", "x"], "both go to x"),
        (["--format", "text:x", "--format", "text:x"], "both go to x"),
        (["--format", "text:x", "-o", "y"], "--output has nothing to write"),
        (["--format", "pdf"], "no format “pdf”: give one of checkstyle,"),
        (["--format", "sarif:"], "“sarif:” names no file after the colon"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_checked(article: Path, arguments: list[str], words: str) -> None:
    result = run(article, *arguments)
    assert result.exit_code == 2 and result.stdout == ""
    assert words in result.stderr.splitlines()[-1]
    assert [path.name for path in Path().iterdir()] == [article.name]


def test_one_file_that_cannot_be_written_does_not_cost_the_others(article: Path) -> None:
    result = run(article, "--format", "sarif:nowhere/a.sarif", "--format", "json:a.json", "--format", "text")
    assert result.exit_code == 2
    assert result.stderr == "checker: nowhere/a.sarif: no such file or directory\n"
    assert json.loads(Path("a.json").read_bytes())["files"] and "FRE101" in result.stdout


def test_errors_reach_the_formats_that_can_say_so(article: Path) -> None:
    result = run("missing.txt", article, "--format", "sarif", "--format", "junit:a.xml")
    assert result.exit_code == 2
    (invocation,) = json.loads(result.stdout)["runs"][0]["invocations"]
    assert not invocation["executionSuccessful"] and "missing.txt" in invocation["toolExecutionNotifications"][0]["message"]["text"]
    assert "missing.txt" in Path("a.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_standard_input_and_names_that_are_not_utf8(name: str, article: Path) -> None:
    assert "stdin" in run("-", "--format", name, input=FAULTY.encode()).stdout
    try:
        os.rename(article, os.fsdecode(b"\xe9.txt"))
    except OSError:
        pytest.skip("this file system takes no such name")
    result = run(os.fsdecode(b"\xe9.txt"), "--format", name, "--format", "text:a.out" if name != "text" else "json:a.out")
    assert result.exit_code == 1 and result.stdout and Path("a.out").exists()


@pytest.mark.parametrize(("name", "shown"), [("sarif", "French editor’s note"), ("text", "French editor?s note")])
def test_machines_read_utf8_whatever_the_terminal(name: str, shown: str, article: Path) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONPATH": str(Path(__file__).parent.parent)}
    result = subprocess.run([sys.executable, "-m", "checker", "check", str(article), "--format", name], capture_output=True, env=environment)
    assert result.returncode == 1 and result.stderr == b""
    assert shown in " ".join(result.stdout.decode("utf-8").split())


def test_a_run_imports_no_format_that_it_does_not_write(article: Path) -> None:
    code = "import sys; from checker.cli import main; main(['check', sys.argv[1]], standalone_mode=False)"
    listing = "; print([m for m in sys.modules if m.startswith('checker.reporters.') or m == 'checker.fingerprint'])"
    script = f"import sys\ntry:\n exec({code!r})\nexcept SystemExit:\n pass\n{listing[2:]}"
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}
    output = subprocess.run([sys.executable, "-c", script, str(article)], capture_output=True, text=True, encoding="utf-8", env=environment).stdout
    assert output.splitlines()[-1] == "['checker.reporters.text']"


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_of_one_line_takes_time_by_its_length(name: str) -> None:
    """Minified pages and records of JSON Lines are single lines."""

    def seconds(count: int) -> float:
        report = report_of("un été à Orléans " * 10 * count, *((at * 170, at * 170 + 5) for at in range(count)))
        start = time.process_time()
        render(report, name)
        return time.process_time() - start

    short = min(seconds(400) for _ in range(3))
    assert min(seconds(2000) for _ in range(3)) < 12 * short + 0.1, "five times the text, five times the time"
