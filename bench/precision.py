"""Writes docs/precision.md: how often each rule speaks on clean text, how often it is right, and what it costs.

    python bench/precision.py [--scores FILE] [--check]

FILE holds what a scorer found on marked text: JSON, `{"rule-name": {"right": 9, "wrong": 1}}`, or the lines of a scorer's report,
`rule NAME right 9 repeat 0 near 0 unmarked 1`. Without it the shares that stand in the page are kept. With --check nothing is
written, and the exit code is 1 where a rule has no row or a row no rule.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import essaylint
from essaylint import Config, Linter
from essaylint.backends import parser
from essaylint.essay.document import Document
from essaylint.rulebook import Rule

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "precision.md"
CLEAN = ROOT / "fixtures" / "clean"
ROW = re.compile(r"^\| `(?P<rule>[^`]+)` \|(?P<cells>.*)\|$", re.MULTILINE)
SCORED = re.compile(r"^\s*rule (?P<rule>\S+)\s+right\s+(?P<right>\d+)\s+repeat\s+\d+\s+near\s+(?P<near>\d+)\s+unmarked\s+(?P<unmarked>\d+)", re.MULTILINE)
HEAD = """\
# How often each rule is right

Made by `python bench/precision.py`; do not edit it by hand. A test compares its rows with the rulebook.

- **Clean**: findings per 1,000 words of the essays in `fixtures/clean` ({words:,} words that are meant to be good). Every rule is
  on for this, those in preview too; “off” rules tell nothing unless they are asked for, or an assignment sets them.
- **Right**: of its findings on whole essays whose faults other people marked, the share that stood on a mark. A finding on
  something that nobody marked counts as wrong, which is not always fair to it. The rules were written with these essays at
  hand, so the shares flatter them, and most rules were seen too seldom to say anything; hints are not scored.
- **ms**: milliseconds of one processor for 1,000 words, beside what other rules have made already (the parse, the words).

| Rule | Category | Severity | Parse | Clean | Right | ms |
|---|---|---|---|---|---|---|
"""


class Figures(NamedTuple):
    """What was measured of one rule."""

    clean: float
    milliseconds: float


def documents() -> list[Document]:
    found = []
    for path in sorted(CLEAN.iterdir()):
        if path.suffix in (".md", ".txt"):
            found.append(essaylint.read(path.read_text(encoding="utf-8"), format="markdown" if path.suffix == ".md" else "plain"))
    return found


def measure(rule: Rule, essays: list[Document], words: int) -> Figures:
    """One rule alone; the second of two runs is timed, for the first one loads what it needs."""
    seconds, flags = 0.0, 0
    for _ in range(2):
        linter = Linter(Config())
        linter.__dict__["rules"] = (rule,)
        _ = linter._phrases
        begun = time.process_time()
        flags = sum(len(linter.run(document).diagnostics) for document in essays)
        seconds = time.process_time() - begun
    return Figures(1000 * flags / words, 1e6 * seconds / words)


def scores(path: Path) -> dict[str, tuple[int, int]]:
    """Right and all findings of each rule, from a scorer's JSON or report."""
    text = path.read_text(encoding="utf-8")
    try:
        return {rule: (int(one["right"]), int(one["right"]) + int(one["wrong"])) for rule, one in json.loads(text).items()}
    except ValueError:
        found: Counter[str] = Counter()
        right: Counter[str] = Counter()
        for match in SCORED.finditer(text):
            right[match["rule"]] += int(match["right"])
            found[match["rule"]] += int(match["right"]) + int(match["near"]) + int(match["unmarked"])
        return {rule: (right[rule], found[rule]) for rule in found}


def rows() -> dict[str, str]:
    """The rows of the page, by rule."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    return {match["rule"]: match["cells"] for match in ROW.finditer(text)}


def kept_shares() -> dict[str, str]:
    """The shares that stand in the page now."""
    return {rule: cells.split("|")[4].strip() for rule, cells in rows().items()}


def share(right: int, every: int) -> str:
    return f"{100 * right / every:.0f} % of {every}" if every else ""


def page(book: dict[str, Rule], shares: dict[str, str]) -> str:
    essays = documents()
    if parser.available():
        for document in essays:
            document.parse()
    words = sum(document.word_count for document in essays)
    lines = []
    for rule in sorted(book.values(), key=lambda one: (one.category, one.name)):
        figures = measure(rule, essays, words)
        severity = f"{rule.severity}, off" if rule.preview else str(rule.severity)
        parse = "yes" if "parse" in rule.needs else ""
        lines.append(
            f"| `{rule.name}` | {rule.category} | {severity} | {parse} | {figures.clean:.2f} | {shares.get(rule.name, '')} | {figures.milliseconds:.1f} |\n"
        )
    return HEAD.format(words=words) + "".join(lines)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--scores", type=Path)
    options.add_argument("--check", action="store_true")
    given = options.parse_args()
    # As they run when all are on: those of an assignment with nothing set.
    book = {rule.name: rule for rule in Config(select=("all",), extend_select=("all",)).active}
    if given.check:
        wrong = sorted(set(book) ^ set(rows()))
        if wrong:
            print(f"{PAGE}: these rows or rules have no partner: {', '.join(wrong)}; run: python bench/precision.py", file=sys.stderr)
        return int(bool(wrong))
    shares = kept_shares()
    if given.scores:
        shares = {rule: share(*found) for rule, found in scores(given.scores).items()}
    PAGE.write_text(page(book, shares), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
