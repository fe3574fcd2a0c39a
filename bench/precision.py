"""How often each rule speaks on clean text, how often it is right, and what it costs: for docs/precision.md and for every card's page.

    python bench/precision.py [--marked FILE] [--new] [--check]

Writes src/essaylint/measured.tsv (what `essaylint explain` and `essaylint rules` tell) and docs/precision.md from it. FILE is what
bench/marked.py printed; without it the counts on marked text stand as they are, and only the costs are measured anew. With --new
only rules that have no row are measured. With --check nothing is measured or written: the exit code is 1 where the two files and
the rulebook differ.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

import essaylint
from essaylint import Config, Linter, measured
from essaylint.backends import parser
from essaylint.essay.document import Document
from essaylint.measured import Measured
from essaylint.rulebook import Rule

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "precision.md"
CLEAN = ROOT / "fixtures" / "clean"
TOP = "# Made by bench/precision.py: rule, findings per 1,000 clean words, right, judged, milliseconds per 1,000 words.\n"
HEAD = """\
# How often each rule is right

Made by `python bench/precision.py`; do not edit it by hand. A test compares it with the rulebook and with what `essaylint explain`
tells, which are the same figures.

- **Clean**: findings per 1,000 words of clean text ({words:,} words: edited web text where no editor changed anything at that
  place, papers that were marked as good, and the essays in `fixtures/clean`). Every rule is on for this, those in preview and hints
  too; “off” rules tell nothing unless they are asked for, or an assignment sets them.
- **Right**: of its findings on text whose faults other people marked (whole essays, learners’ essays, edited web text, sentences
  with vague sources, papers whose citations were judged), the share that stood on a mark. A finding on something that nobody marked
  counts as wrong, which is not always fair to it: style and structure above all. The rules were written with these texts at hand,
  so the shares flatter them; where a rule was seen less than ten times, its share says little.
- **ms**: milliseconds of one processor for 1,000 words, beside what other rules have made already (the parse, the words).

| Rule | Category | Severity | Parse | Clean | Right | ms |
|---|---|---|---|---|---|---|
"""
Table = dict[str, Measured]


def documents() -> list[Document]:
    found = []
    for path in sorted(CLEAN.iterdir()):
        if path.suffix in (".md", ".txt"):
            found.append(essaylint.read(path.read_text(encoding="utf-8"), format="markdown" if path.suffix == ".md" else "plain"))
    return found


def measure(rule: Rule, essays: list[Document]) -> tuple[int, float]:
    """One rule alone: its findings and its seconds; the best of two runs after one that loads what it needs."""
    seconds, flags = float("inf"), 0
    for turn in range(3):
        linter = Linter(Config())
        linter.__dict__["rules"] = (rule,)
        _ = linter._phrases
        begun = time.process_time()
        flags = sum(len(linter.run(document).diagnostics) for document in essays)
        if turn:
            seconds = min(seconds, time.process_time() - begun)
    return flags, seconds


def table(book: dict[str, Rule], marked: Path | None, new: bool) -> tuple[Table, int]:
    """The figures of every rule, and the words of clean text they rest on."""
    old = measured.figures()
    essays = documents()
    if parser.available():
        for document in essays:
            document.parse()
    own = sum(document.word_count for document in essays)
    counts = json.loads(marked.read_text(encoding="utf-8")) if marked else {"words": 0, "rules": {}}
    words = counts["words"] + own if marked else max(measured.clean_words(), own)
    figures: Table = {}
    for name, rule in book.items():
        if new and name in old:
            figures[name] = old[name]
            continue
        flags, seconds = measure(rule, essays)
        cost = round(1e6 * seconds / own, 1)
        if marked:
            one = counts["rules"].get(name, {"clean": 0, "right": 0, "found": 0})
            figures[name] = Measured(round(1000 * (one["clean"] + flags) / words, 2), one["right"], one["found"], cost)
        else:
            kept = old.get(name, Measured(round(1000 * flags / own, 2), 0, 0, 0.0))
            figures[name] = kept._replace(milliseconds=cost)
    return figures, words


def as_file(figures: Table, words: int) -> str:
    """The figures as measured.tsv holds them."""
    lines = [f"{name}\t{one.clean:g}\t{one.right}\t{one.found}\t{one.milliseconds:g}\n" for name, one in sorted(figures.items())]
    return TOP + f"{measured.WORDS}{words}\n" + "".join(lines)


def page(book: dict[str, Rule], figures: Table, words: int) -> str:
    """docs/precision.md."""
    lines = []
    for rule in sorted(book.values(), key=lambda one: (one.category, one.name)):
        one = figures[rule.name]
        severity = f"{rule.severity}, off" if rule.preview else str(rule.severity)
        right = f"{one.share:.0%} of {one.found}".replace("%", " %") if one.share is not None else ""
        parse = "yes" if "parse" in rule.needs else ""
        lines.append(f"| `{rule.name}` | {rule.category} | {severity} | {parse} | {one.clean:.2f} | {right} | {one.milliseconds:.1f} |\n")
    return HEAD.format(words=words) + "".join(lines)


def rules() -> dict[str, Rule]:
    """All rules as they run when all are on: those of an assignment with nothing set."""
    return {rule.name: rule for rule in Config(select=("all",), extend_select=("all",)).active}


def wrong() -> str:
    """What the two files have wrong, in one sentence; empty if nothing is."""
    book, figures = rules(), measured.figures()
    if set(book) != set(figures):
        return f"new or gone: {', '.join(sorted(set(book) ^ set(figures)))}"
    if PAGE.read_text(encoding="utf-8") != page(book, figures, measured.clean_words()):
        return f"{PAGE.name} is not what the figures and the cards say"
    return ""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--marked", type=Path)
    options.add_argument("--new", action="store_true")
    options.add_argument("--check", action="store_true")
    given = options.parse_args()
    if given.check:
        if said := wrong():
            print(f"{said}; run: python bench/precision.py --new", file=sys.stderr)
        return int(bool(said))
    book = rules()
    figures, words = table(book, given.marked, given.new)
    measured.FILE.write_text(as_file(figures, words), encoding="utf-8")
    PAGE.write_text(page(book, figures, words), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
