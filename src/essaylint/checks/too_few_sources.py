"""Fewer sources than the assignment asks for."""

from __future__ import annotations

from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding
from essaylint.essay.document import Document
from essaylint.essay.linking import link
from essaylint.essay.metrics import Metrics
from essaylint.span import Span
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report an essay that uses fewer than `sources` works: entries of its list, or without one the works it cites.

    The finding is the list's heading, else the last word. The message may use {count} and {least}.
    """

    sources: int = 0

    def find_in(self, document: Document) -> Iterator[Finding]:
        if not self.sources or not document.blocks:
            return
        count = Metrics(document).sources
        if count < self.sources and (place := _place(document)):
            yield Finding(place, {"count": str(count) if count else "none", "least": str(self.sources)})


def _place(document: Document) -> Span | None:
    if heading := link(document).heading:
        return heading
    last = [block.place(block.paragraph.words[-1].span) for block in document.running if block.paragraph.words]
    return last[-1] if last else None
