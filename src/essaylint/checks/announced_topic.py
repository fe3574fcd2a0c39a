"""An introduction that announces a topic where a thesis should stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding
from essaylint.essay.automaton import Trie, lay
from essaylint.essay.document import Document
from essaylint.essay.phrases import literals_of
from essaylint.lexicon.inflection import data_lines
from essaylint.memo import kept
from essaylint.span import Span
from essaylint.values import dataclass


@kept
def _laid(phrases: tuple[str, ...], file: str, claims: tuple[str, ...]) -> dict[str, Any]:
    lines = tuple(data_lines(f"{file}.txt")) if file else ()
    return lay((literals_of((*phrases, *lines)), literals_of(claims) if claims else ()))


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report the first sentence of the first `paragraphs` paragraphs that has one of `phrases` (or of the
    lines of a lexicon `file`) and none of `claims`.

    `claims` are words with which an announcement goes on to a claim ("this essay argues that …"). The finding is the whole
    sentence. Silent below `words` words.
    """

    phrases: tuple[str, ...] = ()
    file: str = ""
    claims: tuple[str, ...] = ()
    paragraphs: int = 2
    words: int = 250

    @cached_property
    def _trie(self) -> Trie:
        return Trie(_laid(self.phrases, self.file, self.claims))

    def find_in(self, document: Document) -> Iterator[Finding]:
        if document.word_count < self.words:
            return
        bodies = [block for block in document.of_kind("body") if len(block.paragraph.words) > 5]
        for block in bodies[: self.paragraphs]:
            paragraph = block.paragraph
            hits = list(self._trie.hits(paragraph))
            for which, hit in hits:
                sentence = paragraph.sentence_at(hit.span.start)
                if which or any(other and sentence.contains(claim.span) for other, claim in hits):
                    continue
                yield Finding(block.place(Span(hit.span.start, sentence.end) if hit.span.start - sentence.start < 25 else sentence))
                return
