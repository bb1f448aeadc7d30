"""``checker lsp`` as text editors drive it: a real client, the real process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_lsp
from editor import COMMAND, Open, applied, begin_told
from lsprotocol import types
from pytest_lsp import LanguageClient

from checker.lsp.positions import Text

SAMPLE = (Path(__file__).resolve().parent.parent / "samples/ukraine-war.mt.en.txt").read_text(encoding="utf-8")
pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_lsp.fixture(config=COMMAND, scope="module")
async def client(lsp_client: LanguageClient, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[None]:
    await begin_told(lsp_client, tmp_path_factory.mktemp("desk"))
    yield
    await lsp_client.shutdown_session()


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
