"""The second reader's endpoint: which addresses will do, and how long it waits."""

from __future__ import annotations

import pytest
from played_endpoint import Response, endpoint

from checker.config import ConfigError
from checker.llm.endpoint import Endpoint, EndpointError

KEY = "sk-very-secret-0123456789"


@pytest.mark.parametrize("url", ["", "localhost:8080", "ftp://localhost/", "http://", "http://a b/", "http://localhost:99999/v1", "https://me:pw@api.example.com/v1", "https://api.example.com/v1?key=1", "http://api.example.com/v1", "http://[::1/v1"])
def test_addresses_that_will_not_do(url: str) -> None:
    with pytest.raises(ConfigError) as wrong:
        Endpoint(url, KEY)
    assert "pw" not in str(wrong.value) and "key=1" not in str(wrong.value)


def test_plain_http_stays_on_this_machine_unless_told_otherwise() -> None:
    assert Endpoint("http://192.168.1.5:8080/v1", insecure=True).host == "192.168.1.5:8080"
    assert Endpoint("http://[::1]:8080/v1").is_local and Endpoint("http://localhost/v1").is_local and not Endpoint("https://localhost.example.com").is_local
    with pytest.raises(ConfigError, match="CHECKER_JUDGE_KEY") as wrong:
        Endpoint("https://api.example.com/v1", "two\nlines")
    assert "lines" not in str(wrong.value)


def test_pauses_double(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.llm.endpoint.FIRST_PAUSE", 0.01)
    pauses: list[float] = []
    with endpoint(lambda *_: Response(status=502)) as server, pytest.raises(EndpointError):
        Endpoint(server.url, sleep=pauses.append).ask("/x")
    assert pauses == [0.01, 0.02, 0.04]
