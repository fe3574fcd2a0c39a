"""What an edit costs in the language server: the time from a changed letter to what is told of it.

    python bench/editor.py [--words 2000 50000] [--edits 30] [--memory 10000]

Prints, for essays of so many words, CPU seconds (of this process) per edit: reading the text again, the rules that run
at once, turning findings into the protocol's, and once the document-wide rules; then, with --memory, how memory grows
over so many edits that go through a server.
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import sys
import threading
import time
from pathlib import Path

from essaylint.config import Config
from essaylint.engine import Linter
from essaylint.formats import read
from essaylint.lsp import convert, essay, seldom
from essaylint.lsp.convert import Able
from essaylint.lsp.essay import Essay, Told, View
from essaylint.lsp.settings import AtOnce, Linters
from essaylint.source import Source

ROOT = Path(__file__).parent.parent


def text_of(words: int) -> str:
    """An essay of so many words, made of the clean essays' paragraphs; none is there twice."""
    essays = (path.read_text(encoding="utf-8") for path in sorted((ROOT / "fixtures/clean").glob("*.md")))
    paragraphs = [part for one in essays for part in one.split("\n\n") if len(part) > 200]
    made: list[str] = []
    count = 0
    while count < words:
        made.append(f"{paragraphs[len(made) % len(paragraphs)]} This was case number {len(made)}.")
        count += len(made[-1].split())
    return "\n\n".join(made)


def percentile(values: list[float], part: float = 0.95) -> float:
    """The value that so many lie below, in milliseconds."""
    return sorted(values)[min(int(part * len(values)), len(values) - 1)] * 1000


def edits(words: int, count: int, quick: bool) -> None:
    """One-letter edits in the middle."""
    text = text_of(words)
    linters = Linters(AtOnce(Config()), Linter(Config()))
    cancel = threading.Event()
    name = "essay.md"
    seldom()
    told = essay.at_once(Source(text), 0, "markdown", linters, Told(-1, Source("")), cancel)
    told = essay.everything(told, linters, quick, cancel)
    times: dict[str, list[float]] = {"read": [], "at once": [], "serialise": [], "all rules": []}
    middle = text.index(" ", len(text) // 2)
    for number in range(count):
        text = text[:middle] + "abcdefghij"[number % 10] + text[middle:]
        source = Source(text, name)
        start = time.process_time()
        read(source, "markdown", told.document)
        after_read = time.process_time()
        at_once = essay.at_once(source, number, "markdown", linters, told, cancel)
        after = time.process_time()
        opened = Essay(f"file:///{name}", Path(name), "markdown", number, text)
        opened.told = at_once
        view = View(opened, "utf-16")
        for one in view.diagnostics:
            convert.diagnostic(view, one, linters.all.config, Able(True, True, True), "hint")
        told_at = time.process_time()
        times["read"].append(after_read - start)
        times["at once"].append(after - after_read)
        times["serialise"].append(told_at - after)
        told = at_once
        if number < 5 or words <= 500:
            told = essay.everything(at_once, linters, quick, cancel)
            times["all rules"].append(time.process_time() - told_at)
    shown = ", ".join(f"{key} p50 {statistics.median(values) * 1000:.1f} p95 {percentile(values):.1f}" for key, values in times.items())
    print(f"{words} words ({len(told.diagnostics)} findings), ms of CPU per edit ({'quick' if quick else 'all'} rules; “at once” includes reading): {shown}")


def memory(count: int) -> None:
    """Edits through a server in this process; resident memory now and then."""
    sys.path.insert(0, str(ROOT / "tests"))
    from essaylint.lsp.server import EssayServer
    from lspclient import NEOVIM, Client

    to_server, from_client = os.pipe()
    to_client, from_server = os.pipe()
    config = Config()
    server = EssayServer(lambda _: config, lambda: None, quick=True)
    server.thorough = True
    seldom()
    threading.Thread(target=server.start_io, args=(os.fdopen(to_server, "rb"), os.fdopen(from_server, "wb")), daemon=True).start()
    client = Client(os.fdopen(to_client, "rb"), os.fdopen(from_client, "wb"))
    client.start(NEOVIM, [Path("/nowhere")], debounce=0, quick=True)
    essay_text, uri = text_of(1000), "file:///nowhere/essay.md"
    client.open(uri, essay_text)
    client.settled(uri, 1)
    for version in range(2, count + 1):
        # Always the same essay with one letter too many somewhere: what grows is not the essay.
        at = essay_text.index(" ", (version * 37) % (len(essay_text) - 200))
        text = essay_text[:at] + chr(97 + version % 26) + essay_text[at:]
        client.change(uri, text, version)
        if version % 10 == 0:
            client.settled(uri, version)
            client.notices.clear()
        if version in (100, 1000, 2000, 5000, count):
            gc.collect()
            pages = int(Path("/proc/self/statm").read_text().split()[1])
            print(f"after {version} edits: {pages * os.sysconf('SC_PAGE_SIZE') / 1e6:.0f} MB", flush=True)
    client.close()


def main() -> None:
    """Measure."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--words", type=int, nargs="*", default=[150, 2000, 50000])
    options.add_argument("--edits", type=int, default=30)
    options.add_argument("--memory", type=int, default=0)
    options.add_argument("--quick", action="store_true", help="without the parser")
    chosen = options.parse_args()
    for words in chosen.words:
        edits(words, chosen.edits, chosen.quick)
    if chosen.memory:
        memory(chosen.memory)


if __name__ == "__main__":
    main()
