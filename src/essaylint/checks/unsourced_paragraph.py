"""A body paragraph without a citation among paragraphs that cite."""

from __future__ import annotations

from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding
from essaylint.essay.checkworthy import claims_of
from essaylint.essay.document import Document
from essaylint.span import Span
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report paragraphs of `least_words` words with claims and no citation, where `share` of the others cite.

    The first and the last paragraph of the essay are its introduction and conclusion, and need none.
    """

    least_words: int = 60
    share: float = 0.6

    def find_in(self, document: Document) -> Iterator[Finding]:
        body = [block for block in document.of_kind("body") if len(block.paragraph.words) >= self.least_words]
        cited = sum(bool(block.paragraph.citations) for block in body)
        if len(body) < 4 or cited < self.share * len(body):
            return
        with_claims = {document.block_at(claims[0].span.start).start for claims in claims_of(document)}
        for block in body[1:-1]:
            if not block.paragraph.citations and block.start in with_claims:
                first = block.paragraph.sentences[0]
                yield Finding(block.place(Span(first.start, first.end)))
