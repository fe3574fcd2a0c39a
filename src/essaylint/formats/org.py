"""Org: its lines are told apart one by one, its inline markup in one pass over each paragraph, so that every place is known.

orgparse keeps the line on which a heading stands and no place within one, so it is not used (docs/decisions/0044).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from essaylint.essay.notes import is_citation, names_source
from essaylint.essay.paragraph import InlineMark, Kind, MarkKind
from essaylint.essay.zones import Draft
from essaylint.formats.prose import add, join
from essaylint.formats.rst_lines import Raw
from essaylint.source import Source
from essaylint.sourcemap import MapBuilder, Piece
from essaylint.span import Span
from essaylint.values import replace

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_HEADING = re.compile(r"(\*+)[ \t]+(?:(?:TODO|DONE|NEXT|WAITING|CANCELLED|COMMENT)[ \t]+)?(?:\[#[A-Z0-9]\][ \t]+)?(.*?)(?:[ \t]+\[\d*[/%]\d*\])?(?:[ \t]+:[\w@#%:]+:)?[ \t]*$")
_KEY = re.compile(r"[ \t]*#\+(\w+)(?:\[.{0,200}?\])?:[ \t]*(.*?)[ \t]*$")
_BEGIN = re.compile(r"[ \t]*#\+begin_(\w+)", re.IGNORECASE)
_END = re.compile(r"[ \t]*#\+end_(\w+)", re.IGNORECASE)
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?:(?P<bullet>[-+]|(?<=[ \t])\*)|(?P<number>\d{1,9}[.)]))(?P<gap>[ \t]+)(?:\[@\d+\][ \t]+)?(?:\[[ X-]\][ \t]+)?")
_TERM = re.compile(r"[ \t]+::(?:[ \t]+|$)")
_NOTE = re.compile(r"\[fn:([\w-]+)\][ \t]*")
_PLANNING = re.compile(r"[ \t]*(?:CLOSED|SCHEDULED|DEADLINE|CLOCK):")
_DRAWER = re.compile(r"[ \t]*:[\w-]+:[ \t]*$")
_SKIPPED = re.compile(r"[ \t]*(?:#(?![^\s+])|:(?:[ \t]|$)|-{5,}[ \t]*$)")
_LITERAL = frozenset("src example export comment html latex ascii".split())
_QUOTES = frozenset("quote verse".split())
_INLINE = re.compile(
    r"(?P<code>(?<![^\s\-({'\"])(?P<ticks>[=~])(?=[^\s=~])(?:[^=~\n]|(?!(?P=ticks))[=~]){0,300}?(?<=\S)(?P=ticks)(?=[\s\-.,;:!?'\")}\[\\]|\Z))"
    r"|(?P<link>\[\[(?P<url>[^\[\]\n]{1,600})\](?:\[(?P<text>[^\[\]]{1,600})\])?\])"
    r"|(?P<note>\[fn:(?P<label>[\w-]{0,60})(?::(?P<inner>[^\[\]]{0,2000}))?\])"
    r"|(?P<cite>\[cite(?:/[\w/-]{0,40})?:(?P<keys>[^\[\]]{1,600})\])"
    r"|(?P<math>\\\([^\n]{1,300}?\\\)|\\\[[^\n]{1,600}?\\\]|(?<![\w$\\])\$(?=[^\s$])[^$\n]{1,300}?(?<=[^\s$])\$(?![\w$]))"
    r"|(?P<gone>\{\{\{[^{}\n]{1,200}\}\}\}|@@\w{1,20}:[^@\n]{0,300}@@|<<<?[^<>\n]{1,100}>>>?|\\\\(?=[ \t]*(?:\n|\Z)))"
    r"|(?P<dash>---?(?!-))|(?P<mark>[*/_+])|(?P<break>[ \t]*\n)"
)
_PICTURE = re.compile(r"(?:file|attachment):|[^\s:]*/[^\s:]*\.\w+$|[^\s:/]+\.(?:png|jpe?g|svg|gif|pdf|webp)$", re.IGNORECASE)
_MARKS: dict[str, MarkKind] = {"*": "strong", "/": "emphasis", "_": "emphasis"}
_BEFORE, _AFTER = " \t\n-({'\"—–", " \t\n-.,;:!?'\")}[\\—–"
_LONGEST_MARK = 600


class _Line(NamedTuple):
    start: int
    text: str


def drafts(source: Source) -> list[Draft]:
    """The paragraphs of an Org file, in order."""
    at = 1 if source.text.startswith("\ufeff") else 0
    lines = [_Line(match.start(1), match[1]) for match in _LINE.finditer(source.text, at)]
    reader = _Reader(source.text)
    reader.read(lines)
    found = reader.found
    sources = {label for label, draft in reader.notes if names_source(draft.text)}
    found = [
        replace(draft, marks=tuple(mark._replace(kind="source") if (number, at) in reader.calls and reader.calls[number, at] in sources else mark for at, mark in enumerate(draft.marks)))
        for number, draft in enumerate(found)
    ]
    if any(draft.kind == "heading" for draft in found):
        found = [draft if draft.kind else replace(draft, alone=False) for draft in found]
    return found


class _Reader:
    """Goes over the lines and collects paragraphs."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.low = text.lower() if text.lower().isascii() or len(text.lower()) == len(text) else text
        self.last: dict[str, int] = {}  # what closes a block -> where it stands for the last time
        self.found: list[Draft] = []
        self.notes: list[tuple[str, Draft]] = []
        self.calls: dict[tuple[int, int], str] = {}  # (which draft, which mark of it) -> the label of the note called there
        self.beside: list[Draft] = []
        self.open: list[Raw] = []
        self.lines: list[tuple[int, str]] = []
        self.kind: Kind | None = None
        self.marker: tuple[int, str] | None = None
        self.note = ""
        self.quoted = 0
        self.items: list[int] = []  # the indentation of the list items that are open

    def read(self, lines: list[_Line]) -> None:
        """Take all lines."""
        until = ""
        for start, text in lines:
            if until:
                ended = _END.match(text)
                closed = text.strip().lower() == until or (ended is not None and ended[1].lower() == until)
                until = "" if closed else until
                continue
            begun, ended = _BEGIN.match(text), _END.match(text)
            environment = re.match(r"[ \t]*\\begin\{(\w+\*?)\}", text)
            if begun or ended:
                self.flush()
                name = (begun or ended)[1].lower()  # type: ignore[index]
                if begun and name in _LITERAL and self._ends(start, f"#+end_{name}"):
                    until = name
                self.quoted = max(self.quoted + (1 if begun else -1), 0) if name in _QUOTES else self.quoted
            elif environment and self._ends(start, f"\\end{{{environment[1]}}}"):
                self.flush()
                until = "" if f"\\end{{{environment[1]}}}" in text else f"\\end{{{environment[1].lower()}}}"
            elif _DRAWER.match(text) and self._ends(start, ":end:"):
                self.flush()
                until = ":end:"
            else:
                self._line(start, text)
        self.flush()

    def _ends(self, start: int, closing: str) -> bool:
        """Whether what opens is closed later on: what is not would swallow the rest."""
        closing = closing.lower()
        if closing not in self.last:
            self.last[closing] = self.low.rfind(closing)
        return self.last[closing] >= start

    def _line(self, start: int, text: str) -> None:
        heading = _HEADING.match(text)
        key = _KEY.match(text)
        note = _NOTE.match(text)
        item = _ITEM.match(text)
        if not text.strip():
            self.flush()
        elif heading and heading[2]:
            self._alone(heading.start(2) + start, heading[2], "heading", min(len(heading[1]), 6))
            self.items = []
        elif key:
            name = key[1].lower()
            self.flush()
            if key[2] and name in ("title", "subtitle", "caption"):
                self._alone(key.start(2) + start, key[2], {"title": "title", "caption": "caption"}.get(name, "heading"), 1)  # type: ignore[arg-type]
        elif _SKIPPED.match(text) or _PLANNING.match(text):
            self.flush()
        elif text.lstrip().startswith("|"):
            self._row(start, text)
        elif note:
            self.flush()
            self.note, self.kind, self.items = note[1], "item", []
            self.lines.append((start + note.end(), text[note.end() :].rstrip()))
        elif item and item.end() < len(text):
            self._item(start, text, item)
        else:
            body = text.strip()
            indent = len(text) - len(text.lstrip())
            while self.items and indent <= self.items[-1] and not self.lines:
                self.items.pop()
            if not self.lines and self.items:
                self.kind = "item"
            self.lines.append((start + indent, body))

    def _item(self, start: int, text: str, item: re.Match[str]) -> None:
        indent = len(item["indent"])
        if self.lines and not self.items and item["number"] and item["number"][:-1] != "1":
            self.lines.append((start + indent, text.strip()))  # a number that a line of prose begins with
            return
        self.flush()
        while self.items and indent < self.items[-1]:
            self.items.pop()
        if not self.items or indent > self.items[-1]:
            self.items.append(indent)
        self.kind = "item"
        term = _TERM.search(text, item.end())
        if term and item["bullet"] and term.end() < len(text):
            self._alone(start + item.end(), text[item.end() : term.start()], "item", 0)
            self.kind = "item"
            self.lines.append((start + term.end(), text[term.end() :].rstrip()))
            return
        if item["number"] and item.end() == item.end("gap"):
            self.marker = start + item.start("number"), item["number"] + item["gap"]
        self.lines.append((start + item.end(), text[item.end() :].rstrip()))

    def _row(self, start: int, text: str) -> None:
        self.flush()
        if re.match(r"[ \t]*\|-", text):
            return
        for cell in re.finditer(r"[^|]+", text):
            body = cell.group().strip()
            if body:
                self._alone(start + cell.start() + len(cell.group()) - len(cell.group().lstrip()), body, "table", 0)

    def _alone(self, start: int, text: str, kind: Kind, level: int) -> None:
        self.flush()
        self.lines, self.kind = [(start, text.rstrip())], kind
        self.flush(level)

    def flush(self, level: int = 0) -> None:
        """End the paragraph."""
        lines, self.lines = [line for line in self.lines if line[1]], []
        kind, self.kind = self.kind, None
        marker, self.marker = self.marker, None
        note, self.note = self.note, ""
        if not lines:
            return
        starts, text = [], ""
        for at, (_, body) in enumerate(lines):
            text += "\n" if at else ""
            starts.append(len(text))
            text += body
        inline = _Inline(self.text, Raw(text, tuple(starts), tuple(start for start, _ in lines)))
        inline.read(0, len(text))
        made, pieces = inline.builder.build()
        kind = "quote" if self.quoted and kind in (None, "item") else kind
        draft = Draft(made, pieces, kind, level, tuple(inline.marks)).stripped()
        if marker and draft.pieces and draft.pieces[0].file == marker[0] + len(marker[1]):
            draft = _numbered(draft, *marker)
        if draft.text:
            if note:
                draft = replace(draft, kind="reference" if is_citation(draft.text) else "item", note=True)
                self.notes.append((note, draft))
            for at, label in inline.calls.items():
                self.calls[len(self.found), at] = label
            self.found.append(draft)
        for span in inline.beside:
            self.kind, self.note = "item", "\0"
            self.lines = [(span.start, " ".join(span.of(self.text).splitlines()))]
            self.flush()


