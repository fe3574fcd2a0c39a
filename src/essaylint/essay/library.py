"""The works that an essay's keys stand for: what it says of them itself, and what its .bib files hold.

A `Library` is a value. Readers fill it: from the text alone what the essay names and lists, and from the files beside it
where the essay was read from a file (`formats.library`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from essaylint.values import dataclass


class Work(NamedTuple):
    """A work that has a key.

    `names` are its authors' surnames, or its organisation. `file` is the .bib file as the essay names it, empty where the
    essay itself lists the work; `line` is its line there. `place` is the offset of a \\bibitem's text in the essay's file,
    else -1. `within` holds the keys of other works that it draws on (crossref), and `also` other keys of its own.
    """

    key: str
    kind: str = ""
    names: tuple[str, ...] = ()
    year: str = ""
    title: str = ""
    container: str = ""
    doi: str = ""
    file: str = ""
    line: int = 0
    place: int = -1
    within: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The work in a few words.

        >>> Work("keller2014", names=("Keller", "Moreno"), year="2014", title="Rivers").text
        'Keller & Moreno (2014). Rivers'
        """
        who = " & ".join(self.names[:2]) if len(self.names) < 3 else f"{self.names[0]} et al."
        dated = f"{who} ({self.year})" if self.year else who
        return ". ".join(part for part in (dated.strip(), self.title) if part) or self.key


class Unread(NamedTuple):
    """A bibliography that the essay names and that was not read, and why."""

    name: str
    why: str


@dataclass(frozen=True)
class Library:
    """The works of an essay that cites by keys.

    `named` are the bibliographies that it names. `all_listed` tells that it lists works without citing them (\\nocite{*}),
    `listed` which. `partial` tells that the essay goes on in other files.
    """

    named: tuple[str, ...] = ()
    works: tuple[Work, ...] = ()
    unread: tuple[Unread, ...] = ()
    listed: frozenset[str] = frozenset()
    all_listed: bool = False
    partial: bool = False
    opened: bool = False

    @property
    def is_known(self) -> bool:
        """Whether every work that a key could stand for is here: the essay names works, and all it names were read."""
        return bool(self.works) and not self.unread and (self.opened or not self.named)

    @cached_property
    def by_key(self) -> dict[str, Work]:
        """The works by all their keys; of two with one key the first."""
        found: dict[str, Work] = {}
        for work in self.works:
            for key in (work.key, *work.also):
                found.setdefault(key, work)
        return found

    @property
    def repeated(self) -> Iterator[tuple[Work, Work]]:
        """Pairs of works with one key: the first, and each later one."""
        first: dict[str, Work] = {}
        for work in self.works:
            if work.key in first:
                yield first[work.key], work
            first.setdefault(work.key, work)
