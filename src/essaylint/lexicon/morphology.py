"""Rough word families: whether two forms are of one stem; and Jaro-Winkler likeness."""

from __future__ import annotations

from functools import lru_cache

_SUFFIXES = tuple(
    sorted(
        "s es ed ing ings ion ions ation ations ative ive ives al ally ial ially ly er ers or ors ist ists ism ity ities ment ments ness "
        "ence ences ance ances ent ents ant ants ee ees able ible ably ful less ize izes ized izing ise ises ised ising y ies ied ic ics "
        "ical ically ous ously ary ory ure ures age e d r n an ian ians ean eans ese ish i ia".split(),
        key=len,
        reverse=True,
    )
)
_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "re", "pre", "mis", "over", "under", "inter", "anti", "de", "en", "em", "sub")


@lru_cache(maxsize=8192)
def stems(word: str) -> frozenset[str]:
    """Every stem that is left when endings are taken off once or twice.

    >>> "communicat" in stems("communicative") & stems("communication")
    True
    """
    found = {word}
    for _ in range(2):
        for form in tuple(found):
            for suffix in _SUFFIXES:
                if form.endswith(suffix) and len(form) - len(suffix) >= 3:
                    found.add(form[: -len(suffix)])
    for form in tuple(found):
        if len(form) > 4 and form[-1] == form[-2]:
            found.add(form[:-1])
    return frozenset(found)


def related(one: str, other: str) -> bool:
    """Whether two words are forms of one family: explain, explained; conferees, conference; able, unable.

    >>> related("conferees", "conference"), related("deference", "defense"), related("legal", "illegal")
    (True, False, True)
    """
    if {stem for stem in stems(one) & stems(other) if len(stem) >= 4} or stems(one) & stems(other) & {one, other}:
        return True
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return any(longer == prefix + shorter or longer.removeprefix(prefix) in stems(shorter) for prefix in _PREFIXES if longer.startswith(prefix))


def jaro_winkler(one: str, other: str) -> float:
    """Likeness of two words between 0 and 1, with a bonus for a common beginning.

    >>> round(jaro_winkler("martha", "marhta"), 3)
    0.961
    """
    if one == other:
        return 1.0
    reach = max(max(len(one), len(other)) // 2 - 1, 0)
    used = [False] * len(other)
    left = []
    for i, char in enumerate(one):
        for j in range(max(0, i - reach), min(len(other), i + reach + 1)):
            if not used[j] and other[j] == char:
                used[j] = True
                left.append(char)
                break
    if not left:
        return 0.0
    right = [char for char, taken in zip(other, used, strict=True) if taken]
    swaps = sum(a != b for a, b in zip(left, right, strict=True)) / 2
    count = len(left)
    jaro = (count / len(one) + count / len(other) + (count - swaps) / count) / 3
    prefix = 0
    while prefix < min(4, len(one), len(other)) and one[prefix] == other[prefix]:
        prefix += 1
    return jaro + 0.1 * prefix * (1 - jaro)
