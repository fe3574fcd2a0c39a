"""The short name of one of two states in an essay on both: the Korean government, beside North and South Korea."""

from __future__ import annotations

import re
from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.document import Document
from essaylint.span import Span
from essaylint.values import dataclass

# The pair as the essay may name it, and the short form that may mean either.
_TWINS = (
    (r"North(?:ern)? Korean?s?|DPRK", r"South(?:ern)? Korean?s?|Republic of Korea|ROK", "Korea", "Korean"),
    (r"East(?:ern)? German[ys]?\w*|GDR", r"West(?:ern)? German[ys]?\w*|Federal Republic", "Germany", "German"),
    (r"North(?:ern)? Vietnam(?:ese)?", r"South(?:ern)? Vietnam(?:ese)?", "Vietnam", "Vietnamese"),
    (r"North(?:ern)? Yemen\w*", r"South(?:ern)? Yemen\w*", "Yemen", "Yemeni"),
    (r"Northern Ireland", r"Republic of Ireland", "Ireland", "Irish"),
    (r"Democratic Republic of (?:the )?Congo|DRC", r"Republic of (?:the )?Congo", "Congo", "Congolese"),
)
_STATE = (
    "government regime army military leader leaders leadership state president constitution authorities parliament economy budget "
    "administration capital regime's government's cabinet minister ministers ministry delegation embassy ambassador"
).split()


@dataclass(frozen=True)
class Check(DocumentCheck):
    """`times` is how often each of the two states must be named before the short form is unclear."""

    times: int = 2

    def find_in(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        for one, other, noun, adjective in _TWINS:
            if adjective not in prose and noun not in prose:
                continue
            first, second = (re.findall(rf"\b(?:{side})\b", prose) for side in (one, other))
            if len(first) < self.times or len(second) < self.times:
                continue
            pattern = rf"(?<!North )(?<!South )(?<!East )(?<!West )(?<!ern )\b[Tt]he {adjective} (?:{'|'.join(_STATE)})\b"
            places = [
                block.place(Span(*match.span())) for block in document.running for match in re.finditer(pattern, block.paragraph.text)
            ]
            if places:
                yield Finding(places[0], {"one": first[0], "other": second[0]}, tuple(Place(place, "and here") for place in places[1:]))
