"""What a run found, as plain values: the JSON that others' tools read is these, and so is what the cache keeps.

A record holds no object of ours, so that a report can be made from the cache without loading rules or the essay.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict


class Where(TypedDict):
    """A place: `offset` counts code points from 0, `line` and `column` count from 1."""

    offset: int
    line: int
    column: int


class RelatedRecord(TypedDict):
    """Another place of a finding; `where` as in a diagnostic."""

    start: Where
    end: Where
    message: str
    where: NotRequired[str]


class EditRecord(TypedDict):
    """One replacement."""

    start: Where
    end: Where
    new: str


class FixRecord(TypedDict):
    """One way to mend a fault; `safety` is `safe` or `suggested`."""

    safety: str
    edits: list[EditRecord]


class DiagnosticRecord(TypedDict):
    """One diagnostic; `text` is what stands at its place, `where` names it if the file has pages, cells or parts."""

    rule: str
    category: str
    severity: str
    message: str
    start: Where
    end: Where
    text: str
    related: list[RelatedRecord]
    fixes: list[FixRecord]
    url: str
    where: NotRequired[str]


class SkippedRecord(TypedDict):
    """A rule that did not run, and why."""

    rule: str
    why: str


class FileRecord(TypedDict):
    """All that was found in a file. One that could not be read has `error`, a sentence, and no diagnostics."""

    path: str
    words: NotRequired[int]
    language: NotRequired[str]
    per_1000_words: NotRequired[float]
    diagnostics: NotRequired[list[DiagnosticRecord]]
    skipped: NotRequired[list[SkippedRecord]]
    error: NotRequired[str]
