"""Many lists of fixed phrases, found in one pass over a paragraph."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from essaylint.essay.paragraph import Paragraph
from essaylint.span import Span

if TYPE_CHECKING:
    import ahocorasick_rs

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
# From so many texts on, building the automaton of phrases that were laid down has paid.
MANY = 200
MANY_GATED = 50
# A phrase that is in several lists has this for its owner.
_SEVERAL = 0xFFFF

# Start, end, the number of the list, the literal.
Found = tuple[int, int, int, str]


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
        owners = _owners(self._lists)
        return list(owners), list(owners.values())

    @cached_property
    def _machine(self) -> ahocorasick_rs.AhoCorasick:
        import ahocorasick_rs  # only where phrases were not laid down

        return ahocorasick_rs.AhoCorasick(self._literals[0], store_patterns=False)

    def found(self, text: str) -> Iterator[Found]:
        """Every phrase at word bounds in a folded text, overlapping ones too."""
        literals, owners = self._literals
        if not literals:
            return
        for index, start, end in self._machine.find_matches_as_indexes(text, overlapping=True):
            if _bounded(text, start, end):
                for which in owners[index]:
                    yield start, end, which, literals[index]

    def hits(self, paragraph: Paragraph) -> Iterator[tuple[int, Hit]]:
        """Which list, and the hit, for every phrase in `paragraph`, in order of place."""
        return settled(self.found(paragraph.folded))


class Trie:
    """Lists of folded phrases, laid down once (see `lay`) and then found without building anything.

    An automaton of fifty thousand phrases takes a quarter of a second to build; this is there at once, and slower on the
    text. From `MANY` texts on the automaton has paid.

    >>> trie = Trie(lay((("in fact", "fact"), ("facts",))))
    >>> [(which, hit.literal) for which, hit in settled(trie.found("in fact, facts are facts."))]
    [(0, 'in fact'), (1, 'facts'), (1, 'facts')]
    """

    def __init__(self, laid: Mapping[str, Any]) -> None:
        import marisa_trie  # only where phrases were laid down

        self._trie = marisa_trie.Trie()
        self._trie.frombytes(laid["trie"])
        self._firsts = frozenset(laid["firsts"])
        self._longest: int = laid["longest"]
        self._owner = array("H", laid["owners"])
        self._several: Mapping[int, Sequence[int]] = laid["several"]
        self._read = 0

    def found(self, text: str) -> Iterator[Found]:
        """Every phrase at word bounds in a folded text, overlapping ones too."""
        if self._read < MANY:
            self._read += 1
            return self._walked(text)
        return self._machine.found(text)

    @cached_property
    def _machine(self) -> Automaton:
        """The same phrases in an automaton."""
        lists: dict[int, list[str]] = {}
        for number, owner in enumerate(self._owner):
            for which in self._several[number] if owner == _SEVERAL else (owner,):
                lists.setdefault(which, []).append(self._trie.restore_key(number))
        return Automaton([lists.get(which, ()) for which in range(max(lists, default=-1) + 1)])

    def _walked(self, text: str) -> Iterator[Found]:
        for match in _TOKEN.finditer(text):
            if match.group() in self._firsts:
                start = match.start()
                for literal in self._trie.prefixes(text[start : start + self._longest]):
                    end = start + len(literal)
                    if _bounded(text, start, end):
                        number = self._trie[literal]
                        owner = self._owner[number]
                        for which in self._several[number] if owner == _SEVERAL else (owner,):
                            yield start, end, which, literal

    def hits(self, paragraph: Paragraph) -> Iterator[tuple[int, Hit]]:
        """Which list, and the hit, for every phrase in `paragraph`, in order of place."""
        return settled(self.found(paragraph.folded))


def lay(lists: Sequence[Iterable[str]]) -> dict[str, Any]:
    """Lists of phrases as plain values from which a `Trie` is made at once."""
    import marisa_trie

    owners = _owners(lists)
    trie = marisa_trie.Trie(owners)
    numbers = array("H", bytes(2 * len(owners)))
    several: dict[int, list[int]] = {}
    for literal, whose in owners.items():
        numbers[trie[literal]] = whose[0] if len(whose) == 1 else _SEVERAL
        if len(whose) > 1:
            several[trie[literal]] = whose
    firsts = {match.group() for literal in owners if (match := _TOKEN.match(literal))}
    longest = max(map(len, owners), default=0)
    return {"trie": trie.tobytes(), "firsts": sorted(firsts), "longest": longest, "owners": numbers.tobytes(), "several": several}


class Phrases:
    """The phrase lists of many rules: those that were laid down, and the others in an automaton of their own."""

    def __init__(self, trie: Trie | None, numbers: Mapping[int, int], others: Mapping[int, Callable[[], Sequence[str]]]) -> None:
        """`numbers` maps a list of `trie` to the number wanted for it; `others` gives further lists by their numbers."""
        self._trie, self._numbers, self._others = trie, numbers, others

    @cached_property
    def _machine(self) -> Automaton:
        return Automaton([phrases() for phrases in self._others.values()])

    def hits(self, paragraph: Paragraph) -> Iterator[tuple[int, Hit]]:
        """Which list, and the hit, for every phrase in `paragraph`, in order of place."""
        text = paragraph.folded
        found: list[Found] = []
        if self._trie is not None:
            for start, end, which, literal in self._trie.found(text):
                if which in self._numbers:
                    found.append((start, end, self._numbers[which], literal))
        if self._others:
            names = list(self._others)
            found += [(start, end, names[which], literal) for start, end, which, literal in self._machine.found(text)]
        return settled(found)


class Gates:
    """Lists of folded strings, of which a text is asked which it holds one of; an empty list is of every text.

    >>> Gates((("cat", "dog"), (), ("bird",))).open("a hotdog")
    [0, 1]
    """

    def __init__(self, lists: Sequence[Sequence[str]]) -> None:
        self._lists = lists
        self._always = frozenset(number for number, strings in enumerate(lists) if not strings)
        self._read = 0

    def open(self, text: str) -> list[int]:
        """The numbers of the lists that a folded text has something of, in order."""
        if self._read < MANY_GATED:
            self._read += 1
            return [at for at, strings in enumerate(self._lists) if not strings or any(one in text for one in strings)]
        machine, owners = self._machine
        found = set(self._always)
        for index in {index for index, _, _ in machine.find_matches_as_indexes(text, overlapping=True)}:
            found.update(owners[index])
        return sorted(found)

    @cached_property
    def _machine(self) -> tuple[ahocorasick_rs.AhoCorasick, list[list[int]]]:
        import ahocorasick_rs  # only where many texts are read

        owners = _owners(self._lists)
        return ahocorasick_rs.AhoCorasick(list(owners), store_patterns=False), list(owners.values())


def settled(found: Iterable[Found]) -> Iterator[tuple[int, Hit]]:
    """The hits among what was found: of the phrases of one list that overlap, the leftmost and then the longest."""
    ends: dict[int, int] = {}
    for start, end, which, literal in sorted(found, key=lambda one: (one[0], -one[1], one[2])):
        if start >= ends.get(which, 0):
            ends[which] = end
            yield which, Hit(Span(start, end), literal)


def _owners(lists: Sequence[Iterable[str]]) -> dict[str, list[int]]:
    """Every phrase with the numbers of the lists that hold it."""
    owners: dict[str, list[int]] = {}
    for which, phrases in enumerate(lists):
        for phrase in phrases:
            whose = owners.setdefault(phrase, [])
            if not whose or whose[-1] != which:
                whose.append(which)
    return owners


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
