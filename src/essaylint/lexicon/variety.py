"""American and British spellings of one word."""

from __future__ import annotations

import re
from functools import lru_cache

from essaylint.lexicon.words import DATA, GB_ISE, GB_IZE, US, entry

_ISE = re.compile(r"is(e|es|ed|ing|er|ers|ation|ations|ational|able|ability)$")
_IZE = re.compile(r"iz(e|es|ed|ing|er|ers|ation|ations|ational|able|ability)$")


@lru_cache(maxsize=1)
def british() -> dict[str, str]:
    """American spelling -> British one (without -ise and -ize)."""
    lines = (DATA / "variety.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


@lru_cache(maxsize=1)
def american() -> dict[str, str]:
    """British spelling -> American one."""
    return {other: word for word, other in british().items()}


@lru_cache(maxsize=8192)
def z_form(word: str) -> str | None:
    """The -ize spelling of a word in -ise that may be written either way, else None.

    >>> z_form("organised"), z_form("advised"), z_form("rise")
    ('organized', None, None)
    """
    match = _ISE.search(word)
    if not match or len(word) < 7 or word.startswith(("pris", "seis")):
        return None
    other = word[: match.start()] + "iz" + match[1]
    own, z = entry(word), entry(other)
    if own is None or z is None or own.level > 1 or z.level > 1 or own.variety & US or not own.variety & GB_ISE:
        return None
    return other if z.variety & (US | GB_IZE) else None


@lru_cache(maxsize=8192)
def s_form(word: str) -> str | None:
    """The -ise spelling of a word in -ize, or None where it has none."""
    match = _IZE.search(word)
    if not match:
        return None
    other = word[: match.start()] + "is" + match[1]
    return other if z_form(other) == word else None


def same_word(one: str, other: str) -> bool:
    """Whether two spellings are one word in two varieties of English.

    >>> same_word("centre", "center"), same_word("organization", "organisation"), same_word("form", "from")
    (True, True, False)
    """
    pair = british()
    return pair.get(one) == other or pair.get(other) == one or z_form(one) == other or z_form(other) == one
