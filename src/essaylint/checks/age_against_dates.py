"""An age that does not fit the years of birth and death."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from essaylint.checks.base import DocumentCheck, Need
from essaylint.diagnostic import Finding, Place
from essaylint.essay.claim import Claim
from essaylint.essay.coreference import document_claims
from essaylint.essay.document import Document
from essaylint.essay.nounphrases import same_name
from essaylint.essay.quantities import number_of
from essaylint.span import Span
from essaylint.values import dataclass

_AGE = re.compile(r"\b(?:at the age of|aged|at age)\s(?P<age>[a-z]+(?:-[a-z]+)?|\d{1,3})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Reckons the age at a person's death (or other dated event) from the year of birth."""

    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    def find_in(self, document: Document) -> Iterator[Finding]:
        """Yield each impossible age with the places of the dates."""
        claims = document_claims(document)
        births = [claim for claim in claims if claim.verb == "bear" and claim.subject.name and len(claim.dates) == 1]
        deaths = [claim for claim in claims if claim.verb == "die" and claim.subject.name and len(claim.dates) == 1]
        for claim in claims:
            match = _AGE.search(document.prose, claim.sentence.start, claim.sentence.end)
            age = number_of(match["age"]) if match else None
            if match is None or age is None or not claim.subject.name:
                continue
            born = _of(claim, births)
            event = claim if len(claim.dates) == 1 else _of(claim, deaths) if claim.verb == "die" else None
            if born is None or event is None or born.dates[0].width > 1 or event.dates[0].width > 1:
                continue
            years = event.dates[0].year - born.dates[0].year
            if years > 0 and age not in (years, years - 1):
                places = {born.span: "born", Span(match.start(), match.end()): "the age"}
                if event is not claim:
                    places[event.span] = "the year"
                first, *others = sorted(places)
                words = {"age": match.group(), "reckoned": f"{years - 1} or {years}"}
                yield Finding(first, words, tuple(Place(span, places[span]) for span in others))


def _of(claim: Claim, others: list[Claim]) -> Claim | None:
    return next((other for other in others if same_name(other.subject.name, claim.subject.name)), None)
