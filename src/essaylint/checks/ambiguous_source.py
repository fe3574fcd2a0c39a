"""Citations that could mean two entries: two authors of one surname, or two works of one author and year."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Literal

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.document import Document
from essaylint.essay.entries import Reference
from essaylint.essay.linking import link
from essaylint.essay.matching import norm
from essaylint.span import Span
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(DocumentCheck):
    """`lacks` says what would tell the works apart: `initials` (Park, H. and Park, S.) or a `letter` (2010a, 2010b)."""

    lacks: Literal["initials", "letter"]

    def find_in(self, document: Document) -> Iterator[Finding]:
        yield from self._initials(document) if self.lacks == "initials" else self._letters(document)

    def _initials(self, document: Document) -> Iterator[Finding]:
        links = link(document)
        people: dict[str, list[Reference]] = defaultdict(list)
        for entry in links.entries:
            if entry.authors and entry.authors[0].given:
                same = people[norm(entry.authors[0].surname)]
                if not any(_one_person(entry.authors[0].given, other.authors[0].given) for other in same):
                    same.append(entry)
        for surname, entries in people.items():
            if len(entries) < 2:
                continue
            bare = []
            for one in links.of("matched"):
                citation = one.cited.citation
                plain = citation.kind in ("parenthetical", "narrative") and not any(citation.initials)
                if plain and norm(citation.authors[0]) == surname and len(citation.authors) == 1 and not citation.et_al:
                    before = document.prose[max(one.cited.span.start - 4, 0) : one.cited.span.start]
                    if not re.search(r"[A-Z]\.[ -]?$", before):
                        bare.append(one.cited)
            if bare:
                first, *more = bare
                related = [Place(one.span, "and here") for one in more[:5]]
                related += [Place(_front(entry), "one of them") for entry in entries[:3]]
                names = " and ".join(f"{e.authors[0].given.strip('.')}. {e.authors[0].surname}" for e in entries)
                yield Finding(first.span, {"names": names}, tuple(related))

    def _letters(self, document: Document) -> Iterator[Finding]:
        same: dict[tuple[str, ...], list[Reference]] = defaultdict(list)
        for entry in link(document).entries:
            if re.fullmatch(r"\d{4}", entry.year) and entry.first:
                names = tuple(f"{norm(a.surname)} {norm(a.given)[:1]}" for a in entry.authors) or (norm(entry.first),)
                same[(*names, entry.year)].append(entry)
        for entries in same.values():
            titles = {norm(entry.title) for entry in entries}
            if len(entries) > 1 and len(titles) == len(entries) and "" not in titles:
                first, *more = entries
                span = first.year_span or _front(first)
                related = tuple(Place(one.year_span or _front(one), "the other one") for one in more[:8])
                yield Finding(span, {"name": first.first, "year": first.year}, related)


def _one_person(one: str, other: str) -> bool:
    """Whether two given names can be one person's: "K." and "K. L.", "J." and "John"."""
    first, second = norm(one), norm(other)
    return first.startswith(second) or second.startswith(first)


def _front(entry: Reference) -> Span:
    return entry.author_span or Span(entry.span.start, min(entry.span.end, entry.span.start + 40))
