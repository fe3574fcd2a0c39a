"""A body that is shorter or longer than the assignment allows."""

from __future__ import annotations

from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding
from essaylint.essay.document import Document
from essaylint.essay.metrics import body_words
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report an essay whose body has fewer than `least` or more than `most` words (0: no bound).

    Headings, captions, references and furniture are not counted, quotations of four words or more only with `quotations`.
    The finding is the last word, or the first sentence that goes beyond. The message may use {words}, {limit}, {by}.
    """

    least: int = 0
    most: int = 0
    quotations: bool = False

    def find_in(self, document: Document) -> Iterator[Finding]:
        if not self.least and not self.most:
            return
        words = list(body_words(document, quotations=self.quotations))
        count = len(words)
        if words and self.least and count < self.least:
            block, word = words[-1]
            yield Finding(block.place(word.span), _told(count, self.least))
        if self.most and count > self.most:
            block, word = words[self.most]
            yield Finding(block.place(block.paragraph.sentence_at(word.start)), _told(count, self.most))


def _told(count: int, limit: int) -> dict[str, str]:
    by = abs(count - limit)
    return {"words": f"{count:,}", "limit": f"{limit:,}", "by": f"{by:,} word" if by == 1 else f"{by:,} words"}
