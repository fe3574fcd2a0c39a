"""The lines of a PDF's pages become paragraphs.

A PDF knows glyphs and their places, no paragraphs: these are told by the gaps between lines, indentation, size and short
last lines. What stands at the top or bottom of many pages is furniture; small lines below the text are notes; a word broken
at a line's end is put together again.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any, NamedTuple

from essaylint.essay.paragraph import InlineMark, Kind
from essaylint.essay.references import is_reference_heading
from essaylint.essay.zones import Draft
from essaylint.formats.lines import MARKER
from essaylint.lexicon.words import is_common
from essaylint.values import replace

_ENDS = re.compile(r"[.!?:…][\"'”’)\]\d]*$")
_HYPHEN = re.compile("[-\x02\ufffe\xad\u2010]$")
_NUMBER_ONLY = re.compile(r"\W*(?:page\s*)?(?:#|[ivxl]{1,6})(?:\s*(?:of|/)\s*#)?\W*", re.IGNORECASE)
# What a browser prints around a page.
_PRINTED = re.compile(r"(?:https?|file)://\S+(?: #/#)?|#[/.]#[/.]#,? #:#(?: [ap]m)?(?: .{0,200})?|.{0,200} (?:https?|file)://\S+", re.IGNORECASE)
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_SHIFT = 20
NOWHERE = 0xFFFFFFFF


class Line(NamedTuple):
    """A line of a page: its characters as pdfium counts them, the corners of the space it takes, its size and weight."""

    page: int
    number: int
    start: int
    end: int
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool
    text: str


class Laid(NamedTuple):
    """A paragraph: its draft, and for each of its characters page and number in one (see `place_of`), or NOWHERE."""

    draft: Draft
    places: array[int]
    starts: list[tuple[int, str]]


def place_of(packed: int) -> tuple[int, int]:
    """The page (from 0) and pdfium's number of a character."""
    return packed >> _SHIFT, packed & ((1 << _SHIFT) - 1)


def laid_out(pages: Sequence[dict[str, Any]]) -> list[Laid]:
    """The paragraphs of all pages, in order."""
    lines = [line for number, page in enumerate(pages) for line in _lines_of(page, number)]
    furniture = set(_furniture(lines))
    body = _usual(line for line in lines if line not in furniture)
    levels = sorted({round(line.size) for line in lines if line.size > body * 1.12 and line not in furniture}, reverse=True)
    raised = [frozenset(page["raised"]) for page in pages]
    found: list[Laid] = []
    beside: list[Laid] = []
    notes = set(_notes(lines, furniture, body))
    for group in _paragraphs([line for line in lines if line not in furniture and line not in notes], body):
        kind: Kind | None = None
        level = 0
        size = group[0].size
        if size > body * 1.12 or (group[0].bold and len(group) <= 2 and not _ENDS.search(group[-1].text)):
            kind, level = "heading", 1 + levels.index(round(size)) if round(size) in levels else len(levels) + 1
        laid = _laid(group, raised, kind, min(level, 6))
        found += [laid] if laid.draft.text else []
    for group in _paragraphs([line for line in lines if line in notes], body * 0.85):
        beside.append(_laid(group, raised, "item", 0))
    for line in lines:
        if line in furniture:
            beside.append(_laid([line], raised, "furniture", 0))
    return [*found, *(one for one in beside if one.draft.text)]


def _lines_of(page: dict[str, Any], number: int) -> Iterator[Line]:
    for at, (start, end, left, bottom, right, top, size, bold) in enumerate(page["lines"]):
        yield Line(number, at + 1, start, end, left, bottom, right, top, size, bold, page["text"][start:end])


