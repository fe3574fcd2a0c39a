"""Plain text: paragraphs between blank lines or one a line; hard-wrapped lines are joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from essaylint.essay.references import is_reference_heading, looks_like_entry
from essaylint.essay.zones import Draft
from essaylint.formats.prose import add, join
from essaylint.source import Source
from essaylint.sourcemap import MapBuilder
from essaylint.span import Span

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_QUOTED = re.compile(r"(?:>[ \t]?)+")
_MARKER = re.compile(
    r"(?:[-*•‣◦·▪●○■□–—➢✓]|\(?\d{1,2}[.)](?!\d)|\([a-zA-Z]\)|[a-z]\)|[A-Z]\)|\(?[ivx]{2,5}[.)]|\(i\)|\[\d{1,3}\])[ \t\u00a0]+(?=\S)"
)
_ENDS = re.compile(r"[.!?…:;][\"'”’)\]]*$")
_INSIDE = re.compile(r"[a-z]{2}[.!?][\"'”’)\]]* [\"'“‘(]*[A-Z]")
_WIDEST = 140


class Line(NamedTuple):
    """A line that is not blank, without the blanks around it."""

    start: int
    end: int
    indent: int
    text: str
    quoted: bool = False

    @property
    def width(self) -> int:
        return self.indent + len(self.text)


@dataclass(frozen=True)
class Wrapping:
    """How the lines of a file break: at `width` columns inside sentences, or (0) only where paragraphs end."""

    width: int

    def joins(self, line: Line, after: Line) -> bool:
        """Whether `after` goes on with the paragraph of `line`."""
        goes_on = _goes_on(line, after)
        if not self.width:
            return goes_on and len(line.text) >= 25 and after.text[0].islower()
        if line.width > self.width * 1.25 and not goes_on:
            return False
        first = len(after.text.split(maxsplit=1)[0])
        room = self.width - line.width - 1 - first
        if goes_on:
            return room < self.width * 0.5
        return room < (self.width * 0.2 if not _ENDS.search(line.text) else 0)


def _goes_on(line: Line, after: Line) -> bool:
    """Whether a sentence that `line` leaves open goes on in `after`."""
    if _ENDS.search(line.text):
        return False
    return after.text[0].islower() or (line.width <= _WIDEST and _INSIDE.search(line.text) is not None)


def drafts(source: Source, within: Span | None = None) -> list[Draft]:
    """The paragraphs of a plain text (or of a part of it), in order."""
    within = within or Span(1 if source.text.startswith("\ufeff") else 0, len(source.text))
    groups = list(_groups(source.text, within))
    wrapping = _wrapping(groups)
    deep = _indented(groups)
    found: list[Draft] = []
    listed = False
    for group in groups:
        for lines in _paragraphs(group, wrapping, listed):
            draft = _draft(lines, len(group) == len(lines) or len(lines) == 1)
            listed = is_reference_heading(draft.text) if len(draft.text) < 60 else listed
            quoted = lines[0].quoted or (deep and not draft.marker and all(line.indent >= 3 for line in lines))
            if quoted and len(draft.text) > 60 and not looks_like_entry(draft.text):
                draft = Draft(draft.text, draft.pieces, "quote")
            found.append(draft)
    return found


def _groups(text: str, within: Span) -> Iterator[list[Line]]:
    """Runs of lines that are not blank."""
    group: list[Line] = []
    for match in _LINE.finditer(text, *within):
        raw = match.group()
        body = raw.strip()
        if not body or not body.strip("\ufeff\u200b"):
            if group:
                yield group
                group = []
            continue
        start = match.start() + len(raw) - len(raw.lstrip())
        indent = len(raw[: start - match.start()].expandtabs(4))
        mark = _QUOTED.match(body)
        if mark and mark.end() < len(body):
            kept = body[mark.end() :].lstrip()
            start += len(body) - len(kept)
            group.append(Line(start, start + len(kept), 0, kept, True))
        elif not mark:
            group.append(Line(start, start + len(body), indent, body))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _wrapping(groups: Sequence[Sequence[Line]]) -> Wrapping:
    """Whether and where lines break inside sentences, from all pairs of neighbouring lines."""
    pairs = [(a, b) for group in groups for a, b in zip(group, group[1:], strict=False) if not _MARKER.match(b.text)]
    broken = [a.width for a, b in pairs if 25 <= a.width <= _WIDEST and _goes_on(a, b)]
    if not pairs or len(broken) * 5 < len(pairs):
        return Wrapping(0)
    middle = sorted(broken)[len(broken) // 2]
    return Wrapping(max(width for width in (a.width for a, _ in pairs) if width <= max(middle * 1.3, middle + 12)))


def _indented(groups: Sequence[Sequence[Line]]) -> bool:
    """Whether an indented paragraph stands out, because most are not indented."""
    firsts = [group[0].indent >= 3 for group in groups if len(group[0].text) > 40]
    return sum(firsts) * 3 < len(firsts)


def _paragraphs(group: Sequence[Line], wrapping: Wrapping, listed: bool) -> Iterator[list[Line]]:
    """Split a group of lines into paragraphs."""
    if len(group) > 1 and (listed or sum(looks_like_entry(line.text) for line in group[:12]) >= 2):
        yield from _entries(group)
        return
    lines = [group[0]]
    for line in group[1:]:
        first_indent = line.indent >= lines[-1].indent + 2 and len(lines) > 1 and not _MARKER.match(lines[0].text)
        if _MARKER.match(line.text) or first_indent or line.quoted != lines[-1].quoted or not wrapping.joins(lines[-1], line):
            yield lines
            lines = [line]
        else:
            lines.append(line)
    yield lines


def _entries(group: Sequence[Line]) -> Iterator[list[Line]]:
    """Reference entries, one a line, wrapped, or with hanging indents."""
    hanging = len({line.indent for line in group}) > 1
    least = min(line.indent for line in group)
    lines = [group[0]]
    for line in group[1:]:
        new = line.indent == least if hanging else looks_like_entry(line.text) or _opens_entry(line, lines[-1])
        if new:
            yield lines
            lines = [line]
        else:
            lines.append(line)
    yield lines


_OPENS = re.compile(r"(?:\[\d{1,3}\]|\d{1,3}[.)])\s|[^\W\d_][\w'’-]+, (?:[^\W\d_]\.|[A-Z][a-z]+)")


def _opens_entry(line: Line, before: Line) -> bool:
    return bool(_OPENS.match(line.text)) and before.text[-1] in ".)>/"


def _draft(lines: Sequence[Line], alone: bool) -> Draft:
    builder = MapBuilder()
    for at, line in enumerate(lines):
        if at:
            join(builder, lines[at - 1].text, line.text, Span(lines[at - 1].end, line.start))
        add(builder, line.text, line.start)
    text, pieces = builder.build()
    marker = _MARKER.match(text)
    return Draft(text, pieces, marker=marker.end() if marker else 0, alone=alone and len(lines) <= 2)
