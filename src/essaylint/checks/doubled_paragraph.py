"""A paragraph, or the title, that stands in the essay twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Fix, Place
from essaylint.essay.document import Block, Document
from essaylint.span import Span
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report a paragraph of `least_words` words or more that stands there twice; the copies are related.

    A title that is repeated right below itself is reported too.
    """

    least_words: int = 15

    def find_in(self, document: Document) -> Iterator[Finding]:
        copies: dict[tuple[str, ...], list[Block]] = defaultdict(list)
        for block in document.of_kind("body", "item", "quote"):
            if len(block.paragraph.words) >= self.least_words:
                copies[tuple(word.text.lower() for word in block.paragraph.words)].append(block)
        found = [(blocks, "paragraph") for blocks in copies.values() if len(blocks) > 1]
        title: Block | None = None
        for block in document.of_kind("title", "heading", "body"):
            if title and block.paragraph.folded.strip(" .") == title.paragraph.folded.strip(" ."):
                found.append(([title, block], "title"))
            title = block if block.paragraph.kind == "title" and len(block.paragraph.text) > 3 else None
        for blocks, what in sorted(found, key=lambda one: one[0][0].start):
            first, *more = (block.place(Span(0, len(block.paragraph.text))) for block in blocks)
            related = tuple(Place(span, "and here again") for span in more[:8])
            yield Finding(first, {"what": what}, related, (Fix.replace(more[0], ""),))
