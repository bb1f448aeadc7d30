"""The endpoint: JSON over HTTP to one host, with the standard library, and to no other.

The key goes into one header and nowhere else: whatever is raised here has been rid of it.
Redirects are not followed, so that neither text nor key reaches a host that nobody named.
"""

from __future__ import annotations

import http.client
import json
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from checker.config import ConfigError
from checker.version import __version__

MOST_BYTES = 4_000_000
"""A longer body is not an answer."""
ATTEMPTS = 4
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 60.0
"""Seconds before the second attempt, doubled each time; and the longest that a server may ask for."""
_AGAIN = (408, 409, 425, 429, 500, 502, 503, 504, 529)


class EndpointError(Exception):
    """A request failed for good; the message is one line without the key.

    ``status`` is that of HTTP, 0 where no answer came; ``detail`` is what the server said.
    ``hopeless`` means that no other request would fare better.
    """

    def __init__(self, message: str, status: int = 0, detail: str = "", hopeless: bool = False) -> None:
        super().__init__(message)
        self.status = status
        self.detail = detail
        self.hopeless = hopeless


class _Passing(Exception):
    """A failure that another of some attempts may mend."""

    def __init__(self, reason: str, wait: float = 0.0, status: int = 0, attempts: int = ATTEMPTS) -> None:
        super().__init__(reason)
        self.wait = wait
        self.status = status
        self.attempts = attempts


class _TooLong(Exception):
    """A body that nobody reads to its end."""


