"""One name in two spellings: the majority, or the reference list, says which is meant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Edit, Finding, Fix, Place, Safety
from essaylint.essay.document import Document
from essaylint.essay.neighbours import EMPTY
from essaylint.essay.proper_names import Names, Part, is_slip, names
from essaylint.essay.vocabulary import vocabulary
from essaylint.lexicon import gazetteer
from essaylint.lexicon.distance import distance
from essaylint.lexicon.near import mask
from essaylint.lexicon.words import best, capitals, entry, plain, zipf
from essaylint.span import Span
from essaylint.values import dataclass

# Endings that make another word of a name: Korea, Korean; Iran, Iranian.
_ENDINGS = frozenset("s es n an ian i ish ese ic ist ists ism er e a o y ite al ans ns ians ia ne ny".split())


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
            right = (
                self._better(wrong, found, references, buckets)
                or _listed(wrong, found, references)
                or _slipped(wrong, found, document.prose, buckets)
            )
            if right is not None:
                done |= {wrong, right}
                yield _finding(wrong, right, found)
            elif wrong.endswith("s") and (owner := _owner(wrong, found, document.prose)):
                yield _finding(wrong, owner, found)

    def _better(self, wrong: str, found: Names, references: frozenset[str], buckets: dict[int, list[tuple[str, int]]]) -> str | None:
        bits = mask(wrong)
        for size in (len(wrong), len(wrong) + 1, len(wrong) - 1):
            for right in [right for right, other in buckets[size] if (bits ^ other).bit_count() <= 2]:
                if right == wrong or distance(wrong, right, 1) > 1:
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


def _slipped(wrong: str, found: Names, prose: str, buckets: dict[int, list[tuple[str, int]]]) -> str | None:
    """A name that a rare form, written once, is one or two letters away from; the surest one."""
    if len(wrong) < 5 or found.counts[wrong] > 1:
        return None
    (part,), bits, word = found.parts[wrong], mask(wrong), entry(wrong.lower())
    if part.opening and word is not None and word.level < 2:
        return None
    near = [right for size in range(len(wrong) - 2, len(wrong) + 3) for right, other in buckets[size] if (bits ^ other).bit_count() <= 4]
    for right in near:
        if right == wrong or not is_slip(wrong, right) or _is_derived(wrong, right):
            continue
        often, alone = found.counts[right], _is_no_name(part.before) and not part.after
        if alone and _is_rarer(wrong, right) and (often > 1 or right in gazetteer.shipped().words):
            return right
        first = found.parts[right][0]
        if often != 1 or first.span > part.span or distance(wrong, right, 1) > 1:
            continue
        beside = _next_word(prose, part.span)
        if alone and best(wrong) is None and beside not in EMPTY and beside == _next_word(prose, first.span):
            return right  # Varroa destructor, Varoa destructor
        if part.after and part.after == first.after and not part.before and not first.before and zipf(part.after) < 2.5:
            return right  # a rare surname behind a given name spelt in two ways
    return None


_TITLES = frozenset(
    "president king queen prince princess emperor general colonel captain minister chancellor senator governor professor "
    "doctor judge pope sir lady lord mr mrs ms miss dr frau herr monsieur madame".split()
)


def _is_no_name(before: str) -> bool:
    """Whether the word before a name, if any, is only capitalised for its place, a month or a title."""
    low = before.lower()
    return not before or low in EMPTY or low in _TITLES or before in capitals()


def _is_rarer(wrong: str, right: str) -> bool:
    """Whether a form is no word or a rare name, and the other is far better known than it."""
    known = best(wrong)
    if known is None:
        return True
    return (known.name or known.level == 3) and known.zipf <= 2.2 and zipf(right) >= known.zipf + 1


def _next_word(prose: str, span: Span) -> str:
    """The word in small letters right behind a name, or an empty string."""
    match = re.compile(r" ([a-z]{4,})").match(prose, span.end)
    return match[1] if match else ""


def _owner(wrong: str, found: Names, prose: str) -> str:
    """The possessive that a form in bare s should be: the essay has it with its apostrophe before the same noun."""
    name, noun = wrong[:-1], _next_word(prose, found.parts[wrong][0].span)
    if found.counts[name] < 2 or noun in EMPTY or not noun or best(wrong) is not None:
        return ""
    match = re.search(rf"\b{re.escape(name)}['’]s(?= {noun}\b)", prose)
    return match[0] if match else ""


def _is_derived(one: str, other: str) -> bool:
    short, long = sorted((one.lower(), other.lower()), key=len)
    ending = long[len(short) :]
    return long.startswith(short) and ending in _ENDINGS and (ending != short[-1] or ending == "s")


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
