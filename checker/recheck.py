"""Checking one article again and again while it is written.

Between two keystrokes hardly anything changes. Most rules, and the search for phrases, look at one
paragraph at a time: what they found in a paragraph is remembered by its text and zone, and holds
for as long as both stand. The other rules run over the whole article each time. The findings are
those of a fresh check, always.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from checker.config import Config
from checker.document import Document, Paragraph
from checker.document.prose import Kept, Prose
from checker.engine import Engine, Reported
from checker.report import FileReport
from checker.rule import Hit, Rule
from checker.rules.phrase_rules import Found, PhraseRule, PhraseSearch

if TYPE_CHECKING:
    from checker.comparison import Comparison

BATCH = 30_000
"""Characters that are searched between two looks at whether the check is still wanted."""

Key = tuple[str, str]
"""Text and zone of a paragraph."""


class Superseded(Exception):
    """The check was given up, because its result is no longer wanted."""


@dataclass
class Remembered:
    """What was found in a paragraph; offsets are in the view of its document."""

    paragraph: Paragraph
    hits: list[Reported] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)

    def moved(self, paragraph: Paragraph) -> Remembered:
        """The same in another paragraph of the same text."""
        paragraph.adopt(self.paragraph)
        by = paragraph.start - self.paragraph.start
        if not by:
            return Remembered(paragraph, self.hits, self.found)
        hits = [(rule, _moved(hit, by)) for rule, hit in self.hits]
        found = [Found(f.search, f.match._replace(start=f.match.start + by, end=f.match.end + by), _moved(f.hit, by)) for f in self.found]
        return Remembered(paragraph, hits, found)


def _moved(hit: Hit, by: int) -> Hit:
    return replace(
        hit,
        start=hit.start + by,
        end=hit.end + by,
        fix_start=None if hit.fix_start is None else hit.fix_start + by,
        fix_end=None if hit.fix_end is None else hit.fix_end + by,
    )


class Excerpt(Document):
    """Some paragraphs of a document, in their zones, and nothing else of it."""

    def __init__(self, paragraphs: list[Paragraph]) -> None:
        text = "\n\n".join(paragraph.text for paragraph in paragraphs)
        super().__init__(text, prose=Prose([Kept(0, len(text))]))
        self.zones = [paragraph.zone for paragraph in paragraphs]
        self.paragraphs = []
        at = 0
        for index, paragraph in enumerate(paragraphs):
            end = at + len(paragraph.text)
            self.paragraphs.append(Paragraph(self, index, at, end))
            at = end + 2


class Rechecker(Engine):
    """An engine for one article in the making.

    Args and errors as ``Engine``. What is remembered of an article is what its last check saw.
    """

    def __init__(self, config: Config | None = None, *, comparing: bool = False) -> None:
        super().__init__(config, comparing=comparing)
        self._local = [rule for rule in (*self._plain, *self._hints, *self._doubtful) if rule.local]
        self._known: dict[Key, Remembered] = {}
        self._seen: dict[Key, Remembered] = {}
        self._article: Document | None = None
        self._recalled: list[Remembered] = []
        self._settled: list[Reported] | None = None
        self._stop: Callable[[], bool] = lambda: False

    def _phrase_searches(self, rules: list[PhraseRule]) -> tuple[PhraseSearch, PhraseSearch]:
        """What is remembered of one search for all."""
        self._search = PhraseSearch(rules)
        return _Recalled(self, hint=False), _Recalled(self, hint=True)

    def recheck(self, document: Document, stop: Callable[[], bool], *comparisons: Comparison) -> FileReport:
        """Check the article as it is now.

        Args:
            document: the article.
            stop: asked now and then; the check is given up when it says so.
            *comparisons: as ``check`` takes them.

        Raises:
            Superseded: ``stop`` said so.
        """
        self._stop, self._seen = stop, {}
        try:
            report = self.check(document, *comparisons)
            self._known = self._seen
            return report
        finally:
            self._stop = lambda: False
            self._article = self._settled = None

    def _hits(self, article: Document, rules: list[Rule]) -> list[Reported]:
        self._recall(article)
        reported: list[Reported] = []
        for rule in rules:
            if not rule.local:
                self._pause()
                reported.extend(super()._hits(article, [rule]))
        wanted = set(map(id, rules))
        reported.extend(pair for remembered in self._recalled for pair in remembered.hits if id(pair[0]) in wanted)
        return reported

    def settled(self, article: Document) -> list[Reported]:
        """The phrases of an article, hints among them."""
        self._recall(article)
        if self._settled is None:
            found = [one for remembered in self._recalled for one in remembered.found]
            self._settled = list(self._search.settled(article, found))
        return self._settled

    def _recall(self, article: Document) -> None:
        """Bring together what is known of an article’s paragraphs; those that are new are looked at."""
        if article is self._article:
            return
        keys: list[Key] = [(paragraph.text, paragraph.zone) for paragraph in article.paragraphs]
        new = {key: paragraph for key, paragraph in zip(keys, article.paragraphs) if key not in self._known}
        for batch in _batches(new.values()):
            self._pause()
            self._look(batch)
        self._recalled = [self._known[key].moved(p) for key, p in zip(keys, article.paragraphs)]
        self._seen.update(zip(keys, self._recalled))
        self._article, self._settled = article, None

    def _look(self, paragraphs: list[Paragraph]) -> None:
        excerpt = Excerpt(paragraphs)
        looked = list(map(Remembered, excerpt.paragraphs))
        starts = [paragraph.start for paragraph in excerpt.paragraphs]
        for rule in self._local:
            for hit in rule.hits(excerpt):
                looked[bisect_right(starts, hit.start) - 1].hits.append((rule, hit))
        for found in self._search.found(excerpt):
            looked[bisect_right(starts, found.match.start) - 1].found.append(found)
        for paragraph, remembered in zip(paragraphs, looked):
            self._known[paragraph.text, paragraph.zone] = remembered

    def _pause(self) -> None:
        if self._stop():
            raise Superseded


class _Recalled(PhraseSearch):
    """The search for phrases that are hints or for those that are none, as an engine asks for it."""

    def __init__(self, rechecker: Rechecker, *, hint: bool) -> None:
        self._rechecker = rechecker
        self._hint = hint

    def hits(self, document: Document) -> Iterator[tuple[Rule, Hit]]:
        """Yield each rule with what it finds."""
        return (pair for pair in self._rechecker.settled(document) if pair[1].hint == self._hint)


def _batches(paragraphs: Iterable[Paragraph]) -> Iterator[list[Paragraph]]:
    batch: list[Paragraph] = []
    size = 0
    for paragraph in paragraphs:
        if batch and size + len(paragraph.text) > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(paragraph)
        size += len(paragraph.text)
    if batch:
        yield batch
