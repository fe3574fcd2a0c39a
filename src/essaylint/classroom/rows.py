"""What is kept of one essay of a class: plain values, so that they travel between processes and lie in the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NotRequired, TypedDict

from essaylint.diagnostic import Diagnostic, Severity
from essaylint.rulebook import CATEGORIES

# Findings of these say something of an essay as a whole, which a teacher wants to see on the first page.
FLAGS = {
    "contradiction": "contradiction", "pasted-chat": "pasted chat", "leftover": "leftover", "no-sources": "no sources",
    "no-reference-list": "no reference list", "cited-not-listed": "source missing", "over-word-limit": "too long",
    "under-word-limit": "too short", "too-few-sources": "too few sources", "missing-section": "section missing",
    "doubled-paragraph": "doubled paragraph",
}  # fmt: skip
_SHORT = 90


class Example(TypedDict):
    """One finding of a rule, to be shown among the class's common faults."""

    quote: str
    message: str


class Row(TypedDict):
    """One essay. A file that could not be read has `error`, a sentence, and nothing else but its path.

    `counts` are findings by severity, `categories` and `rules` errors and warnings by category and by rule, `figures` the
    essay's metrics (None where what counts them is not installed), `written` the names of the files made of it.
    """

    path: str
    error: NotRequired[str]
    words: NotRequired[int]
    counts: NotRequired[dict[str, int]]
    categories: NotRequired[dict[str, int]]
    rules: NotRequired[dict[str, int]]
    examples: NotRequired[dict[str, Example]]
    figures: NotRequired[dict[str, float | int | str | None]]
    flags: NotRequired[list[str]]
    written: NotRequired[dict[str, str]]
    notes: NotRequired[list[str]]


def row_of(
    path: str, found: Sequence[Diagnostic], text: str, words: int, language: str, figures: dict[str, float | int | str | None]
) -> Row:
    """The row of an essay in which `found` was found; `text` is what their spans count."""
    loud = [one for one in found if one.severity is not Severity.HINT]
    examples: dict[str, Example] = {}
    for one in loud:
        examples.setdefault(one.rule, {"quote": _short(one.span.of(text)), "message": one.message})
    flags = [] if language == "en" else ["not English"]
    flags += dict.fromkeys(FLAGS[one.rule] for one in loud if one.rule in FLAGS)
    by_category = Counter(one.category for one in loud)
    return {
        "path": path,
        "words": words,
        "counts": {str(severity): sum(one.severity is severity for one in found) for severity in Severity},
        "categories": {name: by_category[name] for name in CATEGORIES if by_category[name]},
        "rules": dict(Counter(one.rule for one in loud)),
        "examples": examples,
        "figures": figures,
        "flags": flags,
    }


def per_1000(count: int, words: int) -> float:
    """A count for 1,000 words of an essay."""
    return 1000 * count / max(words, 1)


def loud(row: Row) -> int:
    """Errors and warnings of an essay."""
    return sum(row.get("categories", {}).values())


def _short(quote: str) -> str:
    quote = " ".join(quote.split())
    return quote if len(quote) <= _SHORT else quote[: _SHORT - 1].rstrip() + "…"
