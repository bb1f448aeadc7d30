"""The JSON API of the desk: what it answers, and what it refuses."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from starlette.testclient import TestClient
from web_client import HERE, SAMPLES, content, desk_client, places, sent

from checker.config import Config
from checker.document import Document
from checker.engine import Engine
from checker.reporters.json import finding_object
from checker.web import tabs
from checker.web.guard import POLICY

ARTICLE = (SAMPLES / "football.mt.en.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with desk_client() as client:
        yield client


def test_findings_are_those_of_the_command(client: TestClient) -> None:
    answer = client.post("/api/check", json={"text": ARTICLE}).json()
    wanted = [finding_object(found) for found in Engine().check(Document(ARTICLE)).findings]
    assert [{k: v for k, v in found.items() if k != "wordings"} for found in answer["findings"]] == wanted
    assert answer["words"] == Document(ARTICLE).word_count and answer["version"] == 1


def test_reports_leave_out_what_is_dismissed(client: TestClient) -> None:
    findings = client.post("/api/check", json={"text": ARTICLE}).json()["findings"]
    answer = client.post("/api/export", json={"text": ARTICLE, "name": "cup.txt", "format": "json", "dismissed": places(findings[:3])})
    report = json.loads(content(answer))
    assert answer.json()["name"] == "cup.report.json" and report["files"][0]["path"] == "cup.txt"
    assert [f["start"] for f in report["files"][0]["findings"]] == [f["start"] for f in findings[3:]]


def test_options_choose(client: TestClient) -> None:
    codes = {f["code"] for f in client.post("/api/check", json={"text": ARTICLE, "options": {"select": ["calque"], "ignore": ["CAL201"]}}).json()["findings"]}
    assert codes and all(code.startswith("CAL") for code in codes) and "CAL201" not in codes
    assert client.post("/api/check", json={"text": "x", "options": {"select": ["XYZ999"]}}).json()["error"].startswith("no rule “XYZ999”")


def test_the_servers_configuration_holds() -> None:
    with desk_client(Config(ignore=("calque",))) as client:
        assert not [f for f in client.post("/api/check", json={"text": ARTICLE, "options": {"ignore": ["TYP"]}}).json()["findings"] if f["family"] in ("calque", "typography")]


def test_wordings_stand_where_they_are_to_be_written(client: TestClient) -> None:
    text = "“They know,” assures Iryna.\n\nOn site, nobody spoke.\n"
    found = {f["text"]: f for f in client.post("/api/check", json={"text": text}).json()["findings"]}
    written = {text[: w["start"]] + w["replacement"] + text[w["end"] :] for f in found.values() for w in f["wordings"]}
    assert text.replace("assures", "says") in written


def test_a_reference_is_compared_or_said_not_to_be(client: TestClient) -> None:
    reference = (SAMPLES / "football.ref.en.txt").read_text(encoding="utf-8")
    answer = client.post("/api/check", json={"text": ARTICLE, "reference": reference}).json()
    assert answer["notes"] == [] and [f for f in answer["findings"] if f["family"] == "reference"]
    answer = client.post("/api/check", json={"text": ARTICLE, "reference": "Ceci n’est pas le même article, ni la même langue d’ailleurs."}).json()
    assert answer["notes"][0].startswith("Not compared: ") and not [f for f in answer["findings"] if f["family"] == "reference"]


@pytest.mark.parametrize("more", [{}, {"reference": (SAMPLES / "football.ref.en.txt").read_text(encoding="utf-8")}, {"options": {"quotes": False, "ignore": ["names"]}}], ids=["alone", "compared", "options"])
def test_a_tab_is_answered_as_a_stranger(client: TestClient, more: dict[str, Any]) -> None:
    """What a tab’s engine remembers of the last text changes nothing."""
    paragraphs = ARTICLE.split("\n\n")
    texts = [
        ARTICLE,
        ARTICLE + "\n\nThe OTAN summit.",
        ARTICLE.replace("Koffi", "😀 Kofi"),
        "\n\n".join([*paragraphs[4:], *paragraphs[:4]]),
        "",
        ARTICLE,
    ]
    for tab in ("one", "another"):
        for text in texts:
            request = {"text": text, **more}
            assert client.post("/api/check", json={**request, "tab": tab}).json() == client.post("/api/check", json=request).json()


def test_a_tab_with_several_articles_or_segments_is_answered_as_a_stranger(client: TestClient) -> None:
    for name in ("articles.mt.en.jsonl", "school-society.mt.en.xlf", "school-society.mt.en.html"):
        opened = client.post("/api/open", json={"file": sent(SAMPLES / "formats" / name)}).json()
        shown = {key: opened[key] for key in ("text", "name", "reader", "outline")}
        for request in (shown, {**shown, "text": shown["text"] + " The OTAN."}, shown):
            assert client.post("/api/check", json={**request, "tab": "t"}).json() == client.post("/api/check", json=request).json()


def test_few_tabs_are_remembered_and_each_answers_one_at_a_time(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabs, "MOST", 2)
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.mt.en.txt"))]
    wanted = [client.post("/api/check", json={"text": text}).json() for text in texts]
    with ThreadPoolExecutor(4) as pool:
        asked = [{"text": text, "tab": f"tab {at % 3}"} for at, text in enumerate(texts * 2)]
        assert list(pool.map(lambda request: client.post("/api/check", json=request).json(), asked)) == wanted * 2
    for tab in ("", "x" * 65):
        assert client.post("/api/check", json={"text": "x", "tab": tab}).json() == {"error": "tab: give 1 to 64 characters"}


def test_astral_characters_count_once(client: TestClient) -> None:
    text = "𝒜 😀 Vladimir Poutine spoke."
    (found,) = [f for f in client.post("/api/check", json={"text": text}).json()["findings"] if f["family"] == "names"]
    assert text[found["start"] : found["end"]] == found["text"]


@pytest.mark.parametrize("text", ["", "\x00", "\ud800 lone", "\ufeff", "a\r\nb\rc", "e\u0301" * 50])
def test_any_text_is_answered(client: TestClient, text: str) -> None:
    for path in ("/api/check", "/api/export"):
        answer = client.post(path, content=json.dumps({"text": text}), headers={"content-type": "application/json"})
        assert answer.status_code in (200, 422) and "Traceback" not in answer.text


def test_too_large_is_refused_clearly(client: TestClient) -> None:
    for body in ({"text": "word " * 10_001}, {"file": {"name": "a.txt", "content": base64.b64encode(b"x" * 50_001).decode()}}):
        answer = client.post("/api/check", json=body)
        assert answer.status_code == 413 and answer.json()["limit"] == 50_000 and "--max-size" in answer.json()["error"]
    assert client.post("/api/check", json={"text": "x" * 500_000}).status_code == 413


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://127.0.0.1:1"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"host": "evil.example"}, 400),
        ({"host": "127.0.0.1.evil.example"}, 400),
        ({"host": "evil@127.0.0.1"}, 400),
        ({"host": ""}, 400),
        ({"content-type": "text/plain"}, 415),
        ({"origin": HERE, "sec-fetch-site": "same-origin"}, 200),
        ({"host": "localhost:8765", "origin": "http://localhost:8765"}, 200),
        ({"host": "[::1]:8765"}, 200),
    ],
)
def test_only_the_desks_own_page_may_ask(client: TestClient, headers: dict[str, str], status: int) -> None:
    answer = client.post("/api/check", content=b'{"text": "x"}', headers={"content-type": "application/json", **headers})
    assert answer.status_code == status and (status == 200 or answer.json()["error"])
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("path", ["/", "/static/desk.js", "/static/desk.css", "/static/house.css", "/api/rules", "/api/about", "/nothing", "/static/", "/static/../app.py", "/static/%2e%2e/app.py"])
def test_every_answer_carries_the_policy(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff" and answer.headers["referrer-policy"] == "no-referrer"
    if path.endswith(("nothing", "/static/", ".py")):
        assert answer.status_code == 404 and answer.json() == {"error": "Not Found"}
    else:
        assert answer.status_code == 200


def test_the_page_needs_nothing_but_itself() -> None:
    static = Path(__file__).resolve().parent.parent / "checker/web/static"
    page = (static / "index.html").read_text(encoding="utf-8")
    assert "http" not in page and "style=" not in page and " on" + "click" not in page
    for path in [*static.glob("*.js"), *static.glob("*.css")]:
        text = path.read_text(encoding="utf-8")
        assert not [word for word in ("http", "url(", "@import", "innerHTML", "eval(") if word in text.replace("http-equiv", "")], path.name


def test_a_fault_is_one_line_and_no_traceback(client: TestClient, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("checker.engine.Engine.check", broken)
    answer = client.post("/api/check", json={"text": "x"})
    assert answer.status_code == 500 and "secret" not in answer.text
    assert capsys.readouterr().err == "checker: internal error: ZeroDivisionError: secret\n"


def test_many_at_once_answer_as_one_alone() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.mt.en.txt"))]
    wanted = [Engine().check(Document(text)).findings for text in texts]
    engine = Engine()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda text: engine.check(Document(text)).findings, texts * 4))
    assert found == wanted * 4


def test_the_description_holds(client: TestClient) -> None:
    """Requests made from the description, good and bad, are answered as it says (schemathesis)."""
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed: pip install schemathesis")
    from hypothesis import HealthCheck
    from schemathesis.specs.openapi.checks import positive_data_acceptance

    schema = schemathesis.openapi.from_asgi("/api/openapi.json", client.app, headers={"host": "localhost"})
    for operation in schema.get_all_operations():

        @settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(case=operation.ok().as_strategy())
        def holds(case: Any) -> None:
            # No schema says which bytes are a Word file: those that are none may be refused.
            case.call_and_validate(headers={"host": "localhost"}, excluded_checks=[positive_data_acceptance])

        holds()


