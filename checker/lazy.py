"""Regular expressions that are compiled when they are first used: a short run needs few of them."""

from __future__ import annotations

import re
from typing import Any


class LazyPattern:
    """Behaves like ``re.compile(source, flags)``, later."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Compile, and hand over the method or attribute asked for; it is found at once hereafter."""
        value = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, value)
        return value
