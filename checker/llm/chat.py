"""Chat: one question put to the model in the form that its server takes.

Servers differ in what they accept. The strictest form is tried first; what a server refuses is
left out from then on: the JSON schema in favour of plain JSON mode, that in favour of nothing, the
limit of tokens under its older name, the temperature.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Any, NamedTuple

from checker.llm.endpoint import Endpoint, EndpointError
from checker.llm.prompt import schema, system_message

MOST_TOKENS = 1500
"""Tokens of one answer: some 20 errors."""
_REFUSALS = (400, 415, 422, 501)
_FORMATS: tuple[Callable[[], dict[str, Any] | None], ...] = (
    lambda: {"type": "json_schema", "json_schema": {"name": "errors", "strict": True, "schema": schema()}},
    lambda: {"type": "json_object"},
    lambda: None,
)


class Reply(NamedTuple):
    """What the model wrote, and the server’s count of tokens as it came."""

    content: str
    usage: Any


class Chat:
    """A model behind an endpoint.

    Args:
        endpoint: the server.
        model: the name that it knows the model by.
    """

    def __init__(self, endpoint: Endpoint, model: str) -> None:
        self._endpoint = endpoint
        self.model = model
        self._format = 0
        self._optional: dict[str, Any] = {"temperature": 0, "max_tokens": MOST_TOKENS}
        self._lock = Lock()

    def ask(self, question: str, deadline: float = float("inf")) -> Reply:
        """Put a question.

        Raises:
            EndpointError: see ``Endpoint.ask``; or the answer is not that of a chat.
        """
        while True:
            with self._lock:
                form, optional = self._format, dict(self._optional)
            try:
                return self._reply(self._endpoint.ask("/chat/completions", self._body(question, form, optional), deadline))
            except EndpointError as error:
                if not self._gave_way(error, form, optional):
                    raise

    def _body(self, question: str, form: int, optional: dict[str, Any]) -> dict[str, Any]:
        messages = [{"role": "system", "content": system_message()}, {"role": "user", "content": question}]
        wanted = _FORMATS[form]()
        return {"model": self.model, "messages": messages, **optional, **({"response_format": wanted} if wanted else {})}

    def _gave_way(self, error: EndpointError, form: int, optional: dict[str, Any]) -> bool:
        """Ask for less after a refusal; whether there was less to ask for."""
        if error.status not in _REFUSALS:
            return False
        with self._lock:
            if (form, optional) != (self._format, self._optional):
                return True  # another thread has learnt it meanwhile
            said = error.detail.lower()
            if "max_tokens" in said and "max_tokens" in optional:
                self._optional["max_completion_tokens"] = self._optional.pop("max_tokens")
            elif "temperature" in said and "temperature" in optional:
                del self._optional["temperature"]
            elif form + 1 < len(_FORMATS):
                self._format += 1
            else:
                return False
        return True

    def _reply(self, answer: Any) -> Reply:
        try:
            content = answer["choices"][0]["message"]["content"]
        except (KeyError, IndexError, TypeError):
            raise self._endpoint.error("the answer is not that of a chat: it has no choices") from None
        if isinstance(content, list):
            content = "".join(part.get("text", "") for part in content if isinstance(part, dict))
        return Reply(content if isinstance(content, str) else "", answer.get("usage"))


def only_model(endpoint: Endpoint) -> str:
    """The model of a server that has one.

    Raises:
        EndpointError: it has several, or does not say.
    """
    answer = endpoint.ask("/models")
    listed = answer.get("data") if isinstance(answer, dict) else None
    names = [item["id"] for item in listed if isinstance(item, dict) and isinstance(item.get("id"), str)] if isinstance(listed, list) else []
    if len(names) == 1:
        return str(names[0])
    several = f"it has {', '.join(names[:5])}{' …' if len(names) > 5 else ''}" if names else "it does not say which it has"
    raise endpoint.error(f"which model? {several}: give --judge-model", hopeless=True)
