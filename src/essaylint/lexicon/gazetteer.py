"""Names of people, organisations, treaties, wars, armies and places, with their accepted spellings."""

from __future__ import annotations

import marshal
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from essaylint.lexicon.words import DATA, plain
from essaylint.memo import kept

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


class Gazetteer:
    """Entries, and where each word occurs in them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)

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

    def places(self, part: str) -> tuple[tuple[Entry, tuple[str, ...], int], ...]:
        """The entries of two words or more with a word: entry, form, and the word's place in the form."""
        return self.by_part.get(part, ())

    def accepts(self, parts: Sequence[str]) -> bool:
        """Whether these words are an accepted spelling."""
        return tuple(parts) in self.exact

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
    return _Shipped()


class _Shipped(Gazetteer):
    """The same, without reading all of it where one word is asked for."""

    def __init__(self) -> None:
        pass

    @cached_property
    def entries(self) -> tuple[Entry, ...]:  # type: ignore[override]
        return tuple(map(Entry._make, _rows()))

    @cached_property
    def words(self) -> frozenset[str]:
        return _words()

    def places(self, part: str) -> tuple[tuple[Entry, tuple[str, ...], int], ...]:
        rows = marshal.loads(_rows_by_part().get(part, _NOTHING))
        return tuple((Entry._make(entry), form, at) for entry, form, at in rows)

    def accepts(self, parts: Sequence[str]) -> bool:
        return " ".join(parts) in _joined()


_NOTHING = marshal.dumps(())


@kept
def _rows_by_part() -> dict[str, bytes]:
    found = Gazetteer(map(Entry._make, _rows())).by_part
    return {part: marshal.dumps(tuple((tuple(entry), form, at) for entry, form, at in places)) for part, places in found.items()}


@kept
def _words() -> frozenset[str]:
    return Gazetteer(map(Entry._make, _rows())).words


@kept
def _joined() -> frozenset[str]:
    return frozenset(" ".join(form) for _, _, forms, _ in _rows() for form in forms)


@kept
def _rows() -> tuple[tuple[str, str, tuple[tuple[str, ...], ...], tuple[str, ...]], ...]:
    read = parse((DATA / "gazetteer.txt").read_text(encoding="utf-8").splitlines())
    return tuple((one.kind, one.name, one.forms, one.spelt) for one in read.entries)
