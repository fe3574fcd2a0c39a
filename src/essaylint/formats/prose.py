"""What all readers share: how lines become the prose of one paragraph."""

from __future__ import annotations

import re

from essaylint.sourcemap import MapBuilder
from essaylint.span import Span

# Characters that other software takes for a line break; a paragraph has none.
_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CLOSED_DASH = re.compile(r"\w(?:-|--|—)$")


def add(builder: MapBuilder, text: str, start: int) -> None:
    """Append `text`, which stands at `start` of the file; what some take for a line break becomes a blank."""
    at = 0
    for match in _BREAKS.finditer(text):
        builder.verbatim(text[at : match.start()], start + at)
        builder.instead(" ", Span(start + match.start(), start + match.end()))
        at = match.end()
    builder.verbatim(text[at:], start + at)


def join(builder: MapBuilder, before: str, after: str, place: Span) -> None:
    """Append the blank that a soft line break stands for: none inside "well-/known" and after a closed-up dash."""
    if _CLOSED_DASH.search(before[-4:]) and after[:1].isalnum() and after.split(maxsplit=1)[0].lower() not in ("and", "or", "to"):
        return
    builder.instead(" ", place)
