"""Names in citations that are said twice or in two ways."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.document import Document
from essaylint.essay.linking import Cited, cited_in
from essaylint.essay.matching import norm
from essaylint.values import dataclass

Fault = Literal["named-twice", "two-names"]


@dataclass(frozen=True)
class Check(DocumentCheck):
    """`named-twice`: “Smith says … (Smith, 2010)”; `two-names`: one organisation by its full name and a shortened one."""

    fault: Fault

    def find_in(self, document: Document) -> Iterator[Finding]:
        yield from _FAULTS[self.fault](document)


_FIRST = re.compile(r"[A-Z][a-z]+ ")
_SAYS = re.compile(r"(?:['’]s?(?:\s+[\w-]+){0,3}|\s+(?:also\s+)?(?:says?|said|argue[sd]?|claim(?:s|ed)?|states?|stated|notes?|noted|writes?|wrote|suggest(?:s|ed)?|shows?|showed|finds?|found|believe[sd]?|explain(?:s|ed)?|describe[sd]?|define[sd]?|point(?:s|ed)? out|contend(?:s|ed)?|maintain(?:s|ed)?|observe[sd]?|report(?:s|ed)?|assert(?:s|ed)?|conclude[sd]?|emphasize[sd]?|propose[sd]?|discuss(?:es|ed)?))\b")


def _named_twice(document: Document) -> Iterator[Finding]:
    for block in document.running:
        paragraph = block.paragraph
        for citation in paragraph.citations:
            if citation.kind != "parenthetical" or len(citation.authors) != 1 or citation.signal or citation.et_al:
                continue
            sentence = paragraph.sentence_at(citation.group.start)
            before = paragraph.text[sentence.start : citation.group.start]
            name = citation.authors[0]
            if name not in before or len([c for c in paragraph.citations if c.group == citation.group]) != 1:
                continue
            if _says(name, before) or re.search(rf"\b{re.escape(name)}['’]s?(?: [\w-]+){{1,3}} $", before):
                yield Finding(block.place(citation.group), {"name": name, "year": citation.year})


def _says(name: str, before: str) -> bool:
    """Whether a sentence begins with the name, or a first name and it, and lets it speak."""
    first = _FIRST.match(before)
    starts = (0, first.end()) if first else (0,)
    return any(before.startswith(name, at) and _SAYS.match(before, at + len(name)) for at in starts)


def _two_names(document: Document) -> Iterator[Finding]:
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


_FAULTS: dict[Fault, Callable[[Document], Iterator[Finding]]] = {"named-twice": _named_twice, "two-names": _two_names}
