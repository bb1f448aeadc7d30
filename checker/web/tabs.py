"""The tabs in which articles are written: a paragraph that stays as it was is not searched at every key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from checker.recheck import Rechecker
from checker.web.requests import Options

MOST = 8
LARGEST = 200_000
"""Characters of a text that is remembered; a longer one is not checked while it is typed."""


class Tabs:
    """An engine for each tab that asks, which remembers what it found in the paragraphs of that tab’s last text.

    It is in memory alone, of the last ``MOST`` tabs.

    Args:
        make: makes an engine by the options of a request.
    """

    def __init__(self, make: Callable[[Options], Rechecker]) -> None:
        self._make = make
        self._held: dict[tuple[str, Options], tuple[Rechecker, Lock]] = {}
        self._lock = Lock()

    @contextmanager
    def engine(self, tab: str, chosen: Options) -> Iterator[Rechecker]:
        """The engine of a tab, for one request at a time."""
        with self._lock:
            held = self._held.pop((tab, chosen), None) or (self._make(chosen), Lock())
            self._held[tab, chosen] = held
            while len(self._held) > MOST:
                del self._held[next(iter(self._held))]
        rechecker, lock = held
        with lock:
            yield rechecker
