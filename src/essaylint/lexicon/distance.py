"""How far two spellings are apart: plain edit distance, and one that knows how people misspell and mistype."""

from __future__ import annotations

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")
_SOUNDS = tuple(map(frozenset, ("cks", "cq", "kq", "sz", "fv", "gj", "dt", "bp", "mn", "bv", "ckx")))


def _adjacent() -> frozenset[tuple[str, str]]:
    pairs = set()
    for row in _ROWS:
        pairs |= set(zip(row, row[1:], strict=False)) | set(zip(row[1:], row, strict=False))
    for upper, lower in zip(_ROWS, _ROWS[1:], strict=False):
        for i, char in enumerate(lower):
            for other in upper[i : i + 2]:
                pairs |= {(char, other), (other, char)}
    return frozenset(pairs)


_KEYS = _adjacent()


def distance(one: str, other: str, limit: int = 9) -> int:
    """Insertions, deletions, substitutions and swaps of neighbours; `limit + 1` stands for anything farther.

    >>> distance("jonh", "jong"), distance("freind", "friend"), distance("deference", "defense")
    (1, 1, 3)
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, char in enumerate(one, 1):
        now = [i]
        for j, char2 in enumerate(other, 1):
            cost = min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (char != char2))
            if i > 1 and j > 1 and char == other[j - 2] and one[i - 2] == char2:
                cost = min(cost, before[j - 2] + 1)
            now.append(cost)
        if min(now) > limit:
            return limit + 1
        before, last = last, now
    return last[-1]


def _swap(char: str, other: str) -> float:
    if char == other:
        return 0.0
    if char in _VOWELS and other in _VOWELS:
        return 0.6
    if any(char in sound and other in sound for sound in _SOUNDS):
        return 0.7
    return 0.8 if (char, other) in _KEYS else 1.0


def _gap(text: str, i: int) -> float:
    """What it costs that the letter text[i] is there in one spelling and not in the other."""
    char = text[i]
    if (i and text[i - 1] == char) or (i + 1 < len(text) and text[i + 1] == char):
        return 0.4  # a doubled letter
    if char == "e" and i == len(text) - 1:
        return 0.6
    if char in "hk" and (i == 0 or text[i - 1] in "wcgrtpk"):
        return 0.6
    return 0.8 if char in _VOWELS else 1.0


def slip(wrong: str, right: str, limit: float = 3.0) -> float:
    """The cost of taking `wrong` for a slip of `right`, cheap where people often slip.

    >>> slip("recieve", "receive") < slip("refeive", "receive") < 1.6
    True
    """
    before: list[float] = []
    last = [0.0]
    for j in range(len(right)):
        last.append(last[j] + _gap(right, j))
    for i in range(len(wrong)):
        gap = _gap(wrong, i)
        now = [last[0] + gap + (0.3 if i == 0 else 0)]
        for j in range(len(right)):
            swap = _swap(wrong[i], right[j])
            cost = min(last[j + 1] + gap, now[j] + _gap(right, j), last[j] + (swap + 0.3 if swap and i == j == 0 else swap))
            if i and j and wrong[i] == right[j - 1] and wrong[i - 1] == right[j] and wrong[i] != wrong[i - 1]:
                both = right[j] in _VOWELS and right[j - 1] in _VOWELS
                cost = min(cost, before[j - 1] + (0.5 if both else 0.7))
            now.append(cost)
        if min(now) > limit:
            return limit + 1
        before, last = last, now
    return last[-1]
