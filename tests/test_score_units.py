"""``checker score`` of bilingual files: units correspond by what they translate."""

from __future__ import annotations

import json
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from checker.align import Segment
from checker.cli import main
from checker.reference.units import Unit, corresponding

SOURCES = ["Le ministre a refusé de recevoir les délégués.", "Les bus rouleront de nouveau samedi à Paris.", "Oui", "La grève a commencé lundi dans douze dépôts."]
FIRST = ["The minister refused to receive the delegates.", "", "Yes", "The strike began on Monday in twelve depots."]
SECOND = ["The minister would not see the delegates.", "The buses will run again in Paris on Saturday.", "", "The strike began in twelve depots on Monday."]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["score", *map(str, arguments)])


def xliff(path: Path, targets: list[str], sources: list[str] = SOURCES) -> Path:
    units = "".join(
        f'<trans-unit id="{n}"><source>{escape(source)}</source>{f"<target>{escape(target)}</target>" if target else ""}</trans-unit>'
        for n, (source, target) in enumerate(zip(sources, targets))
    )
    head = '<file original="a" source-language="fr" target-language="en" datatype="plaintext"><body>'
    path.write_text(f'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">{head}{units}</body></file></xliff>', encoding="utf-8")
    return path


def tmx(path: Path, targets: list[str], sources: list[str] = SOURCES) -> Path:
    units = "".join(f'<tu><tuv xml:lang="en"><seg>{escape(b)}</seg></tuv><tuv xml:lang="fr"><seg>{escape(a)}</seg></tuv></tu>' for a, b in zip(sources, targets) if b)
    path.write_text(f'<tmx version="1.4"><header srclang="fr"/><body>{units}</body></tmx>', encoding="utf-8")
    return path


def po(path: Path, entries: list[str]) -> Path:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: en\\n"\n'
    path.write_text("\n".join([head, *entries]) + "\n", encoding="utf-8")
    return path


def message(source: str, *forms: str) -> str:
    if len(forms) == 1:
        return f'msgid "{source}"\nmsgstr "{forms[0]}"\n'
    return "\n".join([f'msgid "{source}"', f'msgid_plural "{source}s"', *(f'msgstr[{n}] "{form}"' for n, form in enumerate(forms))]) + "\n"


def lines(result: Result) -> list[tuple[str, str]]:
    assert result.exit_code == 0, result.output
    return [(row["hypotheses"][0]["text"], row["references"][0]["text"]) for row in json.loads(result.stdout)["segments"]]


def test_units_correspond_by_source_whatever_their_order_and_format(tmp_path: Path) -> None:
    turned = list(reversed(range(4)))
    for reference in (xliff, tmx):
        path = reference(tmp_path / f"r.{'xlf' if reference is xliff else 'tmx'}", [SECOND[n] for n in turned], [SOURCES[n] for n in turned])
        result = run(xliff(tmp_path / "h.xlf", FIRST), "-r", path, "--format", "json")
        assert lines(result) == [(FIRST[0], SECOND[0]), ("", SECOND[1]), (FIRST[3], SECOND[3])]


def test_what_has_no_translation_is_named(tmp_path: Path) -> None:
    result = run(xliff(tmp_path / "h.xlf", FIRST), "-r", xliff(tmp_path / "r.xlf", SECOND))
    assert "h.xlf: no target for “Les bus rouleront" in result.stderr and "r.xlf: no target for “Oui”" in result.stderr
    assert "h.xlf: 1 unit has no reference of the same source: left out" in result.stderr
    assert "1 segment empty or missing against the reference (2)" in result.stderr and "only 3 segments" in result.stderr


def test_unequal_plural_forms_are_named(tmp_path: Path) -> None:
    hypothesis = po(tmp_path / "h.po", [message("Un bus roule", "A bus runs", "%d buses run"), message("Il pleut sur la ville", "It rains on the town")])
    reference = po(tmp_path / "r.po", [message("Un bus roule", "One bus runs", ""), message("Il pleut sur la ville", "It is raining on the town")])
    result = run(hypothesis, "-r", reference, "--format", "json")
    assert "r.po: 1 of 2 plural forms translated of “Un bus roule”" in result.stderr
    assert "h.po: 1 unit has no reference of the same source: left out" in result.stderr
    assert lines(result) == [("A bus runs", "One bus runs"), ("It rains on the town", "It is raining on the town")]


def test_a_memory_may_hold_more_than_the_file(tmp_path: Path) -> None:
    result = run(xliff(tmp_path / "h.xlf", FIRST[3:], SOURCES[3:]), "-r", tmx(tmp_path / "m.tmx", SECOND), "--format", "json")
    assert lines(result) == [(FIRST[3], SECOND[3])]
    assert "m.tmx: 2 units have no hypothesis of the same source: left out" in result.stderr


