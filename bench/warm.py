"""Warm linting of fresh text: CPU milliseconds per 1,000 words, against proselint and Harper on the same texts in the same run.

    python bench/warm.py [FOLDER] [--rules N]

The pages of the rulebook warm every tool up. Then each text of the folder, which none has seen, is linted by each tool in
turn, so that what else the machine does falls on all. `quick` are the rules that need no parse. For the rest the text's
sentences are put in another order: `parse` is the parser alone, `rules` are all rules after the parse, `whole` is both.
Harper is asked where `harper-py` is installed. With `--rules` the N slowest rules follow, each with its share.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import essaylint
from essaylint import engine
from essaylint.backends import parser
from essaylint.engine import Linter

HERE = Path(__file__).parent
ESSAYS = HERE.parent / "fixtures"
PAGES = HERE.parent / "rules"
# Each against the peer named: times its time.
GOALS = {"quick": ("proselint", 0.5), "whole": ("harper", 1.5)}


def spent(function: Callable[..., Any], *args: Any, **options: Any) -> float:
    """The CPU milliseconds that a call takes."""
    start = time.process_time()
    function(*args, **options)
    return (time.process_time() - start) * 1000


def proselint() -> Callable[[str], Any] | None:
    """What lints a text with proselint, if it is installed."""
    try:
        from proselint.checks import __register__
        from proselint.config import DEFAULT
        from proselint.registry import CheckRegistry
        from proselint.tools import LintFile
    except ImportError:
        return None
    CheckRegistry().register_many(__register__)
    return lambda text: LintFile(Path("essay.txt"), text).lint(DEFAULT)


def harper() -> Callable[[str], Any] | None:
    """What lints a text with Harper, if it is installed."""
    try:
        import harper
    except ImportError:
        return None
    linter = harper.Linter()
    return lambda text: linter.lint(text, language="plaintext")


def shuffled(text: str) -> str:
    """The same paragraphs with the sentences of each from the last to the first."""
    return "\n\n".join(" ".join(reversed(re.split(r"(?<=[.!?])\s+", one))) for one in text.split("\n\n"))


def by_rule() -> Counter[str]:
    """Count what every rule takes from now on."""
    times: Counter[str] = Counter()
    guarded = engine._guarded

    def timed(rule: Any, *args: Any) -> Iterable[Any]:
        start = time.process_time()
        found = guarded(rule, *args)
        times[rule.name] += time.process_time() - start  # type: ignore[assignment]
        return found

    engine._guarded = timed
    return times


def main() -> int:
    """Measure and print; 1 if a goal is missed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", nargs="?", type=Path, default=ESSAYS)
    options.add_argument("--rules", type=int, default=0)
    chosen = options.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted(chosen.folder.rglob("*")) if path.suffix in (".txt", ".md")]
    pages = [path.read_text(encoding="utf-8") for path in sorted(PAGES.rglob("*.md"))]
    words = sum(len(text.split()) for text in texts) / 1000
    linter = Linter()
    peers = {name: peer for name, peer in (("proselint", proselint()), ("harper", harper())) if peer}
    parses = parser.available()
    for number, page in enumerate(pages):
        linter.lint(page, quick=not parses or number % 10 > 0)
        for name, peer in peers.items():
            if name != "harper" or number < 20:
                peer(page)
    took: Counter[str] = Counter()
    for text in texts:
        took["quick"] += spent(linter.lint, text, quick=True)  # type: ignore[assignment]
        for name, peer in peers.items():
            took[name] += spent(peer, text)  # type: ignore[assignment]
    times = by_rule()
    for text in map(shuffled, texts if parses else ()):
        document = essaylint.read(text)
        took["parse"] += spent(document.parse)  # type: ignore[assignment]
        took["rules"] += spent(linter.run, document)  # type: ignore[assignment]
    if parses:
        took["whole"] = took["parse"] + took["rules"]
    print(f"{words * 1000:.0f} words")
    for name, milliseconds in took.items():
        ratios = "".join(f"  {milliseconds / took[peer]:5.2f}x {peer}" for peer in peers)
        print(f"{name:10} {milliseconds / words:7.1f} ms per 1,000 words{ratios}")
    for name, seconds in times.most_common(chosen.rules):
        print(f"    {name:30} {seconds * 1000 / words:6.2f}")
    missed = [name for name, (peer, most) in GOALS.items() if peer in took and took[name] > most * took[peer]]
    for name in missed:
        peer, most = GOALS[name]
        print(f"MISSED: {name} should be at most {most}x {peer}, and is {took[name] / took[peer]:.2f}x")
    return int(bool(missed))


if __name__ == "__main__":
    raise SystemExit(main())
