"""Claims without a source, in essays that cite: one finding a paragraph, at its strongest claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.checkworthy import NONE, Claim, claims_of, points_to_sources
from essaylint.essay.document import Document


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report paragraphs whose strongest claim scores `least` or more; its other claims are related places.

    A citation excuses its sentence and the `near` sentences before it. Two claims of `pair` do for one of `least`
    where the paragraph cites nothing. With `kind = "statistic"` the strongest claim is a figure, with `claim` it is not.
    """

    kind: Literal["claim", "statistic"] = "claim"
    least: float = 3.0
    pair: float = 2.0
    near: int = 2

    def find_in(self, document: Document) -> Iterator[Finding]:
        if not points_to_sources(document):
            return
        for claims in claims_of(document):
            open_claims = [one for one in claims if one.gap > self.near]
            if not open_claims:
                continue
            strongest = max(open_claims, key=lambda one: one.worth)
            if strongest.statistic != (self.kind == "statistic") or not self._told(document, strongest, open_claims):
                continue
            others = sorted(open_claims, key=lambda one: -one.worth)
            related = [Place(one.core, "nor has this") for one in others if one is not strongest][:8]
            yield Finding(strongest.core, related=tuple(related))

    def _told(self, document: Document, strongest: Claim, claims: list[Claim]) -> bool:
        if strongest.worth >= self.least:
            return True
        paragraph = document.block_at(strongest.span.start).paragraph
        nothing = not paragraph.citations and all(one.gap == NONE for one in claims)
        return nothing and sum(one.worth >= self.pair for one in claims) >= 2
