"""An article that is open in an editor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from checker.config import ConfigError
from checker.document import Document
from checker.document.readers.html import read_html
from checker.document.readers.markdown import read_markdown
from checker.document.readers.plain import read_plain
from checker.fixes import Fixed, fix_document
from checker.lsp.positions import Text
from checker.lsp.settings import Configurations, Loaded
from checker.recheck import Rechecker, Superseded
from checker.report import FileReport
from checker.rule import Rule

READERS = {
    "plaintext": read_plain,
    "plain": read_plain,
    "text": read_plain,
    "markdown": read_markdown,
    "html": read_html,
    "xhtml": read_html,
}
"""Readers by the protocol’s language identifiers, and by what editors send that have none for plain text."""


_names = count(1)


class OpenDocument(Document):
    """A document whose text an editor holds: it was decoded there, whatever its file says of that."""

    def __init__(self, raw: str, path: str, language: str) -> None:
        super().__init__(raw, path=path, prose=READERS[language](raw))
        self._language = language

    def edited(self, raw: str) -> Document:
        """The same article with another text."""
        return OpenDocument(raw, self.path, self._language)


@dataclass(frozen=True, eq=False)
class Checked:
    """What a check found: in which text and version, by which configuration and rules, and what went wrong.

    ``name`` tells it from every other check of the session.
    """

    name: str
    text: Text
    version: int | None
    report: FileReport
    loaded: Loaded
    rules: list[Rule]
    complaint: str = ""


class Article:
    """One open article.

    Args:
        uri: what the editor calls it.
        path: its file; ``None`` for one that was never saved.
        folder: where its configuration is looked for.
        language: its language identifier, one of ``READERS``.
        text, version: as they were opened; ``edit`` keeps them up to date.
    """

    def __init__(self, uri: str, path: Path | None, folder: Path, language: str, text: Text, version: int | None) -> None:
        self.uri = uri
        self.language = language
        self.text = text
        self.version = version
        self._path = path
        self._folder = folder
        self._rechecker: tuple[Loaded, Rechecker] | None = None

    def edit(self, text: Text, version: int | None) -> None:
        """Take over an edit."""
        self.text, self.version = text, version

    def check(self, configurations: Configurations, stop: Callable[[], bool]) -> Checked | None:
        """Check the article as it is now; ``None`` when ``stop`` gave the check up.

        A configuration that cannot be used is complained of, and the last one that could holds.
        """
        text, version = self.text, self.version
        loaded, rechecker, complaint = self._engine(configurations)
        try:
            report = self._narrowed(rechecker.recheck(self._document(text, loaded), stop), loaded)
        except Superseded:
            return None
        return Checked(str(next(_names)), text, version, report, loaded, rechecker.rules, complaint)

    def fixed(self, checked: Checked, stop: Callable[[], bool]) -> Fixed | None:
        """The article after its safe fixes; ``None`` when ``stop`` gave that up."""
        if self._rechecker is None:
            return None
        loaded, rechecker = self._rechecker
        try:
            return fix_document(checked.report.document, lambda document: self._narrowed(rechecker.recheck(document, stop), loaded))
        except Superseded:
            return None

    def _engine(self, configurations: Configurations) -> tuple[Loaded, Rechecker, str]:
        complaint = ""
        try:
            loaded = configurations.of(self._folder)
            if self._rechecker is None or self._rechecker[0] is not loaded:
                self._rechecker = loaded, Rechecker(loaded.config)
        except ConfigError as wrong:
            complaint = str(wrong)
            if self._rechecker is None:
                self._rechecker = Loaded(), Rechecker()
        return (*self._rechecker, complaint)

    def _document(self, text: Text, loaded: Loaded) -> Document:
        return OpenDocument(text.source, self._name(loaded), self.language)

    def _name(self, loaded: Loaded) -> str:
        """The path by which the configuration knows the article: from its own folder on."""
        if self._path is None:
            return self.uri.rpartition("/")[2] or self.uri
        if loaded.file and self._path.is_relative_to(loaded.file.parent):
            return str(self._path.relative_to(loaded.file.parent))
        return str(self._path)

    def _narrowed(self, report: FileReport, loaded: Loaded) -> FileReport:
        if loaded.baseline is None or self._path is None:
            return report
        name, report.document.path = report.document.path, str(self._path)  # the baseline has a folder of its own
        try:
            return loaded.baseline.apply(report)
        finally:
            report.document.path = name
