"""Citations by key ([@key], \\cite{key}) and the bibliographies that the keys stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Fix, Place, Severity
from essaylint.essay.document import Document
from essaylint.essay.keys import near_key, same_works
from essaylint.essay.linking import Links, link
from essaylint.span import Span
from essaylint.values import dataclass

Fault = Literal["unknown", "unused", "repeated", "same-work", "unread"]


@dataclass(frozen=True)
class Check(DocumentCheck):
    """`unknown`: a key that no entry has; `unused`: entries of a .bib file that nothing cites; `repeated`: a key that two
    entries have (a hint where it is not cited); `same-work`: one work under two keys; `unread`: a bibliography that could not be read.

    What is wrong in a .bib file is told at the first citation that the file matters to.
    """

    fault: Fault

    def find_in(self, document: Document) -> Iterator[Finding]:
        links = link(document)
        places: dict[str, list[Span]] = {}
        for one in links.links:
            if one.cited.citation.kind == "key":
                for key in one.cited.citation.authors:
                    at = max(one.cited.text.find(key), 0) + one.cited.span.start
                    places.setdefault(key, []).append(Span(at, min(at + len(key), one.cited.span.end)))
        if places:
            yield from _FAULTS[self.fault](document, links, places)


Places = dict[str, list[Span]]


def _unknown(document: Document, links: Links, places: Places) -> Iterator[Finding]:
    library = document.library
    if not library.is_known:
        return
    where = " and ".join(dict.fromkeys(work.file or "the list" for work in library.works))
    for key, (first, *more) in places.items():
        if key in library.by_key:
            continue
        near = near_key(key, library)
        fixes = (Fix.replace(first, near),) if near else ()
        ask = f"Did you mean “{near}”? " if near else ""
        yield Finding(first, {"key": key, "where": where, "ask": ask}, tuple(Place(span, "cited here too") for span in more[:8]), fixes)


def _unused(document: Document, links: Links, places: Places) -> Iterator[Finding]:
    """Once for each file; a file of which most is not cited is a collection, and left alone."""
    for file in dict.fromkeys(work.file for work in links.unused_works):
        every = [work.key for work in document.library.works if work.file == file]
        idle = [work.key for work in links.unused_works if work.file == file]
        if len(idle) * 2 <= len(every):
            shown = ", ".join(idle[:6]) + (f" and {len(idle) - 6} more" if len(idle) > 6 else "")
            yield Finding(next(iter(places.values()))[0], {"file": file, "keys": shown})


def _repeated(document: Document, links: Links, places: Places) -> Iterator[Finding]:
    anywhere = next(iter(places.values()))[0]
    for first, again in document.library.repeated:
        files = [f"{work.file}, line {work.line}" if work.file else "the essay’s list" for work in (first, again)]
        where = " and ".join(dict.fromkeys(files))
        span, *more = places.get(again.key, [anywhere])
        related = tuple(Place(one, "cited here too") for one in more[:8])
        quiet = None if again.key in places else Severity.HINT
        yield Finding(span, {"key": again.key, "where": where}, related, severity=quiet)


def _same_work(document: Document, links: Links, places: Places) -> Iterator[Finding]:
    for one, other in same_works(document.library, places):
        yield Finding(places[other][0], {"key": other, "other": one}, (Place(places[one][0], f"cited as “{one}” here"),))


def _unread(document: Document, links: Links, places: Places) -> Iterator[Finding]:
    for name, why in document.library.unread:
        yield Finding(next(iter(places.values()))[0], {"name": name, "why": why})


_FAULTS: dict[Fault, Callable[[Document, Links, Places], Iterator[Finding]]] = {
    "unknown": _unknown, "unused": _unused, "repeated": _repeated, "same-work": _same_work, "unread": _unread,
}  # fmt: skip
