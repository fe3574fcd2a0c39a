"""A rough stem: enough to see that “assist”, “assisting” and “assistance” are one root."""

from __future__ import annotations

from functools import lru_cache

# Longest first; a stem keeps at least four letters.
_ENDINGS = tuple(
    sorted(
        "s es ed ing ings er ers or ors ly ment ments ness ation ations ition itions tion tions ion ions ance ances ence ences "
        "ant ants ent ents able ible al ally ial ially ity ities ive ively ives ous ously ful fully less ist ists ism y ies ied "
        "ic ical ically ize izes ized izing ization izations ise ises ised ising isation isations e ate ates ated ating ative ently antly".split(),
        key=len,
        reverse=True,
    )
)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The root of a lower-case word, good for comparing and not for showing.

    >>> stem("assistance") == stem("assisting") == stem("assists")
    True
    >>> stem("energy") == stem("energetic")
    False
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            root = word[: -len(ending)]
            if len(root) > 4 and root[-1] == root[-2] and root[-1] not in "sl":
                root = root[:-1]
            return root[:-1] if root.endswith("i") and len(root) > 4 else root
    return word
