"""Times that only the writer knows: “recently”, “in recent years”, “nowadays”, without a year beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding
from essaylint.essay.document import Document
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.word_pattern import spans_of
from essaylint.span import Span
from essaylint.values import dataclass

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d(?:s\b|\b)|\bcentur(?:y|ies)\b")


_PERSONAL = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Yy]ou|[Yy]our)\b")


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report `phrases` in sentences that give no year outside their citations; `but_not` are longer, fine phrases.

    A sentence about the writer or to the reader (“I”, “you”) is fine. Whether a time is dated is a matter of the whole text, so one of fewer than `least_words` words is left alone.
    """

    phrases: tuple[str, ...]
    but_not: tuple[str, ...] = ()
    least_words: int = 120

    def find_in(self, document: Document) -> Iterator[Finding]:
        if document.word_count >= self.least_words:
            for block in document.running:
                yield from (Finding(block.place(span)) for span in self._undated(block.paragraph))

    def _undated(self, paragraph: Paragraph) -> Iterator[Span]:
        for span in spans_of(self.phrases, paragraph.folded):
            sentence = paragraph.sentence_at(span.start)
            if _PERSONAL.search(sentence.of(paragraph.text)):
                continue
            if not self._dated(paragraph, sentence) and not self._fine(paragraph, span):
                yield span

    def _dated(self, paragraph: Paragraph, sentence: Span) -> bool:
        cited = [one.group if one.kind != "narrative" else one.span for one in paragraph.citations]
        years = (Span(*one.span()) for one in _YEAR.finditer(paragraph.text, sentence.start, sentence.end))
        return any(not any(year.overlaps(one) for one in cited) for year in years)

    def _fine(self, paragraph: Paragraph, span: Span) -> bool:
        if not self.but_not:
            return False
        start = max(span.start - 40, 0)
        found = spans_of(self.but_not, paragraph.folded[start : span.end + 40])
        return any(one.shift(start).contains(span) for one in found)
