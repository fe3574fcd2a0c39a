"""Annotations in an OpenDocument text: each stands in the text where its words begin, and its end where they end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from essaylint.formats.comments import AUTHOR
from essaylint.formats.docx_styles import local, value
from essaylint.formats.odt import Comment, Node, Opened, open_odt, own_comments
from essaylint.formats.package import lxml_etree
from essaylint.marking.remarks import Remark
from essaylint.marking.runs import Runs
from essaylint.span import Span

_ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_OFFICE, _TEXT, _META = _ODF % "office", _ODF % "text", _ODF % "meta"
_DC = "{http://purl.org/dc/elements/1.1/}"


def open_to_mark(data: bytes, shown: str) -> OdtFile:
    """An OpenDocument text to be marked. Raises `SourceError`."""
    return OdtFile(open_odt(data, shown), shown)


class OdtFile:
    """An OpenDocument text that is being marked; `set` may be called once."""

    def __init__(self, opened: Opened, shown: str) -> None:
        self.opened = opened
        self.etree = lxml_etree(shown)
        own = list(own_comments(opened))
        self.was_marked = bool(own)
        self._gone = [one for one in own if not one.resolved and not one.answered]
        self.kept: list[tuple[str, Span]] = [
            (one.rule, span) for one in own if one.resolved or one.answered for span in opened.flow.commented(one.name)
        ]  # fmt: skip
        # What is put into the characters of a node: the offset, ends before beginnings, the order, the element.
        self._inside: dict[Node, list[tuple[int, int, int, Any]]] = {}
        self._beside: list[tuple[Any, Any, Any]] = []

    def set(self, remarks: Sequence[Remark]) -> bytes:
        """The file with these comments in place of our earlier ones."""
        runs = Runs(self.opened.flow)
        used = {value(one, "name") for one in self.opened.root.iter() if local(one) == "annotation"}
        names = (name for at in range(1, 1 << 30) if (name := f"essaylint{at}") not in used)
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S")
        for at, (remark, name) in enumerate(zip(remarks, names, strict=False)):
            self._place(runs, remark.span, at, self._annotation(remark, name, now), self.etree.Element(f"{_OFFICE}annotation-end", {f"{_OFFICE}name": name}))
        for node, points in self._inside.items():
            _insert(node, sorted(points, key=lambda point: point[:3]))
        for host, begin, end in self._beside:
            host.addprevious(begin)
            host.addnext(end)
        self._without(self._gone)
        return self.opened.package.rewritten({"content.xml": bytes(self.etree.tostring(self.opened.root, xml_declaration=True, encoding="UTF-8"))})

    def _place(self, runs: Runs, span: Span, order: int, begin: Any, end: Any) -> None:
        atoms = runs.atoms_in(span)
        near = runs.nearest(span.start)
        first, last = (atoms[0], atoms[-1]) if atoms else (near, near)
        if first is None or last is None:
            return
        if first.host is not None or last.host is not None:
            self._beside.append((first.host if first.host is not None else last.host, begin, end))
            return
        start = max(span.start, first.start) - first.start + first.at if atoms else first.at
        stop = min(span.end, last.end) - last.start + last.at if atoms else last.at + last.length
        self._inside.setdefault(first.node, []).append((start, 1, order, begin))
        self._inside.setdefault(last.node, []).append((stop, 0, order, end))

    def _annotation(self, remark: Remark, name: str, now: str) -> Any:
        made = self.etree.Element(f"{_OFFICE}annotation", {f"{_OFFICE}name": name})
        for tag, text in ((f"{_DC}creator", AUTHOR), (f"{_DC}date", now), (f"{_META}creator-initials", remark.initials)):
            self.etree.SubElement(made, tag).text = text
        for line in remark.lines:
            self.etree.SubElement(made, f"{_TEXT}p").text = "".join(char if char.isprintable() else " " for char in line)
        return made

    def _without(self, gone: Sequence[Comment]) -> None:
        """Take comments out; the characters after them stay."""
        names = {one.name for one in gone if one.name}
        ends = [one for one in self.opened.root.iter() if local(one) == "annotation-end" and value(one, "name") in names]
        for element in [*(one.element for one in gone), *ends]:
            parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
            if before is not None:
                before.tail = (before.tail or "") + tail
            else:
                parent.text = (parent.text or "") + tail
            parent.remove(element)


def _insert(node: Node, points: Sequence[tuple[int, int, int, Any]]) -> None:
    """Put elements among the characters of a node."""
    element = node.element
    text = (element.tail if node.tail else element.text) or ""
    parent = element.getparent() if node.tail else element
    at = parent.index(element) + 1 if node.tail else 0
    first = points[0][0]
    if node.tail:
        element.tail = text[:first]
    else:
        element.text = text[:first]
    for which, (offset, _, _, new) in enumerate(points):
        until = points[which + 1][0] if which + 1 < len(points) else len(text)
        new.tail = text[offset:until]
        parent.insert(at + which, new)