def _usual(lines: Iterator[Line]) -> float:
    """The size that most characters have."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 12.0


def _furniture(lines: Sequence[Line]) -> Iterator[Line]:
    """Page numbers, and what stands at the top or the bottom of several pages."""
    edges: list[Line] = []
    by_page: dict[int, list[Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    for page in by_page.values():
        ordered = sorted(page, key=lambda line: -line.top)
        edges += dict.fromkeys([*ordered[:2], *ordered[-2:]])
    usual = _usual(iter(lines))
    counts = Counter(_shape(line) for line in edges)
    enough = max(2, len(by_page) * 0.3)
    for line in edges:
        printed = line.size < usual * 0.95 and _PRINTED.fullmatch(_shape(line))
        if _NUMBER_ONLY.fullmatch(_shape(line)) or printed or (counts[_shape(line)] >= enough and line.size <= usual * 1.15):
            yield line


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text).lower()


def _notes(lines: Sequence[Line], furniture: set[Line], body: float) -> Iterator[Line]:
    """Small lines at the foot of a page, below all that is of the usual size."""
    lowest: dict[int, float] = {}
    for line in lines:
        if line not in furniture and line.size >= body * 0.92:
            lowest[line.page] = min(lowest.get(line.page, line.bottom), line.bottom)
    for line in lines:
        if line not in furniture and line.size < body * 0.92 and line.top <= lowest.get(line.page, 0) + 1:
            yield line


def _paragraphs(lines: Sequence[Line], body: float) -> Iterator[list[Line]]:
    """Runs of lines that make one paragraph."""
    pitches = [a.bottom - b.bottom for a, b in zip(lines, lines[1:], strict=False) if a.page == b.page and 0 < a.bottom - b.bottom < a.size * 3]
    pitch = median(pitches) if pitches else body * 1.2
    columns = _columns(lines)
    group: list[Line] = []
    listed = False
    for at, line in enumerate(lines):
        if group and _breaks(group, line, columns[at - 1], columns[at], pitch, listed):
            listed = is_reference_heading(" ".join(one.text for one in group)) or (listed and not _is_heading(group, body))
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_heading(group: Sequence[Line], body: float) -> bool:
    return group[0].size > body * 1.12 or (group[0].bold and len(group) <= 2)


def _columns(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """For each line the left and the right edge of the column it stands in: of the lines before and after, going down."""
    found: list[tuple[float, float]] = []
    start = 0
    for at in range(1, len(lines) + 1):
        ended = at == len(lines) or lines[at].page != lines[at - 1].page or lines[at].bottom > lines[at - 1].bottom + lines[at - 1].size
        if ended:
            run = lines[start:at]
            lefts = Counter(round(line.left) for line in run)
            most = max(lefts.values())
            left = float(min(one for one, count in lefts.items() if count * 3 >= most or count >= 3))
            found += [(left, max(line.right for line in run))] * len(run)
            start = at
    return found


def _breaks(group: Sequence[Line], line: Line, before: tuple[float, float], here: tuple[float, float], pitch: float, listed: bool) -> bool:
    """Whether `line` opens a new paragraph after the lines of `group`."""
    last = group[-1]
    ended = _ENDS.search(last.text) is not None
    if abs(last.size - line.size) > 0.08 * max(last.size, line.size) or (last.bold != line.bold and not _HYPHEN.search(last.text)):
        return True
    em = line.size * 0.7
    indented = line.left > here[0] + em
    word = line.text.split(maxsplit=1)[0]
    room = before[1] - last.right - (len(word) + 1) * line.size * 0.5
    full = room < line.size * 2 or room < (before[1] - before[0]) * 0.08
    if last.page != line.page or line.bottom > last.bottom + last.size:  # another page or column
        if listed:
            return not indented
        return ended and (indented or not full)
    if last.bottom - line.bottom > max(pitch, last.size) * 1.3:
        return True
    if last.bottom - line.bottom < line.size * 0.5 and line.left > last.right:  # the same line, far to the right: a table
        return True
    if listed:
        return not indented if any(one.left > here[0] + em for one in group[1:]) or indented else ended and not full
    if MARKER.match(line.text) and (ended or not full):
        return True
    if indented and last.left <= before[0] + em and not MARKER.match(group[0].text):
        return True
    if len(group) > 1 and line.left < last.left - em:
        return True
    return not full and (ended or line.text[:1].isupper())


def _laid(group: Sequence[Line], raised: Sequence[frozenset[int]], kind: Kind | None, level: int) -> Laid:
    text: list[str] = []
    places = array("I")
    marks: list[InlineMark] = []
    starts: list[tuple[int, str]] = []
    for which, line in enumerate(group):
        if which:
            _join(text, places, line.text)
        starts.append((len(text), f"page {line.page + 1}, line {line.number}"))
        for at in range(line.start, line.end):
            char = line.text[at - line.start]
            if at in raised[line.page]:
                if text and not (marks and marks[-1].end == len(text)):
                    marks.append(InlineMark(len(text) - 1, len(text), "note"))
                continue
            char = _LIGATURES.get(char, " " if char.isspace() else char)
            if char in ("\x02", "\ufffe"):
                char = "-" if at == line.end - 1 else ""
            if char == " " and (not text or text[-1] == " "):
                continue
            if char < " ":
                continue
            text += char
            places.extend([line.page << _SHIFT | at] * len(char))
    draft = Draft("".join(text), kind=kind, level=level, marks=tuple(marks), alone=len(group) <= 2, where=starts[0][1] if starts else "")
    marker = MARKER.match(draft.text) if kind is None else None
    if marker:
        draft = replace(draft, marker=marker.end())
    return Laid(draft, places, starts)


def _join(text: list[str], places: array[int], after: str) -> None:
    """Make ready for the next line: a blank, or the two halves of a broken word put together."""
    last = "".join(text[-40:])
    if last.endswith(("—", "–")) and last[-2:-1].isalnum() and after[:1].isalnum():
        return
    if _HYPHEN.search(last) and last[-2:-1].isalpha():
        head = re.findall(r"[^\W\d_]*$", last[:-1])[0]
        tail = re.match(r"[^\W\d_]*", after)
        rest = tail.group() if tail else ""
        if rest[:1].islower() and not _is_compound(head, rest):
            text.pop()
            places.pop()
        return
    if text and text[-1] != " ":
        text.append(" ")
        places.append(NOWHERE)


def _is_compound(head: str, rest: str) -> bool:
    """Whether "well-|known" is two words that a hyphen joins, and not one that was broken."""
    return not is_common((head + rest).lower()) and is_common(head.lower()) and is_common(rest.lower())
