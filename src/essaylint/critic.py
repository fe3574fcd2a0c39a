"""CriticMarkup, read and written (http://criticmarkup.com/spec.php).

`{==marked==}`, `{~~old~>new~~}`, `{--deleted--}`, `{++inserted++}`, each followed by any number of `{>>notes<<}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from essaylint.span import Span

_MARK = re.compile(
    r"\{==(?P<marked>.*?)==\}|\{~~(?P<old>.*?)~>(?P<new>.*?)~~\}|\{--(?P<deleted>.*?)--\}|\{\+\+(?P<inserted>.*?)\+\+\}"
    r"|\{>>(?P<note>.*?)<<\}",
    re.DOTALL,
)
Kind = Literal["mark", "replace", "delete", "insert", "note"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: its place in the text without marks, the text meant to stand there, and its notes."""

    kind: Kind
    span: Span
    new: str | None = None
    notes: tuple[str, ...] = ()


def read(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """The text without its marks, as the writer wrote it, and the marks in order.

    >>> read("a {~~teh~>the~~}{>>misspelling<<} b")
    ('a teh b', (Mark(kind='replace', span=Span(start=2, end=5), new='the', notes=('misspelling',)),))
    """
    parts: list[str] = []
    marks: list[Mark] = []
    length = at = 0
    end_of_last = -1
    for match in _MARK.finditer(marked):
        before = marked[at : match.start()]
        parts.append(before)
        length += len(before)
        at = match.end()
        note = match["note"]
        if note is not None:
            if match.start() == end_of_last:
                last = marks[-1]
                marks[-1] = Mark(last.kind, last.span, last.new, (*last.notes, note))
            else:
                marks.append(Mark("note", Span(length, length), None, (note,)))
            end_of_last = match.end()
            continue
        old, kind, new = _parts(match)
        marks.append(Mark(kind, Span(length, length + len(old)), new))
        parts.append(old)
        length += len(old)
        end_of_last = match.end()
    parts.append(marked[at:])
    return "".join(parts), tuple(marks)


def _parts(match: re.Match[str]) -> tuple[str, Kind, str | None]:
    if match["marked"] is not None:
        return match["marked"], "mark", None
    if match["old"] is not None:
        return match["old"], "replace", match["new"]
    if match["deleted"] is not None:
        return match["deleted"], "delete", ""
    return "", "insert", match["inserted"]


def write(text: str, marks: Iterable[Mark]) -> str:
    """The text with `marks` put in; marks that overlap an earlier one become notes after it."""
    parts: list[str] = []
    at = 0
    for mark in sorted(marks, key=lambda mark: (mark.span.start, mark.span.end)):
        start = max(mark.span.start, at)
        parts.append(text[at:start])
        at = start
        if mark.span.start >= start and mark.kind != "note":
            parts.append(_written(mark, mark.span.of(text)))
            at = mark.span.end
        parts.extend(f"{{>>{note}<<}}" for note in mark.notes)
    parts.append(text[at:])
    return "".join(parts)


def _written(mark: Mark, old: str) -> str:
    if mark.kind == "mark":
        return f"{{=={old}==}}"
    if mark.kind == "replace":
        return f"{{~~{old}~>{mark.new}~~}}"
    return f"{{--{old}--}}" if mark.kind == "delete" else f"{{++{mark.new}++}}"


def accept(text: str, marks: Sequence[Mark]) -> str:
    """The text with every replacement, deletion and insertion done."""
    parts: list[str] = []
    at = 0
    for mark in marks:
        parts.append(text[at : mark.span.start])
        parts.append(mark.span.of(text) if mark.new is None else mark.new)
        at = mark.span.end
    parts.append(text[at:])
    return "".join(parts)
