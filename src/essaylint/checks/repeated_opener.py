"""The same connective opens one sentence after another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.document import Document
from essaylint.essay.phrases import literals_of
from essaylint.lexicon.inflection import data_lines
from essaylint.span import Span
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report a connective of `phrases` (or of the lines of a lexicon `file`) that opens `at_least` sentences and `share` of
    all.

    Connectives of `quiet` are too common to hear; they need twice as many. One finding a connective, at its first place,
    with every other place. The message may use {opener} and {count}.
    """

    phrases: tuple[str, ...] = ()
    file: str = ""
    quiet: tuple[str, ...] = ()
    at_least: int = 4
    share: float = 0.05

    @cached_property
    def _openers(self) -> tuple[str, ...]:
        lines = tuple(data_lines(f"{self.file}.txt")) if self.file else ()
        return tuple(sorted(literals_of((*self.phrases, *lines)), key=len, reverse=True))

    @cached_property
    def _by_start(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for opener in self._openers:
            found[opener[:2]].append(opener)
        return dict(found)

    def find_in(self, document: Document) -> Iterator[Finding]:
        found: dict[str, list[Span]] = defaultdict(list)
        sentences = 0
        for block in document.running:
            paragraph = block.paragraph
            for sentence in paragraph.sentences:
                sentences += 1
                opener = self._opener(paragraph.folded[sentence.start : sentence.end])
                if opener:
                    found[opener].append(block.place(Span(sentence.start, sentence.start + len(opener))))
        for opener, spans in found.items():
            needed = self.at_least * 2 if opener in self.quiet else self.at_least
            if len(spans) >= needed and len(spans) >= self.share * sentences:
                words = {"opener": opener, "count": str(len(spans))}
                yield Finding(spans[0], words, tuple(Place(span) for span in spans[1:]))

    def _opener(self, sentence: str) -> str:
        for opener in self._by_start.get(sentence[:2], ()):
            if sentence.startswith(opener) and not sentence[len(opener) : len(opener) + 1].isalnum():
                return opener
        return ""
