"""Two claims of one essay that cannot both be true, both places shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from essaylint.checks.base import DocumentCheck, Need
from essaylint.diagnostic import Finding, Place, Severity
from essaylint.essay.claim import Claim
from essaylint.essay.coreference import document_claims
from essaylint.essay.document import Document
from essaylint.essay.exclusions import find_scopes, opposed_scopes
from essaylint.essay.oppositions.alignment import Opposition
from essaylint.essay.oppositions.index import opposed_claims
from essaylint.essay.oppositions.vetoes import others, veto, whole_veto
from essaylint.essay.twins import find_bags, twins
from essaylint.span import Span
from essaylint.values import dataclass, replace


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Compares the claims about each thing with one another.

    `kinds_off` names kinds of opposition to leave out; `longest` is how much of a place the message quotes.
    """

    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})
    kinds_off: tuple[str, ...] = ()
    longest: int = 60

    def find_in(self, document: Document) -> Iterator[Finding]:
        """Yield one finding for each pair of places that are opposed, the later place first in `related`."""
        seen: set[tuple[int, int]] = set()
        claims = document_claims(document)
        opposed = opposed_claims(claims)
        for first, second, found in sorted(opposed, key=lambda one: not one[2].sure):
            key = (first.sentence.start, second.sentence.start)
            if key in seen or found.kind in self.kinds_off or veto(first, second, found):
                continue
            seen.add(key)
            yield self._finding(document, first.span, second.span, found)
        yield from self._scopes(document)
        yield from self._twins(document, claims, seen)

    def _twins(self, document: Document, claims: tuple[Claim, ...], seen: set[tuple[int, int]]) -> Iterator[Finding]:
        """Sentences that are word for word the same but for a "not" or an antonym."""
        bags = [
            replace(bag, span=block.place(bag.span)) for block in document.running for bag in find_bags(block.paragraph)
        ]
        within: dict[int, list[Claim]] = {}
        for claim in claims:
            within.setdefault(claim.sentence.start, []).append(claim)
        for first, second, difference in twins(bags):
            key = (bags[first].span.start, bags[second].span.start)
            one, other = _likest(within.get(key[0], []), within.get(key[1], []))
            found = Opposition("twins", difference)
            room = whole_veto if difference.startswith("the one denies") else veto
            if key in seen or one is None or other is None or room(one, other, found) or others(one, other):
                continue
            seen.add(key)
            yield self._finding(document, one.span, other.span, found)

    def _scopes(self, document: Document) -> Iterator[Finding]:
        """"Men but not women" in one place, "both men and women" in another."""
        scopes = [
            (scope, block.place(scope.span)) for block in document.running for scope in find_scopes(block.paragraph)
        ]
        for place, (scope, span) in enumerate(scopes):
            for other, there in scopes[place + 1 :]:
                if opposed_scopes(scope, other):
                    left_out = scope.second if scope.excluded else other.second
                    yield self._finding(document, span, there, Opposition("scope", f"“{left_out}” left out or not"))

    def _finding(self, document: Document, first: Span, second: Span, found: Opposition) -> Finding:
        here, there = (self._quote(span.of(document.prose)) for span in (first, second))
        return Finding(
            first,
            {"here": here, "there": there, "difference": found.reason, "kind": found.kind},
            (Place(second, f"the other side: {found.reason}"),),
            severity=None if found.sure else Severity.HINT,
        )

    def _quote(self, text: str) -> str:
        text = " ".join(text.split())
        return text if len(text) <= self.longest else text[: self.longest].rsplit(" ", 1)[0] + " …"


def _likest(ones: list[Claim], others: list[Claim]) -> tuple[Claim | None, Claim | None]:
    """The claims of two sentences that are most alike and differ in what they deny."""
    pairs = [(one, other) for one in ones for other in others]
    if not pairs:
        return (ones[0] if ones else None), (others[0] if others else None)
    return max(pairs, key=lambda pair: (pair[0].negated != pair[1].negated, len(pair[0].words & pair[1].words), -pair[0].index - pair[1].index))
