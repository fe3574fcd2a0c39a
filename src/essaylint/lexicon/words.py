"""The words of English, American and British: is it one, how common is it, whose spelling is it?

The data (data/words.trie, data/words.bin) is mapped into memory, so loading costs next to nothing.
"""

from __future__ import annotations

import mmap
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

DATA = Path(__file__).parent / "data"

US, GB_ISE, GB_IZE = 1 << 6, 1 << 7, 1 << 8
_LEVEL, _NAME, _VARIANT, _ABBREVIATION = 9, 1 << 11, 1 << 12, 1 << 13
COMMON, RARE, OBSCURE, SEEN = range(4)


class Entry(NamedTuple):
    """What is known of one written form.

    `level` is COMMON (in an ordinary dictionary), RARE (in a large one), OBSCURE (in a huge one) or SEEN (in no
    dictionary, only met in running text); `zipf` is the frequency on a scale of 0 to 7.9 (3 = once in a million words).
    """

    level: int
    zipf: float
    variety: int
    name: bool
    variant: bool
    abbreviation: bool


@lru_cache(maxsize=1)
def _data() -> tuple[Any, memoryview]:
    import marisa_trie  # only where spelling is looked at

    trie = marisa_trie.Trie()
    trie.mmap(str(DATA / "words.trie"))
    with (DATA / "words.bin").open("rb") as file:
        values = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)).cast("H")
    return trie, values


@lru_cache(maxsize=65536)
def entry(form: str) -> Entry | None:
    """What is known of exactly this form (case counts), or None.

    >>> entry("colour").zipf > 4, entry("colour").variety & US
    (True, 0)
    """
    trie, values = _data()
    key = trie.get(form)
    if key is None:
        return None
    bits = values[key]
    return Entry(
        bits >> _LEVEL & 3,
        (bits & 63) / 8,
        bits & (US | GB_ISE | GB_IZE),
        bool(bits & _NAME),
        bool(bits & _VARIANT),
        bool(bits & _ABBREVIATION),
    )


def existing(forms: Iterable[str]) -> list[str]:
    """Those of many forms that have an entry; cheaper than asking for each."""
    trie = _data()[0]
    return [form for form in forms if form in trie]


@lru_cache(maxsize=1)
def capitals() -> frozenset[str]:
    """The words that always take a capital."""
    lines = (DATA / "capitals.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1)
def capitals_by_lower() -> dict[str, str]:
    """A word that always takes a capital, from its small letters."""
    return {word.lower(): word for word in capitals()}


def plain(form: str) -> str:
    """The form with straight apostrophes and without accents.

    >>> plain("naïve’s")
    "naive's"
    """
    if form.isascii():
        return form
    form = form.replace("’", "'").replace("‘", "'").replace("‐", "-").replace("‑", "-")
    if form.isascii():
        return form
    return "".join(char for char in unicodedata.normalize("NFKD", form) if not unicodedata.combining(char))


def _cases(form: str) -> Iterator[str]:
    yield form
    if form[:1].isupper():
        yield form.lower()
        if len(form) > 1 and form.isupper():
            yield form.title()
            yield form.capitalize()


@lru_cache(maxsize=65536)
def best(form: str) -> Entry | None:
    """The best entry that a form may stand for: as written, and in lower case where it is capitalised.

    >>> best("The").level, best("DEFENSE").level, best("qwrtz")
    (0, 0, None)
    """
    found: Entry | None = None
    for case in _cases(form):
        one = entry(case)
        if one is not None and (found is None or one.level < found.level):
            found = one
    if found is None and not form.isascii():
        bare = plain(form)
        return best(bare) if bare != form else None
    return found


@lru_cache(maxsize=65536)
def zipf(form: str) -> float:
    """How common the form is, in any case: 0 (never met) to 7.9."""
    one = entry(form.lower()) or entry(form) or entry(form.capitalize())
    return one.zipf if one else 0.0


def is_common(form: str) -> bool:
    """Whether an ordinary dictionary has the form (names included)."""
    one = best(form)
    return one is not None and one.level == COMMON


def is_name(form: str) -> bool:
    """Whether the form, capitalised as it is, is a name of a person, a place or the like."""
    one = entry(form)
    return one is not None and one.name
