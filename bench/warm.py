"""Warm linting of fresh text: CPU milliseconds per 1,000 words, against proselint on the same texts in the same run.

    python bench/warm.py [FOLDER] [--rules N]

Every text of the folder is linted once to warm up. Then its sentences are put in another order, which makes a fresh text, and
that is linted by each tool in turn, so that what else the machine does falls on both.
`quick` are the rules that need no parse; `parse` is the parser alone; `rules` are all rules after the parse. With `--rules`
the N slowest rules follow, each with its share.
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
# The quick rules against proselint, and all rules without the parse, ms per 1,000 words.
GOALS = {"quick": 0.5, "rules": 60.0}


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
    fresh = [shuffled(text) for text in texts]
    words = sum(len(text.split()) for text in texts) / 1000
    linter, peer = Linter(), proselint()
    parses = parser.available()
    for text in texts:
        linter.lint(text, quick=not parses)
        linter.lint(text, quick=True)
        if peer:
            peer(text)
    took: Counter[str] = Counter()
    for text in fresh:
        took["quick"] += spent(linter.lint, text, quick=True)  # type: ignore[assignment]
        if peer:
            took["proselint"] += spent(peer, text)  # type: ignore[assignment]
    times = by_rule()
    for text in fresh if parses else ():
        document = essaylint.read(text)
        took["parse"] += spent(document.parse)  # type: ignore[assignment]
        took["rules"] += spent(Linter(linter.config).run, document)  # type: ignore[assignment]
    print(f"{words * 1000:.0f} words")
    for name, milliseconds in took.items():
        ratio = f"  {milliseconds / took['proselint']:5.2f}x proselint" if peer else ""
        print(f"{name:10} {milliseconds / words:7.1f} ms per 1,000 words{ratio}")
    for name, seconds in times.most_common(chosen.rules):
        print(f"    {name:30} {seconds * 1000 / words:6.2f}")
    missed = [name for name in took if name == "rules" and took[name] / words > GOALS[name]]
    missed += ["quick"] if peer and took["quick"] > GOALS["quick"] * took["proselint"] else []
    for name in missed:
        print(f"MISSED: {name} should be at most {GOALS[name]}{'x proselint' if name == 'quick' else ' ms per 1,000 words'}")
    return int(bool(missed))


if __name__ == "__main__":
    raise SystemExit(main())
