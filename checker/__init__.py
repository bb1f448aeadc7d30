"""checker: flags what a machine translation from French leaves in a press article.

>>> from checker import check_text
>>> [finding.code for finding in check_text("He fled to the front [NDLR : le front].").findings]
['FRE101']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from checker.config import Config
    from checker.report import FileReport

__all__ = ["Config", "Document", "Finding", "Fix", "Report", "Rule", "__version__", "check_file", "check_text"]

_HOMES = {
    "Config": "checker.config",
    "Document": "checker.document",
    "Finding": "checker.finding",
    "Fix": "checker.finding",
    "Report": "checker.report",
    "Rule": "checker.rule",
}


def check_text(text: str, config: Config | None = None) -> FileReport:
    """Check a text.

    Args:
        text: the article; findings' offsets are its code points, 0-based, end exclusive.
        config: what to select and how to report; the defaults when ``None``.

    Raises:
        ConfigError: the configuration names a rule that does not exist.
    """
    from checker.document import Document
    from checker.engine import Engine

    return Engine(config).check(Document(text))


def check_file(path: str | Path, config: Config | None = None) -> FileReport:
    """Check a file by the reader of its suffix.

    Raises:
        InputError: the file is missing, binary or not UTF-8.
        ConfigError: the configuration names a rule that does not exist.
    """
    from checker.document import Document
    from checker.engine import Engine

    return Engine(config).check(Document.from_path(path))


def __getattr__(name: str) -> Any:
    """Import the public classes when they are first asked for."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'checker' has no attribute {name!r}")
