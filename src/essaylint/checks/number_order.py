"""Numbered citations that do not count up in the order of their first use."""

from __future__ import annotations

from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.document import Document
from essaylint.essay.linking import link
from essaylint.essay.matching import norm
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report once where a number first comes before a smaller one, in a list of `least` entries or more.

    Silent where the list is alphabetical: its numbers follow the alphabet and not the text.
    """

    least: int = 3

    def find_in(self, document: Document) -> Iterator[Finding]:
        links = link(document)
        names = [norm(entry.first) for entry in links.entries]
        if len(names) < self.least or names == sorted(names):
            return
        early = []
        seen = 0
        for one in links.links:
            numbers = sorted(int(n) for n in one.cited.citation.authors if n.isdigit())
            if one.cited.citation.kind != "numeric" or one.status != "matched" or not numbers:
                continue
            if numbers[0] > seen + 1:
                early.append((one.cited, numbers[0], seen + 1))
            seen = max(seen, *numbers)
        if early:
            (first, number, wanted), *more = early
            related = tuple(Place(cited.span, "and here") for cited, _, _ in more[:8])
            yield Finding(first.span, {"number": str(number), "wanted": str(wanted)}, related)
