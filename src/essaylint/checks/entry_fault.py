"""What an entry of the reference list lacks or contradicts in itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Fix, Safety
from essaylint.essay.document import Document
from essaylint.essay.entries import Reference
from essaylint.essay.linking import link
from essaylint.span import Span
from essaylint.values import dataclass

Fault = Literal["empty-retrieval", "no-source", "no-year", "access-before-publication", "doi"]

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_KIND = re.compile(r"\b(?:dissertation|thesis|university|film|video|broadcast|lecture|manuscript|interview|album|press)\b", re.I)


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report a `fault` of single entries.

    `empty-retrieval`: “Retrieved from” with nothing after it; `no-source`: neither container, publisher, address nor
    DOI after the title; `no-year`; `access-before-publication`; `doi`: a DOI that cannot be one.
    """

    fault: Fault

    def find_in(self, document: Document) -> Iterator[Finding]:
        entries = link(document).entries
        for entry in entries:
            found = _FAULTS[self.fault](entry, entries)
            if found:
                yield found


def _empty_retrieval(entry: Reference, entries: tuple[Reference, ...]) -> Finding | None:
    return Finding(entry.retrieved) if entry.dangling and entry.retrieved else None


def _no_source(entry: Reference, entries: tuple[Reference, ...]) -> Finding | None:
    """Only where the entry is otherwise whole: authors, a year in front, and a title that ends it."""
    known = entry.container or entry.publisher or entry.doi or entry.url or entry.retrieved or entry.volume
    if known or not entry.title_span or not entry.year_span or not entry.author_span or entry.year_span.start > entry.title_span.start:
        return None
    rest = re.sub(r"\([^()]*\)|\[[^\[\]]*\]|[\s.,;]", "", entry.rest)
    bracketed = " ".join(re.findall(r"\([^()]*\)|\[[^\[\]]*\]", entry.text[entry.title_span.start - entry.span.start :]))
    if not entry.authors and re.search(r": [A-Z]", entry.title):
        return None  # what looks like a title is place and publisher, after a title in the author's place
    if rest or _KIND.search(bracketed) or _KIND.search(entry.title) or len(entry.title.split()) < 3:
        return None
    if entry.title.count(",") > 1 and re.search(r"\d", re.sub(r"\([^()]*\)", "", entry.title)):
        return None
    end = entry.span.start + len(entry.text.rstrip())
    tail = re.search(r"(?:\([^()]{1,40}\)|\S+\s+\S+)[\s.]*$", entry.text.rstrip())
    start = entry.span.start + tail.start() if tail else entry.title_span.start
    return Finding(Span(start, end), {"title": entry.title})


def _no_year(entry: Reference, entries: tuple[Reference, ...]) -> Finding | None:
    """Only where nearly all other entries have one."""
    dated = sum(bool(one.year) for one in entries)
    if entry.year or _YEAR.search(entry.text) or not entry.author_span or dated < 3 or len(entry.text) < 30:
        return None
    return Finding(entry.author_span, {"name": entry.first})


def _access_before(entry: Reference, entries: tuple[Reference, ...]) -> Finding | None:
    accessed = _YEAR.search(entry.accessed)
    published = _YEAR.search(entry.year)
    if accessed and published and entry.retrieved and int(accessed.group()) < int(published.group()):
        return Finding(entry.retrieved, {"accessed": accessed.group(), "year": published.group()})
    return None


def _doi(entry: Reference, entries: tuple[Reference, ...]) -> Finding | None:
    if entry.doi_span is None or re.fullmatch(r"10\.\d{4,9}(?:\.\d+)*/\S+", entry.doi):
        return None
    joined = re.sub(r"\s+", "", entry.doi)
    fixes = (Fix.replace(entry.doi_span, f"https://doi.org/{joined}", Safety.SUGGESTED),) if re.fullmatch(r"10\.\d{4,9}/\S+", joined) else ()
    return Finding(entry.doi_span, {"doi": entry.doi or "nothing"}, fixes=fixes)


_FAULTS: dict[Fault, Callable[[Reference, tuple[Reference, ...]], Finding | None]] = {
    "empty-retrieval": _empty_retrieval, "no-source": _no_source, "no-year": _no_year,
    "access-before-publication": _access_before, "doi": _doi,
}  # fmt: skip
