"""How an essay uses its sources: one carrying a run of paragraphs, two citation styles, a year to come."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.document import Document
from essaylint.essay.linking import Cited, cited_in, link
from essaylint.essay.matching import norm
from essaylint.values import dataclass

Fault = Literal["single-source", "mixed-styles", "future-year"]


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report a `fault` in the use of sources.

    `single-source`: `paragraphs` cited paragraphs in a row rest on one work; `mixed-styles`: author-year and numbers
    side by side; `future-year`: a year after `latest`.
    """

    fault: Fault
    paragraphs: int = 3
    latest: int = 2027

    def find_in(self, document: Document) -> Iterator[Finding]:
        yield from _FAULTS[self.fault](self, document)


def _single_source(check: Check, document: Document) -> Iterator[Finding]:
    run: list[Cited] = []
    for block in document.running:
        cited = [one for one in cited_in_block(document, block.start, block.start + len(block.paragraph.text)) if one.citation.certain]
        if not cited:
            continue
        works = {(norm(one.citation.authors[0]), one.citation.year) for one in cited if one.citation.authors}
        if run and works == {(norm(run[-1].citation.authors[0]), run[-1].citation.year)}:
            run.append(cited[0])
            continue
        yield from _run_finding(check, run)
        run = [cited[0]] if len(works) == 1 else []
    yield from _run_finding(check, run)


def _run_finding(check: Check, run: list[Cited]) -> Iterator[Finding]:
    if len(run) >= check.paragraphs:
        related = tuple(Place(one.span, "the same source") for one in run[1:9])
        yield Finding(run[0].span, {"count": str(len(run)), "work": run[0].text}, related)


def cited_in_block(document: Document, start: int, end: int) -> list[Cited]:
    """The citations between two offsets of the prose."""
    return [one.cited for one in link(document).links if start <= one.cited.span.start < end]


def _mixed_styles(check: Check, document: Document) -> Iterator[Finding]:
    cited = cited_in(document)
    numbers = [one for one in cited if one.citation.kind == "numeric" and one.text.startswith("[") and "^" not in one.text]
    names = [one for one in cited if one.citation.kind in ("parenthetical", "narrative") and one.citation.certain]
    few, many = sorted((numbers, names), key=len)
    if few and len(many) >= 3 and len(many) >= 2 * len(few):
        yield Finding(few[0].span, {"usual": many[0].text}, tuple(Place(one.span, "and here") for one in few[1:9]))


def _future_year(check: Check, document: Document) -> Iterator[Finding]:
    told: set[str] = set()
    for one in cited_in(document):
        if re.fullmatch(r"\d{4}[a-z]?", one.citation.year) and int(one.citation.year[:4]) > check.latest and one.citation.certain:
            told.add(one.citation.year[:4])
            yield Finding(one.span, {"year": one.citation.year[:4]})
    for entry in link(document).entries:
        year = re.match(r"\d{4}", entry.year)
        if year and entry.year_span and int(year.group()) > check.latest and year.group() not in told:
            yield Finding(entry.year_span, {"year": year.group()})


_FAULTS: dict[Fault, Callable[[Check, Document], Iterator[Finding]]] = {
    "single-source": _single_source, "mixed-styles": _mixed_styles, "future-year": _future_year,
}  # fmt: skip
