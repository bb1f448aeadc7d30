"""``checker scan``: a corpus in JSON Lines, one record in, one record out."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import click

from checker.cli.completing import complete_file
from checker.cli.depth import depth_options, report_budget, with_depth
from checker.cli.options import (
    Choices,
    ExitCode,
    build_config,
    calm_garbage_collector,
    complain,
    fail,
    selection_options,
)
from checker.config import ConfigError
from checker.depth.judge import JudgeError
from checker.document import Document
from checker.engine import Engine
from checker.reporters.json import finding_object


@click.command(short_help="Check a corpus in JSON Lines.")
@click.argument("source", metavar="IN.jsonl", shell_complete=complete_file)
@click.option("--text-field", metavar="NAME", default="text", show_default=True, help="The field that holds the text.")
@click.option("--id-field", metavar="NAME", default="id", show_default=True, help="The field that names the record.")
@click.option("--output", "-o", metavar="FILE", shell_complete=complete_file, help="Where to write; standard output by default.")
@depth_options
@selection_options
def scan(source: str, text_field: str, id_field: str, output: str | None, depth: Choices, **selection: object) -> None:
    """Check a corpus: a record a line in, a record a line out, order kept.

    \b
    checker scan corpus.jsonl --text-field mt --id-field id --output findings.jsonl

    Writes {"id", "words", "findings": […]} for each record; a record that cannot be read becomes
    {"id", "error"} and makes the exit code 2. Findings do not: a scan measures.
    """
    calm_garbage_collector()
    config = with_depth(build_config(**selection), **depth)  # type: ignore[arg-type]
    try:
        engine = Engine(config)
    except ConfigError as wrong:
        fail(str(wrong))
    path = Path(source)
    try:
        lines = path.open("rb")
    except OSError as wrong:
        fail(f"{source}: {(wrong.strerror or 'cannot be read').lower()}")
    with lines:
        records = _records(engine, lines, text_field, id_field)
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


def _records(engine: Engine, lines: IO[bytes], text_field: str, id_field: str) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Yield (line number, bytes read, output record) for each line that is not blank."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, len(line), _check(engine, line, text_field, id_field)


def _check(engine: Engine, line: bytes, text_field: str, id_field: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return {"id": None, "error": "not a JSON record in UTF-8"}
    if not isinstance(record, dict):
        return {"id": None, "error": "not a JSON object"}
    name = record.get(id_field)
    if text_field not in record:
        return {"id": name, "error": f"no field “{text_field}”"}
    if not isinstance(record[text_field], str):
        return {"id": name, "error": f"field “{text_field}” is not a string"}
    report = engine.check(Document(record[text_field], path=str(name)))
    return {"id": name, "words": report.words, "findings": [finding_object(f) for f in report.findings]}


def _with_progress(records: Iterator[tuple[int, int, dict[str, Any]]], path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Pass records on; on a terminal, show how much of the file is read."""
    with click.progressbar(length=path.stat().st_size, label="scan", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        for number, size, record in records:
            bar.update(size)
            yield number, record


def _write(records: Iterator[tuple[int, dict[str, Any]]], output: str | None) -> list[tuple[int, str]]:
    """Write the records; a file appears only when all of it is written. Return the errors."""
    if not output:
        return _dump(records, sys.stdout)
    target = Path(output)
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            errors = _dump(records, stream)
        os.replace(temporary, target)
    except OSError as error:
        fail(f"{output}: {(error.strerror or 'cannot be written').lower()}")
    return errors


def _dump(records: Iterator[tuple[int, dict[str, Any]]], stream: IO[str]) -> list[tuple[int, str]]:
    errors = []
    for number, record in records:
        stream.write(json.dumps(record, ensure_ascii=False) + "\n")
        if "error" in record:
            errors.append((number, record["error"]))
    return errors
