"""The JSON API of the desk: what it answers, and what it refuses."""

from __future__ import annotations

import base64
import json
import socket
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from checker.cli import main
from checker.config import Config
from checker.document import Document
from checker.engine import Engine
from checker.reporters.json import finding_object
from checker.web.app import create_app
from checker.web.guard import POLICY
from checker.web.sheet import NotWritable, Sheet, changes

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
FORMATS = sorted(path for path in (SAMPLES / "formats").iterdir() if path.suffix != ".md" or ".en." in path.name)
ARTICLE = (SAMPLES / "football.mt.en.txt").read_text(encoding="utf-8")
HERE = "http://127.0.0.1"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(max_size=50_000), base_url=HERE) as client:
        yield client


def sent(path: Path) -> dict[str, str]:
    return {"name": path.name, "content": base64.b64encode(path.read_bytes()).decode()}


def content(answer: Any) -> bytes:
    return base64.b64decode(answer.json()["content"])


def places(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: found[key] for key in ("code", "start", "end")} for found in findings]


def test_findings_are_those_of_the_command(client: TestClient) -> None:
    answer = client.post("/api/check", json={"text": ARTICLE}).json()
    wanted = [finding_object(found) for found in Engine().check(Document(ARTICLE)).findings]
    assert [{k: v for k, v in found.items() if k != "wordings"} for found in answer["findings"]] == wanted
    assert answer["words"] == Document(ARTICLE).word_count and answer["version"] == 1


@pytest.mark.parametrize("path", FORMATS, ids=lambda path: path.name)
def test_a_file_has_the_findings_that_its_text_has(client: TestClient, path: Path) -> None:
    opened = client.post("/api/open", json={"file": sent(path)}).json()
    in_file = client.post("/api/check", json={"file": sent(path)}).json()["findings"]
    shown = {key: opened[key] for key in ("text", "name", "reader", "outline")}
    in_text = client.post("/api/check", json=shown).json()["findings"]
    assert in_file and [(f["code"], f["message"]) for f in in_text] == [(f["code"], f["message"]) for f in in_file]
    for found in in_text:
        assert opened["text"][found["start"] : found["end"]] == found["text"]


@pytest.mark.parametrize("path", FORMATS, ids=lambda path: path.name)
def test_the_corrected_text_goes_back_into_the_file(client: TestClient, path: Path) -> None:
    opened = client.post("/api/open", json={"file": sent(path)}).json()
    text = opened["text"].replace(" the ", " the R&D <b> “", 2)
    paragraphs = text.split("\n\n")
    text = "\n\n".join([*paragraphs[:2], *paragraphs[3:]])
    answer = client.post("/api/export", json={"text": text, "file": sent(path), "outline": opened["outline"]})
    if path.suffix == ".docx":
        assert answer.status_code == 409 and "docx files are read but not written" in answer.json()["error"]
        return
    again = client.post("/api/open", json={"file": {"name": path.name, "content": answer.json()["content"]}}).json()
    assert again["text"] == text and again["encoding"] == opened["encoding"]


def test_what_a_format_cannot_hold_is_refused(client: TestClient) -> None:
    path = SAMPLES / "formats/school-society.mt.en.html"
    opened = client.post("/api/open", json={"file": sent(path)}).json()
    answer = client.post("/api/export", json={"text": opened["text"] + "\n\nA new paragraph.", "file": sent(path)})
    assert answer.status_code == 409 and "paragraph added" in answer.json()["error"]
    latin = {"name": "a.html", "content": base64.b64encode('<meta charset="iso-8859-1"><p>Caf\xe9 then.'.encode("latin-1")).decode()}
    answer = client.post("/api/export", json={"text": "Café now", "file": latin})
    assert content(answer) == '<meta charset="iso-8859-1"><p>Caf\xe9 now'.encode("latin-1")
    po = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=iso-8859-1\\n"\n\nmsgid "un"\nmsgstr "one"\n'
    file = {"name": "a.po", "content": base64.b64encode(po.encode()).decode()}
    answer = client.post("/api/export", json={"text": "łne", "file": file})
    assert answer.status_code == 409 and "has no “ł”" in answer.json()["error"]


def test_line_ends_and_byte_order_mark_stay(client: TestClient) -> None:
    file = {"name": "a.txt", "content": base64.b64encode("\ufeffOne.\r\n\r\nTwo.\r\n".encode()).decode()}
    assert client.post("/api/open", json={"file": file}).json()["text"] == "One.\n\nTwo.\n"
    answer = client.post("/api/export", json={"text": "One.\n\nAnd a half.\n\nTwo!\n", "file": file})
    assert content(answer).decode() == "\ufeffOne.\r\n\r\nAnd a half.\r\n\r\nTwo!\r\n"


