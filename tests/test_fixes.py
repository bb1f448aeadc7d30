"""Fixing: to a fixed point, only where a fix is, without harm to the file."""

from __future__ import annotations

import difflib
import os
import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.cli import main
from checker.config import Config
from checker.document import Document
from checker.engine import Engine
from checker.finding import Finding, Fix
from checker.fixes import Fixed, compatible, fix_document, replaced, unified_diff
from checker.registry import own_rules
from checker.rules.phrase_rules import PhraseRule

ENGINE = Engine(Config(assume_translated="yes"))
FAULTY = "The OTAN summit cost 12 M€ .\n\nREAD ALSO: The end of the war\n\nHe said « no » to the the prefect at 17h30.\n"
MENDED = "The NATO summit cost €12m.\n\nHe said “no” to the prefect at 5:30 p.m.\n"
SAMPLES = Path(__file__).resolve().parent.parent / "samples"
PIECES = [example.plain for rule in own_rules() if not isinstance(rule, PhraseRule) for example in rule.examples]


def run(*arguments: object, **options: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], **options)  # type: ignore[arg-type]


def fixed(text: str, unsafe: bool = False, path: str = "a.txt") -> Fixed:
    return fix_document(Document("", path=path).edited(text), ENGINE.check, unsafe=unsafe)


def finding(start: int, end: int, severity: str = "minor", replacement: str = "", safe: bool = True) -> Finding:
    return Finding("TYP201", "x", "typography", severity, 1, start, end, 1, start + 1, "", "", "", Fix(start, end, replacement, safe))


def test_safe_fixes_alone_by_default() -> None:
    assert fixed(FAULTY).document.raw == MENDED
    name = "Ivan Tchouvilyaïev spoke."
    assert fixed(name).document.raw == name
    assert fixed(name, unsafe=True).document.raw == "Ivan Chuvilyayev spoke."


def test_of_overlapping_fixes_the_graver_then_the_longer_wins() -> None:
    short, long, grave = finding(0, 4), finding(2, 9), finding(8, 10, "critical")
    assert [f for f, _ in compatible([short, long], unsafe=False)] == [long]
    assert [f for f, _ in compatible([short, long, grave], unsafe=False)] == [short, grave]
    twice = [finding(3, 3, replacement="a"), finding(3, 3, replacement="b")]
    assert len(compatible(twice, unsafe=False)) == 1
    assert compatible([finding(0, 1, safe=False)], unsafe=False) == []


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8), st.sampled_from(["minor", "major", "critical"])), max_size=12))
def test_compatible_fixes_never_overlap_and_none_is_left_out_needlessly(items: list[tuple[int, int, str]]) -> None:
    offered = [finding(start, start + length, severity) for start, length, severity in items]
    spans = [(fix.start, fix.end) for _, fix in compatible(offered, unsafe=False)]
    assert spans == sorted(set(spans))

    def clash(one: tuple[int, int], other: tuple[int, int]) -> bool:
        return one == other or (one[0] < other[1] and other[0] < one[1])

    assert not any(clash(a, b) for a in spans for b in spans if a != b)
    for f in offered:
        assert any(clash((f.start, f.end), span) for span in spans)


def test_fixes_that_touch_are_applied_together() -> None:
    pair = [finding(0, 2, replacement="A"), finding(2, 4, replacement="B")]
    assert replaced("xxyyz", (fix for _, fix in compatible(pair, unsafe=False))) == "ABz"


def test_rules_that_undo_each_other_come_to_an_end() -> None:
    def check(document: Document):  # type: ignore[no-untyped-def]
        report = ENGINE.check(document)
        report.findings[:] = [finding(0, 1, replacement="b" if document.raw[0] == "a" else "a")]
        return report

    ended = fix_document(Document("abc"), check)
    assert not ended.settled


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6), st.sampled_from(["\n\n", "\n", "\r\n\r\n", " "]), st.booleans(), st.sampled_from(["a.txt", "a.md"]))
def test_any_text_settles_and_is_left_alone_elsewhere(pieces: list[str], glue: str, unsafe: bool, path: str) -> None:
    text = glue.join(pieces)
    first = fixed(text, unsafe, path)
    assert first.settled
    left = {f.code for f in first.report.findings if f.fix and (f.fix.safe or unsafe)}
    assert not left
    again = fixed(first.document.raw, unsafe, path)
    assert again.document.raw == first.document.raw and not again.applied
    assert bool(first.applied) == (first.document.raw != text)


