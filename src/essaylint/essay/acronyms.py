"""Acronyms of an essay: where each is expanded, and where it is used."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from essaylint.essay.document import Document
from essaylint.span import Span

_SMALL = frozenset("of the and for in on a an to de la et y und at by with from &".split())
_BRACKETED = re.compile(r"\((?:the |hereafter |henceforth )?([A-Z][A-Za-z&-]{1,8}[A-Z]|[A-Z]{2,8})s?\)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_USE = re.compile(r"(?<![\w.-])([A-Z]{2,8})(?:s|['’]s)?(?![\w-]|\.\w)")


class Expansion(NamedTuple):
    """A long form and the acronym in brackets after it; `letters` are the initials that it gives."""

    acronym: str
    long: str
    span: Span
    bracket: Span
    letters: str


@dataclass(frozen=True)
class Acronyms:
    """All expansions and uses, in order."""

    expansions: tuple[Expansion, ...]
    uses: tuple[tuple[str, Span], ...]


def acronyms(document: Document) -> Acronyms:
    """The acronyms of an essay's own text; made once a document."""
    kept = document.__dict__.get("_acronyms")
    if kept is None:
        kept = document.__dict__["_acronyms"] = _read(document)
    assert isinstance(kept, Acronyms)
    return kept


def _read(document: Document) -> Acronyms:
    expansions: list[Expansion] = []
    uses: list[tuple[str, Span]] = []
    for block in document.of_kind("body", "item"):
        text = block.paragraph.text
        for match in _BRACKETED.finditer(text):
            found = _long_form(text, match.start(), match[1])
            if found is not None:
                span, letters = found
                long = span.of(text)
                expansions.append(Expansion(match[1], long, block.place(span), block.place(Span(*match.span(1))), letters))
        uses += [(match[1], block.place(Span(*match.span(1)))) for match in _USE.finditer(text)]
    return Acronyms(tuple(expansions), tuple(uses))


def _long_form(text: str, end: int, acronym: str) -> tuple[Span, str] | None:
    """The words before a bracket whose initials are the acronym's letters, in order or not; and the initials."""
    wanted = [char.lower() for char in acronym if char.isupper()]
    before = list(_WORD.finditer(text, max(0, end - 120), end))
    if not before or len(wanted) < 2 or text[before[-1].end() : end].strip():
        return None
    for skip_small in (True, False):
        initials: list[str] = []
        for word in reversed(before):
            if re.search(r"[.;:!?()]", text[word.end() : end]):
                break
            small = word.group().lower() in _SMALL
            if small and skip_small:
                continue
            initials.insert(0, word.group()[0].lower())
            if len(initials) == len(wanted):
                if sorted(initials) == sorted(wanted):
                    return Span(word.start(), before[-1].end()), "".join(initials).upper()
                break
    return None
