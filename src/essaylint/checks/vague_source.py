"""Phrases that lean on a source nobody could look up, unless the source turns out to be named beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from essaylint.checks.base import ParagraphCheck
from essaylint.diagnostic import Finding, Severity
from essaylint.essay.attribution import Family, vague_spans
from essaylint.essay.paragraph import Paragraph
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report `people` (groups or studies) and `agentless` (passive) phrases in sentences without a citation.

    The phrases may use `<class>` for the lists of lexicon/attribution.txt. `but_not` are longer phrases that are fine.
    With `cited = "hint"` a phrase in a cited sentence is a hint; else it is fine.
    """

    people: tuple[str, ...] = ()
    agentless: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()
    cited: Literal["", "hint"] = ""

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        families: tuple[tuple[tuple[str, ...], Family], ...] = ((self.people, "people"), (self.agentless, "agentless"))
        last = 0
        for span in sorted(span for phrases, kind in families if phrases for span in vague_spans(paragraph, phrases, kind, self.but_not)):
            if span.start < last:
                continue
            last = span.end
            if not paragraph.is_cited(span):
                yield Finding(span)
            elif self.cited:
                yield Finding(span, severity=Severity.HINT)
