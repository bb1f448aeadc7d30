"""The server: what the editor tells and asks, and when an article is checked."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import to_fs_path

from checker.config import ConfigError
from checker.config_file import FILES
from checker.lsp.actions import Edits, changes
from checker.lsp.article import READERS, Article, Checked
from checker.lsp.findings import diagnostics
from checker.lsp.positions import Text
from checker.lsp.settings import SECTION, Configurations, Settings
from checker.version import __version__

PAUSE = 0.03
"""Seconds without an edit after which an article is checked."""

log = logging.getLogger(__name__)


class Protocol(LanguageServerProtocol):
    """pygls’s protocol, but for texts, which the server keeps itself (see ``positions``)."""

    _server: CheckerServer

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """An article was opened."""
        self._server.opened(params.text_document)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """An article was edited."""
        self._server.edited(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """An article was closed."""
        self._server.closed(params.text_document.uri)


class Session:
    """An article with what goes on around it in the event loop."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.checked: Checked | None = None
        self.round = -1
        self.running: asyncio.Future[Checked | None] | None = None
        self.running_for: tuple[Text, int] | None = None
        self.publishing: asyncio.Task[None] | None = None
        self.closed = False


class CheckerServer(LanguageServer):
    """The language server; one thread checks, the event loop stays free to hear of the next edit."""

    def __init__(self) -> None:
        super().__init__("checker", __version__, protocol_cls=Protocol)
        self._configurations = Configurations()
        self._sessions: dict[str, Session] = {}
        self._round = 0
        self._worker = ThreadPoolExecutor(1, "check")
        self.leaving = False
        self._complaint = ""
        self.initial_settings: Any = None
        self.exit_code = 0

    # What the editor tells.

    def opened(self, item: types.TextDocumentItem) -> None:
        """Begin a session, unless the document is of a kind that is not read."""
        if item.language_id not in READERS:
            return
        path = _path(item.uri)
        article = Article(item.uri, path, self._folder(path), item.language_id, self._text(item.text), item.version)
        self._sessions[item.uri] = session = Session(article)
        self._publish_soon(session, 0)

    def edited(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take over an edit and check when the writer pauses."""
        session = self._sessions.get(params.text_document.uri)
        if session:
            session.article.edit(session.article.text.edited(params.content_changes), params.text_document.version)
            self._publish_soon(session, PAUSE)

    def closed(self, uri: str) -> None:
        """End a session; its findings go."""
        session = self._sessions.pop(uri, None)
        if session:
            session.closed = True
            if session.publishing:
                session.publishing.cancel()
            if not self._pulls:
                self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def leave(self) -> None:
        """Give up what is being checked."""
        self.leaving = True
        self._worker.shutdown(wait=False, cancel_futures=True)

    def take_settings(self, value: Any) -> None:
        """Check by other settings from now on; wrong ones are complained of and change nothing."""
        try:
            self._configurations.settings = Settings.read(value)
        except ConfigError as wrong:
            self._complain(str(wrong))
        self.check_again()

    def check_again(self) -> None:
        """Check all articles anew: the configuration may have changed."""
        self._round += 1
        for session in self._sessions.values():
            self._publish_soon(session, 0)
        if self._pulls and self._has("workspace.diagnostics.refresh_support"):
            self.workspace_diagnostic_refresh(None)

    async def fetch_settings(self) -> None:
        """Ask the editor for its settings, where it can be asked."""
        value = None
        if self._has("workspace.configuration"):
            item = types.ConfigurationItem(section=SECTION)
            value = (await self.workspace_configuration_async(types.ConfigurationParams([item])))[0]
        self.take_settings(value or self.initial_settings)

    async def watch_configuration(self) -> None:
        """Ask the editor to tell of changed settings, configuration files and phrase lists."""
        wanted: list[types.Registration] = []
        if self._has("workspace.did_change_configuration.dynamic_registration"):
            section = types.DidChangeConfigurationRegistrationOptions(SECTION)
            wanted.append(types.Registration("settings", types.WORKSPACE_DID_CHANGE_CONFIGURATION, section))
        if self._has("workspace.did_change_watched_files.dynamic_registration"):
            watchers = [types.FileSystemWatcher(f"**/{name}") for name in (*FILES, "*.tsv")]
            files = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            wanted.append(types.Registration("configuration-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, files))
        try:
            if wanted:
                await self.client_register_capability_async(types.RegistrationParams(wanted))
        except JsonRpcException as error:  # files are looked at before each check anyway
            log.warning("the editor will not tell of changed files: %s", error)

    # What the editor asks.

    async def current(self, uri: str) -> Checked | None:
        """What is found in an article as it is now; ``None`` when it is not, or no longer, open."""
        session = self._sessions.get(uri)
        while session and not session.closed and not self.leaving:
            if session.checked and session.checked.text is session.article.text and session.round == self._round:
                return session.checked
            await self._check(session)
        return None

    async def fixed(self, uri: str) -> types.WorkspaceEdit | None:
        """The edit that fixes all that is safe."""
        checked = await self.current(uri)
        if checked is None:
            return None
        article, text = self._sessions[uri].article, checked.text
        stop = self._stop(self._sessions[uri], text)
        fixed = await asyncio.get_running_loop().run_in_executor(self._worker, article.fixed, checked, stop)
        if fixed is None:
            return None
        return self.edits.of(uri, checked.version, changes(text, fixed.document.raw))

    @property
    def edits(self) -> Edits:
        """How the editor wants edits."""
        return Edits(versioned=self._has("workspace.workspace_edit.document_changes"))

    @property
    def resolves(self) -> bool:
        """Whether the editor asks for the edit of an action when it is chosen."""
        support = self.client_capabilities.text_document and self.client_capabilities.text_document.code_action
        return bool(support and support.resolve_support and "edit" in support.resolve_support.properties)

    @property
    def reads_markdown(self) -> bool:
        """Whether hovers may be Markdown."""
        support = self.client_capabilities.text_document and self.client_capabilities.text_document.hover
        return bool(support and types.MarkupKind.Markdown in (support.content_format or ()))

    # How and when it is checked.

    @property
    def _pulls(self) -> bool:
        """Whether the editor asks for findings; one that does would show each twice if they were sent too."""
        return self._has("text_document.diagnostic")

    def _publish_soon(self, session: Session, pause: float) -> None:
        if session.publishing:
            session.publishing.cancel()
        if not self._pulls:
            session.publishing = asyncio.get_running_loop().create_task(self._publish(session, pause))

    async def _publish(self, session: Session, pause: float) -> None:
        await asyncio.sleep(pause)
        try:
            checked = await self.current(session.article.uri)
        except Exception:
            log.exception("check of %s", session.article.uri)
            return
        if checked:
            found = types.PublishDiagnosticsParams(session.article.uri, diagnostics(checked), checked.version)
            self.text_document_publish_diagnostics(found)

    async def _check(self, session: Session) -> None:
        """Check once, together with whoever waits for the same."""
        article, text, at = session.article, session.article.text, self._round
        if session.running is None or session.running_for != (text, at) or session.running.done():
            run = asyncio.get_running_loop().run_in_executor
            session.running = run(self._worker, article.check, self._configurations, self._stop(session, text))
            session.running_for = text, at
        checked = await asyncio.shield(session.running)
        if checked and checked.text is text:
            session.checked, session.round = checked, at
            if checked.complaint:
                self._complain(checked.complaint)
            else:
                self._complaint = ""

    def _stop(self, session: Session, text: Text) -> Callable[[], bool]:
        return lambda: self.leaving or session.closed or session.article.text is not text

    def _complain(self, message: str) -> None:
        """Show the editor’s user one line, once."""
        if message != self._complaint:
            self._complaint = message
            self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, f"checker: {message}"))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """What goes wrong in the server is the log’s business."""
        log.error("%s: %s", getattr(source, "__name__", source), error)

    def _text(self, source: str) -> Text:
        return Text(source, self.server_capabilities.position_encoding or types.PositionEncodingKind.Utf16)

    def _folder(self, path: Path | None) -> Path:
        """Where the configuration of a file is looked for: its folder, or that of the workspace."""
        if path:
            return path.parent
        roots = [*(folder.uri for folder in self.workspace.folders.values()), self.workspace.root_uri]
        return next((root for root in map(_path, filter(None, roots)) if root), Path.cwd())

    def _has(self, capability: str) -> bool:
        value: Any = self.client_capabilities
        for name in capability.split("."):
            value = getattr(value, name, None)
        return bool(value)


def _path(uri: str) -> Path | None:
    """The file of a URI; ``None`` for what is no file."""
    path = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(path) if path else None
