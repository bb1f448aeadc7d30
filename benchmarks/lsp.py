"""Time the language server: from an edit of a 50 kB article to the findings in the editor.

    python benchmarks/lsp.py [--edits N] [--size CHARACTERS]

Starts ``checker lsp`` of the interpreter that runs this script, opens the project’s samples one
after another until the size is reached, and types at places all over the text: a letter, a word, a
paragraph. The time includes the pause that the server waits for the next keystroke.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import sys
import time
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from checker.lsp.positions import Text
from checker.lsp.server import PAUSE

ROOT = Path(__file__).resolve().parent.parent
URI = "file:///nowhere/article.txt"
TYPED = ("x", "e", " ", "the mayor ", "“", "\n\nA new paragraph of the town, which says nothing much.\n\n")


def article(size: int) -> str:
    """A text of so many characters, translated by machine."""
    samples = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("*.mt.en.txt"))]
    text = "\n\n".join(samples)
    return ("\n\n".join([text] * (1 + size // len(text))))[:size]


async def measure(edits: int, size: int) -> tuple[float, list[float]]:
    """Seconds to the findings after opening, and after each edit."""
    client = LanguageClient("benchmark", "1")
    told: asyncio.Queue[int | None] = asyncio.Queue()
    client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: told.put_nowait(params.version))
    await client.start_io(sys.executable, "-m", "checker", "lsp")
    await client.initialize_async(types.InitializeParams(capabilities=types.ClientCapabilities()))
    client.initialized(types.InitializedParams())
    text = Text(article(size))
    start = time.perf_counter()
    client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(URI, "plaintext", 0, text.source)))
    while await told.get() != 0:
        pass
    opening = time.perf_counter() - start
    times = []
    random.seed(1)
    for version in range(1, edits + 1):
        at = random.randrange(len(text.source))
        change = types.TextDocumentContentChangePartial(text.range(at, at), random.choice(TYPED))
        text = text.edited([change])
        start = time.perf_counter()
        name = types.VersionedTextDocumentIdentifier(version, URI)
        client.text_document_did_change(types.DidChangeTextDocumentParams(name, [change]))
        while await told.get() != version:
            pass
        times.append(time.perf_counter() - start)
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()
    return opening, times


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edits", type=int, default=100)
    parser.add_argument("--size", type=int, default=50_000)
    options = parser.parse_args()
    opening, times = asyncio.run(measure(options.edits, options.size))
    times.sort()
    print(f"{options.size:,} characters opened and checked in {opening:.2f} s (the first article of a session)")
    print(
        f"{len(times)} edits: median {1000 * statistics.median(times):.0f} ms, 95 of 100 within {1000 * times[int(len(times) * 0.95)]:.0f} ms, "
        f"slowest {1000 * times[-1]:.0f} ms; {1000 * PAUSE:.0f} ms of each are the pause for the next keystroke"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
