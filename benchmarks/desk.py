"""Time the desk: from a key to the findings of the changed text, in a real Chromium.

    python benchmarks/desk.py [--words 1500] [--runs 15]

Types a word with a finding at the end of an article made of the samples, again and again, and waits
until its note stands in the margin. Needs Playwright and a Chromium.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browsers import chromium  # noqa: E402
from desk_server import Server  # noqa: E402

# Types the last letter, and waits for the note and for the frame that shows it.
TIMED = """async () => {
    const area = document.getElementById("article");
    const count = document.querySelectorAll(".note").length;
    const started = performance.now();
    area.setRangeText("N", area.value.length, area.value.length, "end");
    area.dispatchEvent(new InputEvent("input", { inputType: "insertText" }));
    while (document.querySelectorAll(".note").length === count) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now() - started;
}"""


def article(words: int) -> str:
    """Machine-translated samples, cut to so many words."""
    text = "\n\n".join(path.read_text(encoding="utf-8").strip() for path in sorted((ROOT / "samples").glob("*.mt.en.txt")))
    paragraphs: list[str] = []
    for paragraph in text.split("\n\n"):
        if sum(len(p.split()) for p in paragraphs) >= words:
            break
        paragraphs.append(paragraph)
    return "\n\n".join(paragraphs)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=1500)
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    server = Server()
    text = article(options.words)
    try:
        with chromium() as browser:
            page = browser.new_page()
            page.goto(server.url)
            page.locator("#article").fill(text)
            page.locator(".note").first.wait_for()
            times = []
            for _ in range(options.runs + 1):
                page.locator("#article").fill(f"{text}\n\nThe OTA")
                page.wait_for_timeout(700)
                times.append(page.evaluate(TIMED))
    finally:
        server.stop()
    times = sorted(times[1:])
    print(f"{len(text.split())} words: {statistics.median(times):.0f} ms from key to findings (median of {len(times)}; {times[0]:.0f} to {times[-1]:.0f})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
