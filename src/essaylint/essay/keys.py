"""Citations by key: which work each stands for, which key nobody has, and which it is near to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from essaylint.essay.document import Document
from essaylint.essay.entries import Reference
from essaylint.essay.library import Library, Work
from essaylint.essay.matching import distance, norm
from essaylint.span import Span


def entries_by_key(document: Document, entries: Sequence[Reference]) -> dict[str, Reference]:
    r"""The entries of the essay's own list by the keys that its \bibitem commands give them."""
    placed = sorted((work.place, work.key) for work in document.library.works if work.place >= 0)
    places = [place for place, _ in placed]
    found: dict[str, Reference] = {}
    for entry in entries:
        at = bisect_right(places, document.map.to_file(Span(entry.span.start, entry.span.start + 1)).start) - 1
        if at >= 0:
            found.setdefault(placed[at][1], entry)
    return found


def near_key(key: str, library: Library) -> str:
    """The key that was meant: one that differs in case or signs alone, or by a slip; an empty string where none is near.

    >>> near_key("kellr2014", Library(works=(Work("keller2014"), Work("moreno2011"))))
    'keller2014'
    """
    wanted = norm(key)
    best, least = "", 3 if len(wanted) >= 9 else 2 if len(wanted) >= 5 else 1
    for other in library.by_key:
        plain = norm(other)
        if abs(len(plain) - len(wanted)) < least and (apart := distance(wanted, plain)) < least:
            best, least = other, apart
    return best


def cited_keys(document: Document) -> frozenset[str]:
    """Every key that the essay may cite: those in its citations, and any @key in its prose."""
    return frozenset(re.findall(r"@\{?([\w][\w:.#$%&+?<>~/-]*\w|[^{}\s]+(?=\}))", document.prose)) | document.library.listed


def unused(document: Document, cited: Iterable[str]) -> tuple[Work, ...]:
    """The works of its .bib files that the essay neither cites nor lists, nor any other work draws on."""
    library = document.library
    if library.all_listed or library.partial or not library.is_known:
        return ()
    known = {*cited, *cited_keys(document), *(key for work in library.works for key in work.within)}
    left = {work.key: work for work in library.works if work.file and known.isdisjoint((work.key, *work.also))}
    return tuple(left.values())


def same_works(library: Library, keys: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of keys for one work: one DOI, or the same first name, year and title in the same container."""
    first: dict[object, str] = {}
    pairs = []
    for key in dict.fromkeys(keys):
        work = library.by_key.get(key)
        if work is None:
            continue
        marks: list[object] = [("doi", norm(work.doi))] if len(norm(work.doi)) > 6 else []
        if len(norm(work.title)) > 10 and work.names and work.year:
            marks.append((norm(work.names[0]), work.year, norm(work.title), norm(work.container)))
        other = next((first[mark] for mark in marks if mark in first), key)
        if other != key and library.by_key[other] is not work:
            pairs.append((other, key))
        for mark in marks:
            first.setdefault(mark, key)
    return pairs
