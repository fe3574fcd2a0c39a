"""Sentences in a row that start with the same words."""

from __future__ import annotations

from collections.abc import Iterator

from essaylint.checks.base import ParagraphCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.paragraph import Paragraph
from essaylint.span import Span
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report a sentence whose first `words` words are those of the sentence before. The message may use {start}."""

    words: int = 2

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        before: tuple[str, ...] = ()
        where = Span(0, 0)
        for sentence in paragraph.sentences:
            opening = paragraph.words_in(sentence)[: self.words]
            start = tuple(word.text.lower() for word in opening)
            if len(opening) < self.words:
                before = ()
                continue
            span = Span(opening[0].start, opening[-1].end)
            if start == before:
                yield Finding(span, {"start": span.of(paragraph.text)}, (Place(where),))
            before, where = start, span