@settings(max_examples=60)
@given(st.lists(st.sampled_from([*PIECES, "Élan e\u0301t\u00e9 \u2028 \U0001f1eb\U0001f1f7 fin."]), min_size=1, max_size=5), st.sampled_from(["\n\n", "\r\n\r\n", "\r\r"]), st.booleans())
def test_one_pass_changes_nothing_but_the_spans_of_fixes(pieces: list[str], glue: str, bom: bool) -> None:
    text = ("\ufeff" if bom else "") + glue.join(pieces)
    report = ENGINE.check(Document(text))
    chosen = compatible(report.findings, unsafe=True)
    after = replaced(text, (fix for _, fix in chosen))
    kept, at = [], 0
    for _, fix in chosen:
        assert at <= fix.start <= fix.end <= len(text)
        kept.append(text[at : fix.start])
        at = fix.end
    kept.append(text[at:])
    assert re.fullmatch("(?s:.*)".join(map(re.escape, kept)), after)
    assert after.startswith("\ufeff") == bom


def test_every_safe_fix_of_the_samples_settles() -> None:
    for path in sorted(SAMPLES.glob("*.mt.en.txt")):
        text = path.read_text(encoding="utf-8")
        after = fixed(text, unsafe=True)
        assert after.settled and after.applied
        kept = difflib.SequenceMatcher(None, text, after.document.raw, autojunk=False).quick_ratio()
        assert kept > 0.85, path


def test_most_of_what_a_program_can_mend_has_a_safe_fix() -> None:
    """Typography, residue, spacing, duplicates and acronyms; wording has an unsafe one at most."""
    findings = [f for path in sorted(SAMPLES.glob("*.mt.en.txt")) for f in ENGINE.check(Document.from_path(path)).findings]
    mechanical = [f for f in findings if f.family in ("typography", "residue") or f.code.startswith(("DOC1", "FRE201"))]
    safe = [f for f in mechanical if f.fix and f.fix.safe]
    assert len(mechanical) > 50 and len(safe) > 0.8 * len(mechanical)
    assert not any(f.fix.safe for f in findings if f.fix and f.entry)


def test_markup_between_the_words_is_not_deleted() -> None:
    text = "He left the **the** town and went to `the the` end.\n"
    assert fixed(text, unsafe=True, path="a.md").document.raw == text
    linked = "He told [OTAN](https://example.org/OTAN) so.\n"
    assert fixed(linked, path="a.md").document.raw == "He told [NATO](https://example.org/OTAN) so.\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("He left.\n\nREAD ALSO: The war\n\nShe stayed.\n", "He left.\n\nShe stayed.\n"),
        ("He left.\r\n\r\nREAD ALSO: The war\r\n\r\nShe stayed.\r\n", "He left.\r\n\r\nShe stayed.\r\n"),
        ("He left.\nREAD ALSO: The war\nShe stayed.", "He left.\nShe stayed."),
        ("He left.\nREAD ALSO: The war\n\nShe stayed.", "He left.\n\nShe stayed."),
        ("He left.\n\nREAD ALSO: The war\n", "He left.\n"),
        ("He left.\n\nREAD ALSO: The war", "He left."),
        ("READ ALSO: The war\n\nHe left.", "He left."),
        ("\ufeffREAD ALSO: The war\n\nHe left.", "\ufeffHe left."),
        ("READ ALSO: The war", ""),
        ("\ufeffREAD ALSO: The war\n", "\ufeff"),
    ],
)
def test_a_deleted_line_leaves_its_neighbours_as_far_apart(before: str, after: str) -> None:
    assert fixed(before).document.raw == after


def test_a_line_with_something_else_on_it_stays() -> None:
    text = "He left.\n\nREAD ALSO: The war <!-- checker: ignore TYP keep this -->\n\nShe stayed.\n"
    assert "keep this" in fixed(text).document.raw
    heading = "# The mayor resigns\n\n## READ ALSO: The war\n\nHe left the town hall on Monday.\n"
    assert fixed(heading, path="a.md").document.raw == "# The mayor resigns\n\nHe left the town hall on Monday.\n"


def test_the_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "été 1.txt"
    path.write_bytes(b"\xef\xbb\xbf" + FAULTY.replace("\n", "\r\n").encode())
    path.chmod(0o640)
    result = run("check", path, "--fix")
    assert result.exit_code == 0, result.output
    assert path.read_bytes() == b"\xef\xbb\xbf" + MENDED.replace("\n", "\r\n").encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == [path.name]
    before = path.stat().st_mtime_ns
    assert run("check", path, "--fix").exit_code == 0
    assert path.stat().st_mtime_ns == before, "a file without fixes is not written"


def test_decomposed_accents_and_line_separators_elsewhere_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Cafe\u0301\u2028 OTAN e\u0301te\u0301\r and \u00a0more\n".encode())
    run("check", path, "--fix", "--select", "FRE201")
    assert path.read_bytes() == "Cafe\u0301\u2028 NATO e\u0301te\u0301\r and \u00a0more\n".encode()


