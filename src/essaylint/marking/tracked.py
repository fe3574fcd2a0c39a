"""Fixes in a Word file as tracked changes: the writer accepts or refuses each; nothing else in the file changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any, NamedTuple

from essaylint import formats
from essaylint.diagnostic import Edit, Fix
from essaylint.engine import Linter
from essaylint.fixing import ROUNDS, chosen_with_rules
from essaylint.formats.comments import AUTHOR
from essaylint.formats.docx import Opened, open_word
from essaylint.formats.docx_styles import local, value
from essaylint.formats.flow import LOCKED, Atom
from essaylint.formats.package import lxml_etree
from essaylint.marking.runs import SPACE, Runs
from essaylint.span import Span

_WORD = re.compile(r"\s+|\S+")
_CHANGES = frozenset("ins del moveFrom moveTo rPrChange pPrChange sectPrChange tblPrChange bookmarkStart".split())


class Mended(NamedTuple):
    """A Word file with its fixes tracked: its bytes, its text before and after, the rules whose fixes they were."""

    data: bytes
    before: str
    after: str
    rules: tuple[str, ...]


def fix_word(data: bytes, shown: str, linter: Linter, *, suggested: bool = False, quick: bool = False) -> Mended:
    """Track every safe fix (with `suggested` the first of every finding), round after round until it is quiet.

    A fix that would cross a link, a field, a note's mark, a tab or somebody's tracked change is left out, and so is one in
    the result of a field. Raises `SourceError` for what is no Word file.
    """
    rules: list[str] = []
    before = after = ""
    for at in range(ROUNDS):
        source = formats.decode(data, shown)
        if not at:
            before = source.text
        after = source.text
        report = linter.run(formats.read_file(source, "docx"), quick=quick)
        fixes = chosen_with_rules(report.diagnostics, suggested=suggested)
        new, made = track(data, shown, [fix for _, fix in fixes])
        if not made:
            break
        text = formats.decode(new, shown).text
        if text == after:
            break
        data, after = new, text
        rules += [rule for rule, fix in fixes if fix in made]
    return Mended(data, before, after, tuple(rules))


def track(data: bytes, shown: str, fixes: Sequence[Fix]) -> tuple[bytes, list[Fix]]:
    """The file with those of `fixes` tracked that can be, and these; their edits must not overlap."""
    opened = open_word(data, shown)
    runs, text = Runs(opened.flow), opened.flow.whole
    small = {fix: [_smallest(edit, text) for edit in fix.edits] for fix in fixes}
    made = [fix for fix in fixes if all(_places(runs, edit) for edit in small[fix])]
    if not made:
        return data, []
    edits = sorted((edit for fix in made for edit in small[fix]), key=lambda edit: edit.span)
    held = [(edit, _places(runs, edit)) for edit in edits]
    for edit, atoms in held:
        runs.cut(atoms[0], edit.span.start)
        runs.cut(atoms[-1], edit.span.end)
    tracker = _Tracker(opened, shown)
    for edit, atoms in held:
        tracker.edit(runs, edit, atoms)
    etree = lxml_etree(shown)
    changed = {}
    for name in {atom.part for _, atoms in held for atom in atoms}:
        part = opened.parts[name] if name else opened.document
        changed[part.name] = bytes(etree.tostring(part.root, xml_declaration=True, encoding="UTF-8", standalone=True))
    return opened.package.rewritten(changed), made


def _smallest(edit: Edit, text: str) -> Edit:
    """An edit without the words at its ends that it leaves as they are."""
    old, new = _WORD.findall(edit.span.of(text)), _WORD.findall(edit.new)
    start, end = edit.span
    while old and new and old[0] == new[0]:
        start += len(old.pop(0))
        new.pop(0)
    while old and new and old[-1] == new[-1]:
        end -= len(old.pop())
        new.pop()
    return Edit(Span(start, end), "".join(new))


def _places(runs: Runs, edit: Edit) -> list[Atom]:
    """The atoms that an edit changes, if it crosses no border and all of its characters stand in nodes; else none."""
    span = edit.span
    if span.length == 0:
        near = runs.nearest(max(span.start - 1, 0))
        return [near] if near and near.start <= span.start <= near.end and near.border != LOCKED and _in_run(near) else []
    atoms = runs.atoms_in(span)
    if not atoms or atoms[0].start > span.start or atoms[-1].end < span.end:
        return []
    whole = all(one.end == other.start for one, other in zip(atoms, atoms[1:], strict=False))
    same = len({(atom.border, atom.part) for atom in atoms}) == 1 and atoms[0].border != LOCKED
    return atoms if whole and same and all(map(_in_run, atoms)) else []


def _in_run(atom: Atom) -> bool:
    return local(atom.node.getparent()) == "r"


class _Tracker:
    """Wraps runs in insertions and deletions of ours."""

    def __init__(self, opened: Opened, shown: str) -> None:
        self.tag = opened.document.root.tag.rpartition("}")[0] + "}"
        roots = [opened.document.root, *(part.root for name, part in opened.parts.items() if name in ("footnotes", "endnotes"))]
        ids = [int(id) for root in roots for one in root.iter() if local(one) in _CHANGES and (id := value(one, "id")).isdecimal()]
        self._next = max(ids, default=0) + 1
        self._now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def _change(self, near: Any, name: str) -> Any:
        made = near.makeelement(f"{self.tag}{name}", {f"{self.tag}id": str(self._next), f"{self.tag}author": AUTHOR, f"{self.tag}date": self._now})
        self._next += 1
        return made

    def edit(self, runs: Runs, edit: Edit, atoms: Sequence[Atom]) -> None:
        """Track one edit; its ends were cut."""
        if not edit.span.length and not edit.new:
            return
        nodes = runs.nodes_in(edit.span) if edit.span.length else []
        if not nodes:
            run = runs.node_at(atoms[0], max(edit.span.start - 1, atoms[0].start)).getparent()
            inserted = self._inserted(run, edit.new)
            if edit.span.start > atoms[0].start:
                run.addnext(inserted)
            else:
                run.addprevious(inserted)
            return
        last = None
        for run in dict.fromkeys(node.getparent() for node in nodes):
            deleted = self._change(run, "del")
            run.addprevious(deleted)
            deleted.append(run)
            for one in run:
                if local(one) == "t":
                    one.tag = f"{self.tag}delText"
                    one.set(SPACE, "preserve")
            last = deleted
        if edit.new and last is not None:
            last.addnext(self._inserted(nodes[0].getparent(), edit.new))

    def _inserted(self, like: Any, text: str) -> Any:
        """An insertion that looks like a run."""
        made = self._change(like, "ins")
        run = like.makeelement(f"{self.tag}r")
        look = next((one for one in like if local(one) == "rPr"), None)
        if look is not None:
            run.append(deepcopy(look))
        node = run.makeelement(f"{self.tag}t", {SPACE: "preserve"})
        node.text = text
        run.append(node)
        made.append(run)
        return made
