"""One in-text citation, as a value."""

from __future__ import annotations

from typing import Literal

from essaylint.span import Span
from essaylint.values import dataclass

CitationKind = Literal["parenthetical", "narrative", "numeric", "mla", "key", "note"]

@dataclass(frozen=True, slots=True)
class Citation:
    """One work cited at one place; a `note` is a number whose note cites.

    `span` is the citation itself ("Smith, 2010, p. 3", or "Smith (2010)" in running prose), `group` the whole bracket.
    `authors` are surnames, or one organisation or title; `year` is as written with its letter; `et_al` and `connector`
    are the forms used. `certain` is False where only the reference list can tell ("Titanic (1997)").
    """

    span: Span
    kind: CitationKind
    authors: tuple[str, ...] = ()
    year: str = ""
    pages: str = ""
    et_al: str = ""
    connector: str = ""
    initials: tuple[str, ...] = ()
    acronym: str = ""
    organisation: bool = False
    title: bool = False
    signal: str = ""
    group: Span = Span(0, 0)
    certain: bool = True

    @property
    def personal(self) -> bool:
        """Whether it is personal communication, which no reference list holds."""
        return self.year.lower() == "personal communication" or self.signal == "personal"


