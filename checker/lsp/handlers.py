"""What the server answers, request by request."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInternalError

from checker.lsp.actions import (
    FIX_ALL,
    KINDS,
    fix_all,
    has_safe_fix,
    quick_fixes,
    wanted,
)
from checker.lsp.findings import diagnostics, hover
from checker.lsp.server import CheckerServer

P = TypeVar("P")
R = TypeVar("R")
log = logging.getLogger(__name__)

_PULLED = types.DiagnosticOptions(inter_file_dependencies=False, workspace_diagnostics=False, identifier="checker")
_ACTIONS = types.CodeActionOptions(KINDS, resolve_provider=True)
DiagnosticReport = types.RelatedFullDocumentDiagnosticReport | types.RelatedUnchangedDocumentDiagnosticReport


def make_server() -> CheckerServer:
    """A server that answers."""
    server = CheckerServer()
    server.feature(types.INITIALIZE)(initialize)
    server.feature(types.INITIALIZED)(initialized)
    server.feature(types.SHUTDOWN)(shutdown)
    server.feature(types.EXIT)(exited)
    server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)(settings_changed)
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(files_changed)
    server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, _PULLED)(pulled)
    server.feature(types.TEXT_DOCUMENT_HOVER)(hovered)
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, _ACTIONS)(code_actions)
    server.feature(types.CODE_ACTION_RESOLVE)(resolved)
    return server


def guarded(answer: Callable[[CheckerServer, P], Awaitable[R]]) -> Callable[[CheckerServer, P], Awaitable[R]]:
    """The answer, but what goes wrong is logged here and told the editor in one line."""

    @wraps(answer)
    async def wrapper(server: CheckerServer, params: P) -> R:
        try:
            return await answer(server, params)
        except JsonRpcException:
            raise
        except Exception as error:
            log.exception("%s", answer.__name__)
            raise JsonRpcInternalError(f"checker: {type(error).__name__}; its log says more") from None

    return wrapper


def initialize(server: CheckerServer, params: types.InitializeParams) -> None:
    """Keep the settings that the editor starts the server with."""
    server.initial_settings = params.initialization_options


@guarded
async def initialized(server: CheckerServer, params: types.InitializedParams) -> None:
    """Ask for what only a running session may be asked for."""
    await server.watch_configuration()
    await server.fetch_settings()


def shutdown(server: CheckerServer, params: None) -> None:
    """Give up what is going on."""
    server.leave()


def exited(server: CheckerServer, params: None) -> None:
    """End; whoever says so without a shutdown before gets exit code 1, as the protocol has it."""
    server.exit_code = 0 if server.leaving else 1
    server.leave()


@guarded
async def settings_changed(server: CheckerServer, params: types.DidChangeConfigurationParams) -> None:
    """Check by the new settings; an editor that sends none is asked for them."""
    if params.settings:
        server.take_settings(params.settings)
    else:
        await server.fetch_settings()


@guarded
async def files_changed(server: CheckerServer, params: types.DidChangeWatchedFilesParams) -> None:
    """Check by the configuration as it is now."""
    server.check_again()


@guarded
async def pulled(server: CheckerServer, params: types.DocumentDiagnosticParams) -> DiagnosticReport:
    """The findings of an article, or that they are those of the last answer."""
    checked = await server.current(params.text_document.uri)
    if checked is None:
        return types.RelatedFullDocumentDiagnosticReport([])
    if params.previous_result_id == checked.name:
        return types.RelatedUnchangedDocumentDiagnosticReport(checked.name)
    return types.RelatedFullDocumentDiagnosticReport(diagnostics(checked), result_id=checked.name)


@guarded
async def hovered(server: CheckerServer, params: types.HoverParams) -> types.Hover | None:
    """Why the words under the pointer are wrong."""
    checked = await server.current(params.text_document.uri)
    return hover(checked, params.position, server.reads_markdown) if checked else None


@guarded
async def code_actions(server: CheckerServer, params: types.CodeActionParams) -> list[types.CodeAction]:
    """What can be done about the findings of a range, and about all."""
    uri, only = params.text_document.uri, params.context.only
    checked = await server.current(uri)
    if checked is None:
        return []
    actions: list[types.CodeAction] = []
    if wanted(types.CodeActionKind.QuickFix, only):
        actions.extend(quick_fixes(uri, checked, params.range, server.edits))
    if wanted(FIX_ALL, only) and has_safe_fix(checked):
        action = fix_all(uri)
        actions.append(action if server.resolves else await resolved(server, action))
    return actions


@guarded
async def resolved(server: CheckerServer, params: types.CodeAction) -> types.CodeAction:
    """An action with its edit."""
    if params.edit is None and isinstance(params.data, str):
        params.edit = await server.fixed(params.data)
    return params
