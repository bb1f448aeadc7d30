"""The second reader against a server that answers well, badly, late and not at all."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from email.utils import formatdate
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from played_endpoint import (
    Play,
    Request,
    Response,
    chat,
    endpoint,
    error,
    marks,
    refusal,
)

from checker.cli import main
from checker.rules.second_reader import RULES

KEY = "sk-very-secret-0123456789"
ARTICLE = "The union multiplies the appeals. The minister refuses them. On monday, an howitzer fell.\n"
QUOTE = "refuses them"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("CHECKER_JUDGE_KEY", KEY)
    monkeypatch.setattr("checker.llm.endpoint.FIRST_PAUSE", 0.01)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")


def check(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["check", "a.txt", "--format", "json", *arguments])
    assert KEY not in result.output and not (result.exception and not isinstance(result.exception, SystemExit)), result.exception
    return result


def ask(play: Play, *arguments: str) -> tuple[Result, dict[str, Any], list[Request]]:
    """Check the article with a played server; the result, its JSON and what the server was sent."""
    with endpoint(play) as server:
        result = check("--judge-url", server.url, "--judge-model", "m", *arguments)
    return result, json.loads(result.stdout), server.requests


def found(report: dict[str, Any]) -> list[tuple[str, str]]:
    return [(f["code"], f["text"]) for f in report["files"][0]["findings"] if f["family"] == "second-reader"]


def test_a_good_answer() -> None:
    result, report, (request,) = ask(lambda *_: marks(error(QUOTE, severity="critical", suggestion="keeps appealing"), error("The union", "spelling", "minor")))
    assert found(report) == [("LLM104", "The union"), ("LLM105", QUOTE)]
    first = next(f for f in report["files"][0]["findings"] if f["code"] == "LLM105")
    assert first["severity"] == "major" and first["confidence"] == 0.5 and first["suggestion"] == "keeps appealing" and first["fix"] is None
    assert ARTICLE[first["start"] : first["end"]] == QUOTE and result.exit_code == 1
    assert report["judge"]["requests"] == 1 and report["judge"]["tokens"] == {"prompt": 100, "completion": 20, "uncounted": 0}
    assert report["judge"]["cost"] is None and report["judge"]["dropped"] == {}
    assert request.path == "/v1/chat/completions" and request.headers["Authorization"] == f"Bearer {KEY}"
    assert request.body["response_format"]["json_schema"]["strict"] is True and request.passage == ARTICLE.strip()
    where, bill = result.stderr.splitlines()
    assert "the text of the articles is sent to 127.0.0.1:" in where and "100 + 20 tokens" in bill


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (chat("{broken"), "unreadable"),
        (chat("I see no errors."), "unreadable"),
        (marks(error("words that nobody wrote")), "not in the text"),
        (marks(error("The")), "ambiguous"),
        (marks(error(QUOTE, category="taste")), "malformed"),
    ],
)
def test_answers_that_prove_nothing(answer: Response, reason: str) -> None:
    result, report, _ = ask(lambda *_: answer)
    assert found(report) == [] and report["judge"]["dropped"] == {reason: 1} and report["errors"] == []
    assert f"dropped: 1 {reason}" in result.stderr


def test_a_broken_answer_is_asked_for_again_in_the_next_run_and_a_good_one_is_not() -> None:
    with endpoint(lambda request, before: chat("{broken", None) if before == 0 else marks(error(QUOTE))) as server:
        runs = [json.loads(check("--judge-url", server.url, "--judge-model", "m").stdout) for _ in range(3)]
    assert [len(found(run)) for run in runs] == [0, 1, 1] and len(server.requests) == 2
    assert runs[0]["judge"]["tokens"]["uncounted"] == 1
    assert runs[2]["judge"] == {**runs[2]["judge"], "requests": 0, "cached": 1, "tokens": {"prompt": 0, "completion": 0, "uncounted": 0}}


def test_what_is_cached_leaves_nothing_and_is_for_its_owner_alone(tmp_path: Path) -> None:
    with endpoint(lambda *_: marks(error(QUOTE))) as server:
        check("--judge-url", server.url, "--judge-model", "m")
        again = check("--judge-url", server.url, "--judge-model", "m")
        check("--judge-url", server.url, "--judge-model", "another")
    assert "is sent to" not in again.stderr and len(server.requests) == 2
    file = tmp_path / "cache/judge.sqlite"
    assert KEY.encode() not in file.read_bytes()
    assert os.name == "nt" or stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_cache_that_cannot_be_used_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    _, report, _ = ask(lambda *_: marks(error(QUOTE)))
    assert found(report) == [("LLM105", QUOTE)]


@pytest.mark.parametrize(
    ("refused", "message"),
    [("response_format", "response_format of type json_schema is not supported"), ("max_tokens", "Unsupported parameter: 'max_tokens'"), ("temperature", "temperature must be 1")],
)
def test_what_a_server_refuses_is_left_out(refused: str, message: str) -> None:
    def play(request: Request, before: int) -> Response:
        body = request.body
        if refused == "response_format" and body.get("response_format"):
            return refusal(400, message)
        return refusal(400, message) if refused != "response_format" and refused in body else marks(error(QUOTE))

    _, report, requests = ask(play)
    assert found(report) == [("LLM105", QUOTE)] and len(requests) == (3 if refused == "response_format" else 2)
    assert refused not in requests[-1].body
    assert refused != "max_tokens" or requests[-1].body["max_completion_tokens"]


def test_a_refusal_of_everything_ends() -> None:
    result, report, requests = ask(lambda *_: refusal(400, "this model does not chat"))
    assert len(requests) == 3 and result.exit_code == 2 and "this model does not chat" in report["errors"][0]


@pytest.mark.parametrize("after", ["1", formatdate(time.time() + 1, usegmt=True), "soon"])
def test_too_many_requests(after: str) -> None:
    begun = time.monotonic()
    _, report, requests = ask(lambda request, before: refusal(429, "slow down", Retry_After=after) if before == 0 else marks(error(QUOTE)))
    assert found(report) and len(requests) == 2 and report["judge"]["requests"] == 2
    assert after != "1" or time.monotonic() - begun >= 1


def test_a_wait_that_is_too_long_is_not_waited_for() -> None:
    result, report, requests = ask(lambda *_: refusal(429, "quota", Retry_After="3600"))
    assert len(requests) == 1 and result.exit_code == 2 and "asks to wait 3600 s" in report["errors"][0]


def test_a_server_that_recovers() -> None:
    _, report, requests = ask(lambda request, before: Response("oops", 500) if before < 2 else marks(error(QUOTE)))
    assert found(report) and len(requests) == 3


def test_a_server_that_does_not_recover_costs_no_finding_of_ours() -> None:
    result, report, requests = ask(lambda *_: Response("oops", 503))
    assert len(requests) == 4 and result.exit_code == 2 and report["judge"]["unread"] == 1
    assert report["errors"] == [report["errors"][0]] and "HTTP 503 (4 attempts)" in report["errors"][0]
    assert report["files"][0]["findings"], "the lists find something in it"


def test_a_truncated_body_is_asked_for_again() -> None:
    whole = marks(error(QUOTE))
    cut = whole._replace(body=whole.body[: len(whole.body) // 2], promised=len(whole.body))
    _, report, requests = ask(lambda request, before: cut if before == 0 else whole)
    assert found(report) and len(requests) == 2


@pytest.mark.parametrize(
    ("response", "said"),
    [
        (Response("<html>Log in</html>", headers={"Content-Type": "text/html"}), "not JSON (text/html)"),
        (Response('{"object": "list"}'), "no choices"),
        (Response("[" * 100_000), "not JSON"),
        (Response("x" * 4_000_001), "longer than"),
        (refusal(401, f"Incorrect API key provided: {KEY}\n"), "refused (HTTP 401: Incorrect API key provided: [key])"),
        (refusal(404, "no such model"), "HTTP 404: no such model"),
        (Response(status=302, headers={"Location": "https://user:pw@elsewhere.example/x"}), "redirects to https://elsewhere.example;"),
        (Response(status=307, headers={"Location": "/v1/there"}), "redirects"),
    ],
)
def test_answers_that_are_none(response: Response, said: str) -> None:
    result, report, requests = ask(lambda *_: response)
    assert len(requests) == 1 and result.exit_code == 2 and said in report["errors"][0]
    assert result.stderr.count("\n") == 3 and "Traceback" not in result.stderr


def test_a_redirect_takes_nothing_along() -> None:
    with endpoint(lambda *_: marks(error(QUOTE))) as other:
        result, _, _ = ask(lambda *_: Response(status=308, headers={"Location": f"{other.url}/chat/completions"}))
    assert other.requests == [] and result.exit_code == 2


def test_a_server_that_keeps_silent() -> None:
    release = threading.Event()
    begun = time.monotonic()
    try:
        result, report, requests = ask(lambda *_: Response("{}", wait=release), "--judge-timeout", "1")
    finally:
        release.set()
    assert "no answer within 1 s (2 attempts)" in report["errors"][0] and time.monotonic() - begun < 10


def test_the_budget() -> None:
    release = threading.Event()
    try:
        result, report, _ = ask(lambda *_: Response("{}", wait=release), "--budget", "0.3")
    finally:
        release.set()
    assert "--budget: the time was up" in result.stderr and report["judge"]["unread"] == 1 and result.exit_code == 1
    result, _, requests = ask(lambda *_: marks(), "--budget", "0")
    assert requests == [] and "is sent to" not in result.stderr


def test_nobody_listens() -> None:
    with endpoint(lambda *_: marks()) as server:
        pass
    result = check("--judge-url", server.url, "--judge-model", "m")
    assert result.exit_code == 2 and "connection refused (4 attempts)" in result.stderr


def test_it_gives_up_after_some_failures(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n\n".join(f"Paragraph {n} " + "has many plain words in it " * 50 + "." for n in range(9)), encoding="utf-8")
    result, report, requests = ask(lambda *_: refusal(413, "too large"))
    assert len(requests) == 3 and report["judge"]["unread"] == 9 and result.exit_code == 2
    assert report["errors"] == [report["errors"][0]]


def test_a_finding_of_ours_wins_and_becomes_surer() -> None:
    _, before, _ = ask(lambda *_: marks())
    own = before["files"][0]["findings"][0]
    _, after, _ = ask(lambda *_: marks(error(own["text"])), "--judge-model", "agreeing")
    surer = after["files"][0]["findings"][0]
    assert found(after) == [] and surer["code"] == own["code"]
    assert surer["confidence"] > own["confidence"] and surer["message"] == own["message"] + "; a second reader agrees"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_each_category_is_reported_under_its_rule(rule: Any, tmp_path: Path) -> None:
    (example,) = rule.examples
    ((start, end),) = example.spans
    (tmp_path / "a.txt").write_text(example.plain, encoding="utf-8")
    _, report, _ = ask(lambda *_: marks(error(example.plain[start:end], rule.category)), "--select", rule.code)
    assert found(report) == [(rule.code, example.plain[start:end])]
    _, report, requests = ask(lambda *_: marks(error(example.plain[start:end], rule.category)), "--select", "TYP")
    assert found(report) == [] and requests == [], "no rule of its wants to know"


def test_the_only_model_of_a_server_need_not_be_named() -> None:
    def play(names: list[str]) -> Callable[[Request, int], Response]:
        return lambda request, _: Response(json.dumps({"data": [{"id": name} for name in names]})) if request.path == "/v1/models" else marks(error(QUOTE))

    with endpoint(play(["one"])) as server:
        report = json.loads(check("--judge-url", server.url).stdout)
        assert report["judge"]["model"] == "one" and found(report)
    with endpoint(play(["one", "two"])) as server:
        result = check("--judge-url", server.url)
        assert result.exit_code == 2 and "it has one, two: give --judge-model" in result.stderr and result.stderr.count("\n") == 1


def test_the_configuration_alone_sends_nothing(tmp_path: Path) -> None:
    with endpoint(lambda *_: marks(error(QUOTE))) as server:
        (tmp_path / ".checker.toml").write_text(f'judge-url = "{server.url}"\njudge-model = "m"\njudge-price = [1000, 500]\n', encoding="utf-8")
        assert "judge" not in json.loads(check().stdout) and server.requests == []
        report = json.loads(check("--judge").stdout)
    assert found(report) and report["judge"]["cost"] == pytest.approx(0.11)
    (tmp_path / ".checker.toml").write_text("judge-price = [1]\n", encoding="utf-8")
    assert check().exit_code == 2 and "judge-price: give the price" in check().stderr
    (tmp_path / ".checker.toml").unlink()
    (tmp_path / "setup.cfg").write_text(f"[checker]\njudge-url = {server.url}\njudge-price = 1, x\n", encoding="utf-8")
    assert "judge-price" in check().stderr
    (tmp_path / "setup.cfg").unlink()
    assert check("--judge").exit_code == 2 and "--judge-url" in check("--judge").stderr


def test_a_plain_check_imports_nothing_of_it() -> None:
    script = "import sys\nfrom checker.cli import main\ntry:\n main(['check', 'a.txt'])\nexcept SystemExit: pass\nprint([m for m in sys.modules if m.startswith(('checker.llm', 'urllib.request', 'http'))], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])})
    assert done.stderr.strip() == "[]"
