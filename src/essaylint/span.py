"""Half-open ranges of code points."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range ``[start, end)`` counted in code points.

    >>> Span(4, 9).shift(10)
    Span(start=14, end=19)
    """

    start: int
    end: int

    @property
    def length(self) -> int:
        """The number of code points in it."""
        return self.end - self.start

    def shift(self, by: int) -> Span:
        """The same range, `by` code points later."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Whether they share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The characters of `text` in this range."""
        return text[self.start : self.end]
