"""Footnotes and endnotes whose numbers and texts do not answer one another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.document import Document
from essaylint.essay.notes import Notes, notes_of
from essaylint.span import Span
from essaylint.values import dataclass

Fault = Literal["no-note", "no-number", "first-again"]


@dataclass(frozen=True)
class Check(DocumentCheck):
    """`no-note`: a number in the text that has no note; `no-number`: a note that no number points to; `first-again`: a
    first note that says “Ibid.”.
    """

    fault: Fault

    def find_in(self, document: Document) -> Iterator[Finding]:
        yield from _FAULTS[self.fault](notes_of(document))


def _no_note(notes: Notes) -> Iterator[Finding]:
    places: dict[str, list[Span]] = {}
    for label, span in notes.lost:
        places.setdefault(label, []).append(span)
    for label, (first, *more) in places.items():
        yield Finding(first, {"label": label}, tuple(Place(span, "and here") for span in more[:8]))


def _no_number(notes: Notes) -> Iterator[Finding]:
    for note in notes.notes:
        if not note.called:
            text = note.block.paragraph.text
            start = _LABEL.match(text).end()  # type: ignore[union-attr]
            opening = re.compile(r"(?:\S+\s+){0,7}\S*[^\s,;:]").match(text, start)
            yield Finding(note.block.place(Span(start, opening.end() if opening else len(text))), {"label": note.label})


_LABEL = re.compile(r"(?:\[\^[^\]\s]+\]:\s*|\[?\(?(?:\d{1,3}|[⁰¹²³⁴-⁹]{1,3})[\]).:]{0,2}\s+)?(?=\S)|")
_AGAIN = re.compile(r"(?:\[?\d{1,3}[\].)]?\s+|[¹²³]\s*)?(?P<again>Ibid\.?|Ibidem)(?!\w)")


def _first_again(notes: Notes) -> Iterator[Finding]:
    first = notes.notes[0] if notes.notes else None
    match = _AGAIN.match(first.block.paragraph.text) if first else None
    if first and match:
        yield Finding(first.block.place(Span(*match.span("again"))))


_FAULTS: dict[Fault, Callable[[Notes], Iterator[Finding]]] = {
    "no-note": _no_note, "no-number": _no_number, "first-again": _first_again,
}  # fmt: skip
