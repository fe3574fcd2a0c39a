"""Citations that the reference list does not answer, or answers with another year, spelling or author."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Fix, Place, Severity
from essaylint.essay.document import Document
from essaylint.essay.linking import Link, Links, link
from essaylint.essay.matching import near, norm
from essaylint.span import Span
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report each work whose citations have the given `status`; its other citations are related places.

    `missing`: not in the list; `year`, `spelling`, `authors`: in the list, with that difference (a misspelt co-author
    is a hint). An essay without a
    reference list has none of these.
    """

    status: Literal["missing", "year", "spelling", "authors"]

    def find_in(self, document: Document) -> Iterator[Finding]:
        links = link(document)
        if not links.entries:
            return
        groups: dict[tuple[tuple[str, ...], str], list[Link]] = {}
        for one in links.of(self.status):
            citation = one.cited.citation
            if citation.kind == "key":
                continue
            groups.setdefault((citation.authors[:1] or citation.authors, citation.year), []).append(one)
        for found in groups.values():
            yield self._finding(document, found, links)
        if self.status == "spelling":
            yield from _coauthors(links)

    def _finding(self, document: Document, found: list[Link], links: Links) -> Finding:
        first, *more = found
        related = [Place(one.cited.span, "cited here too") for one in more[:7]]
        words = {"cited": first.cited.text, "name": ", ".join(first.cited.citation.authors), "year": first.cited.citation.year}
        fixes: list[Fix] = []
        if first.entry:
            words |= {"listed": first.entry.first, "listed_year": first.entry.year}
            related.append(Place(_heading(first), "the entry"))
            fixes = self._fixes(document, first)
        return Finding(first.cited.span, words, tuple(related), tuple(fixes))

    def _fixes(self, document: Document, found: Link) -> list[Fix]:
        """The citation as the list has it: its year or its spelling."""
        citation, entry, text = found.cited.citation, found.entry, document.prose
        if entry is None or citation.kind == "numeric":
            return []
        old, new = (citation.year, entry.year) if self.status == "year" else (citation.authors[0], entry.first)
        if self.status == "authors" or not new:
            return []
        at = text.find(old, found.cited.span.start, found.cited.span.end)
        return [Fix.replace(Span(at, at + len(old)), new)] if at >= 0 else []


def _coauthors(links: Links) -> Iterator[Finding]:
    """Co-authors of a matched citation that are a slip away from those of its entry: a hint, the link itself holds."""
    for one in links.of("matched"):
        cited = one.cited.citation.authors[1:]
        listed = [author.surname for author in one.entry.authors[1:]] if one.entry else []
        for name in cited if len(cited) <= len(listed) else ():
            keys = [norm(other) for other in listed]
            slips = [other for other, key in zip(listed, keys, strict=True) if near(norm(name), key)]
            if slips and norm(name) not in keys:
                words = {"cited": one.cited.text, "name": name, "listed": slips[0]}
                yield Finding(one.cited.span, words, (Place(_heading(one), "the entry"),), severity=Severity.HINT)


def _heading(found: Link) -> Span:
    """The front of an entry: its authors and year."""
    entry = found.entry
    assert entry is not None
    return entry.author_span or Span(entry.span.start, min(entry.span.end, entry.span.start + 40))
