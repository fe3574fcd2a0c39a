"""OpenDocument text, as LibreOffice writes it; read like a Word file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from essaylint.essay.paragraph import Kind
from essaylint.formats.comments import AUTHOR, rule_of
from essaylint.formats.docx import as_note
from essaylint.formats.docx_styles import Level, child, local, number_shown, value
from essaylint.formats.extracted import Allowed, Extracted
from essaylint.formats.flow import Flow, Shape, TooLong
from essaylint.formats.odt_styles import Styles, styles_of
from essaylint.formats.package import Package

_BLANK = re.compile(r"[ \t\n\r]+")
_SKIPPED = frozenset(
    """tracked-changes annotation annotation-end hidden-text hidden-paragraph ruby-text script forms sequence-decls variable-decls user-field-decls
    dde-connection-decls alphabetical-index-auto-mark-file change change-start change-end note-citation title desc binary-data
    event-listeners table-of-content-source bibliography-source illustration-index-source table-index-source object-index-source
    user-index-source alphabetical-index-source page-sequence object object-ole image""".split()
)
_INDEXES = frozenset("table-of-content illustration-index table-index object-index user-index alphabetical-index".split())
_WORDS = frozenset("span meta ruby ruby-base".split())


class Node(NamedTuple):
    """Characters of an element: those before its first child, or with `tail` those after its end."""

    element: Any
    tail: bool


class Comment(NamedTuple):
    """A comment of ours: its element, rule, and whether it is resolved and answered."""

    element: Any
    name: str
    rule: str
    resolved: bool
    answered: bool


class Opened(NamedTuple):
    """An OpenDocument text with its text and the nodes that hold it."""

    package: Package
    flow: Flow
    root: Any


def decode(data: bytes, shown: str = "<text>") -> Extracted:
    """The text of an OpenDocument text. Raises `SourceError` with one sentence for what is none."""
    opened = open_odt(data, shown)
    return Extracted(opened.flow.whole, shown, found=tuple(opened.flow.settled()), allowed=tuple(_allowed(opened)))


def open_odt(data: bytes, shown: str) -> Opened:
    """An OpenDocument text, walked. Raises `SourceError`."""
    package = Package(data, shown, "odt")
    if "content.xml" not in package.parts:
        raise package.error(_other_kind(package))
    if b"encryption-data" in (package.read("META-INF/manifest.xml") or b""):
        raise package.error("is password-protected; save it without a password")
    root = package.tree("content.xml")
    text = child(root, "body", "text")
    if text is None:
        raise package.error(_other_kind(package))
    walk = _Walk(styles_of(package.tree("styles.xml"), root))
    try:
        walk.blocks(text)
        walk.notes()
    except TooLong as error:
        raise package.error(error.sentence) from None
    return Opened(package, walk.flow, root)


def _other_kind(package: Package) -> str:
    if "[Content_Types].xml" in package.parts:
        return "is a Word document, whatever its name says; name it .docx"
    if "content.xml" in package.parts:
        return "is a spreadsheet or slides, not a text; save its text as .odt"
    return "is a zip without a text in it; save it as .odt in a word processor"


class _Walk:
    """Walks the XML and fills a `Flow`."""

    def __init__(self, styles: Styles) -> None:
        self.flow = Flow()
        self.styles = styles
        self.lists: list[str] = []
        self.counts: dict[str, list[int]] = {}
        self.item: tuple[str, bool] | None = None
        self.noted: dict[str, list[tuple[Any, Any]]] = {"footnote": [], "endnote": []}
        self.boxes: list[tuple[Any, Any]] = []
        self.tables = self.boxed = 0
        self.kind: Kind | None = None
        self.where = ""
        self.strong = False
        self.spaced = False

    def blocks(self, container: Any) -> None:
        """Walk what stands between paragraphs."""
        for element in container:
            name = local(element)
            if name in ("p", "h"):
                self._paragraph(element, name == "h")
            elif name == "list":
                self._list(element)
            elif name == "table":
                self._table(element)
            elif name == "soft-page-break":
                self.flow.page += 1
            elif name in _INDEXES or name == "bibliography":
                before, self.kind = self.kind, "reference" if name == "bibliography" else "furniture"
                self.blocks(element)
                self.kind = before
            elif name == "frame" or name == "custom-shape":
                self.boxes.append((element, element))
                self._boxes()
            elif name and name not in _SKIPPED:
                self.blocks(element)

    def _list(self, element: Any) -> None:
        style = value(element, "style-name") or (self.lists[-1] if self.lists else "")
        self.lists.append(style)
        depth = len(self.lists)
        go_on = value(element, "continue-numbering") == "true" or value(element, "continue-list")
        counts = self.counts.setdefault(style, [])
        if depth == 1 and not go_on:
            counts.clear()
        del counts[depth:]
        counts += [0] * (depth - len(counts))
        level = self.styles.lists.get(style, {}).get(depth, Level("bullet", "", 1))
        for item in element:
            if local(item) in ("list-item", "list-header"):
                marker = ""
                if local(item) == "list-item":
                    start = value(item, "start-value")
                    counts[depth - 1] = int(start) if start.isdecimal() else (counts[depth - 1] or level.start - 1) + 1
                    if level.pattern:
                        marker = f"{level.pattern.replace('%1', number_shown(level, counts[depth - 1]))} "
                self.item = (marker, True)
                self.blocks(item)
        self.item = None
        self.lists.pop()

    def _table(self, table: Any) -> None:
        cells = list(_cells(table))
        if len(cells) == 1:
            self.blocks(cells[0][1])
            return
        self.tables += 1
        before, name = (self.kind, self.where), f"table {self.tables}"
        lists, self.lists, self.item = self.lists, [], None
        column, last = 0, 0
        for row, cell in cells:
            column = column + 1 if row == last else 1
            last = row
            self.kind, self.where = before[0] or "table", before[1] or f"{name}, row {row}, column {column}"
            self.blocks(cell)
        self.kind, self.where = before
        self.lists = lists

    def _paragraph(self, element: Any, heading: bool) -> None:
        style = value(element, "style-name")
        if self.styles.is_code(style):
            return
        self.strong = self.styles.is_strong(style)
        self.spaced = False
        self.flow.begin(self._shape(element, style, heading), self.where)
        self.inline(element, frozenset())
        self.flow.end()
        self._boxes()

    def _shape(self, element: Any, style: str, heading: bool) -> Shape:
        kind, level = self.styles.kind(style)
        item, self.item = self.item, ("", False) if self.item else None
        if self.kind:
            return Shape(self.kind)
        if heading:
            depth = value(element, "outline-level")
            return Shape("title", 1) if kind == "title" else Shape("heading", max(1, min(int(depth), 6)) if depth.isdecimal() else 1)
        if kind:
            return Shape(kind, level)
        if item:
            return Shape("item", 0, item[0])
        return Shape(indented=self.styles.is_set_in(style))

    def inline(self, element: Any, look: frozenset[str]) -> None:
        """Walk what stands in a paragraph."""
        self._text(element.text, Node(element, False), look)
        for one in element:
            name = local(one)
            if name:
                self._element(one, name, look)
            self._text(one.tail, Node(one, True), look)

    def _element(self, one: Any, name: str, look: frozenset[str]) -> None:
        flow = self.flow
        if name == "s":
            count = value(one, "c")
            for _ in range(min(int(count) if count.isdecimal() else 1, 1000)):
                flow.letter(" ")
        elif name == "tab":
            flow.blank("\t")
        elif name == "line-break":
            flow.blank()
        elif name == "soft-page-break":
            flow.page += 1
        elif name == "note":
            self._note(one)
        elif name in ("frame", "custom-shape"):
            self.boxes.append((one, one))
            flow.hosts.append((flow.here, one))
        elif name in ("annotation", "annotation-end"):
            flow.point("start" if name == "annotation" else "end", value(one, "name"))
        elif name == "a" or name in _WORDS:
            self._span(one, name, look)
        elif name not in _SKIPPED:
            flow.locked += 1
            self.inline(one, look)
            flow.locked -= 1
        flow.split()

    def _span(self, one: Any, name: str, look: frozenset[str]) -> None:
        flow = self.flow
        own = self.styles.look(value(one, "style-name")) if name == "span" else frozenset()
        if "hidden" in own:
            return
        flow.split()
        start = flow.prose
        self.inline(one, look | own)
        for kind in ("emphasis", "strong", "code"):
            if kind in own:
                flow.mark(start, kind)
        if name == "a":
            flow.mark(start, "link")

    def _text(self, text: str | None, node: Node, look: frozenset[str]) -> None:
        """Characters; several blanks in the XML are one, and such a blank after another is none."""
        if not text:
            return
        if "raised" in look and self.flow.raised(text, node):
            return
        at = 0
        strong = "strong" in look or self.strong
        for match in _BLANK.finditer(text):
            self._put(text[at : match.start()], node, at, strong)
            if not self.spaced:
                self.flow.text(" ", node, match.start(), strong)
            self.spaced = True
            at = match.end()
        self._put(text[at:], node, at, strong)

    def _put(self, text: str, node: Node, at: int, strong: bool) -> None:
        if text:
            self.flow.text(text, node, at, strong)
            self.spaced = False

    def _note(self, element: Any) -> None:
        kind = "endnote" if value(element, "note-class") == "endnote" else "footnote"
        body = child(element, "note-body")
        if body is not None:
            self.noted[kind].append((body, element))
            citation = child(element, "note-citation")
            own = value(citation, "label")
            self.flow.note(own or str(len(self.noted[kind])), "".join(body.itertext()).strip(), element)

    def _boxes(self) -> None:
        flow = self.flow
        while self.boxes:
            waiting, self.boxes = self.boxes, []
            for box, host in waiting:
                self.boxed += 1
                before = (self.kind, self.where, flow.host, self.lists, self.item)
                self.where, flow.host = self.where or f"text box {self.boxed}", flow.host if flow.host is not None else host
                self.lists, self.item = [], None
                self.blocks(box)
                self.kind, self.where, flow.host, self.lists, self.item = before

    def notes(self) -> None:
        """Walk the notes, in the order of their marks: footnotes, then endnotes."""
        flow = self.flow
        for kind, noted in self.noted.items():
            for number, (body, host) in enumerate(noted, 1):
                flow.part, flow.host, self.kind, self.where = f"{kind}s", host, "item", f"{kind} {number}"
                self.lists, self.item = [], None
                first = len(flow.drafts)
                self.blocks(body)
                flow.drafts[first:] = [as_note(draft) for draft in flow.drafts[first:]]
        flow.part, flow.host = "", None


def _cells(table: Any) -> Iterator[tuple[int, Any]]:
    """The cells of a table with the number of their row."""
    row = 0

    def walk(element: Any) -> Iterator[tuple[int, Any]]:
        nonlocal row
        for one in element:
            name = local(one)
            if name == "table-row":
                row += 1
                yield from ((row, cell) for cell in one if local(cell) == "table-cell")
            elif name in ("table-header-rows", "table-rows", "table-row-group"):
                yield from walk(one)

    yield from walk(table)


def own_comments(opened: Opened) -> Iterator[Comment]:
    """The comments of earlier runs."""
    found = [one for one in opened.root.iter() if local(one) == "annotation"]
    answered = {value(one, "parent-name") for one in found}
    for one in found:
        creator = child(one, "creator")
        if creator is not None and creator.text == AUTHOR:
            lines = [line for line in one if local(line) == "p"]
            rule = rule_of("".join(lines[-1].itertext())) if lines else ""
            name = value(one, "name")
            yield Comment(one, name, rule, value(one, "resolved") == "true", bool(name) and name in answered)


def _allowed(opened: Opened) -> Iterator[Allowed]:
    for comment in own_comments(opened):
        if comment.resolved and comment.rule:
            for span in opened.flow.commented(comment.name):
                yield Allowed(comment.rule, span)
