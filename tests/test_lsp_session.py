"""``checker lsp`` through a session: settings, configuration, odd documents, speed, the end."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_lsp
from editor import COMMAND, Open, begin_asking, begin_told
from lsprotocol import types
from pytest_lsp import LanguageClient

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = (ROOT / "samples/ukraine-war.mt.en.txt").read_text(encoding="utf-8")
pytestmark = pytest.mark.asyncio(loop_scope="module")
OWN = (
    "#: code: USR001\n#: name: own\n#: summary: s\n#: rationale: r\nid\ttier\tseverity\tfrench\tpattern\trewrite\twhen\texample\tmiss\tnote\n"
    "own-monday\tA\tminor\tlundi\ton Monday\tMonday\t\tHe came on Monday.\t\t\n"
)
SLOW = 10
"""Times the latency that is promised: tests run beside others, on slow machines."""


@pytest_lsp.fixture(config=COMMAND, scope="module")
async def client(lsp_client: LanguageClient, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[None]:
    await begin_told(lsp_client, tmp_path_factory.mktemp("desk"))
    yield
    await lsp_client.shutdown_session()


@pytest_lsp.fixture(config=COMMAND, scope="module")
async def pulling(lsp_client: LanguageClient, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[None]:
    await begin_asking(lsp_client, tmp_path_factory.mktemp("desk"))
    yield
    await lsp_client.shutdown_session()


async def pull(client: LanguageClient, article: Open, known: str | None = None) -> Any:
    params = types.DocumentDiagnosticParams(article.id, previous_result_id=known)
    return await client.text_document_diagnostic_async(params)


async def test_findings_on_demand(pulling: LanguageClient, tmp_path: Path) -> None:
    text = "Happy 😀é crowd: “he left [NDLR : sa femme].\r\n"
    article = Open(pulling, tmp_path / "a.txt", text, encoding="utf-8")
    report = await pull(pulling, article)
    assert [(item.code, article.words(item.range)) for item in report.items] == [("FRE101", "[NDLR : sa femme]")]  # TYP is ignored from the start
    assert report.items[0].range.start.character == len(text[: text.index("[")].encode())
    assert (await pull(pulling, article, report.result_id)).kind == "unchanged"
    article.type(0, 5, "Sad the the")
    again = await pull(pulling, article, report.result_id)
    assert [item.code for item in again.items] == ["GRM001", "FRE101"]
    assert not pulling.published  # type: ignore[attr-defined]  # nothing is shown twice


async def test_an_article_that_is_closed_or_of_another_kind_has_no_findings(pulling: LanguageClient, tmp_path: Path) -> None:
    code = Open(pulling, tmp_path / "a.py", "# [NDLR : sa femme]", "python")
    assert not (await pull(pulling, code)).items
    assert not await code.actions("NDLR")
    code.type(0, 0, "x")
    pulling.text_document_did_close(types.DidCloseTextDocumentParams(code.id))
    assert not (await pull(pulling, code)).items


async def test_settings(pulling: LanguageClient, tmp_path: Path) -> None:
    article = Open(pulling, tmp_path / "a.txt", "He met Poutine. “He left [NDLR : sa femme].", encoding="utf-8")

    async def codes() -> list[Any]:
        return [item.code for item in (await pull(pulling, article)).items]

    async def until(wanted: Callable[[list[Any]], bool]) -> None:
        for _ in range(300):
            if wanted(await codes()):
                return
            await asyncio.sleep(0.1)
        pytest.fail(f"still {await codes()}")

    def tell(settings: object) -> None:
        pulling.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings))

    assert await codes() == ["NAM101", "FRE101"]
    tell({"checker": {"minSeverity": "critical"}})
    assert await codes() == ["FRE101"]
    tell({"checker": {"select": ["NAM", "FRE"], "ignore": ["FRE1"]}})
    assert await codes() == ["NAM101"]
    shown = len(pulling.messages)
    tell({"checker": {"minSeverity": "grave"}})
    tell({"checker": {"severity": 1}})
    assert await codes()
    for _ in range(3000):
        if len(pulling.messages) >= shown + 2:
            break
        await asyncio.sleep(0.01)
    assert any("minor, major, critical" in message.message for message in pulling.messages)
    assert any("no “severity”; there are ignore, minSeverity, quotes, select" in message.message for message in pulling.messages)
    pulling.set_configuration({"ignore": ["FRE"]}, section="checker")
    tell(None)  # an editor that sends none is asked
    await until(lambda found: "FRE101" not in found)
    pulling.set_configuration(None, section="checker")
    tell(None)
    await until(["NAM101", "FRE101"].__eq__)  # as it was started


async def test_a_configuration_is_read_anew(client: LanguageClient, tmp_path: Path) -> None:
    article = Open(client, tmp_path / "archive" / "a.txt", "He met Poutine on Monday.")
    assert [item.code for item in await article.found()] == ["NAM101"]
    file = tmp_path / ".checker.toml"
    (tmp_path / "own.tsv").write_text(OWN, encoding="utf-8")
    for text, found in [
        ('[per-path]\n"archive/*" = ["NAM"]\n', []),
        ('allow = ["poutine"]\n', []),
        ('phrases = ["own.tsv"]\n[severity]\n"names" = "critical"\n', ["NAM101", "USR001"]),
        ("ignore = [", ["NAM101", "USR001"]),  # half-written: the last one holds
    ]:
        file.write_text(text, encoding="utf-8")
        article.type(0, 0, " ")  # no notice: not every editor gives one
        assert [item.code for item in await article.found()] == found, text
    for _ in range(3000):
        if client.messages:
            break
        await asyncio.sleep(0.01)
    assert str(file) in client.messages[-1].message and "\n" not in client.messages[-1].message


async def test_odd_documents(client: LanguageClient, tmp_path: Path) -> None:
    for text in ("", "\ufeff", "\ud83d left left \udc00", "\0 left left", "\r\r\n\n", "<!-- checker: ignore", "a" * 100_000):
        for language in ("plaintext", "markdown", "html"):
            article = Open(client, tmp_path / f"{language}.txt", text, language)
            assert len(await article.found()) == ("left" in text), (text, language)
    untitled = Open(client, tmp_path, "He left left.")
    untitled.uri = "untitled:Untitled-1"
    client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(untitled.uri, "plaintext", 1, "He left left.")))
    assert [item.code for item in await untitled.found()] == ["GRM001"]


async def test_two_million_characters(client: LanguageClient, tmp_path: Path) -> None:
    text = (SAMPLE + "\n\n") * (2_000_000 // len(SAMPLE))
    article = Open(client, tmp_path / "large.txt", text)
    await asyncio.sleep(0.5)
    small = Open(client, tmp_path / "small.txt", "He left left.")
    article.type(0, len(text) - len(SAMPLE), "")  # the check of the large text is given up
    start = time.perf_counter()
    assert article.shown(await article.found()) == article.expected()
    assert [item.code for item in await small.found()] == ["GRM001"]
    assert time.perf_counter() - start < 30


async def test_latency_of_50_kb(client: LanguageClient, tmp_path: Path) -> None:
    samples = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("*.mt.en.txt"))]
    article = Open(client, tmp_path / "a.txt", ("\n\n".join(samples) * 3)[:50_000])
    await article.found()
    times = []
    for number in range(5):
        at = article.text.source.index(". ", 9000 * number)
        start = time.perf_counter()
        article.type(at, at, " x")
        await article.found()
        times.append(time.perf_counter() - start)
    assert sorted(times)[2] < 0.15 * SLOW, times


def talk(*messages: dict[str, Any]) -> subprocess.CompletedProcess[bytes]:
    """Send messages to a server and read until it ends."""
    bodies = [json.dumps({"jsonrpc": "2.0", **message}).encode() for message in messages]
    data = b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies)
    return subprocess.run([sys.executable, "-m", "checker", "lsp"], input=data, capture_output=True, timeout=60, check=False)


HELLO = {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}}


async def test_the_end() -> None:
    clean = talk(HELLO, {"method": "initialized", "params": {}}, {"id": 2, "method": "shutdown"}, {"method": "exit"})
    assert (clean.returncode, clean.stderr) == (0, b"")
    assert talk(HELLO, {"method": "exit"}).returncode == 1  # as the protocol has it
    gone = talk(HELLO)
    assert gone.returncode == 0 and b"Traceback" not in gone.stderr


async def test_nonsense_is_answered_without_a_traceback() -> None:
    done = talk(HELLO, {"id": 2, "method": "textDocument/hover", "params": {"x": 1}}, {"id": 3, "method": "no/such"}, {"id": 4, "method": "shutdown"}, {"method": "exit"})
    assert done.returncode == 0
    assert b"Traceback" not in done.stdout and b"traceback" not in done.stdout


async def test_a_missing_extra_is_named() -> None:
    blocked = "import sys; sys.modules['pygls'] = None; from checker.cli import main; main(['lsp'])"
    done = subprocess.run([sys.executable, "-c", blocked], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert done.stderr == "checker: the language server is not installed: pip install 'press-checker[lsp]'\n"
