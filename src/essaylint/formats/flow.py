"""The text of a word processor's file while its XML is walked: paragraphs, and for each stretch the node that holds it.

What is counted as the file's text is made here: one paragraph a line, a blank line between two. List numbers and the raised
numbers of notes are in it, because the writer sees them, and stand in no node.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from essaylint.essay.document import GAP
from essaylint.essay.notes import names_source
from essaylint.essay.paragraph import InlineMark, Kind, MarkKind
from essaylint.essay.references import looks_like_entry
from essaylint.essay.zones import Draft, looks_like_heading, settle
from essaylint.formats.lines import MARKER
from essaylint.formats.prose import add
from essaylint.source import MAX_BYTES
from essaylint.sourcemap import MapBuilder
from essaylint.span import Span
from essaylint.values import replace

LOCKED = -1
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NOTE = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§])[\])]?$")
_BLANKS = re.compile(r"[\t\n\r]")
_ROOM = 50
_OPENING, _LONG = 20, 2000


class TooLong(Exception):
    """There is more text than is read of any file."""

    sentence = f"has more than the {MAX_BYTES / 1e6:.0f} million characters that essaylint reads; split it"


class Atom(NamedTuple):
    """A stretch of the text and the node whose characters it is, from `at` on.

    An edit may cross from one atom to the next only inside one `border`, and not where that is `LOCKED`. `part` names the
    part of the file. `host` is the node that stands in the main text for what is not in it (the mark of a note).
    """

    start: int
    length: int
    node: Any
    at: int
    border: int
    part: str = ""
    host: Any = None

    @property
    def end(self) -> int:
        return self.start + self.length


class Shape(NamedTuple):
    """What is known of a paragraph besides its text: its kind, level, list number, whether it is set in or all bold."""

    kind: Kind | None = None
    level: int = 0
    marker: str = ""
    indented: bool = False
    strong: bool = False


class Flow:
    """Collects the text. Open a paragraph with `begin`, fill it, and `end` it; a paragraph without text leaves nothing."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.length = 0
        self.atoms: list[Atom] = []
        self.drafts: list[Draft] = []
        self._shapes: list[Shape] = []
        self._pages: list[int] = []
        self.border = 0
        self.locked = 0
        self.page = 1
        self.part = ""
        self.host: Any = None
        # Where comments begin and end, by ("start" or "end", id); where what is not in the main text hangs in it.
        self.points: dict[tuple[str, str], int] = {}
        self.hosts: list[tuple[int, Any]] = []
        self._open = False

    def commented(self, name: str) -> list[Span]:
        """What a comment is about: the words it is set at, and the notes and text boxes that hang there."""
        start, end = self.points.get(("start", name)), self.points.get(("end", name))
        if start is None or end is None or end < start:
            return []
        found = [Span(start, end)]
        for offset, host in self.hosts:
            if start <= offset <= end:
                atoms = [atom for atom in self.atoms if atom.host is host]
                found += [Span(atoms[0].start, atoms[-1].end)] if atoms else []
        return found

    def begin(self, shape: Shape, where: str = "") -> None:
        """Open a paragraph. `where` names a place that is not the main text ("footnote 2")."""
        self._shape, self._where, self._page = shape, where, self.page
        self._open = True
        self.builder = MapBuilder()
        self.marks: list[InlineMark] = []
        self._line: list[str] = []
        self._at = 0
        self._last = ""
        self._strong = True
        if shape.marker:
            self._written(shape.marker)
            self._last = " "
            self.builder.verbatim(shape.marker, self.length)
        self.split()

    def _written(self, text: str) -> int:
        """Put characters on the line; the offset of the first in the whole text."""
        start = self.length + self._at
        self._line.append(text)
        self._at += len(text)
        return start

    def text(self, text: str, node: Any, at: int = 0, strong: bool = False) -> None:
        """Append characters of a node."""
        if not text:
            return
        text = _BLANKS.sub(" ", text)
        if self._last == "" and text[0] in " \u00a0":
            bare = text.lstrip(" \u00a0")
            at += len(text) - len(bare)
            text = bare
            if not text:
                return
        self._atom(text, node, at)
        self._strong = self._strong and (strong or not text.strip())

    def _atom(self, text: str, node: Any, at: int) -> None:
        if not self.builder.length:
            self._page = self.page
        start = self._written(text)
        border = LOCKED if self.locked else self.border
        last = self.atoms[-1] if self.atoms else None
        if last and last.node is node and last.border == border and last.end == start and last.at + last.length == at:
            self.atoms[-1] = last._replace(length=last.length + len(text))
        else:
            self.atoms.append(Atom(start, len(text), node, at, border, self.part, self.host))
        visible = text.split("\u00ad")
        for one in visible:
            add(self.builder, one, start)
            start += len(one) + 1
        kept = "".join(visible)
        self._last = kept[-1:] or self._last

    def blank(self, char: str = " ") -> None:
        """Append a tab or a line's break: one blank of prose, none at the start or after another."""
        self.split()
        if self._last not in ("", " "):
            start = self._written(char)
            self.builder.instead(" ", Span(start, start + 1))
            self._last = " "

    def letter(self, char: str) -> None:
        """Append a character that stands in no node."""
        if char == " " and self._last == "":
            return
        self.split()
        self.builder.verbatim(char, self._written(char))
        self._last = char
        self._strong = self._strong and char == " "

    def note(self, number: str, text: str, host: Any) -> None:
        """Append the raised mark of a note, which `host` is: seen in the text, and no prose. `text` is what the note says."""
        self.split()
        self.hosts.append((self.here, host))
        self._written(number.translate(_RAISED))
        length = self.builder.length
        self.marks.append(InlineMark(max(length - 1, 0), length, "source" if names_source(text) else "note"))

    def raised(self, text: str, node: Any) -> bool:
        """Take raised characters as the mark of a note, if they look like one and stand after a word; whether they did."""
        length = self.builder.length
        if not length or not _NOTE.match(text.strip()) or self._last.isdigit():
            return False
        start = self._written(text)
        self.atoms.append(Atom(start, len(text), node, 0, LOCKED, self.part, self.host))
        self.split()
        self.marks.append(InlineMark(length - 1, length, "note"))
        return True

    def point(self, what: str, id: str) -> None:
        """A comment begins or ends here."""
        self.points[what, id] = self.here

    @property
    def here(self) -> int:
        """The offset in the whole text that the next character will have."""
        return self.length + (self._at if self._open else 0)

    def split(self) -> None:
        """No edit goes across this point."""
        self.border += 1

    @property
    def prose(self) -> int:
        """How many characters of prose the open paragraph has."""
        return self.builder.length

    @property
    def is_open(self) -> bool:
        """Whether a paragraph is open."""
        return self._open

    def reshape(self, kind: Kind) -> None:
        """Make the open paragraph one of a kind."""
        self._shape = Shape(kind)

    def mark(self, start: int, kind: MarkKind) -> None:
        """Mark the prose from `start` (a former `prose`) up to here."""
        end = self.builder.length
        if end <= start:
            return
        last = next((at for at in range(len(self.marks) - 1, -1, -1) if self.marks[at].kind == kind), -1)
        if last >= 0 and self.marks[last].end == start and kind in ("emphasis", "strong", "code", "math"):
            self.marks[last] = InlineMark(self.marks[last].start, end, kind)
        else:
            self.marks.append(InlineMark(start, end, kind))

    def end(self) -> None:
        """Close the paragraph."""
        self._open = False
        text, pieces = self.builder.build()
        shape = self._shape
        if not text[len(shape.marker) :].strip():
            while self.atoms and self.atoms[-1].start >= self.length:
                self.atoms.pop()
            return
        draft = Draft(text, pieces, shape.kind, shape.level, tuple(self.marks), len(shape.marker), where=self._where)
        self.drafts.append(draft.stripped())
        self._shapes.append(shape._replace(strong=self._strong))
        self._pages.append(self._page)
        line = "".join(self._line)
        self.texts.append(line)
        self.length += len(line) + len(GAP)
        if self.length > MAX_BYTES:
            raise TooLong

    @property
    def whole(self) -> str:
        """The text of the file."""
        return GAP.join(self.texts)

    def settled(self) -> list[Draft]:
        """The paragraphs with what their look tells of them, and where each stands in the file."""
        headed = any(draft.kind == "heading" for draft in self.drafts)
        titled = any(draft.kind == "title" and draft.level for draft in self.drafts) and any(draft.level == 1 for draft in self.drafts if draft.kind == "heading")
        long = [shape.indented for draft, shape in zip(self.drafts, self._shapes, strict=True) if not draft.kind and len(draft.text) > 60]
        stands_out = sum(long) * 3 < len(long)
        found = []
        for draft, shape in zip(self.drafts, self._shapes, strict=True):
            if draft.kind is None and not draft.marker:
                if shape.strong and looks_like_heading(draft.text) and not looks_like_entry(draft.text):
                    draft = replace(draft, kind="heading")
                elif shape.indented and stands_out and len(draft.text) > 60 and not looks_like_entry(draft.text):
                    draft = replace(draft, kind="quote")
                else:
                    typed = MARKER.match(draft.text)  # a list whose dashes or numbers the writer typed
                    draft = replace(draft, alone=not headed, marker=typed.end() if typed else 0)
            elif titled and draft.kind == "heading":  # below a title, the first level of headings is the second
                draft = replace(draft, level=min(draft.level + 1, 6))
            found.append(draft)
        return [replace(draft, where=where) for draft, where in zip(found, self._places(found), strict=True)]

    def _places(self, drafts: Sequence[Draft]) -> Iterator[str]:
        """The names of the places of paragraphs: page where the file tells pages, heading, number below it."""
        # Where headings are marked as such, only the title is to be told by its shape.
        some = drafts[:_OPENING] if any(draft.kind == "heading" for draft in drafts) or len(drafts) > _LONG else drafts
        kinds = [*(draft.kind for draft in settle(some)), *(draft.kind for draft in drafts[len(some) :])]
        heading, number = "", 0
        for draft, kind, page in zip(drafts, kinds, self._pages, strict=True):
            leaf = f"page {page}, " if self.page > 1 else ""
            if draft.where:
                yield leaf + draft.where
            elif kind in ("title", "heading"):
                short = draft.text if len(draft.text) <= _ROOM else draft.text[: _ROOM - 1].rstrip() + "…"
                heading, number = (f"“{short}”, " if kind == "heading" else ""), 0
                yield f"{leaf}heading “{short}”" if kind == "heading" else f"{leaf}title"
            else:
                number += 1
                yield f"{leaf}{heading}paragraph {number}"
