"""Many lists of fixed phrases, found in one pass over a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import ahocorasick_rs

from essaylint.essay.paragraph import Paragraph
from essaylint.span import Span


class Hit(NamedTuple):
    """A phrase found in a paragraph: where, and its folded literal."""

    span: Span
    literal: str


class Automaton:
    """An Aho-Corasick automaton over several lists of folded phrases, matched at word bounds.

    >>> automaton = Automaton((("in fact", "fact"), ("facts",)))
    >>> [(which, hit.literal) for which, hit in automaton.hits(Paragraph("In fact, facts are facts."))]
    [(0, 'in fact'), (1, 'facts'), (1, 'facts')]

    Of the phrases of one list that overlap, the leftmost and then the longest is a hit.
    """

    def __init__(self, lists: Sequence[Sequence[str]]) -> None:
        self._lists = lists

    @cached_property
    def _literals(self) -> tuple[list[str], list[list[int]]]:
        owners: dict[str, list[int]] = {}
        for which, phrases in enumerate(self._lists):
            for phrase in phrases:
                whose = owners.setdefault(phrase, [])
                if not whose or whose[-1] != which:
                    whose.append(which)
        return list(owners), list(owners.values())

    @cached_property
    def _machine(self) -> ahocorasick_rs.AhoCorasick:
        return ahocorasick_rs.AhoCorasick(self._literals[0], store_patterns=False)

    def hits(self, paragraph: Paragraph) -> Iterator[tuple[int, Hit]]:
        """Which list, and the hit, for every phrase in `paragraph`, in order of place."""
        text = paragraph.folded
        literals, owners = self._literals
        if not literals:
            return
        found: list[tuple[int, int, int, int]] = []
        for index, start, end in self._machine.find_matches_as_indexes(text, overlapping=True):
            if _bounded(text, start, end):
                found.extend((start, -end, which, index) for which in owners[index])
        found.sort()
        ends: dict[int, int] = {}
        for start, end, which, index in found:
            if start >= ends.get(which, 0):
                ends[which] = -end
                yield which, Hit(Span(start, -end), literals[index])


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether no word is cut at either end; a hyphen beside a phrase makes it part of a longer word."""
    if text[start].isalnum() and start and (text[start - 1].isalnum() or text[start - 1] == "-" or _inner(text, start - 1)):
        return False
    if not text[end - 1].isalnum() or end == len(text):
        return True
    after = text[end]
    return not (after.isalnum() or (after == "-" and text[end + 1 : end + 2].isalnum()) or _inner(text, end))


def _inner(text: str, at: int) -> bool:
    """Whether an apostrophe at `at` joins two letters."""
    return text[at] == "'" and at > 0 and text[at - 1].isalnum() and text[at + 1 : at + 2].isalnum()
