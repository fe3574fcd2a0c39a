"""The runs of a Word file, cut where a comment or an edit begins or ends; what a run looks like stays as it is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from copy import deepcopy
from typing import Any

from essaylint.formats.docx_styles import local
from essaylint.formats.flow import Atom, Flow
from essaylint.span import Span

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_HOLDERS = frozenset("p hyperlink ins moveTo smartTag customXml bdo dir sdtContent".split())


class Runs:
    """The runs that hold the text of a flow. Cut first all places that matter, then ask for what stands there."""

    def __init__(self, flow: Flow) -> None:
        self.atoms = flow.atoms
        self._starts = [atom.start for atom in flow.atoms]
        self._ends = [atom.end for atom in flow.atoms]
        # For every node that was cut: where in its text each part begins, and the node that has it.
        self._parts: dict[Any, list[tuple[int, Any]]] = {}

    def atoms_in(self, span: Span) -> list[Atom]:
        """The atoms that hold characters of `span`, in order."""
        return self.atoms[bisect_right(self._ends, span.start) : bisect_left(self._starts, span.end)]

    def nearest(self, offset: int) -> Atom | None:
        """The atom at an offset, or the next one before it, or the first."""
        if not self.atoms:
            return None
        return self.atoms[max(bisect_right(self._starts, offset) - 1, 0)]

    def cut(self, atom: Atom, offset: int) -> None:
        """Let a run begin at an offset of the text that lies in or at the end of an atom."""
        at = atom.at + offset - atom.start
        parts = self._parts.setdefault(atom.node, [(0, atom.node)])
        which = bisect_right(parts, at, key=lambda part: part[0]) - 1
        begin, node = parts[which]
        if node.getparent() is None or local(node.getparent()) != "r":
            return
        inside = at - begin
        text = node.text or ""
        if inside <= 0:
            _split_before(node)
        elif inside >= len(text):
            after = node.getnext()
            if after is not None:
                _split_before(after)
        else:
            new = deepcopy(node)
            new.tail = None
            node.text, new.text = text[:inside], text[inside:]
            node.set(SPACE, "preserve")
            new.set(SPACE, "preserve")
            node.addnext(new)
            parts.insert(which + 1, (at, new))
            _split_before(new)

    def node_at(self, atom: Atom, offset: int) -> Any:
        """The node that has the character at an offset of the text, after all cuts."""
        at = atom.at + offset - atom.start
        parts = self._parts.get(atom.node, [(0, atom.node)])
        return parts[max(bisect_right(parts, at, key=lambda part: part[0]) - 1, 0)][1]

    def nodes_in(self, span: Span) -> list[Any]:
        """The nodes that have the characters of a span whose ends were cut, in order."""
        found = []
        for atom in self.atoms_in(span):
            first, last = (max(span.start, atom.start) - atom.start + atom.at, min(span.end, atom.end) - atom.start + atom.at)
            found += [node for at, node in self._parts.get(atom.node, [(0, atom.node)]) if first <= at < last or (at <= first and node is self.node_at(atom, max(span.start, atom.start)))]
        return found


def _split_before(node: Any) -> None:
    """Let a new run, of the same look, begin with a node, unless a run begins there already."""
    run = node.getparent()
    properties = next((one for one in run if local(one) == "rPr"), None)
    before = node.getprevious()
    if before is None or before is properties:
        return
    new = run.makeelement(run.tag, dict(run.attrib))
    if properties is not None:
        new.append(deepcopy(properties))
    moved = [node, *node.itersiblings()]
    for one in moved:
        new.append(one)
    new.tail, run.tail = run.tail, None
    run.addnext(new)


def anchor_of(node: Any) -> Any:
    """The run (or formula, or whole ruby or field) around a node, beside which a comment's marks may stand."""
    found = node
    for one in [node, *node.iterancestors()]:
        parent = one.getparent()
        if parent is None:
            break
        if local(parent) in _HOLDERS and not any(local(above) in ("ruby", "oMath", "fldSimple") for above in _within(parent)):
            return one
        found = one
    return found


def _within(element: Any) -> list[Any]:
    """An element and those above it, up to the paragraph."""
    found = [element]
    while local(found[-1]) != "p" and found[-1].getparent() is not None:
        found.append(found[-1].getparent())
    return found
