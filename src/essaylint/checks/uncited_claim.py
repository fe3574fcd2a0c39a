"""Claims without a source, in essays that cite: one finding a paragraph, at its strongest claim."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.checkworthy import (
    Claim,
    claims_of,
    closing_of,
    opening_of,
    points_to_sources,
    tells_a_story,
)
from essaylint.essay.document import Document
from essaylint.essay.paragraph import Paragraph
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report paragraphs whose strongest claim scores `least` or more; its other claims are related places.

    A citation excuses its sentence and the `near` sentences before it (`beside` for related places); in a paragraph that cites, a claim must score
    `least_cited`. Two claims of `pair` do for one of `least` where the paragraph cites nothing. The introduction is told
    only for `opening` claims, the conclusion and an essay about a work of fiction not at all. With `kind = "statistic"`
    the strongest claim is a figure, with `claim` it is not.
    """

    kind: Literal["claim", "statistic"] = "claim"
    least: float = 3.0
    least_cited: float = 3.5
    pair: float = 2.0
    near: int = 4
    beside: int = 2
    opening: int = 3

    def find_in(self, document: Document) -> Iterator[Finding]:
        if not points_to_sources(document) or tells_a_story(document):
            return
        opening, closing = opening_of(document), closing_of(document)
        for claims in claims_of(document):
            open_claims = [one for one in claims if one.gap > self.near]
            if not open_claims or claims[0].span.start >= closing:
                continue
            strongest = max(open_claims, key=lambda one: one.worth)
            if strongest.statistic != (self.kind == "statistic"):
                continue
            block = document.block_at(strongest.span.start)
            if block.start == opening and sum(one.worth >= self.least for one in open_claims) < self.opening:
                continue
            if self._told(block.paragraph, strongest, open_claims):
                others = (one for one in claims if one is not strongest and one.gap > self.beside)
                related = [Place(one.core, "nor has this") for one in sorted(others, key=lambda one: -one.worth)]
                yield Finding(strongest.core, related=tuple(related[:8]))

    def _told(self, paragraph: Paragraph, strongest: Claim, claims: list[Claim]) -> bool:
        if paragraph.citations:
            return strongest.worth >= self.least_cited
        return strongest.worth >= self.least or sum(one.worth >= self.pair for one in claims) >= 2
