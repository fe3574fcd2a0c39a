"""Tables of words that do not go together, by syntactic slot.

A table is lines of text: a slot in brackets, then entries of that slot.

    @crime = theft murder robbery
    [verb+object]
    make, realise : crime @crime -> commit
    wield : @feeling voice -anger -> show | express

Left of the colon stand the words at fault (lemmas, separated by commas), right of it the words that they do not go with:
words, `@class`, `*` for any, and with a minus what is fine after all; after the arrow what may stand instead of the word at
fault, best first. In the slots of prepositions (`verb+prep`) the governor stands left and its wrong prepositions right,
`/` adds the nouns after the preposition to which the entry is limited, and (`+ing` for a gerund), `-> -` takes the preposition out. `?` before
an entry makes it a hint, `=` says that the pair is good English after all, whatever another entry says. A class may be defined in several lines, and may hold other classes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from essaylint.lexicon.inflection import data_lines

SLOTS = frozenset(
    "verb+object object+verb verb+subject subject+verb bare+subject adj+noun noun+adj noun+of of+noun adv+verb late+verb "
    "adv+adj verb+pobj bare+pobj pobj+verb verb+prep bare+prep noun+prep adj+prep verb+to verb+ing det+noun noun+to".split()
)
PREPOSITIONS = frozenset({"verb+prep", "bare+prep", "noun+prep", "adj+prep"})


class PairsError(ValueError):
    """A line of a table that cannot be read."""


class Words(NamedTuple):
    """A set of words: those named, or all, and not those excepted."""

    named: frozenset[str]
    but: frozenset[str]
    every: bool

    def holds(self, *forms: str) -> bool:
        """Whether a word, given as its lemma and its form, is in the set."""
        return not any(form in self.but for form in forms) and (self.every or any(form in self.named for form in forms))


class Entry(NamedTuple):
    """What a word does not go with, and what may stand instead."""

    partners: Words
    objects: Words | None
    fixes: tuple[str, ...]
    hint: bool
    fine: bool
    line: str


Table = Mapping[tuple[str, str], tuple[Entry, ...]]


@lru_cache(maxsize=1)
def noun_classes() -> Mapping[str, frozenset[str]]:
    """The classes of `noun_classes.txt`."""
    found: dict[str, set[str]] = {}
    for line in data_lines("noun_classes.txt"):
        name, _, words = line.partition(" = ")
        found.setdefault(name, set()).update(words.split())
    return {name: frozenset(words) for name, words in found.items()}


@lru_cache(maxsize=8)
def table_of(files: tuple[str, ...], lines: tuple[str, ...] = ()) -> Table:
    """The entries of lexicon files and of further lines, by slot and word at fault. Raises `PairsError`."""
    return read_table([*(line for file in files for line in data_lines(f"{file}.txt")), *lines])


def read_table(lines: Iterable[str]) -> Table:
    """The entries that some lines hold, by slot and word at fault. Raises `PairsError`."""
    table: dict[tuple[str, str], list[Entry]] = {}
    classes = dict(noun_classes())
    slot = ""
    for line in (line.strip() for line in lines):
        if not line or line.startswith("#"):
            continue
        if line.startswith("@"):
            name, _, words = line.partition("=")
            if not words:
                raise PairsError(f"“{line}”: write @name = words")
            classes[name.strip()] = classes.get(name.strip(), frozenset()) | _words(words, classes, line).named
        elif line.startswith("["):
            slot = line.strip("[]")
            if slot not in SLOTS:
                raise PairsError(f"“{line}”: no such slot (there are: {', '.join(sorted(SLOTS))})")
        else:
            for word, entry in _entry(line, slot, classes):
                table.setdefault((slot, word), []).append(entry)
    return {key: tuple(sorted(entries, key=lambda one: not one.fine)) for key, entries in table.items()}


def _entry(line: str, slot: str, classes: Mapping[str, frozenset[str]]) -> list[tuple[str, Entry]]:
    faults, colon, rest = line.lstrip("?=").partition(":")
    partners, _, fixes = rest.partition("->")
    partners, limited, objects = partners.partition("/")
    if not slot or not colon or not faults.strip() or not partners.strip():
        raise PairsError(f"“{line}”: write word : words -> fix, under a slot such as [verb+object]")
    entry = Entry(
        _words(partners, classes, line),
        _words(objects, classes, line) if limited else None,
        tuple(fix.strip() for fix in fixes.split("|") if fix.strip()),
        line.startswith("?"),
        line.startswith("="),
        line,
    )
    return [(word.strip(), entry) for word in faults.split(",")]


def _words(text: str, classes: Mapping[str, frozenset[str]], line: str) -> Words:
    named: set[str] = set()
    but: set[str] = set()
    for word in text.split():
        target = but if word.startswith("-") and len(word) > 1 else named
        word = word.lstrip("-") if len(word) > 1 else word
        if word.startswith("@"):
            if word not in classes:
                raise PairsError(f"“{line}”: no class “{word}”")
            target |= classes[word]
        else:
            target.add(word)
    return Words(frozenset(named - {"*"}), frozenset(but), "*" in named)
