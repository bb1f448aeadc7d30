"""``docs/editors.md``: its snippets are sound, and real editors find the server with them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checker.lsp.settings import Settings

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PAGE = (Path(__file__).resolve().parent.parent / "docs/editors.md").read_text(encoding="utf-8")
ARTICLE = "Happy 😀 crowd: he met Poutine there.\n"


def snippets(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.S)


@pytest.fixture
def desk(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """An article, and an environment whose path has this Python’s checker."""
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin/checker"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m checker "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    root = str(Path(__file__).resolve().parent.parent)
    path = os.pathsep.join((root, os.environ.get("PYTHONPATH", "")))
    return article, {**os.environ, "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": path, "HOME": str(tmp_path)}


def test_json_and_toml_snippets() -> None:
    code, sublime = map(json.loads, snippets("json"))
    (helix,) = map(tomllib.loads, snippets("toml"))
    assert [code["glspc.server.command"], *code["glspc.server.commandArguments"]] == ["checker", "lsp"]
    assert sublime["clients"]["checker"]["command"] == ["checker", "lsp"]
    server = helix["language-server"]["checker"]
    assert [server["command"], *server["args"]] == ["checker", "lsp"]
    settings = [code["glspc.server.initializationOptions"], server["config"], {"minSeverity": sublime["clients"]["checker"]["settings"]["checker.minSeverity"]}]
    assert [Settings.read(value) for value in settings] == [Settings(min_severity="minor")] * 3
    assert all(language["language-servers"] == ["checker"] for language in helix["language"])


@pytest.mark.skipif(not shutil.which("nvim"), reason="Neovim is not installed")
def test_neovim(desk: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    article, environment = desk
    (snippet,) = snippets("lua")
    # What vim.lsp.config and vim.lsp.enable do, for versions that lack them.
    older = """
if not vim.lsp.config then
  local found
  vim.lsp.config = function(name, config) found = vim.tbl_extend("force", { name = name, root_dir = vim.fn.getcwd() }, config) end
  vim.lsp.enable = function() vim.lsp.buf_attach_client(0, vim.lsp.start_client(found)) end
end
vim.bo.filetype = "text"
"""
    asked = """
vim.cmd("doautocmd FileType")
vim.wait(30000, function() return #vim.diagnostic.get(0) > 0 end, 50)
local one = vim.diagnostic.get(0)[1]
local out = assert(io.open("out.txt", "w"))
out:write(one and (one.code .. " " .. one.lnum .. " " .. one.col .. " " .. one.end_col) or "nothing")
out:close()
vim.cmd("qall!")
"""
    script = tmp_path / "init.lua"
    script.write_text(older + snippet + asked, encoding="utf-8")
    command = ["nvim", "--headless", "-u", "NONE", "-n", str(article), "-c", f"luafile {script}"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=90, check=False)
    out = tmp_path / "out.txt"
    assert out.exists(), done.stderr
    start = len(ARTICLE[: ARTICLE.index("Poutine")].encode())
    assert out.read_text(encoding="utf-8") == f"NAM101 0 {start} {start + len('Poutine')}"


def _has_eglot() -> bool:
    emacs = shutil.which("emacs")
    return bool(emacs) and subprocess.run([str(emacs), "--batch", "-l", "eglot"], capture_output=True, timeout=60, check=False).returncode == 0


@pytest.mark.skipif(not _has_eglot(), reason="Emacs with Eglot is not installed")
def test_emacs(desk: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    article, environment = desk
    (snippet,) = snippets("elisp")
    script = tmp_path / "init.el"
    ask = f"""
(require 'eglot)
(setq eglot-sync-connect t)
(find-file "{article}")
(text-mode)
(apply #'eglot (eglot--guess-contact))
(with-timeout (30) (while (null (flymake-diagnostics)) (flymake-start) (accept-process-output nil 0.1)))
(let ((one (car (flymake-diagnostics))))
  (princ (format "%s %s" (buffer-substring (flymake-diagnostic-beg one) (flymake-diagnostic-end one)) (flymake-diagnostic-text one))))
"""
    script.write_text(snippet + ask, encoding="utf-8")
    done = subprocess.run(["emacs", "--batch", "-l", str(script)], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=90, check=False)
    assert "Poutine" in done.stdout and "NAM101" in done.stdout, done.stderr
