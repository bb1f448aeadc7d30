"""A repository of articles through a year of edits, with what the lint step says each time."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli import main

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
IDENTITY = {
    "GIT_AUTHOR_NAME": "desk", "GIT_AUTHOR_EMAIL": "desk@example.org", "GIT_COMMITTER_NAME": "desk", "GIT_COMMITTER_EMAIL": "desk@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
}  # fmt: skip

WAR = """A winter at the front

The OTAN summit in Madrid promised more help on Thursday, but the soldiers of the village have not seen any of it yet.

READ ALSO: The last stand of the volunteers

President Poutine said « never » and left the room, which surprised the ministers who had come to see him from afar.

The summit of the ONU is to meet again in the spring, when the roads are dry and the army can move to the east.
"""
STRIKE = """The strike goes on

The teachers of the town have been on strike for a month, and the mayor has not spoken to them since the first day.

The region has found 12 M€ for the schools, the prefect said, but nobody knows who is to have the money in the end.
"""
VOTE = """The town votes

Ivan Tchouvilyaïev came with his son at 17h30 and told the the reporters of his plans for the coming year in the town.
"""
GATE = ("articles", "--baseline", "baseline.json")


class Newsroom:
    """The repository, and the two commands that its people run."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def git(self, *arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=self.root, capture_output=True, text=True, env={**os.environ, **IDENTITY})
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def commit(self, message: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", message)

    def check(self, *arguments: str) -> Result:
        return CliRunner().invoke(main, ["check", *arguments])

    def gate(self, *arguments: str) -> int:
        """The exit code of the lint step."""
        return self.check(*GATE, *arguments).exit_code

    def codes(self, *arguments: str) -> list[str]:
        report = json.loads(self.check(*arguments, "--format", "json").stdout)
        return sorted(finding["code"] for file in report["files"] for finding in file["findings"])

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")

    def edit(self, name: str, old: str, new: str) -> None:
        text = self.read(name)
        assert old in text
        self.write(name, text.replace(old, new))

    def read(self, name: str) -> str:
        return (self.root / name).read_bytes().decode()

    @property
    def baseline(self) -> list[str]:
        return [f"{e['path']} {e['code']}" for e in json.loads(self.read("baseline.json"))["findings"]]


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    monkeypatch.chdir(tmp_path)
    room = Newsroom(tmp_path)
    room.git("init", "-q", "-b", "main")
    room.write("articles/war.txt", WAR)
    room.write("articles/strike.txt", STRIKE)
    room.commit("Two articles")
    return room


def test_a_year(room: Newsroom) -> None:
    # January: the lint step is adopted; the old articles are left alone from here on.
    assert room.check("articles").exit_code == 1
    assert room.gate() == 2, "there is no baseline yet"
    assert room.gate("--write-baseline") == 0
    assert len(room.baseline) == 7
    assert room.gate() == 0
    room.commit("Adopt the checker")

    # February: a new article comes in with faults; the safe ones are fixed, the name is for the desk.
    room.write("articles/vote.txt", VOTE)
    assert room.gate() == 1
    assert room.gate("--diff") == 1 and room.read("articles/vote.txt") == VOTE
    assert room.gate("--fix") == 1
    assert "at 5:30 p.m. and told the reporters" in room.read("articles/vote.txt")
    room.edit("articles/vote.txt", "Tchouvilyaïev", "Chuvilyaev")
    assert room.gate() == 0
    room.commit("The vote")

    # March: an old article gets a new opening and its paragraphs change places.
    parts = WAR.strip().split("\n\n")
    room.write("articles/war.txt", "\n\n".join([parts[0], "An opening that nobody had written before stands here now.", *reversed(parts[1:])]) + "\n")
    assert room.gate() == 0
    room.commit("Another order")

    # April: the articles of the winter move into a folder, committed or not.
    (room.root / "articles/2025").mkdir()
    room.git("mv", "articles/war.txt", "articles/2025/front.txt")
    assert room.gate() == 0
    assert room.check("articles", "--diff-base", "HEAD").exit_code == 0
    assert room.gate("--prune-baseline") == 0
    assert {line.split(" ")[0] for line in room.baseline} == {"articles/2025/front.txt", "articles/strike.txt"}
    room.commit("Winter")

    # May: an old fault is copied into another place; the desk keeps it, and says why.
    room.edit("articles/vote.txt", "The town votes\n", "The town votes\n\nThe OTAN summit in Madrid promised more help on Thursday, but the soldiers said no.\n")
    assert room.gate() == 1 and room.codes(*GATE) == ["FRE201"]
    room.edit("articles/vote.txt", "said no.\n", "said no. <!-- checker: ignore FRE201 as their flag has it -->\n")
    assert room.gate() == 0
    room.commit("A flag")

    # June: somebody works off the strike; what is gone from the text goes from the baseline.
    room.edit("articles/strike.txt", "12 M€", "€12m")
    assert room.gate() == 0 and "no longer there" in room.check(*GATE).stderr
    assert room.gate("--prune-baseline") == 0
    assert len(room.baseline) == 6
    room.edit("articles/strike.txt", "€12m", "12 M€")
    assert room.gate() == 1, "what was fixed may not come back"
    room.edit("articles/strike.txt", "12 M€", "€12m")
    room.commit("The money")

    # July: a branch is judged by its own lines, without a baseline.
    room.git("switch", "-qc", "summer")
    room.edit("articles/2025/front.txt", "which surprised the ministers", "which did not surprise the ministers of the OMS")
    assert room.codes("articles", "--diff-base", "main") == ["FRE201", "NAM101", "TYP102", "TYP102"]
    room.edit("articles/2025/front.txt", "which did not surprise the ministers of the OMS", "which surprised the ministers")
    room.write("articles/summer.txt", "A quiet summer\n\nNothing happened in the town this week, and nobody was told of it.\n")
    room.commit("Summer")
    assert room.check("articles", "--diff-base", "main").exit_code == 0

    # August: two branches work off old faults of one article; the baselines merge line by line.
    room.git("switch", "-qc", "names", "main")
    room.edit("articles/2025/front.txt", "President Poutine", "President Putin")
    assert room.gate("--prune-baseline") == 1, "the words beside an old finding have changed: it is looked at again"
    assert room.gate("--fix") == 0
    room.commit("Names")
    room.git("switch", "-q", "summer")
    room.edit("articles/2025/front.txt", "of the ONU", "of the UN")
    assert room.gate("--prune-baseline") == 0
    room.commit("Initials")
    room.git("merge", "-q", "-m", "Both", "names")
    room.git("switch", "-q", "main")
    room.git("merge", "-q", "summer")
    assert room.gate() == 0 and "no longer there" not in room.check(*GATE).stderr
    assert room.baseline == ["articles/2025/front.txt FRE201", "articles/2025/front.txt RES101"]

    # September: what is archived is judged by less; elsewhere the desk is strict.
    room.write(".checker.toml", 'baseline = "baseline.json"\nfail-on = "major"\n\n[per-path]\n"articles/2025/*" = { select = ["RES"] }\n')
    room.write("articles/rain.txt", "Rain\n\nIt rained for 25 000 people in the town on Monday , and the roads were wet for a week.\n")
    assert room.check("articles").exit_code == 0, "minor findings pass"
    assert room.check("articles", "--fail-on", "minor").exit_code == 1
    assert room.check("articles", "--fix", "--fail-on", "minor").exit_code == 0
    assert "25,000 people in the town on Monday, and" in room.read("articles/rain.txt")
    room.commit("Rain")

    # October: one long article may hold a few things that the desk has no time for.
    weeks = [f"In week {n} the council met on Tuesday and talked about road {n} of the town for an hour or more, as it does." for n in range(2, 20)]
    room.write("articles/council.txt", "\n\n".join(["The council", *weeks, "The ONU was told."]) + "\n")
    assert room.check("articles").exit_code == 1
    assert room.check("articles", "--max-per-1000", "5").exit_code == 0
    assert room.check("articles", "--fail-under", "99.9").exit_code == 1
    assert room.check("articles", "--fail-under", "80", "--fail-on", "never").exit_code == 0
    assert room.check("articles", "--fix").exit_code == 0
    room.commit("The council")

    # November: the winter is taken off the site.
    room.git("rm", "-q", "-r", "articles/2025")
    assert room.check("articles", "--prune-baseline").exit_code == 0
    assert room.baseline == []
    room.commit("The winter is gone")

    # December: the old findings are worked off, and the baseline goes too.
    (room.root / "baseline.json").unlink()
    room.edit(".checker.toml", 'baseline = "baseline.json"\n', "")
    assert room.check("articles", "--fail-on", "minor").exit_code == 0
    assert room.check("articles", "--diff").stdout == ""
