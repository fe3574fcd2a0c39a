"""One name in two spellings: the majority, or the reference list, says which is meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Edit, Finding, Fix, Place, Safety
from essaylint.essay.document import Document
from essaylint.essay.proper_names import Names, Part, names
from essaylint.essay.vocabulary import vocabulary
from essaylint.lexicon.distance import distance
from essaylint.lexicon.near import mask
from essaylint.lexicon.words import best, entry, plain
from essaylint.span import Span
from essaylint.values import dataclass

# Endings that make another word of a name: Korea, Korean; Iran, Iranian.
_ENDINGS = frozenset("s es n an ian i ish ese ic ist ists ism er e a o y ite al ans ns ians ia ne".split())


@dataclass(frozen=True)
class Check(DocumentCheck):
    """`shortest` is the least length of a part of a name that is compared."""

    shortest: int = 4

    def find_in(self, document: Document) -> Iterator[Finding]:
        found = names(document)
        references = vocabulary(document).listed
        parts = [part for part in found.parts if len(part) >= self.shortest and not part.isupper()]
        buckets: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for part in parts:
            buckets[len(part)].append((part, mask(part)))
        done: set[str] = set()
        for wrong in sorted(parts, key=lambda part: (found.counts[part], part)):
            if wrong in done or wrong in references:
                continue
            right = self._better(wrong, found, references, buckets) or _listed(wrong, found, references)
            if right is not None:
                done |= {wrong, right}
                yield _finding(wrong, right, found)

    def _better(self, wrong: str, found: Names, references: frozenset[str], buckets: dict[int, list[tuple[str, int]]]) -> str | None:
        bits = mask(wrong)
        for size in (len(wrong), len(wrong) + 1, len(wrong) - 1):
            for right, other in buckets[size]:
                if (bits ^ other).bit_count() > 2 or right == wrong or distance(wrong, right, 1) > 1:
                    continue
                if _same_name(wrong, right, found) and self._wins(right, wrong, found, references):
                    return right
        return None

    @staticmethod
    def _wins(right: str, wrong: str, found: Names, references: frozenset[str]) -> bool:
        if right in references:
            return True
        more, less = found.counts[right], found.counts[wrong]
        if more > less:
            return more >= 2
        return more == less and entry(right) is not None and entry(wrong) is None


def _listed(wrong: str, found: Names, references: frozenset[str]) -> str | None:
    """A name of the reference list that an unknown name is one letter away from."""
    known = best(wrong)
    if len(wrong) < 5 or (known is not None and known.level == 0) or found.counts[wrong] > 2 or all(part.opening for part in found.parts[wrong]):
        return None
    for right in references:
        close = right[:1] == wrong[0] and abs(len(right) - len(wrong)) <= 1 and right[1:].islower()
        if close and distance(wrong, right, 1) == 1 and not _is_derived(wrong, right):
            return right
    return None


def _is_derived(one: str, other: str) -> bool:
    short, long = sorted((one.lower(), other.lower()), key=len)
    return long.startswith(short) and long[len(short) :] in _ENDINGS


def _same_name(wrong: str, right: str, found: Names) -> bool:
    """Whether two forms are likely one name: they share a neighbour in it, or both are known nowhere else."""
    if _is_derived(wrong, right):
        return False
    first, second = found.parts[wrong], found.parts[right]
    if all(part.opening for part in first) and best(wrong.lower()) is not None:
        return False
    if _neighbours(first) & _neighbours(second):
        both = entry(wrong), entry(right)
        return not (all(one is not None and one.level < 2 for one in both) and wrong[0] != right[0])
    often = best(wrong) is None and found.counts[right] >= 4 * found.counts[wrong]
    if plain(wrong) == plain(right):
        return False
    return len(wrong) >= 6 and _is_unknown(wrong) and (often or _is_unknown(right) or len(wrong) >= 8) and wrong[0] == right[0]


def _neighbours(parts: tuple[Part, ...]) -> set[tuple[str, bool]]:
    sides = {(part.before, False) for part in parts} | {(part.after, True) for part in parts}
    return {side for side in sides if side[0][:1].isupper() or len(side[0]) > 1}


def _is_unknown(form: str) -> bool:
    known = best(form)
    return known is None or known.level == 3


def _finding(wrong: str, right: str, found: Names) -> Finding:
    places = [part.span for part in found.parts[wrong]]
    related = [Place(span, "the same spelling") for span in places[1:]]
    related += [Place(part.span, f"“{right}” here") for part in found.parts.get(right, ())[:1]]
    return Finding(places[0], {"other": right}, tuple(related), (_fix(places, right),))


def _fix(places: list[Span], right: str) -> Fix:
    return Fix(Safety.SUGGESTED, tuple(Edit(place, right) for place in places))
