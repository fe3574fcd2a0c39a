"""A figure or table that the text mentions and the essay does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.document import Document
from essaylint.essay.sieve import Pattern
from essaylint.span import Span
from essaylint.values import dataclass

_KIND = r"(?P<kind>Figure|Fig\.|Table|Chart|Graph|Diagram|Exhibit|Appendix)"
_CAPTION = re.compile(rf"{_KIND}\s(?P<number>\d+|[A-Z])(?:\s?[.:–—-]|\s*$|\s(?=[A-Z]))")
_MENTION = Pattern(rf"\b{_KIND}s?\s(?P<number>\d+)(?![\d.]\d)\b(?P<elsewhere>\s(?:of|in)\s(?:[A-Z]|the\s\w+\s(?:by|report|paper|book)))?")


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Looks up each mention among the captions. Silent where the essay shows none of that kind: they may be pictures."""

    def find_in(self, document: Document) -> Iterator[Finding]:
        """Yield each mention without a caption, with the captions that there are."""
        captions: dict[str, dict[str, Span]] = {}
        for block in document.of_kind("caption", "body", "item", "heading", "table"):
            match = _CAPTION.match(block.paragraph.text)
            if match and (block.paragraph.kind != "body" or len(block.paragraph.text) < 200):
                captions.setdefault(_kind(match), {}).setdefault(match["number"], block.place(Span(*match.span("number"))))
        for block in document.running:
            for match in _MENTION.finditer(block.paragraph):
                there = captions.get(_kind(match))
                if there and match["number"] not in there and not match["elsewhere"] and match.start() > 0:
                    span = block.place(Span(match.start(), match.end("number")))
                    yield Finding(span, {"there": ", ".join(sorted(there))}, tuple(Place(place, "is there") for place in there.values()))


def _kind(match: re.Match[str]) -> str:
    return match["kind"].lower().replace("fig.", "figure")
