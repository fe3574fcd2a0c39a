"""An essay that cites works and lists none."""

from __future__ import annotations

from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.document import Document
from essaylint.essay.linking import Cited, link
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report once, at the first citation, that there is no list; the first citations of other works are related.

    A text of fewer than `least_words` words may be a passage of a longer one, and is left alone.
    """

    least_words: int = 120

    def find_in(self, document: Document) -> Iterator[Finding]:
        links = link(document)
        if links.entries or links.heading or document.word_count < self.least_words:
            return
        firsts: dict[tuple[tuple[str, ...], str], Cited] = {}
        for one in links.links:
            citation = one.cited.citation
            if citation.certain and one.status == "missing" and citation.kind in ("parenthetical", "narrative", "mla"):
                firsts.setdefault((citation.authors[:1], citation.year if citation.kind != "mla" else ""), one.cited)
        if not firsts:
            return
        first, *more = firsts.values()
        yield Finding(
            first.span,
            {"count": str(len(firsts)), "works": "work" if len(firsts) == 1 else "works"},
            tuple(Place(one.span, "nor is this one listed") for one in more[:8]),
        )
