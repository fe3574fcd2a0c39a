"""Entries of the reference list that the essay never cites."""

from __future__ import annotations

import re
from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding
from essaylint.essay.document import Document
from essaylint.essay.entries import Reference
from essaylint.essay.linking import link
from essaylint.span import Span
from essaylint.values import dataclass

_WIDER = re.compile(r"bibliograph|further|consulted|resources|selected|annotated|primary|secondary", re.IGNORECASE)


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report entries nobody cites, in an essay that cites at least `least` works.

    Silent where the first author is named in the text without a year, and under headings that promise more than the
    works cited ("Bibliography", "Further reading").
    """

    least: int = 2

    def find_in(self, document: Document) -> Iterator[Finding]:
        links = link(document)
        matched = {one.entry.span for one in links.of("matched") if one.entry}
        if len(matched) < self.least or len(links.unused) > len(links.entries) * 0.7:
            return
        if links.heading and _WIDER.search(links.heading.of(document.prose)):
            return
        prose = "\n".join(block.paragraph.text for block in document.of_kind("body", "item", "quote", "caption", "table"))
        for entry in links.unused:
            if not _named(entry, prose):
                yield Finding(front_of(entry), {"name": entry.first, "year": entry.year or "no year"})


def front_of(entry: Reference) -> Span:
    """The authors and year of an entry, or its first words."""
    start = entry.author_span.start if entry.author_span else entry.span.start
    dated = entry.year_span
    late = dated and entry.title_span and entry.author_span and dated.start > entry.title_span.start
    end = dated.end if dated and dated.end - start < 160 and not late else 0
    if not end:
        end = entry.author_span.end if entry.author_span else min(entry.span.end, start + 60)
    closing = entry.text.find(")", end - entry.span.start)
    return Span(start, end + (closing == end - entry.span.start))


def _named(entry: Reference, prose: str) -> bool:
    """Whether the prose names the entry's first author or title."""
    names = [author.surname for author in entry.authors[:1]] or [entry.organisation, entry.acronym]
    names.append(entry.title if len(entry.title) > 8 else "")
    return any(name and re.search(rf"\b{re.escape(name)}\b", prose) for name in names)
