"""Fixed phrases of the card's phrase language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from essaylint.checks.base import PhraseCheck
from essaylint.diagnostic import Finding
from essaylint.essay.automaton import Hit
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.phrases import literals_of
from essaylint.lexicon.inflection import data_lines
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(PhraseCheck):
    """Report every occurrence of `phrases`, or of the lines of a lexicon `file`.

    `unless = "cited"` excuses a phrase whose sentence has a citation; `at = "start"` takes only phrases that open a
    sentence; `but_not` are longer phrases in which the match is fine ("in fact" in "in fact-checking").
    """

    phrases: tuple[str, ...] = ()
    file: str = ""
    unless: Literal["", "cited"] = ""
    at: Literal["", "start", "end"] = ""
    but_not: tuple[str, ...] = ()

    @cached_property
    def expanded(self) -> tuple[str, ...]:
        """Every literal; kept in the compiled rulebook."""
        lines = tuple(data_lines(f"{self.file}.txt")) if self.file else ()
        return literals_of((*self.phrases, *lines))

    @property
    def literals(self) -> tuple[str, ...]:
        return self.expanded

    @cached_property
    def _excused(self) -> Mapping[str, tuple[str, ...]]:
        longer = literals_of(self.but_not) if self.but_not else ()
        return {short: tuple(text for text in longer if short in text) for short in self.literals} if longer else {}

    def judge(self, paragraph: Paragraph, hit: Hit) -> Finding | None:
        """A finding, unless the hit is excused."""
        if self.unless == "cited" and paragraph.is_cited(hit.span):
            return None
        if self.at:
            sentence = paragraph.sentence_at(hit.span.start)
            between = (
                paragraph.text[sentence.start : hit.span.start]
                if self.at == "start"
                else paragraph.text[hit.span.end : sentence.end]
            )
            if any(char.isalnum() for char in between):
                return None
        for longer in self._excused.get(hit.literal, ()):
            start = paragraph.folded.find(longer, max(hit.span.start - len(longer), 0), hit.span.end + len(longer))
            if start >= 0 and start <= hit.span.start and hit.span.end <= start + len(longer):
                return None
        return Finding(hit.span)
