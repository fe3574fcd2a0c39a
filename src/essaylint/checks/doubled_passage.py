"""A paragraph, a sentence or the title that stands in the essay twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Fix, Place
from essaylint.essay.document import Block, Document
from essaylint.span import Span


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report a paragraph or sentence of `least_words` words or more that stands there twice; the copies are related.

    A title or heading that is repeated right below itself is reported too.
    """

    least_words: int = 9

    def find_in(self, document: Document) -> Iterator[Finding]:
        yield from self._headings(document)
        copied: set[int] = set()
        paragraphs: dict[tuple[str, ...], list[Block]] = defaultdict(list)
        for block in document.of_kind("body", "item", "quote"):
            if len(block.paragraph.words) >= self.least_words:
                paragraphs[_key(block.paragraph.folded)].append(block)
        for blocks in paragraphs.values():
            if len(blocks) > 1:
                copied.update(block.start for block in blocks)
                spans = [block.place(Span(0, len(block.paragraph.text))) for block in blocks]
                yield _finding(spans, "paragraph")
        sentences: dict[tuple[str, ...], list[Span]] = defaultdict(list)
        for block in document.running:
            if block.start in copied:
                continue
            for span in block.paragraph.sentences:
                key = _key(span.of(block.paragraph.folded))
                if len(key) >= self.least_words and not block.paragraph.in_long_quotation(span):
                    sentences[key].append(block.place(span))
        for spans in sentences.values():
            if len(spans) > 1:
                yield _finding(spans, "sentence")

    def _headings(self, document: Document) -> Iterator[Finding]:
        before: Block | None = None
        for block in document.of_kind("title", "heading", "body", "item", "quote"):
            if block.paragraph.kind not in ("title", "heading"):
                before = None
                continue
            if before and before.paragraph.folded == block.paragraph.folded and len(block.paragraph.text) > 3:
                yield _finding([each.place(Span(0, len(each.paragraph.text))) for each in (before, block)], "heading")
            before = block


def _key(folded: str) -> tuple[str, ...]:
    return tuple("".join(char if char.isalnum() else " " for char in folded).split())


def _finding(spans: list[Span], what: str) -> Finding:
    first, *copies = spans
    related = tuple(Place(span, "and here again") for span in copies[:8])
    return Finding(first, {"what": what}, related, (Fix.replace(copies[0], ""),))