class Endpoint:
    """An OpenAI-compatible server.

    Args:
        url: its base, such as ``https://api.example.com/v1``.
        key: sent as a bearer token; empty: none.
        timeout: seconds that one attempt may take.
        insecure: whether plain HTTP may leave the machine.
        sleep: waits between attempts.

    Raises:
        ConfigError: the address or the key cannot be used.

    Attributes:
        host: the host, with its port where one is given.
        is_local: whether the host is this machine.
        attempts: requests sent so far.
    """

    def __init__(self, url: str, key: str = "", timeout: float = 120.0, insecure: bool = False, sleep: Callable[[float], None] = time.sleep) -> None:
        self.url = url.rstrip("/")
        self.host, self.is_local = _host(self.url, insecure)
        if key and not (key.isascii() and key.isprintable() and " " not in key):
            raise ConfigError("CHECKER_JUDGE_KEY: not a key: it has spaces or signs that no header can carry")
        self._key = key
        self._timeout = timeout
        self._sleep = sleep
        self.attempts = 0
        handlers: list[urllib.request.BaseHandler] = [_NoRedirect()]
        if self.is_local:
            handlers.append(urllib.request.ProxyHandler({}))
        self._opener = urllib.request.build_opener(*handlers)

    def ask(self, path: str, body: Any = None, deadline: float = float("inf")) -> Any:
        """Send a request and return its JSON: POST with a body, GET without.

        Args:
            path: added to the base.
            body: what is sent as JSON.
            deadline: the ``time.monotonic()`` after which no attempt begins.

        Raises:
            EndpointError: no answer came, or one that is an error or not JSON.
        """
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._attempt(path, body, deadline)
            except _Passing as failure:
                wait = failure.wait or FIRST_PAUSE * 2 ** (attempt - 1)
                if attempt >= failure.attempts or wait > LONGEST_PAUSE or time.monotonic() + wait >= deadline:
                    times = f" ({attempt} attempts)" if attempt > 1 else ""
                    asked = f"; it asks to wait {wait:.0f} s" if wait > LONGEST_PAUSE else ""
                    raise self.error(f"{failure}{times}{asked}", failure.status, hopeless=failure.status == 0) from None
                self._sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _attempt(self, path: str, body: Any, deadline: float) -> Any:
        seconds = max(0.05, min(self._timeout, deadline - time.monotonic()))
        until = time.monotonic() + seconds
        headers = {"Accept": "application/json", "Content-Type": "application/json", "User-Agent": f"press-checker/{__version__}"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, headers)
        self.attempts += 1
        try:
            with self._opener.open(request, timeout=seconds) as response:
                return self._decode(_read(response, until), response)
        except urllib.error.HTTPError as error:
            with error:
                raise self._refused(error) from None
        except _TooLong:
            raise self.error(f"the answer is longer than {MOST_BYTES:,} bytes") from None
        except (OSError, UnicodeError, http.client.HTTPException) as error:
            raise self._unreachable(error, seconds) from None

    def _decode(self, data: bytes, response: Any) -> Any:
        try:
            return json.loads(data)
        except (ValueError, RecursionError):
            kind = response.headers.get_content_type()
            raise self.error(f"the answer is not JSON ({kind}); is {self.url} the base address of the API?", response.status, hopeless=True) from None

    def _refused(self, error: urllib.error.HTTPError) -> Exception:
        """What a status other than 200 comes to."""
        said = _said(error)
        reason = f"HTTP {error.code}{f': {said}' if said else ''}"
        if error.code in _AGAIN:
            return _Passing(reason, _retry_after(error.headers.get("Retry-After")), error.code)
        if 300 <= error.code < 400:
            to = urlsplit(error.headers.get("Location") or "")
            return self.error(f"the server redirects to {to.scheme}://{to.netloc.rpartition('@')[2]}; redirects are not followed, give that address", error.code, hopeless=True)
        if error.code in (401, 403):
            need = "the key in CHECKER_JUDGE_KEY is refused" if self._key else "it wants a key: set CHECKER_JUDGE_KEY"
            return self.error(f"{need} ({reason})", error.code, hopeless=True)
        return self.error(reason, error.code, said, hopeless=error.code in (402, 404, 405))

    def _unreachable(self, error: BaseException, seconds: float) -> Exception:
        """What a connection that failed comes to."""
        cause = getattr(error, "reason", error)
        if isinstance(cause, ssl.SSLCertVerificationError):
            return self.error(f"its certificate is not valid: {cause.verify_message}", hopeless=True)
        if isinstance(cause, TimeoutError):
            return _Passing(f"no answer within {seconds:.0f} s", attempts=2)
        if isinstance(error, http.client.HTTPException):
            return _Passing(f"the answer is broken ({type(error).__name__})")
        return _Passing(str(getattr(cause, "strerror", None) or cause or "the connection failed").lower())

    def error(self, message: str, status: int = 0, detail: str = "", hopeless: bool = False) -> EndpointError:
        """An error that names the host and holds neither the key nor anything unprintable."""
        return EndpointError(_line(f"{self.host}: {self.redacted(message)}"), status, self.redacted(detail), hopeless)

    def redacted(self, text: str) -> str:
        """A text without the key."""
        return text.replace(self._key, "[key]") if self._key else text


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Leaves a redirect to the caller, as an error."""

    def redirect_request(self, *_: Any) -> None:
        """Follow nothing."""


def _host(url: str, insecure: bool) -> tuple[str, bool]:
    """The host of an address and whether it is this machine.

    Raises:
        ConfigError: it is no address, carries a secret, or would carry the text in the clear.
    """
    try:
        parts = urlsplit(url)
        name, port = parts.hostname or "", parts.port
    except ValueError:
        name, port = "", None
    if not name or parts.scheme not in ("http", "https") or not url.isascii() or not url.isprintable() or " " in url:
        raise ConfigError("judge-url: give the base address of an OpenAI-compatible API, such as http://localhost:8080/v1")
    if parts.username is not None or parts.query or parts.fragment:
        raise ConfigError("judge-url: give the bare address; a key comes from CHECKER_JUDGE_KEY alone")
    is_local = _is_local(name)
    if parts.scheme == "http" and not is_local and not insecure:
        raise ConfigError(f"judge-url: {name} is not this machine, and http sends text and key in the clear: use https, or --judge-insecure")
    shown = f"[{name}]" if ":" in name else name
    return f"{shown}:{port}" if port else shown, is_local


def _is_local(name: str) -> bool:
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def _read(response: Any, until: float) -> bytes:
    """The body, all of it, in time and of bearable size."""
    parts: list[bytes] = []
    size = 0
    while part := response.read1(65_536):
        parts.append(part)
        size += len(part)
        if size > MOST_BYTES:
            raise _TooLong
        if time.monotonic() > until:
            raise TimeoutError
    expected = response.headers.get("Content-Length", "")
    if expected.isdecimal() and size < int(expected):
        raise http.client.IncompleteRead(b"", int(expected) - size)
    return b"".join(parts)


def _said(error: urllib.error.HTTPError) -> str:
    """The message in the body of an error, where there is one."""
    try:
        body = error.read(MOST_BYTES // 100)
        found = json.loads(body)
    except (OSError, ValueError, RecursionError, http.client.HTTPException):
        return ""
    inner = found.get("error", found) if isinstance(found, dict) else found
    message = inner.get("message", "") if isinstance(inner, dict) else inner
    return message.strip() if isinstance(message, str) else ""


def _retry_after(value: str | None) -> float:
    """Seconds that a ``Retry-After`` asks for, given as a number or a date; 0: it says nothing."""
    if not value:
        return 0.0
    if value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, OverflowError):
        return 0.0


def _line(text: str) -> str:
    """One printable line of bearable length."""
    text = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return text if len(text) <= 300 else text[:299] + "…"
