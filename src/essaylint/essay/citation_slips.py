"""Slips in the form of citations: where each stands and what mends it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

from essaylint.essay.document import Document
from essaylint.essay.linking import Cited, Links
from essaylint.span import Span

Fault = Literal["et-al", "et-al-comma", "et-al-two", "ampersand", "missing-and", "spacing", "comma", "no-date"]
Slip = tuple[Span, str]

_WRONG_ET_AL = re.compile(r"\b(?:et\s?\.\s?al\s?\.?|et al(?![.\w])|at\.? al\b\.?)", re.IGNORECASE)
_AUTHOR_DATE = ("parenthetical", "narrative")


def _cited(links: Links, *, certain: bool = True) -> Iterator[Cited]:
    return (
        one.cited for one in links.links
        if one.cited.citation.kind in _AUTHOR_DATE and (one.cited.citation.certain or not certain)
    )  # fmt: skip


def _et_al(document: Document, links: Links) -> Iterator[Slip]:
    for one in _cited(links):
        match = _WRONG_ET_AL.search(one.text) if one.citation.et_al else None
        if match:
            yield Span(*match.span()).shift(one.span.start), "et al."


def _et_al_comma(document: Document, links: Links) -> Iterator[Slip]:
    for one in _cited(links):
        match = re.search(r"\w(,)\s+et al", one.text)
        if match and len(one.citation.authors) == 1:
            yield Span(*match.span(1)).shift(one.span.start), ""


def _et_al_two(document: Document, links: Links) -> Iterator[Slip]:
    for one in links.of("matched"):
        entry, citation = one.entry, one.cited.citation
        if entry and citation.et_al and len(entry.authors) == 2 and not entry.more_authors and len(citation.authors) == 1:
            joined = f"{entry.authors[0].surname} {'and' if citation.kind == 'narrative' else '&'} {entry.authors[1].surname}"
            match = re.search(r"^.*?\bal\b\.?", one.cited.text)
            if match:
                yield Span(*match.span()).shift(one.cited.span.start), joined


def _ampersand(document: Document, links: Links) -> Iterator[Slip]:
    for one in _cited(links):
        citation = one.citation
        if citation.kind == "narrative" and citation.connector == "&" and not citation.organisation:
            at = one.text.find("&")
            if 0 <= at < one.text.find("("):
                yield Span(at, at + 1).shift(one.span.start), "and"


def _missing_and(document: Document, links: Links) -> Iterator[Slip]:
    for one in _cited(links):
        citation = one.citation
        if len(citation.authors) < 2 or citation.connector or citation.et_al or any(citation.initials) or _several(one, links):
            continue
        if any(" " in name and name[0].isupper() and not name.split()[0].islower() for name in citation.authors):
            continue
        at = one.text.find(citation.authors[-1], one.text.find(citation.authors[-2]) + len(citation.authors[-2]))
        comma = one.text.rfind(",", 0, at)
        if 0 < comma < at:
            word = "and" if citation.kind == "narrative" else "&"
            new = f" {word} " if len(citation.authors) == 2 else f", {word} "
            yield Span(comma, at).shift(one.span.start), new


def _several(one: Cited, links: Links) -> bool:
    """Whether what looks like several authors may be a publisher and place, or a title: then an entry must confirm it."""
    entry = next((each.entry for each in links.links if each.cited is one), None)
    return links.entries != () and (entry is None or len(entry.authors) < 2)


def _spacing(document: Document, links: Links) -> Iterator[Slip]:
    for one in _cited(links):
        group = one.group.of(document.prose)
        for match in re.finditer(r"(?<=\()[ \t]+|[ \t]+(?=[,;)])", group):
            yield Span(*match.span()).shift(one.group.start), ""


def _no_date(document: Document, links: Links) -> Iterator[Slip]:
    for one in _cited(links):
        match = re.search(r"\bn\.\s?d(?!\w)(?!\.)(?!-)", one.text)
        if match:
            yield Span(*match.span()).shift(one.span.start), "n.d."


def _comma(document: Document, links: Links) -> Iterator[Slip]:
    """The minority form, where the other has four times as many."""
    forms: dict[bool, list[Slip]] = {True: [], False: []}
    for one in _cited(links):
        if one.citation.kind != "parenthetical" or one.citation.title or not one.citation.year[:1].isdigit():
            continue
        match = re.search(r"\w\.?(,?\s+)(?=\[?\d{4}[a-z]?\]?)", one.text)
        if match:
            has = match.group(1)[0] == ","
            forms[has].append((Span(*match.span(1)).shift(one.span.start), " " if has else ", "))
    few, many = sorted(forms.values(), key=len)
    if few and len(many) >= 4 * len(few):
        yield from few


FAULTS: dict[Fault, Callable[[Document, Links], Iterator[Slip]]] = {
    "et-al": _et_al, "et-al-comma": _et_al_comma, "et-al-two": _et_al_two, "ampersand": _ampersand,
    "missing-and": _missing_and, "spacing": _spacing, "comma": _comma, "no-date": _no_date,
}  # fmt: skip
