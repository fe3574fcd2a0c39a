"""Entries of the reference list that do not go together: doubles, one address on two works, mixed forms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.document import Document
from essaylint.essay.entries import Reference
from essaylint.essay.linking import Links, link
from essaylint.essay.matching import norm
from essaylint.span import Span
from essaylint.values import dataclass

Fault = Literal["duplicate", "shared-address", "access-dates", "style", "no-heading"]


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report a `fault` of the list once for each group of entries that share it.

    `duplicate`: the same work twice; `shared-address`: one DOI or URL on two works; `access-dates`: given for some
    addresses only; `style`: a few entries that write their years otherwise than most; `no-heading`: a list without one.
    """

    fault: Fault

    def find_in(self, document: Document) -> Iterator[Finding]:
        links = link(document)
        for first, others, words in _FAULTS[self.fault](links):
            yield Finding(_front(first), words, tuple(Place(_front(other), "and this one") for other in others[:8]))


Group = tuple[Reference, Sequence[Reference], dict[str, str]]


def _front(entry: Reference) -> Span:
    return entry.author_span or Span(entry.span.start, min(entry.span.end, entry.span.start + 40))


def _duplicate(links: Links) -> Iterator[Group]:
    groups: dict[tuple[str, str, str], list[Reference]] = defaultdict(list)
    for entry in links.entries:
        if len(norm(entry.title)) > 10:
            groups[norm(entry.first), entry.year.rstrip("abcdef"), norm(entry.title)].append(entry)
    for entries in groups.values():
        if len(entries) > 1 and len({(e.volume, e.pages, e.container, e.url) for e in entries}) == 1:
            yield entries[1], entries[:1], {"title": entries[0].title}


def _shared_address(links: Links) -> Iterator[Group]:
    groups: dict[str, list[Reference]] = defaultdict(list)
    for entry in links.entries:
        address = entry.doi or re.sub(r"^(?:https?://)?(?:www\.)?", "", entry.url)
        if "/" in address.strip("/"):
            groups[address.rstrip("/").lower()].append(entry)
    for address, entries in groups.items():
        if len({norm(entry.title) for entry in entries}) > 1:
            yield entries[1], entries[:1], {"address": address}


def _access_dates(links: Links) -> Iterator[Group]:
    online = [entry for entry in links.entries if (entry.url or entry.dangling) and not entry.doi]
    without = [entry for entry in online if not entry.accessed and not re.search(r"[Aa]ccessed|[Rr]etrieved (?:on|[A-Z]\w+ \d)| on [A-Z]\w+ \d", entry.text)]
    if without and len(without) < len(online):
        yield without[0], without[1:], {"count": str(len(without)), "total": str(len(online))}


def _style(links: Links) -> Iterator[Group]:
    styles: dict[str, list[Reference]] = defaultdict(list)
    for entry in links.entries:
        if entry.style in ("apa", "harvard", "chicago"):
            styles[entry.style].append(entry)
    if len(styles) < 2:
        return
    many = max(styles.values(), key=len)
    few = [entry for entries in styles.values() if entries is not many for entry in entries]
    if len(many) >= 4 * len(few):
        few.sort(key=lambda entry: entry.span)
        yield few[0], few[1:], {"count": str(len(many))}


def _no_heading(links: Links) -> Iterator[Group]:
    if len(links.entries) > 1 and links.heading is None:
        yield links.entries[0], (), {}


_FAULTS: dict[Fault, Callable[[Links], Iterator[Group]]] = {
    "duplicate": _duplicate, "shared-address": _shared_address, "access-dates": _access_dates, "style": _style,
    "no-heading": _no_heading,
}  # fmt: skip
