"""Acronyms of an essay: where each is expanded, and where it is used."""

from __future__ import annotations

import re
from typing import NamedTuple

from essaylint.essay.document import Document
from essaylint.essay.sieve import Pattern
from essaylint.span import Span
from essaylint.values import dataclass

_SMALL = frozenset("of the and for in on a an to de la et y und at by with from &".split())
_BRACKETED = re.compile(r"\((?:the |hereafter |henceforth )?([A-Z][A-Za-z&-]{1,8}[A-Z]|[A-Z]{2,8})s?\)")
# Capitalised words, an acronym in brackets, and a name that seems to go on behind it.
_INSIDE = re.compile(
    r"((?:[A-Z][\w'’]+ )(?:(?:of|for|and|the|on|in|[A-Z][\w'’]+) ){1,6})\(([A-Z]{3,7})\) ((?:and|of|for|on) (?:the )?(?:[A-Z][\w'’]+(?: (?=[A-Z]))?){1,4})"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_USE = Pattern(r"(?<![\w.-])([A-Z]{2,8})(?:s|['’]s)?(?![\w-]|\.\w)")


class Expansion(NamedTuple):
    """A long form and the acronym in brackets after it; `letters` are the initials that it gives."""

    acronym: str
    long: str
    span: Span
    bracket: Span
    letters: str


@dataclass(frozen=True)
class Acronyms:
    """All expansions and uses, in order; `inside` are acronyms in the middle of the name that they stand for."""

    expansions: tuple[Expansion, ...]
    uses: tuple[tuple[str, Span], ...]
    inside: tuple[Expansion, ...] = ()


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
    inside: list[Expansion] = []
    for block in document.of_kind("body", "item"):
        text = block.paragraph.text
        for match in _BRACKETED.finditer(text) if "(" in text else ():
            found = _long_form(text, match.start(), match[1])
            if found is not None:
                span, letters = found
                long = span.of(text)
                expansions.append(Expansion(match[1], long, block.place(span), block.place(Span(*match.span(1))), letters))
        for match in _INSIDE.finditer(text) if "(" in text else ():
            before, after = _initials(match[1]), _initials(match[3])
            if _common(before + after, match[2]) >= max(3, _common(before, match[2]) + 2):
                whole = block.place(Span(match.start(1), match.end(3)))
                inside.append(Expansion(match[2], f"{match[1]}{match[3]}".strip(), whole, block.place(Span(*match.span(2))), before + after))
        uses += [(match[1], block.place(Span(*match.span(1)))) for match in _USE.finditer(block.paragraph)]
    return Acronyms(tuple(expansions), tuple(uses), tuple(inside))


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _common(initials: str, acronym: str) -> int:
    """How many letters of an acronym stand among initials in the same order."""
    row = [0] * (len(acronym) + 1)
    for char in initials:
        last = row[:]
        for at, other in enumerate(acronym, 1):
            row[at] = last[at - 1] + 1 if char == other else max(last[at], row[at - 1])
    return row[-1]


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
