"""Optional layers: packages that an installation may lack."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType


class MissingExtra(Exception):
    """An optional package is not installed; the message says how to get it."""


def require(package: str, extra: str, purpose: str) -> ModuleType:
    """Import an optional package.

    Args:
        package: the module to import.
        extra: the extra of ``setup.cfg`` that brings it.
        purpose: what needs it, as the message begins.

    Raises:
        MissingExtra: it is not installed.
    """
    try:
        return import_module(package)
    except ImportError:
        raise MissingExtra(f"{purpose} needs a package that is not installed: pip install 'press-checker[{extra}]'") from None
