"""From a place in the prose back to its place in the file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from essaylint.span import Span
from essaylint.values import dataclass


class Piece(NamedTuple):
    """A stretch of prose and the stretch of the file that it was read from.

    `verbatim` pieces hold the same characters on both sides; others (an entity, a soft line break) stand for
    `file_length` characters of the file.
    """

    prose: int
    file: int
    length: int
    file_length: int
    verbatim: bool = True


@dataclass(frozen=True)
class SourceMap:
    """The pieces of a prose text in ascending order; what lies between them is markup.

    >>> SourceMap((Piece(0, 2, 5, 5), Piece(5, 9, 4, 4))).to_file(Span(3, 7))
    Span(start=5, end=11)
    """

    pieces: tuple[Piece, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.prose for piece in self.pieces]

    def _at(self, offset: int) -> int:
        """Index of the last piece that starts at or before `offset`; the first one if none does."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def to_file(self, span: Span) -> Span:
        """The range of the file from the first to the last character of `span`; empty spans stay empty."""
        if not self.pieces:
            return Span(0, 0)
        start = self._position(span.start)
        if span.end <= span.start:
            return Span(start, start)
        last = self.pieces[self._at(span.end - 1)]
        inside = span.end - last.prose
        if inside >= last.length or not last.verbatim:
            end = last.file + last.file_length
        else:
            end = last.file + inside
        return Span(start, max(start, end))

    def within(self, span: Span) -> tuple[Piece, ...]:
        """The pieces that a range of the prose touches."""
        found = self.pieces[self._at(span.start) : bisect_left(self._starts, span.end)]
        return found if not found or found[0].prose + found[0].length > span.start else found[1:]

    def _position(self, offset: int) -> int:
        piece = self.pieces[self._at(offset)]
        inside = max(offset - piece.prose, 0)
        if inside >= piece.length:
            return piece.file + piece.file_length
        return piece.file + (inside if piece.verbatim else 0)

    def editable(self, span: Span, source: str) -> bool:
        """Whether an edit of `span` would cross no markup of the file `source`: only its text and soft line breaks."""
        if not self.pieces:
            return False
        first, last = self._at(span.start), self._at(max(span.end - 1, span.start))
        pieces = self.pieces[first : last + 1]
        for piece, after in zip(pieces, pieces[1:], strict=False):
            if piece.file + piece.file_length != after.file or piece.prose + piece.length != after.prose:
                return False
        blanks = [source[piece.file : piece.file + piece.file_length] for piece in pieces if not piece.verbatim]
        if not all(blank.isspace() for blank in blanks) or span.end > pieces[-1].prose + pieces[-1].length:
            return False
        return pieces[0].verbatim or pieces[0].prose != span.start


class MapBuilder:
    """Collects prose and its pieces while a reader walks a file."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._pieces: list[Piece] = []
        self.length = 0

    def verbatim(self, text: str, file: int) -> None:
        """Append `text`, which stands at offset `file` of the file."""
        if not text:
            return
        last = self._pieces[-1] if self._pieces else None
        if last and last.verbatim and last.file + last.length == file and last.prose + last.length == self.length:
            self._pieces[-1] = last._replace(length=last.length + len(text), file_length=last.length + len(text))
        else:
            self._pieces.append(Piece(self.length, file, len(text), len(text)))
        self._texts.append(text)
        self.length += len(text)

    def instead(self, text: str, file: Span) -> None:
        """Append `text`, which stands for the characters of the file in `file` (an entity, a line break)."""
        if not text:
            return
        self._pieces.append(Piece(self.length, file.start, len(text), file.length, False))
        self._texts.append(text)
        self.length += len(text)

    def build(self) -> tuple[str, tuple[Piece, ...]]:
        """The prose and its pieces."""
        return "".join(self._texts), tuple(self._pieces)


def shifted(pieces: Iterable[Piece], prose: int) -> tuple[Piece, ...]:
    """The pieces with their prose offsets moved by `prose`."""
    return tuple([Piece(start + prose, file, length, width, verbatim) for start, file, length, width, verbatim in pieces])
