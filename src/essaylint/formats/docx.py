"""Word: the whole XML is walked, because citations and bibliographies stand in content controls, fields and insertions.

What a reader of the essay sees is its text: insertions that are tracked, results of fields, notes (at the end, in order),
text boxes (after the paragraph they hang on), tables. Deletions, comments, headers, footers and hidden text are not.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any, NamedTuple

from essaylint.essay.notes import is_citation
from essaylint.essay.paragraph import Kind
from essaylint.essay.zones import Draft
from essaylint.formats.docx_styles import Styles, child, is_on, local, styles_of, value
from essaylint.formats.extracted import Extracted
from essaylint.formats.flow import Flow, Shape, TooLong
from essaylint.formats.package import Package
from essaylint.values import replace

OFFICE = "/officeDocument"
_TRANSPARENT = frozenset("ins moveTo smartTag customXml bdo dir sdt sdtContent fldSimple hyperlink ruby rubyBase smartTagPr".split())
_NO_TEXT = frozenset("del moveFrom rPr pPr sdtPr sdtEndPr instrText delText delInstrText rt tblPr tblGrid trPr tcPr commentReference".split())
_INDEXES = ("TOC", "INDEX", "TOA")
_BIBLIOGRAPHIES = ("BIBLIOGRAPHY", "ADDIN ZOTERO_BIBL", "ADDIN CSL_BIBLIOGRAPHY", "ADDIN EN.REFLIST", "ADDIN MENDELEY BIBLIOGRAPHY", "ADDIN PAPERS2_CITATIONS <PAPERS2_BIBLIOGRAPHY")


class Part(NamedTuple):
    """An XML part of the file: its name in the package and its root."""

    name: str
    root: Any


class Opened(NamedTuple):
    """A Word file with its text and the nodes that hold it."""

    package: Package
    flow: Flow
    document: Part
    parts: dict[str, Part]


def decode(data: bytes, shown: str = "<text>") -> Extracted:
    """The text of a Word file. Raises `SourceError` with one sentence for what is none."""
    opened = open_word(data, shown)
    from essaylint.formats.docx_comments import allowed  # the comments of an earlier run that were resolved

    return Extracted(opened.flow.whole, shown, found=tuple(opened.flow.settled()), allowed=tuple(allowed(opened)))


def open_word(data: bytes, shown: str) -> Opened:
    """A Word file, walked. Raises `SourceError`."""
    package = Package(data, shown, "docx")
    name = _main_part(package)
    root = package.tree(name)
    if root is None or local(root) != "document":
        raise package.error(_other_kind(package))
    trees = {kind: Part(path, package.tree(path)) for kind, path in related(package, name).items() if kind in _READ}
    parts = {kind: part for kind, part in trees.items() if part.root is not None}
    walk = _Walk(parts)
    body = child(root, "body")
    try:
        walk.blocks(body if body is not None else ())
        walk.notes()
    except TooLong as error:
        raise package.error(error.sentence) from None
    return Opened(package, walk.flow, Part(name, root), parts)


_READ = frozenset("styles numbering footnotes endnotes comments commentsExtended".split())


def related(package: Package, name: str) -> dict[str, str]:
    """The parts that a part names in its relationships, by the last word of their type; what lies outside is left out."""
    folder, file = posixpath.split(name)
    root = package.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
    found: dict[str, str] = {}
    for one in root if root is not None else ():
        if value(one, "TargetMode") != "External" and local(one) == "Relationship":
            target = posixpath.normpath(posixpath.join("/" + folder, value(one, "Target"))).lstrip("/")
            found.setdefault(value(one, "Type").rpartition("/")[2], target)
    return found


def _main_part(package: Package) -> str:
    return related(package, "").get("officeDocument", "word/document.xml")


def _other_kind(package: Package) -> str:
    """What a zip is that holds no Word document."""
    names = set(package.parts)
    mimetype = (package.read("mimetype") or b"")[:100].decode("ascii", "replace")
    if "opendocument.text" in mimetype:
        return "is an OpenDocument text, whatever its name says; name it .odt"
    if any(name.startswith(("xl/", "ppt/")) for name in names) or "opendocument" in mimetype:
        return "is a spreadsheet or slides, not a text; save its text as .docx"
    return "is a zip without a Word document in it; save it as .docx in a word processor"


class _Field:
    """A field that was begun: its instruction, and whether its result has started."""

    def __init__(self) -> None:
        self.code = ""
        self.shows = False
        self.start = -1


class _Walk:
    """Walks the XML and fills a `Flow`."""

    def __init__(self, parts: dict[str, Part]) -> None:
        self.flow = Flow()
        self.styles: Styles = styles_of(*(parts[name].root if name in parts else None for name in ("styles", "numbering")))
        self.stories = {name: {value(one, "id"): one for one in parts[f"{name}s"].root} for name in ("footnote", "endnote") if f"{name}s" in parts}
        self.fields: list[_Field] = []
        self.noted: list[tuple[str, str, Any]] = []
        self.boxes: list[tuple[Any, Any]] = []
        self.tables = self.boxed = 0
        self.kind: Kind | None = None
        self.where = ""
        self.goes_on = False

    def blocks(self, container: Any) -> None:
        """Walk what stands between paragraphs: paragraphs, tables, content controls."""
        for element in container:
            name = local(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name == "sdt":
                self._control(element)
            elif name in ("commentRangeStart", "commentRangeEnd"):
                self.flow.point(name.removeprefix("commentRange").lower(), value(element, "id"))
            elif name == "AlternateContent":
                self.blocks(_choice(element))
            elif name in _TRANSPARENT:
                self.blocks(element)

    def _control(self, element: Any) -> None:
        """A content control around paragraphs; that of a table of contents is furniture."""
        gallery = value(child(element, "sdtPr", "docPartObj", "docPartGallery")).lower()
        if is_on(child(element, "sdtPr", "showingPlcHdr")):
            return
        content, before = child(element, "sdtContent"), self.kind
        if content is not None:
            self.kind = "furniture" if "table of contents" in gallery else before
            self.blocks(content)
            self.kind = before

    def _table(self, table: Any) -> None:
        cells = [(at, list(_inner(row, "tc"))) for at, row in enumerate(_inner(table, "tr"), 1) if child(row, "trPr", "del") is None]
        if sum(len(row) for _, row in cells) == 1:  # a frame around text, not a table
            self.blocks(cells[0][1][0])
            return
        self.tables += 1
        before, name = (self.kind, self.where), f"table {self.tables}"
        for at, row in cells:
            for column, cell in enumerate(row, 1):
                self.kind, self.where = before[0] or "table", before[1] or f"{name}, row {at}, column {column}"
                self.blocks(cell)
        self.kind, self.where = before

    def _paragraph(self, element: Any) -> None:
        own = child(element, "pPr")
        style = value(child(own, "pStyle")) or self.styles.normal
        if not self.goes_on:
            if self.styles.is_code(style):
                return
            self.flow.begin(self._shape(own, style), self.where)
        self.strong = self.styles.is_strong(style)
        self.inline(element)
        # A paragraph whose end is deleted, but the deletion is not accepted, goes on in the next.
        self.goes_on = child(own, "rPr", "del") is not None and _is_paragraph(element.getnext())
        if not self.goes_on:
            self.flow.end()
            self._boxes()

    def _shape(self, own: Any, style: str) -> Shape:
        kind, level = self.styles.kind(own, style)
        marker = self.styles.marker(own, style)
        field = next((kind for one in self.fields if one.shows and (kind := _kind_of(one.code))), None)
        if self.kind or field:
            return Shape(self.kind or field)
        if kind is not None:
            return Shape(kind, level)
        if marker is not None:
            return Shape("item", 0, marker)
        return Shape(indented=self.styles.is_set_in(own, style))

    def inline(self, element: Any) -> None:
        """Walk what stands in a paragraph."""
        for one in element:
            name = local(one)
            if name == "r":
                self._run(one)
            elif name in ("oMath", "oMathPara"):
                self._math(one)
            elif name in ("commentRangeStart", "commentRangeEnd"):
                self.flow.point(name.removeprefix("commentRange").lower(), value(one, "id"))
            elif name == "AlternateContent":
                self.inline(_choice(one))
            elif name in _TRANSPARENT:
                self._wrapped(one, name)

    def _wrapped(self, element: Any, name: str) -> None:
        flow = self.flow
        if name == "sdt" and is_on(child(element, "sdtPr", "showingPlcHdr")):
            return
        locked = name in ("ins", "moveTo", "fldSimple", "ruby") or (name == "sdt" and bool(value(child(element, "sdtPr", "lock"))))
        flow.split()
        flow.locked += locked
        start = flow.prose
        self.inline(element)
        if name == "hyperlink":
            flow.mark(start, "link")
        flow.locked -= locked
        flow.split()

    def _math(self, element: Any) -> None:
        """A formula: its letters are marked as mathematics, and no rule about English speaks of them."""
        flow = self.flow
        start = flow.prose
        flow.split()
        flow.locked += 1
        for one in element.iter():
            if local(one) == "t" and one.text:
                flow.text(one.text, one)
        flow.locked -= 1
        flow.split()
        flow.mark(start, "math")

    def _run(self, run: Any) -> None:
        look = self.styles.look(child(run, "rPr"))
        flow = self.flow
        if "hidden" in look:
            return
        start = flow.prose
        for one in run:
            name = local(one)
            if name == "fldChar":
                self._field(value(one, "fldCharType"))
            elif name == "instrText":
                if self.fields:
                    self.fields[-1].code += one.text or ""
            elif self.fields and any(not field.shows for field in self.fields):
                continue
            elif name == "t":
                if not ("raised" in look and flow.raised(one.text or "", one)):
                    flow.text(one.text or "", one, strong="strong" in look or self.strong)
            elif name in ("tab", "ptab"):
                flow.blank("\t")
            elif name in ("br", "cr"):
                if value(one, "type") == "page":
                    flow.page += 1
                flow.blank()
            elif name == "lastRenderedPageBreak":
                flow.page += _is_new_page(one)
            elif name == "noBreakHyphen":
                flow.letter("\u2011")
            elif name in ("softHyphen", "footnoteRef", "endnoteRef"):
                flow.split()
            elif name in ("footnoteReference", "endnoteReference"):
                self._reference(name.removesuffix("Reference"), value(one, "id"), run, value(one, "customMarkFollows"))
            elif name in ("drawing", "pict", "object", "AlternateContent"):
                flow.split()
                self._drawing(one, run)
            elif name == "ruby":
                self._wrapped(one, name)
        for kind in ("emphasis", "strong", "code") if look else ():
            if kind in look and not (kind == "strong" and self.strong):
                flow.mark(start, kind)

    def _field(self, type: str) -> None:
        """The begin, middle or end of a field; only its result is text, and it is not to be edited."""
        flow = self.flow
        flow.split()
        if type == "begin":
            self.fields.append(_Field())
            flow.locked += 1
        elif self.fields and type == "separate":
            self.fields[-1].shows = True
            self.fields[-1].start = flow.prose
            kind = _kind_of(self.fields[-1].code)
            if kind and flow.is_open and not flow.prose:
                flow.reshape(kind)
        elif self.fields and type == "end":
            ended = self.fields.pop()
            flow.locked -= 1
            if ended.code.strip().upper().startswith("HYPERLINK") and 0 <= ended.start < flow.prose:
                flow.mark(ended.start, "link")

    def _reference(self, kind: str, id: str, run: Any, custom: str) -> None:
        note = self.stories.get(kind, {}).get(id)
        if note is None or value(note, "type") not in ("", "normal"):
            return
        number = sum(one[0] == kind for one in self.noted) + 1
        self.noted.append((kind, id, run))
        self.flow.note("" if custom in ("1", "true") else str(number), "".join(one.text or "" for one in note.iter() if local(one) == "t").strip(), run)

    def _drawing(self, element: Any, run: Any) -> None:
        """The text boxes in a drawing, kept until the paragraph ends; of two versions of one only the first is read."""
        if local(element) == "AlternateContent":
            element = _choice(element)
        for one in element:
            if local(one) == "txbxContent":
                self.boxes.append((one, run))
                self.flow.hosts.append((self.flow.here, run))
            elif local(one):
                self._drawing(one, run)

    def _boxes(self) -> None:
        flow = self.flow
        while self.boxes:
            waiting, self.boxes = self.boxes, []
            for box, run in waiting:
                self.boxed += 1
                before = (self.kind, self.where, flow.host)
                self.where, flow.host = self.where or f"text box {self.boxed}", flow.host if flow.host is not None else run
                self.blocks(box)
                self.kind, self.where, flow.host = before

    def notes(self) -> None:
        """Walk the notes, in the order of their marks: footnotes, then endnotes."""
        flow = self.flow
        for kind in ("footnote", "endnote"):
            for number, (_, id, run) in enumerate([one for one in self.noted if one[0] == kind], 1):
                flow.part, flow.host, self.fields, self.goes_on = f"{kind}s", run, [], False
                flow.locked, self.kind, self.where = 0, "item", f"{kind} {number}"
                first = len(flow.drafts)
                self.blocks(self.stories[kind][id])
                flow.drafts[first:] = [as_note(draft) for draft in flow.drafts[first:]]
        flow.part, flow.host = "", None


def as_note(draft: Draft) -> Draft:
    """A note's paragraph: an entry of the sources if it is a citation and little else."""
    return replace(draft, kind="reference" if is_citation(draft.text) else draft.kind, note=True)


def _is_paragraph(element: Any) -> bool:
    return element is not None and local(element) == "p"


def _choice(element: Any) -> Any:
    """Of content in two versions the new one; the old one says the same to old programs."""
    found = child(element, "Choice")
    return found if found is not None else child(element, "Fallback") if child(element, "Fallback") is not None else ()


def _kind_of(code: str) -> Kind | None:
    """What a field makes of the paragraphs that are its result."""
    bare = " ".join(code.upper().split())
    if bare.startswith(_BIBLIOGRAPHIES):
        return "reference"
    return "furniture" if bare.startswith(_INDEXES) else None


def _inner(element: Any, name: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also those in content controls."""
    for one in element:
        if local(one) == name:
            yield one
        elif local(one) in _TRANSPARENT:
            yield from _inner(one, name)


def _is_new_page(element: Any) -> bool:
    """Whether a page that Word broke here when it last showed the file is not one that the writer broke."""
    run = element.getparent()
    before = run.getprevious()
    return not any(local(one) == "br" and value(one, "type") == "page" for place in (run, before) if place is not None for one in place)
