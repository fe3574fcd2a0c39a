"""How an essay uses its sources: one carrying a run of paragraphs, two citation styles, a year to come."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.document import Document
from essaylint.essay.linking import Cited, cited_in, link
from essaylint.essay.matching import norm

Fault = Literal["single-source", "mixed-styles", "future-year", "named-twice", "two-names"]


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report a `fault` in the use of sources.

    `single-source`: `paragraphs` cited paragraphs in a row rest on one work; `mixed-styles`: author-year and numbers
    side by side; `future-year`: a year after `latest`; `named-twice`: “Smith says … (Smith, 2010)”;
    `two-names`: one organisation cited by its full name and by a shortened one.
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
    for one in cited_in(document):
        if re.fullmatch(r"\d{4}[a-z]?", one.citation.year) and int(one.citation.year[:4]) > check.latest and one.citation.certain:
            yield Finding(one.span, {"year": one.citation.year[:4]})


_SAYS = r"(?:['’]s?(?:\s+[\w-]+){0,3}|\s+(?:also\s+)?(?:says?|said|argue[sd]?|claim(?:s|ed)?|states?|stated|notes?|noted|writes?|wrote|suggest(?:s|ed)?|shows?|showed|finds?|found|believe[sd]?|explain(?:s|ed)?|describe[sd]?|define[sd]?|point(?:s|ed)? out|contend(?:s|ed)?|maintain(?:s|ed)?|observe[sd]?|report(?:s|ed)?|assert(?:s|ed)?|conclude[sd]?|emphasize[sd]?|propose[sd]?|discuss(?:es|ed)?))\b"


def _named_twice(check: Check, document: Document) -> Iterator[Finding]:
    for block in document.running:
        paragraph = block.paragraph
        for citation in paragraph.citations:
            if citation.kind != "parenthetical" or len(citation.authors) != 1 or citation.signal or citation.et_al:
                continue
            sentence = paragraph.sentence_at(citation.group.start)
            before = paragraph.text[sentence.start : citation.group.start]
            named = re.match(rf"(?:[A-Z][a-z]+ )?{re.escape(citation.authors[0])}{_SAYS}", before)
            theirs = re.search(rf"\b{re.escape(citation.authors[0])}['’]s?(?: [\w-]+){{1,3}} $", before)
            if (named or theirs) and len([c for c in paragraph.citations if c.group == citation.group]) == 1:
                yield Finding(block.place(citation.group), {"name": citation.authors[0], "year": citation.year})


def _two_names(check: Check, document: Document) -> Iterator[Finding]:
    """“New York City Board” and “NYC Board”, both with one year: the form that comes second is told."""
    names: dict[tuple[str, str], list[Cited]] = {}
    for one in cited_in(document):
        name = re.sub(r"^the ", "", one.citation.authors[0], flags=re.I) if one.citation.authors else ""
        if one.citation.organisation and one.citation.certain and " " in name:
            names.setdefault((name, one.citation.year), []).append(one)
    every = list(names.items())
    for at, ((name, year), places) in enumerate(every):
        for (other, other_year), _ in every[:at]:
            if year == other_year and norm(other) != norm(name) and (_shortens(name, other) or _shortens(other, name)):
                yield Finding(places[0].span, {"usual": other}, tuple(Place(one.span, "and here") for one in places[1:9]))


def _shortens(short: str, long: str) -> bool:
    """Whether `short` is `long` with its first words as initials."""
    first, _, rest = short.partition(" ")
    if not (first.isupper() and len(first) > 1) or not long.endswith(rest):
        return False
    words = long[: len(long) - len(rest)].split()
    return "".join(word[0] for word in words if word[0].isupper()) == first.replace(".", "")


_FAULTS: dict[Fault, Callable[[Check, Document], Iterator[Finding]]] = {
    "single-source": _single_source, "mixed-styles": _mixed_styles, "future-year": _future_year, "named-twice": _named_twice,
    "two-names": _two_names,
}  # fmt: skip
