"""The known words nearest to an unknown one, best first; computed only when asked for."""

from __future__ import annotations

from array import array
from functools import cache, lru_cache
from typing import NamedTuple

from essaylint.lexicon.distance import slip
from essaylint.lexicon.words import COMMON, DATA, capitals_by_lower, entry, existing, zipf
from essaylint.memo import kept

# Letters that an initial may stand for by sound.
_INITIALS = {
    "a": "aeo", "b": "b", "c": "cksq", "d": "d", "e": "eiah", "f": "fp", "g": "gj", "h": "hw", "i": "ieah", "j": "jg", "k": "kcq",
    "n": "nk", "o": "oah", "p": "p", "q": "qkc", "r": "rw", "s": "scp", "t": "t", "u": "uay", "v": "vf", "w": "w", "x": "xe", "y": "yu", "z": "zs",
}  # fmt: skip


_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Near(NamedTuple):
    """A known word, what the slip would cost, and how common the word is."""

    word: str
    cost: float
    zipf: float

    @property
    def rank(self) -> float:
        """Higher is likelier to be meant."""
        return self.zipf - 2.2 * self.cost


@kept
def _groups() -> dict[str, tuple[bytes, str]]:
    """The words that begin with a letter and have a length (`b7`): their masks, and they themselves."""
    found = {}
    for line in (DATA / "near.txt").read_text(encoding="utf-8").splitlines():
        key, _, words = line.partition(" ")
        found[key] = (array("I", [mask(word.lower()) for word in words.split()]).tobytes(), words)
    return found


@lru_cache(maxsize=16384)
def mask(word: str) -> int:
    """The letters of `word` as bits."""
    bits = 0
    for char in word:
        bits |= 1 << (ord(char) & 31)
    return bits


@cache
def _group(key: str) -> tuple[tuple[int, str], ...]:
    masks, words = _groups().get(key, (b"", ""))
    return tuple(zip(array("I", masks), words.split(), strict=True))


def _limit(size: int) -> float:
    return 1.0 if size <= 3 else 1.2 if size == 4 else 1.6 if size == 5 else 2.1 if size <= 7 else 2.7


def _first_letter(form: str) -> set[str]:
    forms = {form[1:], form[1::-1] + form[2:]} | {char + form for char in _LETTERS} | {char + form[1:] for char in _LETTERS}
    found = set()
    for case in existing([*forms, *(one.capitalize() for one in forms)]):
        known = entry(case)
        if known and known.level == COMMON and known.zipf >= 3.2 and len(case) > 2:
            found.add(case)
    return found


@lru_cache(maxsize=4096)
def nearest(form: str, most: int = 5) -> tuple[Near, ...]:
    """Known words that `form` (without an ending 's) may be a slip of, likeliest first.

    >>> [near.word for near in nearest("recieve")][:1], [near.word for near in nearest("septenber")][:1]
    (['receive'], ['September'])
    """
    low = form.lower()
    size, bits = len(low), mask(low)
    limit = _limit(size)
    reach = 2 if size > 5 else 1
    most_letters = 2 if size < 6 else 3
    start, head, tail = low[:2], low[1:3], low[-2:]
    found: dict[str, Near] = {}
    for letter in _INITIALS.get(low[:1], low[:1]):
        for length in range(max(3, size - reach), size + reach + 1):
            for other_bits, word in _group(f"{letter}{length}"):
                differ = (bits ^ other_bits).bit_count()
                if differ <= most_letters and (differ < 2 or word[1:3] == head or word[-2:] == tail or word[:2] == start):
                    _keep(found, low, word, limit)
    for word in _first_letter(low):
        _keep(found, low, word, limit + 0.3)
    ordered = sorted(found.values(), key=lambda near: (-near.rank, near.word.swapcase()))
    return tuple(ordered[:most])


@lru_cache(maxsize=4096)
def one_edit(form: str) -> tuple[Near, ...]:
    """Ordinary words that are one letter away, likeliest first; ten times cheaper than `nearest`."""
    low = form.lower()
    found: dict[str, Near] = {}
    forms = _edits(low)
    names = [capital for other, capital in capitals_by_lower().items() if other in forms] if form != low else []
    for case in (*existing(forms), *names):
        known = entry(case)
        if known is not None and known.level == COMMON and known.zipf >= 2.6:
            _keep(found, low, case, 1.3)
    return tuple(sorted(found.values(), key=lambda near: (-near.rank, near.word.swapcase()))[:5])


def _edits(low: str) -> set[str]:
    splits = [(low[:i], low[i:]) for i in range(len(low) + 1)]
    found = {left + right[1:] for left, right in splits if right}
    found |= {left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1}
    for char in _LETTERS:
        found |= {left + char + right for left, right in splits}
        found |= {left + char + right[1:] for left, right in splits if right}
    found.discard(low)
    return {one for one in found if len(one) > 2}


def _keep(found: dict[str, Near], low: str, word: str, limit: float) -> None:
    other = word.lower()
    if other == low or word in found:
        return
    cost = slip(low, other, limit)
    if cost <= limit:
        found[word] = Near(word, cost, zipf(word))


def two_words(form: str) -> str | None:
    """The two common words that were run together in `form` (alot: a lot), or None."""
    low = form.lower()
    best, best_score = None, 9.6
    for i in range(1, len(low)):
        left, right = low[:i], low[i:]
        if (i == 1 and left not in "ai") or (len(right) == 1):
            continue
        score = zipf(left) + zipf(right)
        if score > best_score and min(zipf(left), zipf(right)) >= 4.6:
            best, best_score = f"{left} {right}", score
    return best
