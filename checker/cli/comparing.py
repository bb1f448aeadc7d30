"""The option ``--source``: which French original belongs to which article."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from checker.cli.inputs import STDIN, read_document
from checker.document import Document, InputError

F = TypeVar("F", bound=Callable[..., Any])
_ENGLISH = (".mt.en", ".ref.en", ".en", "_en", "-en")
_FRENCH = (".fr", "_fr", "-fr")


def source_option(command: F) -> F:
    """The option of ``check`` that names the original."""
    return click.option("--source", metavar="FILE|FOLDER", help="The French original to compare with; for several articles a folder in which ART.fr.txt belongs to ART.en.txt.")(command)


class Sources:
    """The originals of a run.

    Args:
        source: what the option says; ``None``: nothing is compared.
        paths: the paths to check.

    Raises:
        click.UsageError: one original for several articles.
    """

    def __init__(self, source: str | None, paths: tuple[str, ...]) -> None:
        self._source = source
        self._folder = bool(source) and Path(str(source)).is_dir()
        several = len(paths) > 1 or any(path != STDIN and Path(path).is_dir() for path in paths)
        if source and several and not self._folder:
            raise click.UsageError("--source takes a folder where there are several articles")

    def of(self, path: str) -> Document | None:
        """The original of an article.

        Raises:
            InputError: there is none, or it cannot be read.
        """
        if not self._source:
            return None
        if not self._folder:
            return read_document(self._source)
        found = next((candidate for candidate in _candidates(Path(self._source), Path(path)) if candidate.is_file()), None)
        if found is None:
            names = ", ".join(dict.fromkeys(candidate.name for candidate in _candidates(Path(self._source), Path(path))))
            raise InputError(f"{path}: no French original in {self._source} ({names})")
        return Document.from_path(found)


def _candidates(folder: Path, path: Path) -> list[Path]:
    """Where the original of an article may stand, the likeliest first; never the article itself."""
    stem, suffix = path.stem, path.suffix
    bare = next((stem[: -len(mark)] for mark in _ENGLISH if stem.endswith(mark)), stem)
    names = [f"{bare}{mark}{suffix}" for mark in _FRENCH] + [path.name]
    return [folder / name for name in names if (folder / name).resolve() != path.resolve()]
