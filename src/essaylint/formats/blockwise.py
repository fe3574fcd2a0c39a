"""Markdown that is read again after an edit: only the parts of it that changed are given to marko.

A part begins after a blank line, with a line that can go on with nothing before it (no list marker, no indent); whether
everything before such a line is closed (a fence, a comment), marko itself tells: a word that is put there becomes a
paragraph of its own. Links and notes are defined for the whole text, so parts with brackets are known only together
with the definitions that held. What comes out is what `markdown.drafts` makes of the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from essaylint.essay.zones import Draft
from essaylint.formats import markdown
from essaylint.source import Source
from essaylint.sourcemap import Piece

_BREAK = r"(?:\r\n|\n|\r(?!\n))"
_ANEW = r"(?=[^\s*+:-])(?!\d{1,9}[.)])"
_OPENING = re.compile(rf"{_BREAK}(?:[ \t]*{_BREAK})+{_ANEW}")
_OPENING_LF = re.compile(rf"\n(?:[ \t]*\n)+{_ANEW}")  # the same where no other line breaks are, in a third of the time
_PROBE = "x"


class Key(NamedTuple):
    """A part: its text, and whether the file begins or ends with it."""

    text: str
    first: bool
    last: bool


class Definitions(NamedTuple):
    """The labels that are defined in a text: of links, of notes, and of notes that name a source."""

    links: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()
    citing: frozenset[str] = frozenset()


class Part:
    """What was read in a part; places count from its start.

    `closed` tells that nothing of it goes on in what follows; `links` and `notes` are what it defines.
    """

    def __init__(self, drafts: Sequence[Draft], closed: bool, links: frozenset[str], notes: Mapping[str, bool]) -> None:
        self.drafts, self.closed, self.links, self.notes = drafts, closed, links, notes
        self.has_heading = any(draft.kind == "heading" for draft in drafts)

    @cached_property
    def beside_headings(self) -> list[Draft]:
        """Its drafts, if there are headings anywhere in the text."""
        return markdown.beside_headings(self.drafts)


class Parts(NamedTuple):
    """The parts of a text that were read, and what was defined in it."""

    known: dict[Key, Part] = {}
    definitions: Definitions = Definitions()


class Odd(Exception):
    """A text that is to be read whole."""


def drafts(source: Source, before: Parts) -> tuple[list[Draft], Parts] | None:
    """The paragraphs of a Markdown text and its parts, those that were there before taken from there.

    None for a text that only `markdown.drafts` can read.
    """
    text = source.text
    if len(text) > markdown.TOO_LARGE:
        return None
    try:
        starts = _starts(text)
        now, read = _read(text, starts, before)
        while now.definitions != (defined := _defined(read)):
            now, read = _read(text, starts, now._replace(known=before.known | now.known), defined)
    except Exception:  # `Odd`, and whatever marko raises; the whole text is read in its own way
        return None
    headed = any(part.has_heading for _, part in read)
    return [_at(draft, start) for start, part in read for draft in (part.beside_headings if headed else part.drafts)], now


def _starts(text: str) -> list[int]:
    """Where parts may start, and the end of the text."""
    least = 0
    if text.startswith(("---", "+++"), 1 if text.startswith("\ufeff") else 0):
        lines = markdown.Lines(Source(text))
        least = lines.offset(markdown.front_matter(lines.text))
    inner = [match.end() for match in (_OPENING if "\r" in text else _OPENING_LF).finditer(text)]
    return [0, *(start for start in inner if start >= least), len(text)]


def _read(text: str, starts: Sequence[int], before: Parts, definitions: Definitions | None = None) -> tuple[Parts, list[tuple[int, Part]]]:
    """The parts of a text and where they start, read as if these definitions held (None: those from before)."""
    definitions = before.definitions if definitions is None else definitions
    same = definitions == before.definitions
    known: dict[Key, Part] = {}
    read: list[tuple[int, Part]] = []
    at, last = 0, len(starts) - 1
    while at < last:
        width = 1
        while True:
            end = min(at + width, last)
            key = Key(text[starts[at] : starts[end]], at == 0, end == last)
            part = known.get(key)
            if part is None:
                part = before.known.get(key) if same or "[" not in key.text else None
                part = known[key] = part or _part(key, definitions)
            if part.closed or key.last:
                break
            width *= 2
        read.append((starts[at], part))
        at = end
    return Parts(known, definitions), read


def _part(key: Key, definitions: Definitions) -> Part:
    lines = markdown.Lines(Source(key.text))
    masked, wild = markdown.masked_text(lines.text, first=key.first)
    if wild:
        raise Odd
    parsed = markdown.parse(masked if key.last else masked + _PROBE, definitions.links, definitions.notes)
    closed = key.last or _is_apart(parsed.children.pop(), len(masked))
    found = markdown.Walk(lines, definitions.citing).blocks(parsed.children)
    citing = markdown.citing(lines, parsed)
    links = frozenset(label for label, to in parsed.link_ref_defs.items() if to is not markdown.ELSEWHERE)
    notes = {label: label in citing for label, note in parsed.footnotes.items() if note is not None}
    return Part(found, closed, links, notes)


def _is_apart(probe: Any, start: int) -> bool:
    return type(probe).__name__ == "Paragraph" and probe.source_span is not None and bool(probe.source_span[0] == start)


def _defined(read: Sequence[tuple[int, Part]]) -> Definitions:
    """What all parts define; of two notes with one label the last one holds."""
    links: frozenset[str] = frozenset().union(*(part.links for _, part in read if part.links))
    notes: dict[str, bool] = {}
    for _, part in read:
        notes.update(part.notes)
    return Definitions(links, frozenset(notes), frozenset(label for label, cites in notes.items() if cites))


def _at(draft: Draft, start: int) -> Draft:
    """A draft with its places counted from the start of the file."""
    moved = object.__new__(Draft)
    moved.__dict__.update(draft.__dict__)
    moved.__dict__["pieces"] = tuple([Piece(prose, file + start, length, width, verbatim) for prose, file, length, width, verbatim in draft.pieces])
    return moved
