"""Comments in a Word file: `comments.xml`, and in the text where each begins and ends."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from essaylint.formats.comments import AUTHOR
from essaylint.formats.docx import Opened, open_word, related
from essaylint.formats.docx_comments import Comment, own_comments
from essaylint.formats.docx_styles import local, value
from essaylint.formats.package import lxml_etree
from essaylint.marking.remarks import Remark
from essaylint.marking.runs import SPACE, Runs, anchor_of
from essaylint.span import Span

_STRICT = "http://purl.oclc.org/ooxml/"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
# The parts that say more of comments, and the attribute by which they name a comment's paragraph.
_MORE = {"commentsExtended": "paraId", "commentsIds": "paraId"}


def open_to_mark(data: bytes, shown: str) -> WordFile:
    """A Word file to be marked. Raises `SourceError`."""
    return WordFile(open_word(data, shown), shown)


class WordFile:
    """A Word file that is being marked; `set` may be called once."""

    def __init__(self, opened: Opened, shown: str) -> None:
        self.opened = opened
        self.etree = lxml_etree(shown)
        self.tag = opened.document.root.tag.rpartition("}")[0] + "}"
        own = list(own_comments(opened))
        self.was_marked = bool(own)
        self._gone = [one for one in own if not one.resolved and not one.answered]
        self.kept: list[tuple[str, Span]] = [
            (one.rule, span) for one in own if one.resolved or one.answered for span in opened.flow.commented(one.id)
        ]  # fmt: skip

    def set(self, remarks: Sequence[Remark]) -> bytes:
        """The file with these comments in place of our earlier ones."""
        changed = self._without(self._gone)
        if remarks:
            changed |= self._with(remarks)
        return self.opened.package.rewritten(changed)

    def _without(self, gone: Sequence[Comment]) -> dict[str, bytes]:
        """Take comments out, and what else names them."""
        if not gone:
            return {}
        ids = {one.id for one in gone}
        marks = ("commentRangeStart", "commentRangeEnd", "commentReference")
        for one in [one for one in self.opened.document.root.iter() if local(one) in marks and value(one, "id") in ids]:
            parent = one.getparent()
            _take_out(one)
            if local(one) == "commentReference" and not [left for left in parent if local(left) != "rPr"]:
                _take_out(parent)
        for comment in gone:
            _take_out(comment.element)
        comments = self.opened.parts["comments"]
        changed = {self.opened.document.name: self._bytes(self.opened.document.root), comments.name: self._bytes(comments.root)}
        paragraphs = {name for one in gone for name in one.paragraphs}
        for kind, path in related(self.opened.package, self.opened.document.name).items():
            root = self.opened.package.tree(path) if kind in _MORE else None
            if root is not None:
                for one in [one for one in root if value(one, _MORE[kind]) in paragraphs]:
                    _take_out(one)
                changed[path] = self._bytes(root)
        return changed

    def _with(self, remarks: Sequence[Remark]) -> dict[str, bytes]:
        """Put comments in."""
        changed: dict[str, bytes] = {}
        if "comments" in self.opened.parts:
            name, root = self.opened.parts["comments"]
        else:
            name, changed = self._declared()
            root = self.etree.Element(f"{self.tag}comments", nsmap={"w": self.tag[1:-1]})
        number = 1 + max((int(value(one, "id")) for one in root if value(one, "id").lstrip("-").isdecimal()), default=-1)
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        runs = Runs(self.opened.flow)
        for remark in remarks:
            for atom, at in _ends(runs, remark.span):
                if atom.host is None:
                    runs.cut(atom, at)
        for at, remark in enumerate(remarks, number):
            root.append(self._comment(remark, str(at), now))
            self._place(runs, remark.span, str(at))
        changed[name] = self._bytes(root)
        changed[self.opened.document.name] = self._bytes(self.opened.document.root)
        return changed

    def _place(self, runs: Runs, span: Span, id: str) -> None:
        """Mark where a comment begins and ends; what is about a note or a text box stands where that hangs in the text."""
        ends = _ends(runs, span)
        if not ends:
            return
        (first, _), (last, _) = ends[0], ends[-1]
        if first.host is not None or last.host is not None:
            begin = end = anchor_of(first.host if first.host is not None else last.host)
        else:
            begin = anchor_of(runs.node_at(first, max(span.start, first.start)))
            end = anchor_of(runs.node_at(last, max(min(span.end, last.end) - 1, last.start)))
        key = {f"{self.tag}id": id}
        begin.addprevious(begin.makeelement(f"{self.tag}commentRangeStart", key))
        stop = end.makeelement(f"{self.tag}commentRangeEnd", key)
        run = end.makeelement(f"{self.tag}r")
        run.append(run.makeelement(f"{self.tag}commentReference", key))
        after = end
        while (following := after.getnext()) is not None and _is_end(following):
            after = following
        after.addnext(stop)
        stop.addnext(run)

    def _comment(self, remark: Remark, id: str, now: str) -> Any:
        w = self.tag
        comment = self.etree.Element(f"{w}comment", {f"{w}id": id, f"{w}author": AUTHOR, f"{w}date": now, f"{w}initials": remark.initials})
        for line in remark.lines:
            paragraph = self.etree.SubElement(comment, f"{w}p")
            text = self.etree.SubElement(self.etree.SubElement(paragraph, f"{w}r"), f"{w}t", {SPACE: "preserve"})
            text.text = "".join(char if char.isprintable() else " " for char in line)
        return comment

    def _declared(self) -> tuple[str, dict[str, bytes]]:
        """The name of a new part for comments, and the parts that say that it is there."""
        package, document = self.opened.package, self.opened.document.name
        folder, file = posixpath.split(document)
        name = posixpath.join(folder, "comments.xml")
        if name in package.parts:
            name = posixpath.join(folder, "essaylint-comments.xml")
        place = posixpath.join(folder, "_rels", f"{file}.rels")
        relations = package.tree(place)
        if relations is None:
            relations = self.etree.Element(f"{{{_RELATIONSHIPS}}}Relationships", nsmap={None: _RELATIONSHIPS})
        used = {value(one, "Id") for one in relations}
        id = next(f"rId{at}" for at in range(1, len(used) + 2000) if f"rId{at}" not in used)
        base = f"{_STRICT}officeDocument" if self.tag.startswith("{" + _STRICT) else "http://schemas.openxmlformats.org/officeDocument/2006"
        self.etree.SubElement(relations, f"{{{_RELATIONSHIPS}}}Relationship", Id=id, Type=f"{base}/relationships/comments", Target=posixpath.basename(name))
        types = package.tree("[Content_Types].xml")
        if types is None:
            raise package.error("is damaged: it does not say what its parts are; save it again in a word processor")
        self.etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=_TYPE)
        return name, {place: self._bytes(relations), "[Content_Types].xml": self._bytes(types)}

    def _bytes(self, root: Any) -> bytes:
        return bytes(self.etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _ends(runs: Runs, span: Span) -> list[tuple[Any, int]]:
    """The first and the last atom of a span, and where in them it begins and ends; the nearest one if it has none."""
    atoms = runs.atoms_in(span)
    if not atoms:
        near = runs.nearest(span.start)
        return [(near, near.start), (near, near.end)] if near else []
    return [(atoms[0], max(span.start, atoms[0].start)), (atoms[-1], min(span.end, atoms[-1].end))]


def _is_end(element: Any) -> bool:
    """Whether an element is the end of a comment's range, or the run that shows the comment."""
    if local(element) == "commentRangeEnd":
        return True
    return local(element) == "r" and any(local(one) == "commentReference" for one in element)


def _take_out(element: Any) -> None:
    """Remove an element and keep the characters after it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def texts_of(element: Any) -> Iterable[str]:
    """The texts of an element's runs."""
    return (one.text or "" for one in element.iter() if local(one) == "t")
