"""The lines of a plain text, and which of them make one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from essaylint.essay.references import looks_like_entry
from essaylint.span import Span
from essaylint.values import dataclass

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_QUOTED = re.compile(r"(?:>[ \t]?)+")
MARKER = re.compile(
    r"(?:[-*•‣◦·▪●○■□–—➢✓]|\(?(?P<number>\d{1,2})[.)](?!\d)|\((?P<letter>[a-zA-Z])\)|[a-z]\)|[A-Z]\)|\(?[ivx]{2,5}[.)]|\(i\)"
    r"|\[\d{1,3}\])[ \t\u00a0]+(?=\S)"
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


def groups_of(text: str, within: Span) -> Iterator[list[Line]]:
    """Runs of lines that are not blank; the marks of quoted mail (">") are no part of a line."""
    group: list[Line] = []
    for match in _LINE.finditer(text, *within):
        raw = match.group()
        body = raw.strip()
        mark = _QUOTED.match(body)
        if not body or not body.strip("\ufeff\u200b") or (mark and mark.end() == len(body)):
            if group:
                yield group
                group = []
            continue
        start = match.start() + len(raw) - len(raw.lstrip())
        if mark:
            kept = body[mark.end() :].lstrip()
            start += len(body) - len(kept)
            group.append(Line(start, start + len(kept), 0, kept, True))
        else:
            indent = len(raw[: start - match.start()].expandtabs(4))
            group.append(Line(start, start + len(body), indent, body))
    if group:
        yield group


@dataclass(frozen=True)
class Wrapping:
    """How the lines of a file break: at `width` columns inside sentences, or (0) only where paragraphs end."""

    width: int

    def is_full(self, line: Line, after: Line, slack: float = 0) -> bool:
        """Whether the first word of `after` would not have fitted on `line`."""
        if not self.width or line.width > self.width * 1.25:
            return False
        room = self.width - line.width - 1 - len(after.text.split(maxsplit=1)[0])
        return room < self.width * slack

    def joins(self, line: Line, after: Line) -> bool:
        """Whether `after` goes on with the paragraph of `line`."""
        if not self.width:
            return len(line.text) >= 25 and after.text[0].islower() and not _ENDS.search(line.text)
        if _goes_on(line, after):
            return line.width > self.width * 1.25 or self.is_full(line, after, 0.5)
        return self.is_full(line, after, 0 if _ENDS.search(line.text) else 0.2)


def wrapping_of(groups: Sequence[Sequence[Line]]) -> Wrapping:
    """Whether and where lines break inside sentences, from all pairs of neighbouring lines."""
    pairs = [(a, b) for group in groups for a, b in zip(group, group[1:], strict=False) if not MARKER.match(b.text)]
    broken = [a.width for a, b in pairs if 25 <= a.width <= _WIDEST and _goes_on(a, b)]
    if not pairs or len(broken) * 5 < len(pairs):
        return _filled(pairs)
    middle = sorted(broken)[len(broken) // 2]
    return Wrapping(max(width for width in (a.width for a, _ in pairs) if width <= max(middle * 1.3, middle + 12)))


def _filled(pairs: Sequence[tuple[Line, Line]]) -> Wrapping:
    """A text without small letters tells how it is wrapped by its lines alone: nearly all are as full as can be."""
    whole = Wrapping(max((a.width for a, _ in pairs if a.width <= _WIDEST), default=0))
    full = sum(whole.is_full(a, b) for a, b in pairs)
    return whole if len(pairs) >= 6 and full * 4 >= len(pairs) * 3 else Wrapping(0)


def _goes_on(line: Line, after: Line) -> bool:
    """Whether a sentence that `line` leaves open goes on in `after`."""
    if _ENDS.search(line.text):
        return False
    if after.text[0].islower() or after.text[0] in "([\"“‘" or line.text.endswith(","):
        return True
    unclosed = line.text.rfind("(") > line.text.rfind(")")
    return unclosed or (line.width <= _WIDEST and _INSIDE.search(line.text) is not None)


def paragraphs_of(group: Sequence[Line], wrapping: Wrapping, listed: bool, apart: bool) -> Iterator[list[Line]]:
    """Split a group of lines into paragraphs.

    `listed` tells that it stands in a reference list, `apart` that blank lines stand between the entries of the list.
    """
    entries = len(group) > 1 and (listed or sum(looks_like_entry(line.text) for line in group[:12]) >= 2)
    least = min(line.indent for line in group)
    hanging = entries and len({line.indent for line in group}) > 1 and group[0].indent == least
    lines = [group[0]]
    for line in group[1:]:
        if entries:
            new = line.indent == least if hanging else _opens_entry(line, lines, wrapping, apart)
        elif MARKER.match(line.text):
            new = _opens_item(line, lines, wrapping)
        else:
            indented = line.indent >= lines[-1].indent + 2 and len(lines) > 1 and not MARKER.match(lines[0].text)
            new = indented or line.quoted != lines[-1].quoted or not wrapping.joins(lines[-1], line)
        if new:
            yield lines
            lines = [line]
        else:
            lines.append(line)
    yield lines


def _opens_item(line: Line, before: Sequence[Line], wrapping: Wrapping) -> bool:
    """Whether a line with a list marker is an item; in wrapped prose a dash or a number may open a line by chance."""
    last, first = before[-1], MARKER.match(before[0].text)
    if not wrapping.is_full(last, line, 0.1):
        return True
    here = MARKER.match(line.text)
    number = here["number"] if here else None
    if first and first["number"]:
        return number is not None and int(number) == int(first["number"]) + 1
    if first and not number:
        return line.text[0] == before[0].text[0]
    return _ENDS.search(last.text) is not None and (number in (None, "1") or last.text[-1] == ":")


_NUMBER = re.compile(r"(?:\[\d{1,3}\]|\d{1,3}[.)])\s")
_AUTHOR = re.compile(
    r"(?:(?:van|von|de|del|della|di|da|la|le|al|el|ten|ter)\s)*[^\W\d_a-zß-ÿ][\w'’-]+(?:[ -][^\W\d_][\w'’-]+){0,2},\s"
    r"(?:[^\W\d_a-zß-ÿ]\.(?![^\W\d_a-zß-ÿ]\.:|:)|[^\W\d_a-zß-ÿ][\w'’-]+(?=[ ,.&(]))"
)
_COMPLETE = re.compile(r"(?:[.)\]\d”\"]|https?:\S+|www\.\S+|10\.\d\S+|/)$")
_UNFINISHED = re.compile(r"(?:[,&:-]|\b(?:and|from|at|in|of|the|No\.|Vol\.|Ed\.|Eds\.|pp?\.|trans\.|Issue|vol\.|no\.))$")
_WITHIN = re.compile(r"https?:|www\.|doi|\(|In\b|Retrieved\b|Accessed\b|Available\b|Vol|pp?\.|Web\b|Print\b|\d|[“\"]")


def _opens_entry(line: Line, before: Sequence[Line], wrapping: Wrapping, apart: bool) -> bool:
    """Whether a line opens a new entry of a reference list."""
    last = before[-1]
    if line.text[0].islower() or _UNFINISHED.search(last.text) or (apart and wrapping.is_full(last, line)):
        return False
    if _NUMBER.match(line.text):
        return True
    if not wrapping.width:
        return not re.match(r"(?:https?:|www\.|doi|\()", line.text)
    if not _COMPLETE.search(last.text):
        return False
    if _AUTHOR.match(line.text):
        return True
    return looks_like_entry(line.text) and not _WITHIN.match(line.text) and not wrapping.is_full(last, line)
