"""Views of “some people” and “others”: one finding for the whole essay."""

from __future__ import annotations

from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.attribution import vague_spans
from essaylint.essay.document import Document
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report the first of `phrases` in a sentence without a citation; the others are related places.

    With `only_citing` an essay that cites nothing is left alone, and a citation in the sentence is no excuse.
    """

    phrases: tuple[str, ...]
    only_citing: bool = False

    def find_in(self, document: Document) -> Iterator[Finding]:
        if self.only_citing and not document.cites:
            return
        found = [
            block.place(span)
            for block in document.running
            for span in vague_spans(block.paragraph, self.phrases, "plain" if self.only_citing else "people")
            if (self.only_citing or not block.paragraph.is_cited(span)) and not block.paragraph.in_long_quotation(span)
        ]
        if found:
            yield Finding(found[0], related=tuple(Place(span, "and here") for span in found[1:9]))
