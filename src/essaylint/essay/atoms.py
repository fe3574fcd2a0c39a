"""Words that a pattern cannot do without: a paragraph that has none of them need not be searched, nor the pattern compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from essaylint.essay.paragraph import fold

SHORTEST = 2
MOST = 150
_Set = frozenset[str]


def atoms_of(pattern: str) -> tuple[str, ...]:
    """Folded strings of which every match of `pattern`, folded, holds at least one; none if that cannot be told.

    >>> atoms_of(r"\\bin (?:actual|point of) fact[,.]"), atoms_of(r"\\d+ (?:cat|dog)s?"), atoms_of("x?")
    (('actual', 'point of'), ('cat', 'dog'), ())
    """
    try:
        from re import _parser  # type: ignore[attr-defined]  # how `re` itself reads patterns

        found = _best(list(_parser.parse(pattern)), _parser)
    except (ImportError, AttributeError, re.error, RecursionError, OverflowError, TypeError, ValueError):
        return ()  # RE2 takes some patterns that `re` does not read
    return tuple(sorted(found)) if found else ()


def reads_alike(pattern: str, ignore_case: bool) -> bool:
    """Whether `re`, with its flag ASCII, finds with a pattern just what RE2 finds in text without line breaks.

    >>> reads_alike(r"\\b(?:a|an) (?P<at>\\w+ed)\\b", True), reads_alike(r"\\bé", True), reads_alike(r"\\p{Lu}", True)
    (True, False, False)
    """
    try:
        from re import _parser  # type: ignore[attr-defined]

        return all(_is_alike(op, value, ignore_case, _parser) for op, value in _parser.parse(pattern, re.ASCII))
    except (ImportError, AttributeError, re.error, RecursionError, OverflowError, TypeError, ValueError):
        return False


def _is_alike(op: Any, value: Any, ignore_case: bool, parser: Any) -> bool:
    def every(items: Any) -> bool:
        return all(_is_alike(one, inner, ignore_case, parser) for one, inner in items)

    if op in (parser.LITERAL, parser.NOT_LITERAL):
        return not ignore_case or value < 128 or chr(value).lower() == chr(value).upper()
    if op is parser.RANGE:
        return not ignore_case or value[1] < 128
    if op is parser.IN:
        return every(value)
    if op is parser.BRANCH:
        return all(every(branch) for branch in value[1])
    if op is parser.SUBPATTERN:
        return not value[1] and not value[2] and every(value[3])
    if op in (parser.MAX_REPEAT, parser.MIN_REPEAT):
        return value[2].getwidth()[0] > 0 and every(value[2])
    if op is parser.AT:
        return value in (parser.AT_BOUNDARY, parser.AT_NON_BOUNDARY, parser.AT_BEGINNING, parser.AT_END)
    return op in (parser.ANY, parser.CATEGORY, parser.NEGATE)


def matches_of(patterns: Sequence[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    """What `finditer` of the patterns with “|” between them gives, without making that pattern."""
    at = 0
    while at <= len(text):
        found = [match for pattern in patterns if (match := pattern.search(text, at))]
        if not found:
            return
        first = min(found, key=re.Match.start)  # of those that start at one place, the first pattern's
        yield first
        at = first.end() if first.end() > at else at + 1


def _best(items: Iterable[tuple[Any, Any]], parser: Any) -> _Set | None:
    """Of the sets that a sequence offers, the one whose shortest string is longest."""
    offers: list[_Set] = []
    run = ""
    for op, value in [*_flat(items, parser), (None, None)]:
        char = _char(op, value, parser)
        if char:
            run += char
            continue
        if len(run) >= SHORTEST:
            offers.append(frozenset([run]))
        run = ""
        if op is not None and (offer := _offer(op, value, parser)):
            offers.append(offer)
    return max(offers, key=lambda one: (min(map(len, one)), -len(one)), default=None)


def _flat(items: Iterable[tuple[Any, Any]], parser: Any) -> Iterator[tuple[Any, Any]]:
    """The items of a sequence with those of its plain groups in place of the groups."""
    for op, value in items:
        if op is parser.SUBPATTERN and not value[1] and not value[2]:
            yield from _flat(value[3], parser)
        else:
            yield op, value


def _char(op: Any, value: Any, parser: Any) -> str:
    """The one folded character that an item stands for, or nothing."""
    if op is parser.LITERAL:
        return fold(chr(value))
    if op is parser.IN and all(inner is parser.LITERAL for inner, _ in value):
        chars = {fold(chr(inner)) for _, inner in value}
        return chars.pop() if len(chars) == 1 else ""
    return ""


def _offer(op: Any, value: Any, parser: Any) -> _Set | None:
    if op is parser.BRANCH:
        union: set[str] = set()
        for branch in value[1]:
            inner = _best(list(branch), parser)
            if inner is None:
                return None
            union |= inner
        return frozenset(union) if len(union) <= MOST else None
    if op in (parser.MAX_REPEAT, parser.MIN_REPEAT) and value[0] >= 1:
        return _best(list(value[2]), parser)
    return None
