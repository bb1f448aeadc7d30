"""An OpenAI-compatible server on this machine that answers as a test tells it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple


class Response(NamedTuple):
    """What the server sends; ``promised`` is the length that it announces, the true one when ``None``."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = {}
    promised: int | None = None
    wait: threading.Event | None = None


class Request(NamedTuple):
    """What it was sent."""

    path: str
    headers: dict[str, str]
    body: Any

    @property
    def passage(self) -> str:
        """The text that it was asked to judge."""
        question: str = self.body["messages"][1]["content"]
        return question.partition("<<PASSAGE")[2].partition("\n")[2].partition("\n<<END")[0]


Play = Callable[[Request, int], Response]
"""From a request and how many came before it to the response."""


class Endpoint(NamedTuple):
    """A server that runs: its base address, and the requests that came."""

    url: str
    requests: list[Request]


@contextmanager
def endpoint(play: Play) -> Iterator[Endpoint]:
    """Run a server."""
    requests: list[Request] = []
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            request = Request(self.path, dict(self.headers), json.loads(data) if data else None)
            with lock:
                before = len(requests)
                requests.append(request)
            response = play(request, before)
            if response.wait:
                response.wait.wait(20)
            body = response.body.encode() if isinstance(response.body, str) else response.body
            self.send_response(response.status)
            for name, value in {"Content-Type": "application/json", **response.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body) if response.promised is None else response.promised))
            self.end_headers()
            try:
                self.wfile.write(body)
            except OSError:
                pass  # the client has left, as it should

        do_GET = do_POST = _answer

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield Endpoint(f"http://127.0.0.1:{server.server_address[1]}/v1", requests)
    finally:
        server.shutdown()
        server.server_close()


def chat(content: str, tokens: tuple[int, int] | None = (100, 20)) -> Response:
    """A chat completion with what the model wrote."""
    answer: dict[str, Any] = {"object": "chat.completion", "choices": [{"index": 0, "message": {"role": "assistant", "content": content}}]}
    if tokens:
        answer["usage"] = {"prompt_tokens": tokens[0], "completion_tokens": tokens[1]}
    return Response(json.dumps(answer))


def error(quote: str, category: str = "unidiomatic", severity: str = "major", **more: str) -> dict[str, str]:
    """One error as the model writes it."""
    return {"quote": quote, "context": quote, "category": category, "severity": severity, "explanation": "odd", "suggestion": "other", **more}


def marks(*errors: dict[str, str]) -> Response:
    """An answer that marks some errors."""
    return chat(json.dumps({"errors": list(errors)}))


def refusal(status: int, message: str, **headers: str) -> Response:
    """An error as these servers word it."""
    return Response(json.dumps({"error": {"message": message}}), status, {name.replace("_", "-"): value for name, value in headers.items()})
