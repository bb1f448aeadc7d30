"""What standard output can show: its width, and whether it takes colours."""

from __future__ import annotations

import os
import sys

_LEAST, _MOST, _PIPED = 40, 100, 80


def has_color() -> bool:
    """Colour on a terminal only, and not under NO_COLOR (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def text_width() -> int:
    """The columns to wrap prose at: the terminal’s up to a readable measure; 80 when piped."""
    if not sys.stdout.isatty():
        return _PIPED
    import shutil  # it loads what unpacks archives

    return max(_LEAST, min(_MOST, shutil.get_terminal_size((_PIPED, 24)).columns))
