"""How often each rule of LanguageTool is right where our own rules say nothing; writes which are off and which are hints.

    python bench/languagetool.py DATA [--limit N] [--write]

DATA is a folder with `essays/*.txt` beside `*.jsonl` (rows with start, end), and with `spelling.jsonl` and `clean.jsonl` (rows
with text and edits): text whose faults other people marked. With --write the list in the lexicon is made anew.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from essaylint import Config, Linter, languagetool
from essaylint.span import Span

LIST = Path(languagetool.__file__).parent / "lexicon" / "languagetool_off.tsv"
PAGE = Path(__file__).parent.parent / "docs" / "languagetool.md"
PAGE_HEAD = """\
# LanguageTool beside our own rules

Off unless it is asked for: `essaylint languagetool install` fetches LanguageTool 6.8 for English (101 MB, by Maven or over HTTPS,
each file checked), and `essaylint check --languagetool auto essay.md` uses it, on your machine; it needs Java 17. A server that
runs elsewhere: `--languagetool http://localhost:8081`. In your own config (`essaylint config` names the file) it is
`languagetool = "auto"`; a config that came with a folder may not start or name a server. The editor shares the server with the
command line, and the last of them to end stops it.

What it finds is told under `lt/RULE_ID`, after our own rules; what these say already, names, citations and quotations are left
out. Rules are set as all others are: `"lt/EN_A_VS_AN" = "off"` under `[rules]`, `--ignore lt/EN_A_VS_AN`, or `lt` for all.

These of its rules were wrong too often where they stood beside ours on text whose faults other people marked, and are off or
hints unless you ask for them by name. Made by `python bench/languagetool.py`; `essaylint explain lt/RULE_ID` tells the same.

| Rule | By default | Right |
|---|---|---|
"""
HEAD = "# Rules of LanguageTool 6.8 that are off or hints: name, what, right and all on marked text. Made by bench/languagetool.py.\n"
Marked = tuple[str, str, list[Span]]


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def texts(data: Path, limit: int) -> Iterator[Marked]:
    """The set, the text, and where its faults are."""
    for path in sorted(data.glob("essays/**/*.txt")):
        yield "essays", path.read_bytes().decode("utf-8"), [Span(int(row["start"]), int(row["end"])) for row in rows(path.with_suffix(".jsonl"))]
    for name in ("spelling", "clean"):
        for row in rows(data / f"{name}.jsonl")[:limit]:
            edits = row["edits"] if isinstance(row["edits"], list) else [edit for every in row["edits"].values() for edit in every]
            yield name, str(row["text"]), [Span(edit["start"], edit["end"]) for edit in edits]


def touches(one: Span, other: Span) -> bool:
    return min(one.end, other.end) - max(one.start, other.start) >= (1 if one.length and other.length else 0)


def page() -> str:
    """docs/languagetool.md, from the list in the lexicon."""
    lines = [line.split("\t") for line in LIST.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return PAGE_HEAD + "".join(f"| `{rule}` | {what} | {right} of {every} |\n" for rule, what, right, every in lines)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("data", type=Path)
    options.add_argument("--limit", type=int, default=800)
    options.add_argument("--write", action="store_true")
    options = options.parse_args()
    languagetool._measured = dict  # every rule is on while it is measured
    linter = Linter(Config(languagetool="auto"))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    words: Counter[str] = Counter()
    for name, text, faults in texts(options.data, options.limit):
        words[name] += len(text.split())
        for one in linter.lint(text):
            if one.rule.startswith("lt/"):
                right = any(touches(one.span, fault) for fault in faults)
                counts[one.rule.removeprefix("lt/")]["right" if right else "wrong"] += 1
                counts[f"all {name}"]["right" if right else "wrong"] += 1
    lines = []
    for rule, count in sorted(counts.items(), key=lambda pair: -pair[1].total()):
        share, every = count["right"] / count.total(), count.total()
        what = "off" if share < 0.5 and count["wrong"] >= 2 else "hint" if share < 0.8 and count["wrong"] >= 2 else "on"
        print(f"{rule:50} {count['right']:4} of {every:4} right  {what}")
        if what != "on" and not rule.startswith("all "):
            lines.append(f"{rule}\t{what}\t{count['right']}\t{every}\n")
    print(dict(words))
    if options.write:
        LIST.write_text(HEAD + "".join(sorted(lines)), encoding="utf-8")
        PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
