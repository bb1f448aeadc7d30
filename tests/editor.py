"""A text editor as the tests of ``checker lsp`` drive it: pytest-lsp’s client with the texts that it holds."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

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


async def begin(client: LanguageClient, capabilities: types.ClientCapabilities, folder: Path, **more: Any) -> types.InitializeResult:
    """Begin a session; what the server asks to be told of is kept."""

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(params: types.RegistrationParams) -> None:
        client.registered = [item.method for item in params.registrations]  # type: ignore[attr-defined]

    return await client.initialize_session(types.InitializeParams(capabilities=capabilities, root_uri=folder.as_uri(), **more))


async def begin_told(client: LanguageClient, folder: Path) -> None:
    """A session of an editor that is told of findings, as Emacs is, and counts in UTF-16, as most do."""
    capabilities = client_capabilities("emacs")
    assert capabilities.general and not (capabilities.text_document and capabilities.text_document.diagnostic)
    capabilities.general.position_encodings = None
    result = await begin(client, capabilities, folder)
    assert result.capabilities.position_encoding == types.PositionEncodingKind.Utf16


async def begin_asking(client: LanguageClient, folder: Path) -> None:
    """A session of an editor that asks for findings, as Neovim does, and counts in UTF-8."""
    capabilities = client_capabilities("neovim@v0.11.0")
    assert capabilities.general and capabilities.text_document and capabilities.text_document.diagnostic
    capabilities.general.position_encodings = [types.PositionEncodingKind.Utf8]
    result = await begin(client, capabilities, folder, initialization_options={"ignore": ["TYP"]})
    assert result.capabilities.position_encoding == types.PositionEncodingKind.Utf8


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
