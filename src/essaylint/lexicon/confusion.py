"""Words that are taken for one another, from data/confusion.txt (and lines of a user's own)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from essaylint.lexicon.words import DATA

Pairs = Mapping[str, Mapping[str, float]]


def parse(lines: Iterable[str]) -> dict[str, dict[str, float]]:
    """Written word -> word meant -> the gain asked for (0: the usual).

    >>> parse(["then than", "fro > for | 8"])
    {'then': {'than': 0.0}, 'than': {'then': 0.0}, 'fro': {'for': 8.0}}
    """
    pairs: dict[str, dict[str, float]] = {}
    for line in lines:
        body, _, gain = line.partition("#")[0].partition("|")
        left, arrow, right = body.partition(">")
        written = left.split()
        meant = right.split() if arrow else written
        for one in written:
            for other in meant:
                if one != other:
                    row = pairs.setdefault(one, {})
                    row[other] = max(float(gain or 0), row.get(other, 0.0))
    return pairs


@lru_cache(maxsize=1)
def shipped() -> Pairs:
    """The pairs that come with essaylint."""
    return parse((DATA / "confusion.txt").read_text(encoding="utf-8").splitlines())


def members() -> frozenset[str]:
    """Every word of a pair."""
    pairs = shipped()
    return frozenset(pairs) | {other for row in pairs.values() for other in row}
