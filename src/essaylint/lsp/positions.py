"""Places as an editor counts them: lines from 0, columns in code units of the encoding that was agreed on."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from itertools import accumulate

from lsprotocol.types import Position, Range

from essaylint.source import Encoding, Source
from essaylint.span import Span

# Characters that take more than one code unit.
_WIDE = {"utf-8": re.compile(r"[^\x00-\x7f]"), "utf-16": re.compile(r"[^\x00-\uffff]")}


class Positions:
    """Both ways between offsets (code points) of a text and the editor's positions, each in logarithmic time."""

    def __init__(self, source: Source, encoding: Encoding) -> None:
        self.source = source
        self.encoding: Encoding = encoding

    @cached_property
    def _wide(self) -> tuple[list[int], list[int]]:
        """The offsets of wide characters, and how many units more than one they take up to each."""
        text = self.source.text
        if self.encoding == "utf-32" or text.isascii():
            return [], [0]
        offsets = [match.start() for match in _WIDE[self.encoding].finditer(text)]
        more = (len(text[at].encode("utf-8", "surrogatepass")) - 1 if self.encoding == "utf-8" else 1 for at in offsets)
        return offsets, [0, *accumulate(more)]

    def _units(self, offset: int) -> int:
        """The code units from the start of the text to an offset."""
        offsets, more = self._wide
        return offset + more[bisect_left(offsets, offset)]

    def position(self, offset: int) -> Position:
        """The editor's position of an offset."""
        line = self.source.position(offset).line
        return Position(line - 1, self._units(offset) - self._units(self.source.line_starts[line - 1]))

    def range(self, span: Span) -> Range:
        """The editor's range of a span."""
        return Range(self.position(span.start), self.position(span.end))

    def offset(self, position: Position) -> int:
        """The offset of a position; past the end of its line it is the line's end, past the last line the text's."""
        if position.line >= len(self.source.line_starts):
            return len(self.source.text)
        line = self.source.line_span(position.line + 1)
        wanted = self._units(line.start) + position.character
        low, high = line.start, line.end
        while low < high:
            middle = (low + high) // 2
            if self._units(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low

    def span(self, range: Range) -> Span:
        """The span of a range."""
        start = self.offset(range.start)
        return Span(start, max(self.offset(range.end), start))
