"""The second reader: an article's passages put to a model, its marks turned into hits."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from checker.document import Document
from checker.llm.answers import Span, verified
from checker.llm.cache import AnswerCache
from checker.llm.chat import Chat, Reply
from checker.llm.endpoint import Endpoint, EndpointError
from checker.llm.passages import Passage, passages
from checker.llm.prompt import user_message
from checker.llm.usage import Usage
from checker.rule import Hit
from checker.rules.second_reader import RULES, SecondReaderRule

if TYPE_CHECKING:
    from checker.comparison import Comparison

AT_ONCE = 4
"""Requests under way at a time; a model on this machine is asked one by one, it has the one processor."""
MOST_FAILURES = 3
"""Passages that may fail before the server is asked no more."""
_GRAVEST = {"critical": "major"}


class Asked(NamedTuple):
    """A passage with its question, and what came of it."""

    passage: Passage
    question: str
    outcome: Reply | EndpointError | None


class SecondReader:
    """Asks a model for the errors of articles.

    Args:
        endpoint: the server.
        model: the name that it knows the model by.
        cache: the answers of earlier runs.
        price: of a million tokens, in and out; empty: not known.
        budget: seconds for the whole run, after which no request begins; infinite: as long as it takes.
        announce: told, once and before the first request, where the text goes.

    Attributes:
        usage: the bill so far.
        failures: why passages were left unread, each reason once.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        model: str,
        cache: AnswerCache,
        price: tuple[float, ...] = (),
        budget: float = inf,
        announce: Callable[[str], None] = lambda line: None,
    ) -> None:
        self._endpoint = endpoint
        self._chat = Chat(endpoint, model)
        self._cache = cache
        self._left = budget
        self._announce: Callable[[str], None] | None = announce
        self._lock = threading.Lock()
        self._failed = 0
        self._hopeless = False
        self.failures: list[str] = []
        self.usage = Usage(model, endpoint.host, price)

    def hits(self, document: Document, comparisons: Sequence[Comparison] = ()) -> Iterator[tuple[SecondReaderRule, Hit]]:
        """Yield each rule with what the model marked; what fails is counted, never raised."""
        answers, unknown = [], []
        for passage in passages(document, comparisons):
            question = user_message(passage)
            content = self._cache.get(question)
            if content is None:
                unknown.append((passage, question))
            else:
                self.usage.cached += 1
                answers.append((passage, verified(content, passage)))
        for passage, question, content in self._written(unknown):
            answer = verified(content, passage)
            if not answer.unreadable:
                self._cache.put(question, content)
            answers.append((passage, answer))
        for passage, answer in sorted(answers, key=lambda pair: pair[0].start):
            self.usage.dropped.update(answer.dropped)
            yield from (_hit(passage, span) for span in answer.spans)

    def _written(self, questions: list[tuple[Passage, str]]) -> Iterator[tuple[Passage, str, str]]:
        """Ask the model, several questions at a time; yield what it writes in whatever order it comes."""
        if questions and self._left > 0 and not self._hopeless:
            self._say_where()
        begun, before = time.monotonic(), self._endpoint.attempts
        for passage, question, outcome in self._asked(questions, begun + self._left):
            if isinstance(outcome, Reply):
                self.usage.count(outcome.usage)
                yield passage, question, outcome.content
            else:
                self._note(outcome)
        self._left -= time.monotonic() - begun
        self.usage.requests += self._endpoint.attempts - before

    def _asked(self, questions: list[tuple[Passage, str]], deadline: float) -> Iterator[Asked]:
        """Put the questions in threads that an interrupted run does not wait for."""
        waiting: queue.SimpleQueue[tuple[Passage, str]] = queue.SimpleQueue()
        done: queue.SimpleQueue[Asked | BaseException] = queue.SimpleQueue()
        for each in questions:
            waiting.put(each)

        def work() -> None:
            while True:
                try:
                    passage, question = waiting.get_nowait()
                except queue.Empty:
                    return
                try:
                    done.put(Asked(passage, question, self._ask(question, deadline)))
                except BaseException as error:  # raised again by the thread that waits
                    done.put(error)

        for _ in range(min(1 if self._endpoint.is_local else AT_ONCE, len(questions))):
            threading.Thread(target=work, daemon=True).start()
        for _ in questions:
            item = done.get()
            if isinstance(item, BaseException):
                raise item
            yield item

    def _ask(self, question: str, deadline: float) -> Reply | EndpointError | None:
        """The reply, why there is none (which may be a reason to stop asking), or nothing where it was not asked for."""
        if self._hopeless or time.monotonic() >= deadline:
            return None
        try:
            return self._chat.ask(question, deadline)
        except EndpointError as error:
            if time.monotonic() >= deadline:
                return None
            with self._lock:
                self._failed += 1
                self._hopeless = self._hopeless or error.hopeless or self._failed >= MOST_FAILURES
            return error

    def _note(self, error: EndpointError | None) -> None:
        """Count a passage that was left unread."""
        self.usage.unread += 1
        if error and str(error) not in self.failures:
            self.failures.append(str(error))

    def _say_where(self) -> None:
        announce, self._announce = self._announce, None
        if announce:
            announce(f"second reader: the text of the articles is sent to {self._endpoint.host} ({self.usage.model})")


def _hit(passage: Passage, span: Span) -> tuple[SecondReaderRule, Hit]:
    rule = next(rule for rule in RULES if rule.category == span.category)
    quoted = passage.text[span.start : span.end]
    why = span.explanation or rule.summary
    return rule, Hit(
        passage.start + span.start,
        passage.start + span.end,
        message=f"a second reader doubts “{quoted}”: {why}",
        suggestion=span.suggestion,
        severity=_GRAVEST.get(span.severity, span.severity),
    )
