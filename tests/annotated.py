"""Essays with their faults marked: what the marks say is compared with what is found, and written anew.

A mark's note is `rule`, `todo: rule` (a fault that is not found), `alarm: rule` (found, and no fault), each followed by
a number when the finding has further places; those carry the number alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from essaylint import critic, fixing
from essaylint.diagnostic import Diagnostic, Severity
from essaylint.span import Span

_NOTE = re.compile(r"(?:(?P<known>todo|alarm): )?(?P<rule>[a-z/][\w/-]*)(?: (?P<number>\d+))?|(?P<other>\d+)")
SAME_PLACE = 0.5  # how much of two spans must be shared for another rule's finding to stand for the marked one


@dataclass(frozen=True)
class Marked:
    """One finding as it is marked: its places (its own first), the text meant there, and whether it is known to fail."""

    rule: str
    places: tuple[Span, ...]
    known: str = ""
    new: str | None = None

    @property
    def own(self) -> Span:
        return self.places[0]


def read(essay: str) -> tuple[str, list[Marked]]:
    """The text of an essay without its marks, and what they say. Raises ValueError for a note that says nothing."""
    text, marks = critic.read(essay)
    found: list[tuple[Marked, str]] = []
    others: dict[str, list[Span]] = {}
    for mark in marks:
        for note in mark.notes or ("",):
            match = _NOTE.fullmatch(note)
            if match is None or mark.kind == "note":
                raise ValueError(
                    f"what is to be marked here? {mark.span.of(text)!r} {note!r} before {text[mark.span.end :][:40]!r}"
                )
            if match["other"]:
                others.setdefault(match["other"], []).append(mark.span)
            else:
                new = mark.new if mark.kind != "mark" else None
                found.append((Marked(match["rule"], (mark.span,), match["known"] or "", new), match["number"] or ""))
    numbers = [number for _, number in found if number]
    if sorted(numbers) != sorted(others):
        raise ValueError(f"numbers without a rule or without a second place: {set(numbers) ^ set(others)}")
    return text, [
        Marked(one.rule, (one.own, *others[number]), one.known, one.new) if number else one for one, number in found
    ]


def write(text: str, marked: Sequence[Marked]) -> str:
    """The essay with these marks, numbered as they come."""
    notes: dict[Span, list[str]] = {}
    news: dict[Span, str] = {}
    number = 0
    for one in sorted(marked, key=lambda one: (one.own, one.rule)):
        note = f"{one.known}: {one.rule}" if one.known else one.rule
        if len(one.places) > 1:
            number += 1
            note += f" {number}"
        notes.setdefault(one.own, []).append(note)
        if one.new is not None:
            news.setdefault(one.own, one.new)
        for place in one.places[1:]:
            notes.setdefault(place, []).append(str(number))
    marks: list[critic.Mark] = []
    for span in sorted(notes, key=lambda span: (span.length, span)):
        place = _free(text, span, marks)
        if place is None:
            at = next(at for at, mark in enumerate(marks) if mark.span.overlaps(span))
            marks[at] = replace(marks[at], notes=(*marks[at].notes, *notes[span]))
            continue
        new = news.get(span) if place == span else None
        kind: critic.Kind = "mark" if new is None else "replace" if new else "delete"
        marks.append(critic.Mark(kind, place, new, tuple(notes[span])))
    return critic.write(text, marks)


def _free(text: str, span: Span, marks: Sequence[critic.Mark]) -> Span | None:
    """The first part of a span with a word in it that no mark has yet: marks cannot stand inside each other."""
    if not any(mark.span.overlaps(span) for mark in marks):
        return span
    start = span.start
    for taken in sorted(mark.span for mark in marks if mark.span.overlaps(span)):
        if any(char.isalnum() for char in text[start : taken.start]):
            break
        start = max(start, taken.end)
    else:
        taken = Span(span.end, span.end)
    end = min(taken.start, span.end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if any(char.isalnum() for char in text[start:end]) else None


def compare(text: str, marked: Sequence[Marked], diagnostics: Sequence[Diagnostic]) -> list[Marked]:
    """The marks as they should be: those that are found at their exact places, the rest `todo`, unmarked ones `alarm`."""
    left = list(diagnostics)
    result: list[Marked] = []
    missed: list[Marked] = []
    for one in marked:
        same = [two for two in left if two.rule == one.rule and _is(two, one)]
        if same:
            left.remove(same[0])
            result.append(_found(text, one, same[0]))
        else:
            missed.append(one)
    for one in missed:
        if any(
            two.rule == one.rule and len(one.places) == 1 and one.own.overlaps(place)
            for two in result
            for place in two.places[1:]
        ):
            continue  # the finding that is told elsewhere has this place too
        same = [two for two in left if one.known != "alarm" and _stands_for(two, one)]
        if same:
            left.remove(same[0])
            result.append(_found(text, Marked(same[0].rule, one.places, "", one.new), same[0]))
        elif one.known != "alarm":
            result.append(Marked(one.rule, one.places, "todo", one.new))
    result += [
        _found(text, Marked(two.rule, (two.span,), "alarm"), two) for two in left if two.severity is not Severity.HINT
    ]
    return result


def _is(found: Diagnostic, marked: Marked) -> bool:
    """Whether a finding has all the places that are marked, in any order."""
    places = [found.span, *(one.span for one in found.related)]
    if len(marked.places) == 1:
        return found.span.overlaps(marked.own)
    return all(any(place.overlaps(mark) for place in places) for mark in marked.places)


def _stands_for(found: Diagnostic, marked: Marked) -> bool:
    """Whether a finding of another rule says what is marked: in much the same place, or in all the places."""
    if len(marked.places) > 1:
        return _is(found, marked)
    return _shared(found.span, marked.own) >= SAME_PLACE


def _found(text: str, marked: Marked, found: Diagnostic) -> Marked:
    """The mark of a finding: its exact places, and its first fix; a correction that it does not know stays a `todo`."""
    known = "alarm" if marked.known == "alarm" else ""
    places = tuple(dict.fromkeys((found.span, *(one.span for one in found.related))))
    fix = found.fixes[0] if found.fixes else None
    if marked.new is not None:
        wanted = critic.accept(text, [critic.Mark("replace", marked.own, marked.new)])
        if fix is None:
            return Marked(found.rule, (marked.own, *places[1:]), known, marked.new)
        if fixing.apply(text, [fix]) != wanted:
            return Marked(found.rule, (marked.own, *places[1:]), "todo", marked.new)
    new = fix.edits[0].new if fix and len(fix.edits) == 1 and fix.edits[0].span == found.span else None
    return Marked(found.rule, places, known, new)


def _shared(one: Span, other: Span) -> float:
    """The part of two spans that both have: 0 to 1."""
    both = min(one.end, other.end) - max(one.start, other.start)
    return max(both, 0) / (max(one.end, other.end) - min(one.start, other.start) or 1)
