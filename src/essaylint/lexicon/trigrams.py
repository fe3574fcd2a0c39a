"""How likely words are in a row, from a pruned trigram model that is mapped into memory.

data/trigrams.bin: 65,537 offsets (uint32), the lower halves of the n-grams' CRC-32 sorted by the upper half (uint16), and
their negative natural logarithms in twelfths (uint8). The n-gram's text is its key: "1w" a word, "2w" its backoff weight, "a b" a
pair, "-a b" the pair's backoff weight, "a b c" a trigram. One key in two thousand that is absent seems present.
"""

from __future__ import annotations

import mmap
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

from essaylint.lexicon.words import DATA, plain

START, END = "<s>", "</s>"
_STEP = 12.0
_INDEX = 65537 * 4


_loaded: tuple[memoryview, memoryview, memoryview] | None = None


def _load() -> tuple[memoryview, memoryview, memoryview]:
    global _loaded
    with (DATA / "trigrams.bin").open("rb") as file:
        whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    count = (len(whole) - _INDEX) // 3
    _loaded = whole[:_INDEX].cast("I"), whole[_INDEX : _INDEX + 2 * count].cast("H"), whole[_INDEX + 2 * count :]
    return _loaded


def _get(key: str) -> float | None:
    starts, prints, values = _loaded or _load()
    code = crc32(key.encode())
    bucket, mark = code >> 16, code & 0xFFFF
    high = starts[bucket + 1]
    at = bisect_left(prints, mark, starts[bucket], high)
    return -values[at] / _STEP if at < high and prints[at] == mark else None


@lru_cache(maxsize=65536)
def one(word: str) -> float | None:
    """The log probability of a word, or None when the model does not know it."""
    return _get("1" + word)


@lru_cache(maxsize=65536)
def _backoff(word: str) -> float:
    return _get("2" + word) or 0.0


@lru_cache(maxsize=65536)
def two(before: str, word: str) -> float:
    """The log probability of a known word after another."""
    found = _get(f"{before} {word}")
    return found if found is not None else _backoff(before) + (one(word) or -15.0)


@lru_cache(maxsize=65536)
def _weight(first: str, before: str) -> float:
    return _get(f"-{first} {before}") or 0.0


@lru_cache(maxsize=65536)
def three(first: str, before: str, word: str) -> float:
    """The log probability of a known word after two others."""
    starts, prints, values = _loaded or _load()
    code = crc32(f"{first} {before} {word}".encode())
    bucket, mark = code >> 16, code & 0xFFFF
    high = starts[bucket + 1]
    at = bisect_left(prints, mark, starts[bucket], high)
    if at < high and prints[at] == mark:
        return -values[at] / _STEP
    return _weight(first, before) + two(before, word)


@lru_cache(maxsize=65536)
def knows(word: str) -> bool:
    """Whether the model knows the word."""
    return one(word) is not None


@lru_cache(maxsize=65536)
def known_form(text: str) -> str | None:
    """A written word as the model has it, or None when it does not know it."""
    form = plain(text).lower()
    return form if one(form) is not None else None


def likelihood(words: Sequence[str | None], at: int, word: str, floor: float = -1e9) -> float:
    """The log probability of the three n-grams round `words[at]` if `word` stood there; None is an unknown word.

    What is surely below `floor` need not be exact: each n-gram can only lower it.
    """
    before = words[at - 1] if at else None
    if before is None:
        score = one(word) or -15.0
    else:
        first = words[at - 2] if at > 1 else None
        score = two(before, word) if first is None else three(first, before, word)
    after = words[at + 1] if at + 1 < len(words) else None
    if after is None or score < floor:
        return score
    score += two(word, after) if before is None else three(before, word, after)
    last = words[at + 2] if at + 2 < len(words) else None
    return score if last is None or score < floor else score + three(word, after, last)


def fit(before: str | None, word: str, after: str | None) -> float:
    """How much likelier a known word is beside two neighbours (None: unknown) than each would be by itself."""
    alone = one(word)
    if alone is None:
        return 0.0
    score = two(before, word) - alone if before is not None else 0.0
    if after is not None and (expected := one(after)) is not None:
        score += two(word, after) - expected
    return score


def is_usual(before: str, word: str) -> bool:
    """Whether the model has met the pair more often than chance would have it."""
    return _get(f"{before} {word}") is not None
