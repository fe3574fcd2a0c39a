"""What of an essay stays as it was when its text is edited: findings and paragraphs, at their new places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from essaylint.diagnostic import Diagnostic, Fix, Place
from essaylint.essay.document import Document
from essaylint.span import Span

T = TypeVar("T")


class Change(NamedTuple):
    """The stretch of the old text that became another one, and by how much that is longer."""

    start: int
    end: int
    by: int

    @staticmethod
    def between(old: str, new: str) -> Change:
        """The smallest change that makes one text the other.

        >>> Change.between("It is so.", "It was so.")
        Change(start=3, end=4, by=1)
        """
        if old == new:
            return Change(len(old), len(old), 0)
        start = _common(old, new)
        most = min(len(old), len(new)) - start
        end = len(old) - _common(old[: -most - 1 : -1], new[: -most - 1 : -1])
        return Change(start, end, len(new) - len(old))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """The length of the beginning that two texts share."""
    low, high = 0, min(len(one), len(other))
    while low < high:  # comparing slices is far quicker than comparing characters
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def carried(diagnostics: Iterable[Diagnostic], change: Change) -> list[Diagnostic]:
    """Those that lie wholly before or after a change, or on both sides, at their new places."""
    found: list[Diagnostic] = []
    for one in diagnostics:
        low, high = _extent(one)
        if high < change.start:
            found.append(one)
        elif low > change.end:
            found.append(_shifted(one, change.by) if change.by else one)
        elif (moved := _moved(one, change)) is not None:
            found.append(moved)
    return found


def _extent(one: Diagnostic) -> tuple[int, int]:
    """From the first to the last character that a diagnostic speaks of; kept on it."""
    known: tuple[int, int] | None = one.__dict__.get("_extent")
    if known is None:
        spans = [one.span, *(place.span for place in one.related), *(edit.span for fix in one.fixes for edit in fix.edits)]
        known = one.__dict__["_extent"] = (min(span.start for span in spans), max(span.end for span in spans))
    return known


def _shifted(one: Diagnostic, by: int) -> Diagnostic:
    """The same diagnostic, later; an essay has hundreds of them to shift at every letter."""
    start, end = one.span
    low, high = one.__dict__["_extent"]
    related = tuple([_place(place, by) for place in one.related]) if one.related else ()
    fixes = tuple([Fix(fix.safety, tuple([edit.shift(by) for edit in fix.edits])) for fix in one.fixes]) if one.fixes else ()
    return _copy(one, span=Span(start + by, end + by), related=related, fixes=fixes, _extent=(low + by, high + by))


def _moved(one: Diagnostic, change: Change) -> Diagnostic | None:
    """A diagnostic with places on both sides of a change; None if it has one inside."""
    start, end, by = change
    spans = [one.span, *[place.span for place in one.related], *[edit.span for fix in one.fixes for edit in fix.edits]]
    for first, last in spans:
        if (first < end and start < last) or start <= first < end:
            return None
    low, high = one.__dict__["_extent"]
    return _copy(
        one,
        span=one.span if one.span.end <= start else one.span.shift(by),
        related=tuple([place if place.span.end <= start else _place(place, by) for place in one.related]),
        fixes=tuple(
            Fix(fix.safety, tuple(edit if edit.span.end <= start else edit.shift(by) for edit in fix.edits)) for fix in one.fixes
        ),
        _extent=(low if low < start else low + by, high if high <= start else high + by),
    )


def _place(place: Place, by: int) -> Place:
    start, end = place.span
    new = object.__new__(Place)
    own = new.__dict__
    own["span"], own["message"] = Span(start + by, end + by), place.message
    return new


def _copy(value: T, **changes: object) -> T:
    new = object.__new__(type(value))
    new.__dict__.update(value.__dict__, **changes)
    return new


class Same(NamedTuple):
    """How many blocks at the start and at the end of an essay are as they were, and where these end and begin in its old file."""

    before: int
    after: int
    end: int
    start: int


def same(old: Document, new: Document, change: Change) -> Same:
    """The blocks that a change leaves as they were: the same paragraphs, read from the same characters."""
    blocks, others = old.blocks, new.blocks
    least = min(len(blocks), len(others))
    before = after = 0
    while before < least and blocks[before].paragraph is others[before].paragraph:
        before += 1
    while after < least - before and blocks[-1 - after].paragraph is others[-1 - after].paragraph:
        after += 1
    ends = _same_pieces(old, new, blocks[before].start if before < len(blocks) else len(old.prose) + 1, change)
    while before and blocks[before - 1].start + len(blocks[before - 1].paragraph.text) > ends[0]:
        before -= 1
    while after and blocks[-after].start < ends[1]:
        after -= 1
    first = old.map.to_file(Span(blocks[before - 1].start, blocks[before - 1].start + len(blocks[before - 1].paragraph.text))).end if before else 0
    last = old.map.to_file(Span(blocks[-after].start, blocks[-after].start + 1)).start if after else len(old.source.text)
    return Same(before, after, first, last)


def _same_pieces(old: Document, new: Document, limit: int, change: Change) -> tuple[int, int]:
    """Up to which and from which offset of the old prose every character was read from where it still stands."""
    end = 0
    for piece, other in zip(old.pieces, new.pieces, strict=False):
        if piece != other or piece.prose >= limit or piece.file + piece.file_length > change.start:
            break
        end = piece.prose + piece.length
    start = old.pieces[-1].prose + old.pieces[-1].length if old.pieces else 0
    by = (new.pieces[-1].prose + new.pieces[-1].length if new.pieces else 0) - start
    for piece, other in zip(reversed(old.pieces), reversed(new.pieces), strict=False):
        if piece.file < change.end or other != (piece.prose + by, piece.file + change.by, piece.length, piece.file_length, piece.verbatim):
            break
        start = piece.prose
    return end, start