def test_a_symbolic_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "a.txt", tmp_path / "a.txt"
    target.write_text(FAULTY, encoding="utf-8")
    link.symlink_to(target)
    run("check", link, "--fix")
    assert link.is_symlink() and target.read_text(encoding="utf-8") == MENDED


def test_a_read_only_file_is_left_alone_and_named(tmp_path: Path) -> None:
    locked, other = tmp_path / "a.txt", tmp_path / "b.txt"
    for path in (locked, other):
        path.write_text(FAULTY, encoding="utf-8")
    locked.chmod(0o444)
    result = run("check", tmp_path, "--fix")
    assert result.exit_code == 2
    assert locked.read_text(encoding="utf-8") == FAULTY and other.read_text(encoding="utf-8") == MENDED
    assert f"{locked}: not fixed: the file is read-only" in result.stderr
    assert "FRE201" in result.stdout, "its findings are still reported"


def test_what_is_held_back_is_not_fixed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "The OTAN summit. <!-- checker: ignore FRE201 their own name -->\n"
    path.write_text(text, encoding="utf-8")
    assert run("check", path, "--fix").exit_code == 0
    assert path.read_text(encoding="utf-8") == text


def test_standard_input_to_standard_output() -> None:
    result = run("check", "-", "--fix", input="He told OTAN on « Monday ».\r\nIvan Tchouvilyaïev left.\r\n".encode())
    assert result.stdout_bytes == "He told NATO on “Monday”.\r\nIvan Tchouvilyaïev left.\r\n".encode()
    assert "NAM102" in result.stderr and result.exit_code == 1
    clean = run("check", "-", "--fix", input=b"He left.\n")
    assert clean.stdout_bytes == b"He left.\n" and clean.exit_code == 0


@pytest.mark.parametrize("tool", [["patch", "-p0"], ["git", "apply", "-p0"]])
@pytest.mark.parametrize("text", [FAULTY, FAULTY.rstrip("\n"), FAULTY.replace("\n", "\r\n"), "\ufeff" + FAULTY])
def test_the_diff_applies(tmp_path: Path, tool: list[str], text: str) -> None:
    if not shutil.which(tool[0]):
        pytest.skip(f"{tool[0]} is not installed")
    if tool[0] == "patch" and "\r" in text:
        tool = [*tool, "--binary"]
    path = tmp_path / "an article.txt"
    path.write_bytes(text.encode())
    result = CliRunner().invoke(main, ["check", str(path), "--diff"])
    assert result.exit_code == 1 and path.read_bytes() == text.encode()
    diff = result.stdout_bytes.replace(str(path).encode(), path.name.encode())
    done = subprocess.run(tool, input=diff, cwd=tmp_path, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert path.read_bytes().decode() == fixed(text).document.raw


def test_diff_says_nothing_of_clean_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("He left.\n", encoding="utf-8")
    result = run("check", path, "--diff")
    assert result.exit_code == 0 and result.stdout == "" and "nothing to fix" in result.stderr
    assert unified_diff("a", "a", "x") == ""


def test_diff_writes_no_baseline(tmp_path: Path) -> None:
    assert run("check", tmp_path, "--diff", "--baseline", tmp_path / "b.json", "--write-baseline").exit_code == 2
    assert not (tmp_path / "b.json").exists()


def test_unsafe_fixes_need_something_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Ivan Tchouvilyaïev left.\n", encoding="utf-8")
    assert run("check", path, "--unsafe-fixes").exit_code == 2
    assert "fixable   0 with --fix, 1 more with --unsafe-fixes" in run("check", path).stdout
    assert "1 more with --unsafe-fixes" in run("check", path, "--fix").stderr
    assert run("check", path, "--fix", "--unsafe-fixes").exit_code == 0
    assert path.read_text(encoding="utf-8") == "Ivan Chuvilyayev left.\n"


FRENCH = "Le ministre a dit « non » lundi soir à 17h30, à l’issue d’un long débat avec les élus de son parti : il reste.\n"


def test_french_is_not_given_english_marks(tmp_path: Path) -> None:
    original = tmp_path / "a.fr.txt"
    original.write_text(FRENCH, encoding="utf-8")
    assert run("check", original, "--fix", "--unsafe-fixes").exit_code == 1
    assert run("check", original, "--fix", "--select", "TYP").exit_code == 1
    assert original.read_text(encoding="utf-8") == FRENCH
    mixed = "He said « no » to the prefect on Monday.\n\n" + FRENCH
    assert fixed(mixed).document.raw == mixed.replace("said « no »", "said “no”")
