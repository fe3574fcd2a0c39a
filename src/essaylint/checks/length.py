"""Sentences and paragraphs that are too long or too short."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding
from essaylint.essay.document import Block, Document
from essaylint.span import Span
from essaylint.values import dataclass

_LIST = re.compile(r";|: ")


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report a `unit` of the essay's own paragraphs with more than `most` words, or fewer than `fewest` sentences.

    `most` counts the words of a sentence or paragraph (0: no bound), `fewest` the sentences of a paragraph (0: no bound).
    Words in brackets are not counted; a sentence with a semicolon or colon is a list of thoughts and counts by its longest
    part when `parts` is true. Paragraph rules are silent in essays of fewer than `at_least` paragraphs, and leave the first
    and the last alone. A finding marks the first words of the unit. The message may use {words}.
    """

    unit: Literal["sentence", "paragraph"]
    most: int = 0
    fewest: int = 0
    at_least: int = 4
    parts: bool = True

    def find_in(self, document: Document) -> Iterator[Finding]:
        bodies = [block for block in document.of_kind("body") if len(block.paragraph.words) > 3]
        if self.unit == "sentence":
            for block in bodies:
                yield from self._sentences(block)
            return
        if len(bodies) < self.at_least:
            return
        for block in bodies[1:-1]:
            paragraph = block.paragraph
            short = len(paragraph.sentences) < self.fewest and paragraph.text.rstrip().endswith((".", "!", "?", ")", "”", '"'))
            if short or 0 < self.most < len(paragraph.words):
                yield Finding(_head(block, Span(0, len(paragraph.text))), {"words": str(len(paragraph.words))})

    def _sentences(self, block: Block) -> Iterator[Finding]:
        paragraph = block.paragraph
        for sentence in paragraph.sentences:
            text = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", sentence.of(paragraph.text))
            pieces = _LIST.split(text) if self.parts else [text]
            longest = max(len(piece.split()) for piece in pieces)
            if self.most and longest > self.most and not any(span.overlaps(sentence) for span in paragraph.long_quotations):
                yield Finding(block.place(sentence), {"words": str(longest)})


def _head(block: Block, span: Span) -> Span:
    """The first five words of a range."""
    words = block.paragraph.words_in(span)[:5]
    return block.place(Span(words[0].start, words[-1].end))