def _numbered(draft: Draft, at: int, number: str) -> Draft:
    by = len(number)
    return replace(
        draft, text=number + draft.text, marker=by,
        pieces=(Piece(0, at, by, by), *(piece._replace(prose=piece.prose + by) for piece in draft.pieces)),
        marks=tuple(InlineMark(one.start + by, one.end + by, one.kind) for one in draft.marks),
    )  # fmt: skip


class _Inline:
    """The prose of one paragraph."""

    def __init__(self, text: str, raw: Raw) -> None:
        self.text, self.raw = text, raw
        self.builder = MapBuilder()
        self.marks: list[InlineMark] = []
        self.calls: dict[int, str] = {}
        self.beside: list[Span] = []
        self.last = ""

    def read(self, start: int, end: int) -> None:
        """Read a range of the raw text; emphasis that opens in it is closed in it or is none."""
        raw = self.raw.text
        closing: dict[int, tuple[str, int]] = {}  # where emphasis ends -> its sign, where its prose begins
        at = start
        while match := _INLINE.search(raw, at, end):
            self._emit(at, match.start())
            at, kind, begin = match.end(), match.lastgroup, self.builder.length
            kind = next(name for name in ("code", "link", "note", "cite", "math", "gone", "dash", "mark", "break") if match[name] is not None)
            if kind == "mark":
                if match.start() in closing:
                    sign, began = closing.pop(match.start())
                    if sign in _MARKS and self.builder.length > began:
                        self.marks.append(InlineMark(began, self.builder.length, _MARKS[sign]))
                elif (last := _closes(raw, match.start(), end)) and all(last < other for other in closing):
                    closing[last] = (match.group(), begin)
                else:
                    self._emit(match.start(), at)
            elif kind == "break":
                after = raw[at : at + 30].lstrip() or " "
                join(self.builder, self.last, after, self.raw.span(match.start(), at))
            elif kind == "dash":
                self._dash(match)
            else:
                self._token(kind, match, begin)
        self._emit(at, end)

    def _token(self, kind: str, match: re.Match[str], begin: int) -> None:
        mark: MarkKind | None = None
        if kind == "code":
            mark = "code"
            self._emit(match.start() + 1, match.end() - 1)
        elif kind == "link" and not match["text"] and _PICTURE.match(match["url"]):
            return
        elif kind == "link":
            mark = "link" if match["text"] else "url"
            group = "text" if match["text"] else "url"
            for part in re.finditer(r"[^\n]+|\n", match[group]):
                if part.group() == "\n":
                    self.builder.instead(" ", self.raw.span(match.start(group) + part.start(), match.start(group) + part.end()))
                else:
                    self._emit(match.start(group) + part.start(), match.start(group) + part.end())
        elif kind == "math":
            mark = "math"
            self._emit(match.start(), match.end())
        elif kind == "cite":
            self.builder.instead("[", self.raw.span(match.start(), match.start("keys")))
            self.last = "["
            if "\n" in match["keys"]:
                self.builder.instead(" ".join(match["keys"].split()), self.raw.span(match.start("keys"), match.end("keys")))
            else:
                self._emit(match.start("keys"), match.end("keys"))
            self._emit(match.end("keys"), match.end())
        elif kind == "note" and self.builder.length:
            self.calls[len(self.marks)] = match["label"] or ""
            self.marks.append(InlineMark(self.builder.length - 1, self.builder.length, "note"))
            if match["inner"] and "\n" not in match["inner"]:
                self.beside.append(self.raw.span(match.start("inner"), match.end("inner")))
        if mark and self.builder.length > begin:
            self.marks.append(InlineMark(begin, self.builder.length, mark))

    def _dash(self, match: re.Match[str]) -> None:
        before = self.raw.text[match.start() - 1 : match.start()]
        if before == "-":
            self._emit(match.start(), match.end())
        else:
            self.last = "—" if len(match.group()) == 3 else "–"
            self.builder.instead(self.last, self.raw.span(match.start(), match.end()))

    def _emit(self, start: int, end: int) -> None:
        if end > start:
            file = self.raw.offset(start)
            add(self.builder, self.text[file : file + end - start], file)
            self.last = self.raw.text[max(end - 4, start) : end]


def _closes(raw: str, at: int, end: int) -> int | None:
    """Where the emphasis that opens at `at` ends; None if it is none."""
    sign = raw[at]
    if (at and raw[at - 1] not in _BEFORE and raw[at - 1] not in "*/_+") or at + 1 >= end or raw[at + 1].isspace():
        return None
    place = raw.find(sign, at + 2, min(end, at + _LONGEST_MARK))
    for _ in range(12):
        if place < 0:
            break
        after = raw[place + 1 : place + 2]
        if not raw[place - 1].isspace() and (not after or after in _AFTER or after in "*/_+"):
            return place
        place = raw.find(sign, place + 1, min(end, at + _LONGEST_MARK))
    return None
