"""Acronyms: expanded twice, used before they are expanded, two for one name, letters out of order, inside the name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Literal

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Fix, Place
from essaylint.essay.acronyms import Acronyms, Expansion, acronyms
from essaylint.essay.document import Document
from essaylint.essay.paragraph import fold
from essaylint.values import dataclass

# Read by everybody as they are.
_KNOWN = frozenset("US USA UK UN EU AIDS HIV DNA RNA NASA NATO USSR GDP TV FBI CIA PhD BBC CEO PDF IQ UNESCO UNICEF WHO".split())


@dataclass(frozen=True)
class Check(DocumentCheck):
    """`fault` says which of the five is looked for."""

    fault: Literal["twice", "late", "two-expansions", "order", "inside"] = "twice"

    def find_in(self, document: Document) -> Iterator[Finding]:
        found = acronyms(document)
        if self.fault == "order":
            yield from (_misordered(one) for one in found.expansions if len(one.letters) > 3 and one.letters != _capitals(one.acronym))
            return
        if self.fault == "inside":
            yield from (Finding(one.span, {"acronym": one.acronym, "long": one.long}) for one in found.inside)
            return
        groups: dict[str, list[Expansion]] = defaultdict(list)
        for one in found.expansions:
            groups[one.acronym].append(one)
        if self.fault == "two-expansions":
            yield from _two_expansions(groups)
        else:
            for name, group in groups.items():
                yield from _twice(name, group) if self.fault == "twice" else _late(name, group[0], found)


def _capitals(acronym: str) -> str:
    return "".join(char for char in acronym if char.isupper())


def _key(long: str) -> str:
    return " ".join(fold(long).replace("-", " ").rstrip("s").split())


def _misordered(one: Expansion) -> Finding:
    fix = Fix.replace(one.bracket, one.letters)
    return Finding(one.bracket, {"long": one.long, "other": one.letters}, (Place(one.span, "the long form"),), (fix,))


def _twice(name: str, group: list[Expansion]) -> Iterator[Finding]:
    same = [one for one in group if _key(one.long) == _key(group[0].long)]
    if len(same) > 1:
        related = [Place(same[0].span, "expanded here first"), *(Place(one.span, "and again here") for one in same[2:])]
        yield Finding(same[1].span, {"acronym": name}, tuple(related))


def _late(name: str, first: Expansion, found: Acronyms) -> Iterator[Finding]:
    if name in _KNOWN:
        return
    early = [span for use, span in found.uses if use == name and span.start < first.span.start]
    if early:
        yield Finding(early[0], {"long": first.long}, (Place(first.span, "expanded only here"),))


def _two_expansions(groups: dict[str, list[Expansion]]) -> Iterator[Finding]:
    for name, group in groups.items():
        other = next((one for one in group[1:] if _key(one.long) != _key(group[0].long)), None)
        if other is not None:
            yield Finding(other.span, {"acronym": name, "long": group[0].long}, (Place(group[0].span, "the first long form"),))
    by_long: dict[str, list[Expansion]] = defaultdict(list)
    for group in groups.values():
        for one in group:
            by_long[_key(one.long)].append(one)
    for same in by_long.values():
        different = next((one for one in same[1:] if one.acronym != same[0].acronym), None)
        if different is not None:
            yield Finding(different.bracket, {"acronym": same[0].acronym, "long": different.long}, (Place(same[0].bracket, "another acronym"),))
