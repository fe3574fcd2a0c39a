"""Names of people, organisations, treaties, wars, armies and places, with their accepted spellings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import NamedTuple

from essaylint.lexicon.words import DATA, plain
from essaylint.memo import kept
from essaylint.values import dataclass

_SPLIT = re.compile(r"[\s,-]+")
_SMALL = frozenset("of the and for in on a an to de la".split())


class Entry(NamedTuple):
    """A name: its kind, its usual spelling, and all spellings that are accepted, as written and split into folded parts."""

    kind: str
    name: str
    forms: tuple[tuple[str, ...], ...]
    spelt: tuple[str, ...]

    def written(self, form: tuple[str, ...]) -> str:
        """A form as it is written."""
        return self.spelt[self.forms.index(form)]


def parts_of(name: str) -> tuple[str, ...]:
    """The words of a name, hyphens taken as blanks, in lower case and plain letters.

    >>> parts_of("Kim Jong-il")
    ('kim', 'jong', 'il')
    """
    return tuple(part for part in _SPLIT.split(plain(name).lower().replace("&", "and")) if part)


@dataclass(frozen=True)
class Gazetteer:
    """Entries, and where each word occurs in them."""

    entries: tuple[Entry, ...]

    @cached_property
    def exact(self) -> frozenset[tuple[str, ...]]:
        """Every accepted spelling."""
        return frozenset(form for entry in self.entries for form in entry.forms)

    @cached_property
    def by_part(self) -> dict[str, tuple[tuple[Entry, tuple[str, ...], int], ...]]:
        """A word -> the entries of two words or more with it: entry, form, and the word's place in the form."""
        found: dict[str, list[tuple[Entry, tuple[str, ...], int]]] = defaultdict(list)
        for entry in self.entries:
            for form in entry.forms:
                if len(form) > 1:
                    for at, part in enumerate(form):
                        if part not in _SMALL:
                            found[part].append((entry, form, at))
        return {part: tuple(places) for part, places in found.items()}

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of every name, as written."""
        return frozenset(word for entry in self.entries for word in re.findall(r"[^\W\d_]+", entry.name))


def parse(lines: Iterable[str]) -> Gazetteer:
    """A gazetteer from lines: `[kind]`, then names with `; ` between them, `= variant / variant` after a name."""
    entries, kind = [], ""
    for line in lines:
        line = line.strip()
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            for item in line.split("; "):
                name, _, variants = item.partition(" = ")
                forms = [name, *(variants.split(" / ") if variants else ())]
                spelt = {parts_of(form): form.strip() for form in reversed(forms)}
                entries.append(Entry(kind, name.strip(), tuple(spelt), tuple(spelt.values())))
    return Gazetteer(tuple(entries))


@lru_cache(maxsize=1)
def shipped() -> Gazetteer:
    """The gazetteer that comes with essaylint."""
    return Gazetteer(tuple(map(Entry._make, _rows())))


@kept
def _rows() -> tuple[tuple[str, str, tuple[tuple[str, ...], ...], tuple[str, ...]], ...]:
    read = parse((DATA / "gazetteer.txt").read_text(encoding="utf-8").splitlines())
    return tuple((one.kind, one.name, one.forms, one.spelt) for one in read.entries)
