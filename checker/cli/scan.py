"""``checker scan``: a corpus in JSON Lines, one record in, one record out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, NamedTuple

import click

from checker.cli.completing import complete_file
from checker.cli.depth import depth_options, report_budget, with_depth
from checker.cli.options import (
    Choices,
    ExitCode,
    build_config,
    build_engine,
    calm_garbage_collector,
    complain,
    fail,
    selection_options,
)
from checker.depth.judge import JudgeError
from checker.document import Document, InputError
from checker.engine import Engine
from checker.files import replacing
from checker.reporters.json import finding_object

if TYPE_CHECKING:
    from checker.comparison import Comparison


@click.command(short_help="Check a corpus in JSON Lines.")
@click.argument("source", metavar="IN.jsonl", shell_complete=complete_file)
@click.option("--text-field", metavar="NAME", default="text", show_default=True, help="The field that holds the text.")
@click.option("--id-field", metavar="NAME", default="id", show_default=True, help="The field that names the record.")
@click.option("--source-field", metavar="NAME", help="The field that holds the French original: compare with it (rules SRC).")
@click.option("--output", "-o", metavar="FILE", shell_complete=complete_file, help="Where to write; standard output by default.")
@depth_options
@selection_options
def scan(source: str, text_field: str, id_field: str, source_field: str | None, output: str | None, depth: Choices, **selection: object) -> None:
    """Check a corpus: a record a line in, a record a line out, order kept.

    \b
    checker scan corpus.jsonl --text-field mt --id-field id --output found.jsonl
    checker scan corpus.jsonl --text-field mt --source-field src --select SRC

    Writes {"id", "words", "findings": […]} for each record; a record that cannot be read becomes
    {"id", "error"} and makes the exit code 2. Findings do not: a scan measures.
    """
    calm_garbage_collector()
    config = with_depth(build_config(**selection), **depth)  # type: ignore[arg-type]
    engine = build_engine(config, comparing=source_field is not None)
    path = Path(source)
    try:
        lines = path.open("rb")
    except OSError as wrong:
        fail(f"{source}: {(wrong.strerror or 'cannot be read').lower()}")
    with lines:
        records = _records(engine, lines, Fields(text_field, id_field, source_field))
        try:
            errors = _write(_with_progress(records, path), output)
        except JudgeError as wrong:
            fail(str(wrong))
    report_budget(engine)
    for number, error in errors[:10]:
        complain(f"{source}:{number}: {error}")
    if len(errors) > 10:
        complain(f"{source}: {len(errors) - 10} more records could not be read")
    sys.exit(ExitCode.ERROR if errors else ExitCode.CLEAN)


class Fields(NamedTuple):
    """The fields of a record: the text, what names it, and its French original where it is compared."""

    text: str
    id: str
    source: str | None

    @property
    def texts(self) -> list[str]:
        """Those that must hold strings."""
        return [self.text] if self.source is None else [self.text, self.source]


def _records(engine: Engine, lines: IO[bytes], fields: Fields) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Yield (line number, bytes read, output record) for each line that is not blank."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, len(line), _check(engine, line, fields)


def _check(engine: Engine, line: bytes, fields: Fields) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return {"id": None, "error": "not a JSON record in UTF-8"}
    if not isinstance(record, dict):
        return {"id": None, "error": "not a JSON object"}
    name = record.get(fields.id)
    for field in fields.texts:
        if field not in record:
            return {"id": name, "error": f"no field “{field}”"}
        if not isinstance(record[field], str):
            return {"id": name, "error": f"field “{field}” is not a string"}
    document = Document(record[fields.text], path=str(name))
    try:
        report = engine.check(document, *_comparisons(document, record, fields))
    except InputError as wrong:
        return {"id": name, "error": str(wrong)}
    return {"id": name, "words": report.words, "findings": [finding_object(f) for f in report.findings]}


def _comparisons(document: Document, record: dict[str, Any], fields: Fields) -> list[Comparison]:
    if fields.source is None:
        return []
    from checker.source.article import compare

    return [compare(document, Document(record[fields.source], path=f"{document.path} ({fields.source})"))]


def _with_progress(records: Iterator[tuple[int, int, dict[str, Any]]], path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Pass records on; on a terminal, show how much of the file is read."""
    with click.progressbar(length=path.stat().st_size, label="scan", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        for number, size, record in records:
            bar.update(size)
            yield number, record


def _write(records: Iterator[tuple[int, dict[str, Any]]], output: str | None) -> list[tuple[int, str]]:
    """Write the records; a file appears only when all of it is written. Return the errors."""
    if not output:
        return _dump(records, sys.stdout.buffer)
    try:
        with replacing(Path(output)) as stream:
            return _dump(records, stream)
    except OSError as error:
        fail(f"{output}: {(error.strerror or 'cannot be written').lower()}")


def _dump(records: Iterator[tuple[int, dict[str, Any]]], stream: BinaryIO) -> list[tuple[int, str]]:
    errors = []
    for number, record in records:
        line = json.dumps(record, ensure_ascii=False) + "\n"
        stream.write(line.encode("utf-8", "backslashreplace"))  # half a surrogate pair stays an escape
        if "error" in record:
            errors.append((number, record["error"]))
    return errors
