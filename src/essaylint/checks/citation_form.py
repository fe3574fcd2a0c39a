"""Slips in the form of citations, each told once with all its places."""

from __future__ import annotations

from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Fix, Place, Safety
from essaylint.essay.citation_slips import FAULTS, Fault
from essaylint.essay.document import Document
from essaylint.essay.linking import link
from essaylint.values import dataclass

PLACES = 9


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report a `fault` where it occurs `least` times or more: nine places to a finding, and its fix mends them all.

    `et-al`: “et. al”, “et al” without its stop, “at al.”; `et-al-comma`: a comma before “et al.” after one name;
    `et-al-two`: “et al.” for two authors; `ampersand`: & in running prose; `missing-and`: the last two authors are not
    joined; `spacing`: stray blanks inside the brackets; `comma`: a citation that is alone in having no comma before
    its year, or in having one; `no-date`: “n.d” for “n.d.”.
    """

    fault: Fault
    least: int = 1

    def find_in(self, document: Document) -> Iterator[Finding]:
        links = link(document)
        slips = sorted(set(FAULTS[self.fault](document, links)))
        if len(slips) < self.least:
            return
        for at in range(0, len(slips), PLACES):
            (first, new), *more = slips[at : at + PLACES]
            edits = tuple(edit for span, text in slips[at : at + PLACES] for edit in Fix.replace(span, text).edits)
            related = tuple(Place(span, "here too") for span, _ in more)
            yield Finding(first, {"new": new}, related, (Fix(Safety.SUGGESTED, edits),))
