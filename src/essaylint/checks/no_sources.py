"""An essay of checkable claims that cites nothing at all: one finding."""

from __future__ import annotations

from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.checkworthy import claims_of, points_to_sources
from essaylint.essay.document import Document
from essaylint.essay.sieve import Pattern
from essaylint.values import dataclass

# A text that says in its sentences who told it so names its sources as newspapers do.
_TOLD = Pattern(r"\b(?:said|says|told|tells|according to (?:the )?[A-Z])")
_FIRST_PERSON = Pattern(r"\b(?:I|[Mm]e|[Mm]y|[Mm]yself)\b")


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report the strongest claim, the next eight as related places, where the essay has `claims` claims of `least`.

    Silent below `least_words` words, where the text links to sources, and in a personal narrative (more than one word
    in `personal` is “I” or “my”) and in a report that says `told` times who said so.
    """

    claims: int = 3
    least: float = 3.0
    least_words: int = 200
    personal: int = 40
    told: int = 3

    def find_in(self, document: Document) -> Iterator[Finding]:
        if points_to_sources(document) or document.word_count < self.least_words or any(document.of_kind("reference")):
            return
        blocks = list(document.running)
        mine = sum(1 for block in blocks for _ in _FIRST_PERSON.finditer(block.paragraph))
        told = sum(1 for block in blocks for _ in _TOLD.finditer(block.paragraph))
        if told >= self.told or mine * self.personal > document.word_count:
            return
        every = sorted((one for claims in claims_of(document) for one in claims), key=lambda one: -one.worth)
        if sum(one.worth >= self.least for one in every) < self.claims:
            return
        first, *more = every
        related = sorted((Place(one.core, "nor has this") for one in more[:8]), key=lambda place: place.span)
        yield Finding(first.core, {"count": str(len(every))}, tuple(related))
