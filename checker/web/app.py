"""The desk as an ASGI application."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any

from anyio import CapacityLimiter, create_task_group, to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from checker.config import Config, ConfigError
from checker.document import InputError
from checker.web.guard import Guard
from checker.web.openapi import description
from checker.web.requests import BadRequest, megabytes
from checker.web.service import Service

MAX_SIZE = 2_000_000
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")
_LARGE = 200_000
"""Requests of more bytes wait for one another, so that no tab waits for another’s whole book."""
_DRAINED = 64_000_000
"""A refused body is read to its end up to so many bytes: a browser shows no answer before it has sent all."""

Answer = Callable[[Any], dict[str, Any]]


class Json(JSONResponse):
    """JSON in ASCII: a lone surrogate, which an article may hold, cannot be written otherwise."""

    def render(self, content: Any) -> bytes:
        """The body."""
        return json.dumps(content, separators=(",", ":")).encode("ascii")


def create_app(config: Config | None = None, *, max_size: int = MAX_SIZE, hosts: Iterable[str] = LOCAL_HOSTS) -> Starlette:
    """The application.

    Args:
        config: how to check; the defaults when ``None``.
        max_size: the most bytes of one article.
        hosts: names and addresses that it answers to, without port.
    """
    service = Service(config or Config(), max_size)
    limiters = CapacityLimiter(4), CapacityLimiter(1)
    page = files("checker.web").joinpath("static", "index.html").read_text(encoding="utf-8")
    house = files("checker.html").joinpath("house.css").read_text(encoding="utf-8")

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with create_task_group() as tasks:
            tasks.start_soon(to_thread.run_sync, service.warm)
            yield

    async def desk(request: Request) -> Response:
        return HTMLResponse(page)

    async def house_style(request: Request) -> Response:
        return Response(house, media_type="text/css")

    async def about(request: Request) -> Response:
        return Json(service.about())

    async def rules(request: Request) -> Response:
        return Json(await to_thread.run_sync(service.rules, limiter=limiters[0]))

    async def openapi(request: Request) -> Response:
        return Json(description(max_size))

    def post(path: str, answer: Answer) -> Route:
        async def endpoint(request: Request) -> Response:
            try:
                body = await _body(request, 6 * max_size + 65_536)
                async with limiters[len(body) > _LARGE]:
                    if await request.is_disconnected():
                        return Response(status_code=499)  # nobody waits for it any more
                    return Json(await to_thread.run_sync(_answer, answer, body))
            except BadRequest as wrong:
                return _error(wrong.status, str(wrong), **wrong.details)

        return Route(path, endpoint, methods=["POST"])

    return Starlette(
        routes=[
            Route("/", desk),
            Route("/api/about", about),
            Route("/api/rules", rules),
            Route("/api/openapi.json", openapi),
            post("/api/open", service.open),
            post("/api/check", service.check),
            post("/api/export", service.export),
            Route("/static/house.css", house_style),
            Mount("/static", StaticFiles(packages=[("checker.web", "static")])),
        ],
        middleware=[Middleware(Guard, hosts=frozenset(host.lower().strip("[]") for host in hosts))],
        exception_handlers={HTTPException: _http_error},
        lifespan=lifespan,
    )


def _answer(answer: Answer, body: bytes) -> dict[str, Any]:
    """Answer in a worker thread.

    Raises:
        BadRequest: whatever goes wrong.
    """
    try:
        return answer(_parsed(body))
    except (ConfigError, InputError) as wrong:
        raise BadRequest(422, str(wrong)) from None
    except BadRequest:
        raise
    except Exception as fault:  # the person at the desk gets an answer, and keeps the text
        print(f"checker: internal error: {type(fault).__name__}: {str(fault)[:200]}", file=sys.stderr)
        raise BadRequest(500, "the checker failed on this article; please report it with the article") from None


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise BadRequest(400, "the request is not JSON in UTF-8") from None


async def _body(request: Request, limit: int) -> bytes:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise BadRequest(415, "send application/json")
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= limit:
            chunks.append(chunk)
        elif size > _DRAINED:
            break
    if size > limit:
        raise BadRequest(413, f"the request has {megabytes(size)} or more, which is more than this desk takes", limit=limit)
    return b"".join(chunks)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return Json({"error": error.detail}, error.status_code, headers=dict(error.headers or {}))


def _error(status: int, message: str, **details: Any) -> Response:
    return Json({"error": message, **details}, status)
