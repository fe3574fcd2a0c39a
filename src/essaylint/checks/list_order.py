"""An entry that stands out of the alphabet in a list that is alphabetical otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.document import Document
from essaylint.essay.entries import Reference
from essaylint.essay.linking import link
from essaylint.essay.matching import norm
from essaylint.span import Span
from essaylint.values import dataclass

_PARTICLES = re.compile(r"(?:(?:van|von|der|den|de|del|della|di|da|du|la|le|el|al|the|an?)[\s-]+|[dDlL]['’])+", re.IGNORECASE)


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report entries out of order in a list of `least` entries or more, of which at most one in `most` is out of order.

    Silent where the list is numbered. A name with a particle may stand under it or under what follows.
    """

    least: int = 5
    most: int = 5

    def find_in(self, document: Document) -> Iterator[Finding]:
        entries = link(document).entries
        if len(entries) < self.least or any(entry.number for entry in entries):
            return
        keys = [_keys(entry) for entry in entries]
        kept = _longest_run([key[0] for key in keys])
        out = [at for at in range(len(entries)) if at not in kept and not _fits(at, kept, keys)]
        if len(out) * self.most > len(entries):
            return
        for at in out:
            before = max((other for other in kept if other < at), default=None)
            after = min((other for other in kept if other > at), default=None)
            wrong = before if before is not None and keys[before][0] > keys[at][0] else after
            if wrong is not None:
                where = "after" if wrong == before else "before"
                words = {"name": entries[at].first, "other": entries[wrong].first, "where": where}
                yield Finding(_front(entries[at]), words, (Place(_front(entries[wrong]), "this one"),))


def _keys(entry: Reference) -> list[str]:
    """The names that an entry may be sorted by."""
    written = re.split(r"[,.(:]", re.sub(r"^[\W\d_]+", "", entry.text), maxsplit=1)[0]
    name = entry.authors[0].surname if entry.authors else entry.first
    forms = [name, _PARTICLES.sub("", name, count=1), written, _PARTICLES.sub("", written, count=1)]
    return [norm(form) for form in forms]


def _longest_run(keys: Sequence[str]) -> set[int]:
    """The positions of a longest subsequence that is in order."""
    length, before = [1] * len(keys), [-1] * len(keys)
    for at, key in enumerate(keys):
        for other in range(at):
            if keys[other] <= key and length[other] >= length[at]:
                length[at], before[at] = length[other] + 1, other
    at = max(range(len(keys)), key=length.__getitem__)
    kept = set()
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept


def _fits(at: int, kept: set[int], keys: Sequence[Sequence[str]]) -> bool:
    """Whether another form of a name, or of its neighbours' names, is in order."""
    before = max((other for other in kept if other < at), default=None)
    after = min((other for other in kept if other > at), default=None)
    least = min(keys[before]) if before is not None else ""
    most = max(keys[after]) if after is not None else "\uffff"
    return any(least[:3] <= key[:3] <= most[:3] or least <= key <= most for key in keys[at])


def _front(entry: Reference) -> Span:
    return entry.author_span or Span(entry.span.start, min(entry.span.end, entry.span.start + 40))
