"""How many of the typed contradictions are found at the right two places, and how many controls are flagged.

    python bench/contradiction_pairs.py [seen|unseen ...] [--misses]

Errors and warnings count; hints are shown apart. `--misses` prints the passages of `seen` that went wrong.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from essaylint import Config, Diagnostic, Linter, read
from essaylint.backends.parser import parse_all
from essaylint.diagnostic import Severity
from essaylint.span import Span

FIXTURES = Path(__file__).parent.parent / "fixtures" / "contradiction"
FOLDERS = ("seen", "unseen")


@dataclass(frozen=True)
class Result:
    """One passage and how it went: `found`/`flagged` by an error or warning, `hinted` by a hint, or neither."""

    pair: dict[str, Any]
    outcome: str


def pairs(folder: str) -> list[dict[str, Any]]:
    """The passages of a folder."""
    lines = (FIXTURES / folder / "pairs.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def results(folder: str) -> Iterator[Result]:
    """Every passage of a folder, linted with the rules on contradictions alone."""
    linter = Linter(Config(select=("contradiction",)))
    every = [(pair, read(pair["text"])) for pair in pairs(folder)]
    if linter.rules:  # one batch for all the passages: half the time
        parse_all([block.paragraph for _, document in every for block in document.blocks])
    for pair, document in every:
        found = linter.lint(document)
        right = [one for one in found if not pair["contradiction"] or at_both_sides(one, pair["sides"])]
        told = any(one.severity is not Severity.HINT for one in right)
        yield Result(pair, "told" if told else "hinted" if right else "")


def at_both_sides(found: Diagnostic, sides: Sequence[Sequence[int]]) -> bool:
    """Whether one place of a finding lies in one side and another of its places in the other."""
    first, second = (Span(*side) for side in sides)
    places = [found.span, *(one.span for one in found.related)]
    return any(one.overlaps(first) and other.overlaps(second) for one in places for other in places if one != other)


def table(folder: str, of: Sequence[Result]) -> str:
    """The shares of a folder by type, as lines of text."""
    every, told, hinted = Counter[tuple[str, bool]](), Counter[tuple[str, bool]](), Counter[tuple[str, bool]]()
    for one in of:
        for kind in (one.pair["type"], "all"):
            key = (kind, one.pair["contradiction"])
            every[key] += 1
            told[key] += one.outcome == "told"
            hinted[key] += one.outcome == "hinted"
    lines = [f"{folder:15}  found    hint   | controls flagged  hint"]
    for kind in dict.fromkeys(kind for kind, _ in every if kind != "all") | {"all": None}:
        real, control = (kind, True), (kind, False)
        lines.append(
            f"{kind:15} {told[real]:3}/{every[real]:<3} {hinted[real]:5}    | {told[control]:8}/{every[control]:<3} {hinted[control]:9}"
        )
    found, flagged = told["all", True] / every["all", True], told["all", False] / every["all", False]
    return "\n".join([*lines, f"{folder}: {found:.1%} found, {flagged:.1%} of the controls flagged"])


def main(arguments: Sequence[str]) -> None:
    """Print the tables."""
    for folder in [one for one in arguments if one in FOLDERS] or FOLDERS:
        of = list(results(folder))
        print(table(folder, of), end="\n\n")
        if "--misses" in arguments and folder == "seen":
            for one in of:
                if (one.outcome == "told") is not one.pair["contradiction"]:
                    sides = [one.pair["text"][start:end] for start, end in one.pair["sides"]]
                    print(
                        f"{one.pair['id']} {one.outcome or 'silent'} ({one.pair['note']})\n  {sides[0]}\n  {sides[1]}"
                    )


if __name__ == "__main__":
    main(sys.argv[1:])
