"""`essaylint init`: a config for the essays here, and the worst of what they hold."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from essaylint.commands.check import paths_of, shortened, told
from essaylint.commands.fresh import document_of, forget
from essaylint.commands.linting import Settings, lint
from essaylint.commands.output import complain
from essaylint.config import GENRES
from essaylint.configfile import FILES
from essaylint.reports.records import FileRecord
from essaylint.source import SourceError

WORST = 10
_LOOKED_AT = 20
_SAID = {
    "essay": "an essay: sources are asked for where a claim leans on one",
    "research": "a paper: every citation has its entry, and every claim its source",
    "docs": "documentation: nothing about sources",
    "magazine": "a magazine: sources are named in the text, not cited",
}
TEMPLATE = """# What essaylint looks for here; “essaylint config” shows what holds, “essaylint rules” lists the rules.
genre = "{genre}"        # {genres}
variety = "auto"         # us, gb, or what the essay itself mostly uses
words = []               # words that are right: essaylint dict add WORD
exclude = []             # files and folders to leave alone, such as "drafts"

[rules]
# vague-sourcing = "error"   # off, hint, warning, error
"""


def arguments(parser: ArgumentParser) -> None:
    """Add the options of `init`."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="essays or folders to look at (default: this folder)")
    parser.add_argument("--genre", choices=GENRES, help="what is written here (default: asked for, or guessed)")
    parser.add_argument("--force", action="store_true", help="overwrite the config that is there")


def run(options: Namespace) -> int:
    """Write essaylint.toml and show the ten worst findings."""
    target = Path(FILES[0])
    if target.exists() and not options.force:
        complain(f"{target}: is there already; edit it, or use --force")
        return 2
    options.force_exclude = False
    paths = paths_of(options)
    genre = options.genre or _asked(guessed(paths))
    target.write_text(TEMPLATE.format(genre=genre, genres=", ".join(GENRES)), encoding="utf-8")
    print(f"Wrote {target}: genre “{genre}” ({_SAID[genre]}).\n")
    forget()
    files: list[FileRecord] = []
    texts: dict[str, str] = {}
    for path in paths[:_LOOKED_AT]:
        record, text, *_ = lint(path, Settings(quick=True))
        files.append(record)
        texts[record["path"]] = text
    shown = Namespace(
        output_format="text", severity="hint", max_findings=WORST, fail_on="error", exit_zero=True, statistics=False,
        output_file="", color="auto", quiet=True,
    )  # fmt: skip
    if files:
        found = sum(len(file.get("diagnostics", ())) for file in files)
        worst = sum(len(file.get("diagnostics", ())) for file in shortened(files, "hint", WORST))
        print(f"The {worst} worst of {found} findings in {len(files)} files:\n")
        told(shown, files, texts, "")
    print("Next: essaylint check · essaylint explain RULE · essaylint dict add WORD")
    return 0


def guessed(paths: Sequence[str]) -> str:
    """What the files look like: a list of references makes a paper, READMEs and code make documentation."""
    votes: Counter[str] = Counter()
    for path in paths[:_LOOKED_AT]:
        try:
            document = document_of(path)
        except SourceError:
            continue
        references = sum(1 for _ in document.of_kind("reference"))
        if Path(path).stem.lower() in ("readme", "contributing", "changelog", "index") or document.source.text.count("```") >= 4:
            votes["docs"] += 1
        elif references >= 5 and document.word_count > 3000:
            votes["research"] += 1
        else:
            votes["essay"] += 1
    return votes.most_common(1)[0][0] if votes else "essay"


def _asked(guess: str) -> str:
    """The genre that somebody at a terminal names; elsewhere the guess."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return guess
    for genre in GENRES:
        print(f"  {genre:9} {_SAID[genre]}")
    while True:
        answer = input(f"What is written here? [{guess}] ").strip().lower() or guess
        if answer in GENRES:
            return answer
        print(f"One of {', '.join(GENRES)}, please.")
