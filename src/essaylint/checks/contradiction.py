"""Two claims of one essay that cannot both be true, both places shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from essaylint.checks.base import DocumentCheck, Need
from essaylint.diagnostic import Finding, Place, Severity
from essaylint.essay.claims import Claim
from essaylint.essay.coreference import document_claims
from essaylint.essay.document import Document
from essaylint.essay.exclusions import find_scopes, opposed_scopes
from essaylint.essay.nounphrases import is_human
from essaylint.essay.oppositions import Opposition, oppositions
from essaylint.essay.oppositions.vetoes import veto
from essaylint.essay.twins import find_bags, twins
from essaylint.span import Span

# A claim is compared with so many earlier ones about the same thing: this keeps the cost of long essays in line.
MOST_COMPARED = 300
_EXCLUSIVE = frozenset({"only", "sole", "another", "other"})
_POINTING = _EXCLUSIVE | {"the"}


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
        for first, second in pairs(claims):
            key = (first.sentence.start, second.sentence.start)
            if key in seen or first.span == second.span:
                continue
            found = next((one for one in oppositions(first, second) if one.kind not in self.kinds_off), None)
            if found is None or veto(first, second, found):
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
        main = {claim.sentence.start: claim for claim in reversed(claims)}
        for first, second, difference in twins(bags):
            key = (bags[first].span.start, bags[second].span.start)
            one, other = main.get(key[0]), main.get(key[1])
            found = Opposition("twins", difference)
            if key in seen or one is None or other is None or veto(one, other, found):
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


def pairs(claims: tuple[Claim, ...]) -> Iterator[tuple[Claim, Claim]]:
    """Claims that may be about one thing, each pair once, in the order of the text."""
    buckets: dict[str, list[int]] = defaultdict(list)
    everybody = any(claim.subject.head == "people" and claim.subject.quantity in ("all", "no") for claim in claims)
    for number, claim in enumerate(claims):
        keys = _keys(claim)
        if everybody and is_human(claim.subject):
            keys.add("people")
        for key in keys:
            buckets[key].append(number)
    found: set[tuple[int, int]] = set()
    for bucket in buckets.values():
        for place, number in enumerate(bucket):
            found.update((earlier, number) for earlier in bucket[max(0, place - MOST_COMPARED) : place])
    for earlier, later in sorted(found):
        if claims[earlier].sentence != claims[later].sentence:
            yield claims[earlier], claims[later]


def _keys(claim: Claim) -> set[str]:
    """The heads under which a claim is filed: of its subject, agent and object, of owners, of the sole or other thing."""
    keys = set()
    for phrase in (claim.subject, claim.actor, claim.object):
        if phrase is not None:
            keys.add(phrase.head or phrase.pronoun)
            if phrase.quantity == "poss":
                keys.update(phrase.words)
                keys.update(name.split()[-1] for name in phrase.names)
    for role, phrase in claim.arguments:
        if (role in ("attribute", "object") and phrase.quantity in _POINTING) or role.endswith("than"):
            keys.add(phrase.head)
        if role in ("because", "due") or phrase.quantity in _EXCLUSIVE:
            keys.add(f"{'cause' if phrase.quantity not in _EXCLUSIVE else 'only'}!")
    if claim.subject.quantity in _EXCLUSIVE:
        keys.update(("only!", "cause!") if claim.subject.head in ("reason", "cause") else ("only!",))
    return keys - {""}
