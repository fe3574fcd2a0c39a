"""Words that are fine once and tiresome when an essay is full of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.automaton import Trie, lay
from essaylint.essay.document import Block, Document
from essaylint.essay.phrases import literals_of
from essaylint.lexicon.inflection import data_lines
from essaylint.memo import kept
from essaylint.span import Span
from essaylint.values import dataclass


@kept
def _laid(phrases: tuple[str, ...], file: str) -> dict[str, Any]:
    lines = tuple(line.partition("->")[0].strip() for line in data_lines(f"{file}.txt")) if file else ()
    return lay((literals_of((*phrases, *lines)),))


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report `phrases` (or the lines of a lexicon `file`) where the essay has too many of them.

    Silent unless there are `at_least` of them and more than `per_thousand` in 1,000 words. Then each paragraph with
    `in_paragraph` of them gets one finding at the first, with all others as its places; 0 makes it one finding for the
    whole essay. The message may use {count} (in the paragraph or essay) and {rate} (per 1,000 words).
    """

    per_thousand: float
    phrases: tuple[str, ...] = ()
    file: str = ""
    at_least: int = 8
    in_paragraph: int = 3

    @cached_property
    def _trie(self) -> Trie:
        return Trie(_laid(self.phrases, self.file))

    def find_in(self, document: Document) -> Iterator[Finding]:
        places = [(block, self._places(block)) for block in document.running]
        count = sum(len(spans) for _, spans in places)
        rate = 1000 * count / max(document.word_count, 1)
        if count < self.at_least or rate <= self.per_thousand:
            return
        if not self.in_paragraph:
            yield _finding([span for _, spans in places for span in spans], rate)
            return
        for _, spans in places:
            if len(spans) >= self.in_paragraph:
                yield _finding(spans, rate)

    def _places(self, block: Block) -> list[Span]:
        paragraph = block.paragraph
        hits = (hit.span for _, hit in self._trie.hits(paragraph))
        return [block.place(span) for span in hits if not paragraph.is_masked(span) and not paragraph.in_long_quotation(span)]


def _finding(spans: list[Span], rate: float) -> Finding:
    related = tuple(Place(span) for span in spans[1:])
    return Finding(spans[0], {"count": str(len(spans)), "rate": f"{rate:.0f}"}, related)