def test_units_line_by_line_and_against_text(tmp_path: Path) -> None:
    hypothesis = xliff(tmp_path / "h.xlf", FIRST)
    reference = tmp_path / "r.txt"
    reference.write_text("\n".join([*SECOND[:2], "Yes", SECOND[3]]) + "\n", encoding="utf-8")
    assert lines(run(hypothesis, "-r", reference, "--aligned", "--format", "json")) == list(zip(FIRST, [*SECOND[:2], "Yes", SECOND[3]]))
    result = run(hypothesis, "-r", reference, "--format", "json")
    assert (FIRST[0], SECOND[0]) in lines(result) and ("", SECOND[1]) in lines(result)
    short = tmp_path / "short.txt"
    short.write_text("\n".join(SECOND[:2]), encoding="utf-8")
    wrong = run(hypothesis, "-r", short, "--aligned")
    assert wrong.exit_code == 2 and "h.xlf has 4 segments, " in wrong.stderr


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: xliff(path, SECOND, ["Autre chose", "Une chose", "Rien", "Encore"]), "no unit of the one has a source that the other translates"),
        (lambda path: xliff(path, ["", "", "", ""]), "no translated segment in it"),
        (lambda path: path.write_text("<xliff", encoding="utf-8") and path, "not well-formed XML"),
        (lambda path: xliff(path, SOURCES), "in French"),
    ],
)
def test_a_file_that_cannot_be_scored_is_one_line(tmp_path: Path, make: object, said: str) -> None:
    result = run(xliff(tmp_path / "h.xlf", SECOND), "-r", make(tmp_path / "r.xlf"))  # type: ignore[operator]
    assert result.exit_code == 2 and said in result.stderr and len(result.stderr.splitlines()) == 1 and not result.stdout


def test_few_segments_without_a_word_in_common_have_an_interval(tmp_path: Path) -> None:
    """sacrebleu 2.6 itself fails on them."""
    hypothesis, reference = tmp_path / "h.txt", tmp_path / "r.txt"
    hypothesis.write_text("The strike began on Monday in twelve depots.\nNobody knows it here.\n", encoding="utf-8")
    reference.write_text("The strike began in twelve depots on Monday.\nWhat a day that was!\n", encoding="utf-8")
    result = run(hypothesis, "-r", reference, "--aligned", "--format", "json")
    assert result.exit_code == 0 and all(metric["interval"] > 0 for metric in json.loads(result.stdout)["systems"][0]["metrics"])


def side(names: list[tuple[str, bool]]) -> list[Unit]:
    return [Unit(name, Segment(f"{name} {n}" if there else "", n, n + 1, n)) for n, (name, there) in enumerate(names)]


SIDES = st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=8).map(side)


@given(SIDES, SIDES, SIDES)
def test_each_unit_stands_on_one_line_at_most(first: list[Unit], second: list[Unit], reference: list[Unit]) -> None:
    found = corresponding([first, second], [reference])
    for at, units in enumerate((first, second, reference)):
        places = [index for line in found for index in (*line.hypotheses, *line.references)[at]]
        assert len(places) == len(set(places)) and all(units[index].target.text for index in places)
    for line in found:
        sources = {units[index].source for units, places in zip((first, second, reference), (*line.hypotheses, *line.references)) for index in places}
        assert len(sources) == 1 and line.references[0]


def test_check_compares_unit_with_unit(tmp_path: Path) -> None:
    """Units that share no word are not mistaken for others, and those that one side lacks are no omission."""
    hypothesis = po(tmp_path / "h.po", [message("Oui", "Yes"), message("Fermer", "Close"), message("Il y a 12 trains ce matin à la gare.", "There are 21 trains at the station this morning.")])
    reference = po(
        tmp_path / "r.po",
        [message("Il y a 12 trains ce matin à la gare.", "There are 12 trains at the station this morning."), message("Fermer", "Shut"), message("Oui", "OK"), message("Un autre message.", "Quite another message, which nobody has translated yet.")],
    )
    result = CliRunner().invoke(main, ["check", str(hypothesis), "--reference", str(reference), "--select", "REF", "--format", "json"])
    file = json.loads(result.stdout)["files"][0]
    assert [finding["code"] for finding in file["findings"]] == ["REF201"]
    assert [row["bead"] for row in file["segments"]] == ["1-1"] * 3 and {row["family"] for row in file["segments"]} == {"REF"}
    other = po(tmp_path / "o.po", [message("Autre chose", "There are 12 trains at the station this morning.")])
    wrong = CliRunner().invoke(main, ["check", str(hypothesis), "--reference", str(other)])
    assert wrong.exit_code == 2 and "no source is translated in both" in wrong.stderr
