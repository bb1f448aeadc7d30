"""``checker lsp`` as text editors drive it: a real client, the real process."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import (
    ClientServerConfig,
    LanguageClient,
    client_capabilities,
    make_test_lsp_client,
)

from checker.document import Document
from checker.engine import Engine
from checker.lsp.positions import Text

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = (ROOT / "samples/ukraine-war.mt.en.txt").read_text(encoding="utf-8")
PUBLISHED = types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS
PATIENCE = 30


def make_client() -> LanguageClient:
    """pytest-lsp’s client, but one that keeps every notification of findings with its version."""
    client = make_test_lsp_client()
    client.published = []  # type: ignore[attr-defined]
    del client.protocol.fm.features[PUBLISHED]
    client.feature(PUBLISHED)(lambda params: client.published.append(params))  # type: ignore[attr-defined]
    return client


COMMAND = ClientServerConfig(server_command=[sys.executable, "-m", "checker", "lsp"], client_factory=make_client)
pytestmark = pytest.mark.asyncio(loop_scope="module")


async def begin(client: LanguageClient, capabilities: types.ClientCapabilities, folder: Path, **more: Any) -> types.InitializeResult:
    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(params: types.RegistrationParams) -> None:
        client.registered = [item.method for item in params.registrations]  # type: ignore[attr-defined]

    return await client.initialize_session(types.InitializeParams(capabilities=capabilities, root_uri=folder.as_uri(), **more))


@pytest_lsp.fixture(config=COMMAND, scope="module")
async def client(lsp_client: LanguageClient, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[None]:
    """A client that waits for findings, as Emacs does, and counts in UTF-16, as most do."""
    capabilities = client_capabilities("emacs")
    assert capabilities.general and not (capabilities.text_document and capabilities.text_document.diagnostic)
    capabilities.general.position_encodings = None
    result = await begin(lsp_client, capabilities, tmp_path_factory.mktemp("desk"))
    assert result.capabilities.position_encoding == types.PositionEncodingKind.Utf16
    yield
    await lsp_client.shutdown_session()


@pytest_lsp.fixture(config=COMMAND, scope="module")
async def pulling(lsp_client: LanguageClient, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[None]:
    """A client that asks for findings, as Neovim does, and counts in UTF-8."""
    capabilities = client_capabilities("neovim@v0.11.0")
    assert capabilities.general and capabilities.text_document and capabilities.text_document.diagnostic
    capabilities.general.position_encodings = [types.PositionEncodingKind.Utf8]
    result = await begin(lsp_client, capabilities, tmp_path_factory.mktemp("desk"), initialization_options={"ignore": ["TYP"]})
    assert result.capabilities.position_encoding == types.PositionEncodingKind.Utf8
    yield
    await lsp_client.shutdown_session()


class Open:
    """An article that is open in the client: what the client holds, and what it is sent."""

    def __init__(self, client: LanguageClient, path: Path, text: str, language: str = "plaintext", encoding: str = "utf-16") -> None:
        self.client, self.uri, self.version = client, path.as_uri(), 1
        self.text = Text(text, encoding)
        self.read = len(client.published)  # type: ignore[attr-defined]
        client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(self.uri, language, 1, text)))

    async def found(self) -> list[types.Diagnostic]:
        """The findings of this version, once they come."""
        return list((await self.told(self.version))[-1].diagnostics)

    async def told(self, version: int | None) -> list[types.PublishDiagnosticsParams]:
        """What is told of the article up to its findings in a version, after what was read before."""
        for _ in range(PATIENCE * 100):
            published: list[types.PublishDiagnosticsParams] = self.client.published  # type: ignore[attr-defined]
            for at in range(self.read, len(published)):
                if (published[at].uri, published[at].version) == (self.uri, version):
                    told = [params for params in published[self.read : at + 1] if params.uri == self.uri]
                    self.read = at + 1
                    return told
            await asyncio.sleep(0.01)
        raise TimeoutError(f"nothing is said of version {version}")

    def type(self, start: int, end: int, new: str) -> None:
        """Replace a span, as a keystroke does."""
        self.version += 1
        change = types.TextDocumentContentChangePartial(self.text.range(start, end), new)
        name = types.VersionedTextDocumentIdentifier(self.version, self.uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(name, [change]))
        self.text = self.text.edited([change])

    def words(self, where: types.Range) -> str:
        """What stands in a range."""
        start, end = self.text.span(where)
        return self.text.source[start:end]

    def expected(self) -> list[tuple[str, str]]:
        """What a fresh check finds."""
        return [(f.code, f.text) for f in Engine().check(Document(self.text.source)).findings]

    def shown(self, found: list[types.Diagnostic]) -> list[tuple[Any, str]]:
        return [(item.code, self.words(item.range)) for item in found]

    async def actions(self, word: str, only: list[str] | None = None) -> dict[str, types.CodeAction]:
        """The code actions at a word."""
        at = self.text.source.index(word)
        context = types.CodeActionContext([], only=only)
        where = self.text.range(at, at + 1)
        found = await self.client.text_document_code_action_async(types.CodeActionParams(self.id, where, context))
        return {action.title: action for action in found or [] if isinstance(action, types.CodeAction)}

    def after(self, action: types.CodeAction) -> str:
        """The text after a code action; its edits are those of this version."""
        assert action.edit and action.edit.document_changes
        (change,) = action.edit.document_changes
        assert isinstance(change, types.TextDocumentEdit)
        assert (change.text_document.uri, change.text_document.version) == (self.uri, self.version)
        return applied(self.text, change.edits)

    @property
    def id(self) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri)


def applied(text: Text, edits: Any) -> str:
    source = text.source
    for edit in sorted(edits, key=lambda edit: text.offset(edit.range.start), reverse=True):
        start, end = text.span(edit.range)
        source = source[:start] + edit.new_text + source[end:]
    return source


async def test_findings_while_typing(client: LanguageClient, tmp_path: Path) -> None:
    text = "Happy 😀 crowd — 😀😀 he left [NDLR : sa femme].\r\nThe “Mavka 😀” made the the turn.\r\n"
    article = Open(client, tmp_path / "a.txt", text)
    found = await article.found()
    assert article.shown(found) == article.expected() != []
    assert found[0].severity == types.DiagnosticSeverity.Error and found[0].source == "checker"
    assert found[0].range.start == types.Position(0, 30)  # three characters beyond the basic plane before it
    for start, end, new in [(6, 6, "😀 [NDLR]\r\n"), (0, 3, ""), (20, 24, "\u2028é\x0c𝔘"), (len(text) - 4, len(text) - 4, " the the town")]:
        article.type(start, end, new)
    assert article.shown(await article.found()) == article.expected()
    article.client.text_document_did_close(types.DidCloseTextDocumentParams(article.id))
    assert not (await article.told(None))[-1].diagnostics


async def test_only_the_last_of_many_edits_is_shown(client: LanguageClient, tmp_path: Path) -> None:
    article = Open(client, tmp_path / "a.txt", SAMPLE)
    await article.found()
    for _ in range(20):
        article.type(100, 100, "😀")
    told = await article.told(article.version)
    assert [params.version for params in told] == [21]
    assert article.shown(list(told[-1].diagnostics)) == article.expected()


async def test_hover_shows_the_page_of_the_rule(client: LanguageClient, tmp_path: Path) -> None:
    article = Open(client, tmp_path / "a.txt", "He left 😀 [NDLR : sa femme] now. A howitzer fell on the town.")
    pages = {}
    for word in ("NDLR", "howitzer", "now"):
        position = article.text.position(article.text.source.index(word))
        hover = await client.text_document_hover_async(types.HoverParams(article.id, position))
        pages[word] = hover.contents.value if hover and isinstance(hover.contents, types.MarkupContent) else ""
    assert "FRE101" in pages["NDLR"] and "note de la rédaction" in pages["NDLR"]
    assert "obus" in pages["howitzer"] and "shells" in pages["howitzer"]
    assert pages["now"] == ""


async def test_fixes(client: LanguageClient, tmp_path: Path) -> None:
    text = "Said 😀 Poutine.\n\nHe left left the town. President Poutine spoke, he assures.\n"
    article = Open(client, tmp_path / "a.txt", text)
    actions = await article.actions("Poutine", [types.CodeActionKind.QuickFix])
    fix = actions["Replace “Poutine” by “Putin”"]
    assert fix.is_preferred and fix.diagnostics and fix.diagnostics[0].code == "NAM101"
    assert article.after(fix) == text.replace("Poutine", "Putin", 1)
    unsafe = next(action for title, action in (await article.actions("left left")).items() if "unsafe" in title)
    assert not unsafe.is_preferred and article.after(unsafe) == text.replace("left left", "left")
    everything = await article.actions("The" if "The" in text else "Said", ["source.fixAll.checker"])
    (action,) = everything.values()
    assert action.kind == "source.fixAll.checker"
    resolved = action if action.edit else await client.code_action_resolve_async(action)
    assert article.after(resolved) == text.replace("Poutine", "Putin")
    assert not [a for a in (await article.actions("Poutine", ["refactor"])).values()]


async def test_suppressions(client: LanguageClient, tmp_path: Path) -> None:
    article = Open(client, tmp_path / "a.md", "He met Poutine 😀 in Moscow.\r\n\r\nHe left left.\r\n", "markdown")
    before = await article.found()
    ignore = (await article.actions("Poutine"))["Ignore NAM101 french-spelling-of-name on this line"]
    after = article.after(ignore)
    assert after.startswith("He met Poutine 😀 in Moscow. <!-- checker: ignore NAM101 -->\r\n")
    article.type(0, len(article.text.source), after)
    assert article.shown(await article.found()) == [pair for pair in article.shown(before) if pair[0] != "NAM101"]


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        (".checker.toml", "# ours\nignore = [\n    'TYP', # never\n]\n", "# ours\nignore = [\n    'TYP', # never\n    \"NAM101\",\n]\n"),
        (".checker.toml", "[severity]\nCAL = 'minor'\n", "ignore = [\"NAM101\"]\n\n[severity]\nCAL = 'minor'\n"),
        ("pyproject.toml", "[tool.checker]\nquotes = true\n\n[tool.other]\nx = 1\n", "[tool.checker]\nquotes = true\nignore = [\"NAM101\"]\n\n[tool.other]\nx = 1\n"),
        ("setup.cfg", "[checker]\nignore = TYP\nquotes = true\n", "[checker]\nignore = TYP, NAM101\nquotes = true\n"),
    ],
)
async def test_ignoring_in_the_configuration(client: LanguageClient, tmp_path: Path, name: str, before: str, after: str) -> None:
    file = tmp_path / name
    file.write_text(before, encoding="utf-8")
    article = Open(client, tmp_path / "a.txt", "He met Poutine.")
    assert "NAM101" in [item.code for item in await article.found()]
    edit = (await article.actions("Poutine"))[f"Ignore NAM101 french-spelling-of-name everywhere ({name})"].edit
    assert edit and edit.document_changes and isinstance(change := edit.document_changes[0], types.TextDocumentEdit)
    assert change.text_document.uri == file.as_uri()
    file.write_text(applied(Text(before), change.edits), encoding="utf-8")
    assert file.read_text(encoding="utf-8") == after
    client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([types.FileEvent(file.as_uri(), types.FileChangeType.Changed)]))
    assert "NAM101" not in [item.code for item in await article.found()]
