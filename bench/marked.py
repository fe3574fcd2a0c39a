"""Counts, rule by rule, what is found on text whose faults other people marked, and on text that is meant to be good.

    python bench/marked.py DATA [--rules NAME,NAME] [--limit N] [--jobs N]

Prints JSON: `{"words": clean words, "rules": {name: {"right", "found", "clean"}}}`. DATA is a folder with

- `essays/**/*.txt` beside `*.jsonl` (rows with start, end, category, related): every rule; a finding is right if it answers a row.
- `spelling.jsonl`, `clean.jsonl` (text, edits): rules of spelling and grammar; right if an editor changed something there. What
  is found in `clean.jsonl` where no editor changed anything counts against clean text.
- `vague.jsonl` (text, uncertain): rules of sourcing that speak of a sentence; right if the sentence was called uncertain.
- `citations.jsonl` (text, items, ok_citations: good papers): rules of citation; right on a fault, wrong on a citation judged good.
  All that is found in them counts against clean text.

Every rule is on, those in preview too, with hints; of several findings for one mark only the first counts.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from essaylint import Config, Linter

Row = dict[str, Any]
Place = tuple[int, int]
# Which of our categories may answer for a fault of a kind.
ANSWERS = {
    "spelling": "spelling", "real-word": "spelling grammar wording", "name": "spelling consistency", "grammar": "grammar wording style",
    "punctuation": "grammar consistency", "contradiction": "contradiction", "vague-sourcing": "sourcing", "uncited-claim": "sourcing",
    "vague-time": "sourcing wording", "overclaim": "wording sourcing contradiction", "loaded-language": "wording",
    "citation": "citation", "reference": "citation", "wordiness": "style wording readability", "repetition": "style consistency",
    "consistency": "consistency spelling citation", "structure": "structure citation readability", "boilerplate": "furniture",
}  # fmt: skip
LANGUAGE = ("spelling", "grammar")


class Found(NamedTuple):
    """A finding: its rule, the rule's category, and its places, its own first."""

    rule: str
    category: str
    places: tuple[Place, ...]


class Counts(NamedTuple):
    """Of each rule: findings that were right, all that were judged, and those in clean text; and the clean words."""

    right: Counter[str]
    found: Counter[str]
    clean: Counter[str]
    words: Counter[str]


@cache
def _linter(rules: tuple[str, ...]) -> Linter:
    return Linter(Config(select=rules, extend_select=rules))


def lint(text: str, rules: tuple[str, ...]) -> list[Found]:
    """What rules find in a text."""
    return [
        Found(one.rule, one.category, ((one.span.start, one.span.end), *((place.span.start, place.span.end) for place in one.related[:8])))
        for one in _linter(rules).lint(text)
    ]


def touches(one: Place, other: Place) -> bool:
    overlap = min(one[1], other[1]) - max(one[0], other[0])
    return overlap > 0 or (overlap == 0 and (one[0] == one[1] or other[0] == other[1]))


def fits(place: Place, fault: Place) -> bool:
    """Whether a finding points at a fault, and not merely at the sentence around it."""
    size = fault[1] - fault[0]
    return touches(place, fault) and place[1] - place[0] <= max(3 * size, size + 30)


def rows(path: Path, limit: int | None = None) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()][:limit]


def edits_of(row: Row) -> list[Place]:
    edits = row["edits"] if isinstance(row["edits"], list) else [edit for every in row["edits"].values() for edit in every]
    return [(edit["start"], edit["end"]) for edit in edits]


def essay(row: Row, found: list[Found], counts: Counts) -> None:
    answered: set[int] = set()
    for one in found:
        same = {at for at, mark in enumerate(row["marks"]) if one.category in ANSWERS[mark["category"]].split() and _answers(one, mark)}
        if same and same <= answered:
            continue
        counts.found[one.rule] += 1
        counts.right[one.rule] += bool(same)
        answered |= same


def _answers(one: Found, mark: Row) -> bool:
    fault = (mark["start"], mark["end"])
    if mark["category"] == "contradiction" and mark["related"]:
        other = any(touches(place, tuple(side)) for place in one.places for side in mark["related"])
        return other and any(touches(place, fault) for place in one.places)
    return any(fits(place, fault) for place in one.places)


def learner(row: Row, found: list[Found], counts: Counts) -> None:
    for one in found:
        if one.category in LANGUAGE:
            counts.found[one.rule] += 1
            counts.right[one.rule] += any(fits(one.places[0], edit) for edit in edits_of(row))


def sentence(row: Row, found: list[Found], counts: Counts) -> None:
    counts.words["clean"] += len(row["text"].split())
    for one in found:
        right = any(touches(one.places[0], edit) for edit in edits_of(row))
        counts.clean[one.rule] += not right
        if one.category in LANGUAGE:
            counts.found[one.rule] += 1
            counts.right[one.rule] += right


def vague(row: Row, found: list[Found], counts: Counts) -> None:
    for rule in {one.rule for one in found if one.category == "sourcing" and not one.rule.startswith(("uncited-", "no-"))}:
        counts.found[rule] += 1
        counts.right[rule] += bool(row["uncertain"])


def paper(row: Row, found: list[Found], counts: Counts) -> None:
    counts.words["clean"] += len(row["text"].split())
    faults = [(item["start"], item["end"]) for item in row["items"] if item["verdict"] not in ("ambiguous", "not_a_problem")]
    good = [(one["start"], one["end"]) for one in row["ok_citations"]]
    for one in found:
        right = any(fits(place, fault) for place in one.places for fault in faults)
        counts.clean[one.rule] += not right
        if one.category == "citation" and (right or any(touches(place, fine) for place in one.places for fine in good)):
            counts.found[one.rule] += 1
            counts.right[one.rule] += right


def texts(data: Path, limit: int | None) -> Iterator[tuple[Callable[[Row, list[Found], Counts], None], Row]]:
    """Every text with how its findings are judged."""
    for path in sorted(data.glob("essays/**/*.txt")):
        yield essay, {"text": path.read_bytes().decode("utf-8"), "marks": rows(path.with_suffix(".jsonl"))}
    for name, judge in (("spelling", learner), ("clean", sentence), ("vague", vague), ("citations", paper)):
        if (data / f"{name}.jsonl").exists():
            yield from ((judge, row) for row in rows(data / f"{name}.jsonl", limit))


def count(data: Path, limit: int | None = None, jobs: int = 1, rules: tuple[str, ...] = ("all",)) -> Counts:
    """The counts of all texts of a folder."""
    counts = Counts(Counter(), Counter(), Counter(), Counter())
    judged = list(texts(data, limit))
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        for (judge, row), found in zip(judged, pool.imap(partial(lint, rules=rules), [row["text"] for _, row in judged], chunksize=8), strict=True):
            judge(row, found, counts)
    return counts


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("data", type=Path)
    options.add_argument("--rules", default="all", help="only these; all is all")
    options.add_argument("--limit", type=int)
    options.add_argument("--jobs", type=int, default=1)
    given = options.parse_args()
    counts = count(given.data, given.limit, given.jobs, tuple(given.rules.split(",")))
    table: dict[str, dict[str, int]] = defaultdict(dict)
    for name in sorted({*counts.found, *counts.clean}):
        table[name] = {"right": counts.right[name], "found": counts.found[name], "clean": counts.clean[name]}
    print(json.dumps({"words": counts.words["clean"], "rules": table}, indent=1))


if __name__ == "__main__":
    main()
