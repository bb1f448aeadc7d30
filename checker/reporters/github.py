"""GitHub Actions: a workflow command a finding, which GitHub shows as an annotation.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions. GitHub keeps the
first ten annotations of a kind in a step and drops the rest without a word: the worst come first
here, and the others stand in a fold of the log that the last annotation names.
"""

from __future__ import annotations

from checker.finding import SEVERITIES, Finding
from checker.report import FileReport, Report
from checker.reporters._places import last_line, portable, said

KINDS = {"critical": "error", "major": "warning", "minor": "notice"}
CAP = 10
"""Annotations of one kind that GitHub shows a step (and 50 a job, more than three kinds can fill)."""

Annotation = tuple[str, str, str]
"""Kind, command, and the line that says the same in the log."""


def render(report: Report, *, stats: bool = False, color: bool = False) -> str:
    """The commands, worst first; ``stats`` and ``color`` are ignored."""
    annotations = [("error", _command("error", message, title="checker"), f"error: {message}") for message in report.errors]
    for severity in reversed(SEVERITIES):
        annotations += [_annotation(file, f) for file in report.files for f in file.findings if f.severity == severity]
    shown, rest = _capped(annotations, CAP)
    if rest:
        shown, rest = _capped(annotations, CAP - 1)
        shown += _rest(rest)
    return "".join(line + "\n" for line in shown)


def _annotation(file: FileReport, finding: Finding) -> Annotation:
    path, kind, end_line = portable(file.path), KINDS[finding.severity], last_line(file.document, finding)
    span = {"line": finding.line, "endLine": end_line}
    if finding.line == end_line:  # GitHub takes no columns for more than one line.
        span |= {"col": finding.column, "endColumn": finding.column + finding.end - finding.start}
    title = f"{finding.code} {finding.name}"
    command = _command(kind, said(finding), file=path, **span, title=title)
    return kind, command, f"{kind}: {path}:{finding.line}:{finding.column}: {title}: {said(finding)}"


def _capped(annotations: list[Annotation], notices: int) -> tuple[list[str], list[Annotation]]:
    """The commands that GitHub will show, and the annotations for which there is no room."""
    room = {"error": CAP, "warning": CAP, "notice": notices}
    shown, rest = [], []
    for annotation in annotations:
        if room[annotation[0]]:
            room[annotation[0]] -= 1
            shown.append(annotation[1])
        else:
            rest.append(annotation)
    return shown, rest


def _rest(rest: list[Annotation]) -> list[str]:
    """The last annotation, which says what is missing, and the fold that holds it."""
    counts = [(sum(kind == one for one, *_ in rest), kind) for kind in KINDS.values()]
    missing = ", ".join(f"{count} {kind}{'s' * (count != 1)}" for count, kind in counts if count)
    message = (
        f"GitHub shows {CAP} annotations of a kind: {missing} more stand in this step’s log."
        ' The whole report: --format sarif:FILE, or --format text >> "$GITHUB_STEP_SUMMARY"'
    )
    fold = f"::group::checker: {missing} without annotation"
    return [_command("notice", message, title="checker"), fold, *(_plain(line) for *_, line in rest), "::endgroup::"]


def _command(kind: str, message: str, **properties: object) -> str:
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{kind} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _plain(line: str) -> str:
    """A line of the log in which nothing that an article holds can be taken for a command."""
    return " ".join(line.split()).replace("##[", "# #[")