@pytest.mark.parametrize("name", ["football.mt.en.txt", "formats/school-society.mt.en.html", "formats/school-society.mt.en.nitf.xml", "formats/school-society.mt.en.md"])
def test_dismissals_become_comments_that_the_command_obeys(client: TestClient, name: str) -> None:
    path = SAMPLES / name
    opened = client.post("/api/open", json={"file": sent(path)}).json()
    shown = {key: opened[key] for key in ("text", "name", "reader", "outline")}
    findings = client.post("/api/check", json=shown).json()["findings"]
    answer = client.post("/api/export", json={**shown, "file": sent(path), "dismissed": places(findings[::2])})
    assert answer.json()["notes"] == []
    left = Engine().check(Document.from_bytes(content(answer), path=path.name)).findings
    assert [(f.code, unescape(f.text)) for f in left] == [(f["code"], f["text"]) for f in findings[1::2]]


def test_dismissed_again_when_the_file_is_opened_again(client: TestClient) -> None:
    path = SAMPLES / "formats/school-society.mt.en.html"
    opened = client.post("/api/open", json={"file": sent(path)}).json()
    shown = {key: opened[key] for key in ("text", "name", "reader", "outline")}
    first = client.post("/api/check", json=shown).json()["findings"][0]
    answer = client.post("/api/export", json={**shown, "file": sent(path), "dismissed": places([first])}).json()
    again = client.post("/api/open", json={"file": {"name": path.name, "content": answer["content"]}}).json()
    assert again["text"] == opened["text"] and again["dismissed"] == places([first])


def test_formats_without_comments_say_so(client: TestClient) -> None:
    path = SAMPLES / "formats/school-society.mt.en.po"
    opened = client.post("/api/open", json={"file": sent(path)}).json()
    shown = {key: opened[key] for key in ("text", "name", "reader", "outline")}
    findings = client.post("/api/check", json=shown).json()["findings"]
    answer = client.post("/api/export", json={**shown, "file": sent(path), "dismissed": places(findings[:1])})
    assert "Dismissals are not kept" in answer.json()["notes"][0] and content(answer) == path.read_bytes()


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
    with TestClient(create_app(Config(ignore=("calque",))), base_url=HERE) as client:
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


@pytest.mark.parametrize("path", ["/", "/static/desk.js", "/static/desk.css", "/api/rules", "/api/about", "/nothing", "/static/", "/static/../app.py", "/static/%2e%2e/app.py"])
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


WORDS = st.lists(st.sampled_from(["a", "b ", " ", "\n", "\n\n", "é", "😀", "word", "&", "<"]), max_size=30).map("".join)


@given(WORDS, WORDS)
def test_changes_turn_one_text_into_the_other(before: str, after: str) -> None:
    text = before
    for start, end, words in reversed(changes(before, after)):
        text = text[:start] + words + text[end:]
    assert text == after


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_page_takes_an_edit_or_says_that_it_cannot(data: st.DataObject) -> None:
    path = SAMPLES / "formats/school-society.mt.en.html"
    sheet = Sheet(Document.from_path(path))
    start = data.draw(st.integers(0, len(sheet.text)))
    end = min(len(sheet.text), start + data.draw(st.integers(0, 60)))
    text = sheet.text[:start] + data.draw(WORDS) + sheet.text[end:]
    try:
        written = sheet.written(text)
    except NotWritable:
        return
    assert Sheet(written).text.split() == text.split()


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


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--max-size", "5"], "give a size from 1k to 100m"),
        (["--max-size", "much"], "give a size from 1k to 100m"),
        (["--select", "XYZ999"], "checker: no rule “XYZ999”"),
        (["--host", "256.1.1.1"], "checker: 256.1.1.1:8765: "),
        (["--config", "nowhere.toml"], "checker: nowhere.toml: "),
    ],
)
def test_serve_refuses_on_one_line(arguments: list[str], message: str) -> None:
    result = CliRunner().invoke(main, ["serve", *arguments])
    assert result.exit_code == 2 and message in result.stderr and "Traceback" not in result.stderr


def test_a_port_that_is_taken_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = CliRunner().invoke(main, ["serve", "--port", str(port)])
    assert result.exit_code == 2 and result.stderr.startswith(f"checker: 127.0.0.1:{port}: ")
    assert result.stderr.count("\n") == 1 and "--port" in result.stderr


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = CliRunner().invoke(main, ["serve"])
    assert result.exit_code == 2
    assert result.stderr == "checker: the desk needs Starlette and uvicorn: pip install 'press-checker[web]'\n"
