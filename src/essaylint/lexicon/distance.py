"""How far two spellings are apart: plain edit distance, and one that knows how people misspell and mistype."""

from __future__ import annotations

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")
_SPELT = (("ph", "f"), ("ck", "k"), ("gh", ""), ("wh", "w"), ("kn", "n"), ("tch", "ch"), ("qu", "kw"), ("x", "ks"))
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
    start, end, least = 0, 0, min(len(one), len(other))
    while start < least and one[start] == other[start]:
        start += 1
    while end < least - start and one[-1 - end] == other[-1 - end]:
        end += 1
    one, other = one[start : len(one) - end], other[start : len(other) - end]
    if not one or not other:
        return min(len(one) or len(other), limit + 1)
    if limit == 1:
        return 1 if len(one) == len(other) == 1 or (len(one) == 2 and one == other[::-1]) else 2
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, char in enumerate(one, 1):
        now = [i]
        for j, char2 in enumerate(other, 1):
            cost = last[j - 1] + (char != char2)
            if last[j] < cost:
                cost = last[j] + 1
            if now[j - 1] < cost:
                cost = now[j - 1] + 1
            if i > 1 and j > 1 and char == other[j - 2] and one[i - 2] == char2:
                cost = min(cost, before[j - 2] + 1)
            now.append(cost)
        if min(now) > limit:
            return limit + 1
        before, last = last, now
    return last[-1]


def sound(form: str) -> str:
    """The consonants of a form, roughly as they sound: two spellings with the same ones may be of one word.

    >>> sound("fonetic") == sound("phonetic"), sound("glog") == sound("blog")
    (True, False)
    """
    low = form.lower()
    for letters, heard in _SPELT:
        low = low.replace(letters, heard)
    found = low[:1]
    for at, char in enumerate(low[1:], 1):
        heard = "s" if char == "z" or (char == "c" and low[at + 1 : at + 2] in tuple("eiy")) else "k" if char == "c" else char
        if heard not in "aeiouyhw" and heard != found[-1:]:
            found += heard
    return found


def _swap(char: str, other: str) -> float:
    if char == other:
        return 0.0
    if char in _VOWELS and other in _VOWELS:
        return 0.6
    if any(char in sound and other in sound for sound in _SOUNDS):
        return 0.7
    return 0.8 if (char, other) in _KEYS else 1.0


_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SWAPS = {char + other: _swap(char, other) for char in _LETTERS for other in _LETTERS}


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
    start, end = 0, 0
    while start < len(wrong) and start < len(right) and wrong[start] == right[start]:
        start += 1
    while end < len(wrong) - start and end < len(right) - start and wrong[-1 - end] == right[-1 - end]:
        end += 1
    gaps = [_gap(right, j) for j in range(start, len(right) - end)]
    inner, outer = wrong[start : len(wrong) - end], right[start : len(right) - end]
    before: list[float] = []
    last = [0.0]
    for gap in gaps:
        last.append(last[-1] + gap)
    for i, char in enumerate(inner):
        gap = _gap(wrong, start + i)
        left = last[0] + gap + (0.3 if start + i == 0 else 0)
        now = [left]
        for j, other in enumerate(outer):
            swap = 0.0 if char == other else _SWAPS.get(char + other, 1.0) + (0.3 if start + i + j == 0 else 0)
            cost = last[j] + swap
            if last[j + 1] + gap < cost:
                cost = last[j + 1] + gap
            if left + gaps[j] < cost:
                cost = left + gaps[j]
            if i and j and char == outer[j - 1] and inner[i - 1] == other and char != other:
                both = char in _VOWELS and other in _VOWELS
                cost = min(cost, before[j - 1] + (0.5 if both else 0.7))
            now.append(cost)
            left = cost
        if min(now) > limit:
            return limit + 1
        before, last = last, now
    return last[-1]
