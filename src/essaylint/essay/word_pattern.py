"""Phrases of the pattern language (`essay.phrase_pattern`) as an automaton over words, made once and kept.

Compiling them as a regular expression takes RE2 longer than linting an essay. A phrase is made of words, classes of words and
optional parts between blanks, so it can be read word by word instead. What is not so simple (a bracket within a word), and
the rest of many texts, is left to RE2; both find the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

from essaylint.essay.paragraph import fold
from essaylint.essay.phrase_pattern import pattern_of, word_classes
from essaylint.essay.phrases import forms_of
from essaylint.memo import kept
from essaylint.span import Span

_PART = re.compile(r"<[\w-]+>|\{[^{}]*\}|[()\[\]|]| +|[^{}()\[\]|<> ]+")
_PLAIN = re.compile(r"[a-z0-9_](?:[a-z0-9_'-]*[a-z0-9_])?")
_ANY = re.compile(r"[a-z][a-z'-]*")
_RUN = re.compile(r"[a-z0-9_]+", re.ASCII | re.IGNORECASE)
# From so many texts on, compiling the phrases for RE2, which then reads ten times faster, has paid.
MANY = 120
_asked: dict[tuple[str, ...], int] = {}


class _Hard(Exception):
    """A phrase that only RE2 can read."""


class _Part(NamedTuple):
    """A part of an automaton: may it be nothing, the positions that it begins and ends with."""

    empty: bool
    first: tuple[int, ...]
    last: tuple[int, ...]


class _Builder:
    """Numbers every word of a phrase (a position) and notes which may follow which."""

    def __init__(self) -> None:
        self.words: list[frozenset[str] | None] = []
        self.follow: list[set[int]] = []

    def one(self, words: frozenset[str] | None) -> _Part:
        """A position that is one of `words`, or any word."""
        if any(not _PLAIN.fullmatch(word) for word in words or ()):
            raise _Hard
        self.words.append(words)
        self.follow.append(set())
        at = (len(self.words) - 1,)
        return _Part(False, at, at)

    def row(self, parts: Sequence[_Part]) -> _Part:
        """Parts with blanks between them."""
        whole = _Part(True, (), ())
        for part in parts:
            for at in whole.last:
                self.follow[at].update(part.first)
            whole = _Part(
                whole.empty and part.empty,
                (*whole.first, *(part.first if whole.empty else ())),
                (*part.last, *(whole.last if part.empty else ())),
            )
        return whole

    def either(self, rows: list[list[Any]]) -> _Part:
        """One of several rows; of those that are a single word one position is made."""
        single = [row[0] for row in rows if len(row) == 1 and isinstance(row[0], str)]
        parts = [self.one(frozenset(single))] if single else []
        parts += [self.row([self.part(item) for item in row]) for row in rows if not (len(row) == 1 and isinstance(row[0], str))]
        return _Part(any(one.empty for one in parts), sum((one.first for one in parts), ()), sum((one.last for one in parts), ()))

    def part(self, item: Any) -> _Part:
        """A word, `None` for any word, or (optional?, rows)."""
        if item is None or isinstance(item, str):
            return self.one(item if item is None else frozenset([item]))
        optional, rows = item
        part = self.either(rows)
        return part._replace(empty=True) if optional else part


def _rows(parts: Sequence[str], at: int, phrase: str) -> tuple[int, list[list[Any]]]:
    """The alternatives up to a closing bracket, each a row of items."""
    rows: list[list[Any]] = [[]]
    apart = True  # whether a blank or a bracket's edge stands before the next item
    while at < len(parts) and parts[at] not in (")", "]"):
        part = parts[at]
        at += 1
        if part == "|" or part.startswith(" "):
            if apart or at == len(parts) or parts[at] in (")", "]", "|"):
                raise _Hard
            apart = True
            if part == "|":
                rows.append([])
            continue
        if not apart:
            raise _Hard
        apart = False
        if part in ("(", "["):
            at, inner = _rows(parts, at, phrase)
            if at == len(parts) or parts[at] != {"(": ")", "[": "]"}[part]:
                raise _Hard
            at += 1
            rows[-1].append((part == "[", inner))
        elif part == "<word>":
            rows[-1].append(None)
        elif part.startswith("<"):
            rows[-1].append((False, _rows_of(word_classes()[part.strip("<>")])))
        elif part.startswith("{"):
            rows[-1].append((False, [list(form.text.split()) for form in forms_of(part)]))
        else:
            rows[-1].append(fold(part))
    for row in rows:
        # Of two optional parts at the end, or of nothing but such, RE2 is asked to want a blank too many.
        if not row or (all(isinstance(item, tuple) and item[0] for item in row[-2:]) and (len(row) > 1 or row[0][0])):
            raise _Hard
    return at, rows


def _rows_of(phrase: str) -> list[list[Any]]:
    parts = _PART.findall(phrase)
    if "".join(parts) != phrase:
        raise _Hard
    at, rows = _rows(parts, 0, phrase)
    if at != len(parts):
        raise _Hard
    return rows


@kept
def _automaton(phrases: tuple[str, ...]) -> tuple[Any, ...] | None:
    """First positions by word, those that any word may be, the words of each, what may follow each, the last ones."""
    builder = _Builder()
    try:
        parts = [builder.either(_rows_of(phrase)) for phrase in phrases]
    except (_Hard, KeyError):
        return None
    if any(part.empty for part in parts):
        return None
    first: dict[str, list[int]] = {}
    wild = []
    for at in sorted({at for part in parts for at in part.first}):
        words = builder.words[at]
        if words is None:
            wild.append(at)
        for word in words or ():
            first.setdefault(word, []).append(at)
    return (
        {word: tuple(places) for word, places in first.items()},
        tuple(wild),
        tuple(builder.words),
        tuple(tuple(sorted(places)) for places in builder.follow),
        frozenset(at for part in parts for at in part.last),
    )


class _Words(NamedTuple):
    """What stands between blanks, where each starts, and where (number, offset in it) a word or a stretch of words begins."""

    texts: list[str]
    starts: list[int]
    places: dict[str, list[tuple[int, int]]]


@lru_cache(maxsize=8)
def _words(text: str) -> _Words:
    texts = text.split(" ")
    starts = [0, *accumulate(len(one) + 1 for one in texts)]
    places: dict[str, list[tuple[int, int]]] = {}
    for number, one in enumerate(texts):
        if one.isalpha() and one.isascii():
            places.setdefault(one, []).append((number, 0))
        elif (word := one.rstrip(".,;:")).isalpha() and word.isascii():
            places.setdefault(one, []).append((number, 0))
            places.setdefault(word, []).append((number, 0))
        elif one:
            edges = [run.span() for run in _RUN.finditer(one)]
            for at, _ in edges:
                for piece in {one[at:], *(one[at:end] for _, end in edges if end > at)}:
                    places.setdefault(piece, []).append((number, at))
    return _Words(texts, starts, places)


def spans_of(phrases: tuple[str, ...], text: str) -> Iterator[Span]:
    """Where the phrases stand in folded text: the leftmost, of those the longest, none overlapping. Raises `PhraseError`.

    >>> [span.of("so it is  widely said that") for span in spans_of(("it {be} [widely] (said|held) that",), "so it is  widely said that")]
    ['it is  widely said that']
    """
    _asked[phrases] = asked = _asked.get(phrases, 0) + 1
    automaton = _automaton(phrases) if asked < MANY else None
    if automaton is None:
        for match in pattern_of(phrases).finditer(text):
            yield Span(*match.span())
        return
    words = _words(text)
    begins = words.places.keys() if automaton[1] else words.places.keys() & automaton[0].keys()
    done = 0
    for number, at in sorted({place for word in begins for place in words.places[word]}):
        start = words.starts[number] + at
        if start >= done and (end := _longest(automaton, words, number, at)):
            done = end
            yield Span(start, end)


def _longest(automaton: tuple[Any, ...], words: _Words, number: int, at: int) -> int:
    """Where the longest phrase ends that begins in a token at `at`; 0 if none does."""
    first, wild, known, follow, last = automaton
    best = 0
    after: Any = None
    while True:
        text = words.texts[number][at:]
        if text:  # nothing stands between two blanks
            plain = text.isalpha() and text.isascii()
            places = (*first.get(text, ()), *wild) if after is None else after
            if not plain:
                for run in _RUN.finditer(text) if after is None or _RUN.match(text) else ():
                    piece = text[: run.end()]
                    begun = (*first.get(piece, ()), *wild) if after is None else after
                    if any(one in last and _is(piece, known[one]) for one in begun):
                        best = words.starts[number] + at + run.end()
            now = [one for one in places if _is(text, known[one])]
            if not now:
                return best
            if plain and not last.isdisjoint(now):
                best = words.starts[number] + at + len(text)
            after = {place for one in now for place in follow[one]}
        number, at = number + 1, 0
        if number == len(words.texts):
            return best


def _is(text: str, words: frozenset[str] | None) -> bool:
    """Whether a text is one of some words, or any word where it is None."""
    return text in words if words is not None else _ANY.fullmatch(text) is not None
