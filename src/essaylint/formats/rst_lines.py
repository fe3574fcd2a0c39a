"""The lines of a reStructuredText file, and where docutils' raw text of a block stands in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from essaylint.span import Span

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
# What docutils takes for a line break or for its own mark, and we do not.
_OTHER = re.compile("[\x00\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_NEAR = (0, -1, 1, -2, 2, -3, 3)


class Raw(NamedTuple):
    """The raw text of a block (lines end with LF, no indentation), and the offset in the file at which each line starts."""

    text: str
    starts: tuple[int, ...]  # in `text`
    files: tuple[int, ...]  # in the file

    def offset(self, at: int) -> int:
        """The offset in the file of a character of the raw text; of a line's end, where that line ends."""
        line = _last(self.starts, at)
        return self.files[line] + at - self.starts[line]

    def span(self, start: int, end: int) -> Span:
        """The range of the file that a range of the raw text stands for."""
        return Span(self.offset(start), max(self.offset(end), self.offset(start)))


def _last(starts: Sequence[int], at: int) -> int:
    return max(bisect_right(starts, at) - 1, 0)


class Lines:
    """The lines of a file, as docutils counts them."""

    def __init__(self, text: str) -> None:
        self.text = text
        spans = [match.span() for match in _LINE.finditer(text) if match.group() or match.start() < len(text)]
        self.starts = [start for start, _ in spans]
        self.lines = [text[start:end].rstrip("\r\n") for start, end in spans]
        if self.lines and self.lines[0].startswith("\ufeff"):
            self.lines[0] = self.lines[0][1:]
            self.starts[0] += 1
        self.plain = [_OTHER.sub(lambda match: "\ufffd" if match.group() == "\x00" else " ", line).rstrip() for line in self.lines]
        self.next = 0  # the line from which on the next block stands
        self.used: dict[int, int] = {}  # in a table: the column up to which cells of a line were found

    def for_docutils(self) -> str:
        """The text for docutils to parse: line for line the same."""
        return "\n".join(self.plain) + "\n"

    def located(self, raw: str, line: int, cell: bool) -> Raw | None:
        """Where a block's raw text stands, near the line (from 1) that docutils says; None if it is not there as it is."""
        parts = raw.rstrip("\n").split("\n")
        if not raw.strip():
            return None
        for near in _NEAR:
            first = line - 1 + near
            if first < (0 if cell else self.next) or first + len(parts) > len(self.lines):
                continue
            columns = [self._column(first + at, part, at > 0, cell) for at, part in enumerate(parts)]
            if any(column < 0 for column in columns):
                continue
            for at, (column, part) in enumerate(zip(columns, parts, strict=True)):
                if cell:
                    self.used[first + at] = column + len(part)
            self.next = first + (0 if cell else len(parts))
            starts = [0]
            for part in parts[:-1]:
                starts.append(starts[-1] + len(part) + 1)
            files = tuple(self.starts[first + at] + column for at, column in enumerate(columns))
            return Raw("\n".join(parts), tuple(starts), files)
        return None

    def _column(self, line: int, part: str, following: bool, cell: bool) -> int:
        """The column at which a line of raw text stands in a line of the file; -1 if it does not."""
        whole = self.plain[line]
        if cell:
            return whole.find(part, self.used.get(line, 0))
        column = len(whole) - len(part)
        if column < 0 or not whole.endswith(part) or (following and whole[:column].strip()):
            return -1
        return column

    def before(self, offset: int) -> str:
        """What stands before an offset on its line."""
        start = self.starts[_last(self.starts, offset)] if self.starts else 0
        return self.text[start:offset]

    def around(self, line: int, raw: Raw | None) -> Span:
        """Where a block stands whose text could not be followed: its raw text, else its line, after what was found before."""
        if raw is not None:
            return raw.span(0, len(raw.text))
        at = min(max(line - 1, self.next), len(self.lines) - 1)
        self.next = max(self.next, at + 1)
        return Span(self.starts[at], self.starts[at] + len(self.lines[at])) if self.lines else Span(0, 0)
