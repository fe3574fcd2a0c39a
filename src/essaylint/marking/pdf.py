"""Highlights with notes in a PDF, at the words that they are about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from essaylint.formats.pdf import Mark, Pdf, decode, marked
from essaylint.marking.remarks import Remark
from essaylint.span import Span

# A marker's yellow.
_COLOR = (255, 214, 64)


def open_to_mark(data: bytes, shown: str) -> PdfFile:
    """The PDF, ready to be marked. Raises `SourceError`."""
    return PdfFile(data, decode(data, shown))


class PdfFile:
    """A PDF that is being marked; our highlights of an earlier run are renewed."""

    kept: Sequence[tuple[str, Span]] = ()

    def __init__(self, data: bytes, source: Pdf) -> None:
        self.data, self.source = data, source
        self.was_marked = source.marked

    def set(self, remarks: Sequence[Remark]) -> bytes:
        """The PDF with a highlight and a note for each of the remarks."""
        marks = [Mark(one.span, f"essaylint ({one.initials})", "\n".join(one.lines), _COLOR) for one in remarks]
        return marked(self.data, self.source, marks, datetime.now(UTC).strftime("D:%Y%m%d%H%M%SZ"))
