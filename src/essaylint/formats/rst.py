"""reStructuredText: docutils tells the blocks and their raw text, and every character of the prose is found in that again.

docutils keeps no places within a line. But it keeps the raw text of each block and of each piece of inline markup, in order,
so that walking both side by side is exact: what does not match character for character is no verbatim piece. Nothing
outside the text is opened: inclusion and raw content are off, and no transform is run.
"""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Iterator
from typing import Any

from essaylint.essay.notes import is_citation, names_source
from essaylint.essay.paragraph import InlineMark, Kind, MarkKind
from essaylint.essay.references import is_reference_heading
from essaylint.essay.zones import Draft
from essaylint.formats import plain
from essaylint.formats.prose import add, join
from essaylint.formats.rst_lines import Lines, Raw
from essaylint.source import Source
from essaylint.sourcemap import MapBuilder, Piece
from essaylint.span import Span
from essaylint.values import replace

_TOO_LARGE = 1_500_000
_TOO_LONG = 60_000
_WILD = re.compile(r"^[ \t]{60}|^(?:[ \t]*[-*+|>][ \t]){8}|[*`|\[_<(:]{40}", re.MULTILINE)
# Nothing but the text is read, and nobody is told of its faults.
_SETTINGS = {
    "report_level": 5, "halt_level": 5, "file_insertion_enabled": False, "raw_enabled": False, "syntax_highlight": "none",
    "line_length_limit": _TOO_LARGE, "_disable_config": True,
}  # fmt: skip
_LOCK = threading.Lock()  # docutils keeps the roles of a text in a table of the module
_SKIPPED = frozenset(
    """system_message comment literal_block doctest_block math_block raw substitution_definition target image pending docinfo
    decoration meta label option_group colspec transition""".split()
)
_KINDS: dict[str, Kind] = {
    "block_quote": "quote", "list_item": "item", "definition": "item", "field_body": "item", "description": "item", "option_list": "item",
    "footnote": "item", "citation": "reference", "caption": "caption", "legend": "caption", "entry": "table", "attribution": "quote", "term": "item",
}  # fmt: skip
_TEXTS = frozenset("paragraph title subtitle term caption attribution line rubric".split())
_MARKS: dict[str, MarkKind] = {
    "emphasis": "emphasis", "title_reference": "emphasis", "strong": "strong", "literal": "code", "math": "math", "reference": "link",
}  # fmt: skip
_ORDINAL = re.compile(r"(?:\d{1,9}|[A-Z])[.)] +$")
_ROLE = re.compile(r":([\w:.+-]{1,60}):`(~?!?)([^`<]*?)(\s*<[^`<>]*>)?`")
_CODE_ROLES = frozenset("func class meth mod attr data exc obj file command program option envvar keyword kbd samp c cpp py js".split())


def drafts(source: Source) -> list[Draft]:
    """The paragraphs of a reStructuredText file, in order."""
    text = source.text
    if len(text) > _TOO_LARGE or _WILD.search(text) or any(len(run) > _TOO_LONG for run in re.split(r"\n\s*\n|\r\r|\r\n\r\n", text)):
        return plain.drafts(source)
    lines = Lines(text)
    try:
        with _LOCK:
            tree = _parsed(lines.for_docutils())
    except Exception:  # docutils raises RecursionError, and others on odd input; the text is still to be read
        return plain.drafts(source)
    walk = _Walk(lines, tree)
    found = list(walk.blocks(tree, None))
    if any(draft.kind == "heading" for draft in found):
        found = [draft if draft.kind else replace(draft, alone=False) for draft in found]
    return found


def _parsed(text: str) -> Any:
    from docutils import frontend, utils  # a third of a second, for this format alone
    from docutils.parsers.rst import Parser, roles

    settings: Any = frontend.get_default_settings(Parser)
    for name, value in _SETTINGS.items():
        setattr(settings, name, value)
    settings.warning_stream = io.StringIO()
    document = utils.new_document("essay", settings)
    kept = dict(roles._roles)
    try:
        Parser().parse(text, document)
    finally:
        roles._roles.clear()
        roles._roles.update(kept)
    return document


class _Walk:
    """Turns docutils' blocks into drafts."""

    def __init__(self, lines: Lines, tree: Any) -> None:
        self.lines = lines
        self.level = 0
        self.listed = False
        self.notes: dict[str, str] = {}
        self.values: dict[str, str] = {}
        for node in tree.findall():
            if node.tagname in ("footnote", "citation") and len(node.children) > 1:
                self.notes[node.children[0].astext()] = " ".join(child.astext() for child in node.children[1:])
            elif node.tagname == "substitution_definition":
                self.values.update(dict.fromkeys(node.get("names", ()), node.astext()))

    def blocks(self, node: Any, kind: Kind | None) -> Iterator[Draft]:
        """The drafts of the blocks in a node; `kind` is that of the block around them."""
        for at, child in enumerate(node.children):
            name = child.tagname
            if name in _SKIPPED or (name == "field_list" and kind is None and self._opens(node, at)):
                continue
            if name in _TEXTS:
                draft = self._text(child, self._kind(name, kind))
                if draft.text:
                    yield draft
            elif name == "section":
                self.level += 1
                yield from self.blocks(child, None)
                self.level -= 1
            elif name == "enumerated_list" and child.get("enumtype") == "upperalpha" and len(child.children) == 1:
                yield from self.blocks(child.children[0], kind)  # "J. Smith, …" is a name, and no list
            elif name != "#text":
                yield from self.blocks(child, kind if kind in ("quote", "table") else _KINDS.get(name, kind))

    def _opens(self, node: Any, at: int) -> bool:
        """Whether a field list says whose text it is, and when it was written: at the beginning, before any paragraph."""
        return all(other.tagname in ("title", "subtitle", *_SKIPPED) for other in node.children[:at])

    def _kind(self, name: str, kind: Kind | None) -> Kind | None:
        if name in ("title", "subtitle", "rubric") and kind is None:
            return "heading"
        return kind if kind in ("quote", "table") else _KINDS.get(name, kind)

    def _text(self, node: Any, kind: Kind | None) -> Draft:
        raw = self.lines.located(node.rawsource, node.line or 0, kind == "table")
        inline = _Inline(self, raw)
        if raw is None or not inline.walk(node.children):
            inline = _Inline(self, None)
            text = " ".join(node.astext().split())
            inline.builder.instead(text, self.lines.around(node.line or 0, raw))
        made, pieces = inline.builder.build()
        level = max(self.level, 1) if kind == "heading" else 0
        draft = Draft(made, pieces, kind, level, tuple(inline.marks)).stripped()
        if node.parent is not None and node.parent.tagname == "list_item" and raw is not None:
            draft = self._numbered(draft, raw)
        if kind == "heading":
            self.listed = is_reference_heading(draft.text)
        if kind == "item" and _in_footnote(node):
            return replace(draft, kind="reference" if is_citation(draft.text) else "item", note=True)
        if kind == "item" and self.listed and node.parent is not None and node.parent.tagname == "list_item":
            draft = replace(draft, kind=None)
        return draft

    def _numbered(self, draft: Draft, raw: Raw) -> Draft:
        """An item of a numbered list with its number, as a marker: entries of a reference list keep it. An initial is text."""
        before = self.lines.before(raw.files[0])
        ordinal = _ORDINAL.search(before)
        if ordinal is None or not draft.pieces or draft.pieces[0].file != raw.files[0]:
            return draft
        by = len(ordinal.group())
        first = Piece(0, raw.files[0] - by, by, by)
        return replace(
            draft,
            text=ordinal.group() + draft.text,
            pieces=(first, *(piece._replace(prose=piece.prose + by) for piece in draft.pieces)),
            marks=tuple(InlineMark(one.start + by, one.end + by, one.kind) for one in draft.marks),
            marker=by if draft.kind == "item" and ordinal.group()[0].isdigit() else 0,
        )


class _Inline:
    """Collects the prose of one block, walking its raw text beside its inline nodes."""

    def __init__(self, walk: _Walk, raw: Raw | None) -> None:
        self.outer, self.raw = walk, raw
        self.builder = MapBuilder()
        self.marks: list[InlineMark] = []
        self.at = 0
        self.last = ""

    def walk(self, nodes: Any) -> bool:
        """Take nodes in order; False if they are not in the raw text as they should be."""
        return all(self._node(node, _follows(nodes, at)) for at, node in enumerate(nodes))

    def _node(self, node: Any, before_note: bool) -> bool:
        assert self.raw is not None
        name = node.tagname
        if name == "#text":
            text = str(node)
            if before_note and text[-1:] in (" ", "\n"):
                kept = text.rstrip(" \n")
                return self._plain(kept) and self._passed(len(text) - len(kept))
            return self._plain(text)
        if name == "system_message":
            return True
        own = node.rawsource
        if not own or not self.raw.text.startswith(own, self.at):
            return not node.astext() or (not own and self.walk(node.children))  # the target inside `text <target>`_
        start, end, before = self.at, self.at + len(own), self.builder.length
        mark = _MARKS.get(name)
        if name in ("footnote_reference", "citation_reference", "substitution_reference", "problematic"):
            self._special(name, node, own)
        elif name != "image":
            self.at += _opening(name, own)
            outer = self.builder, self.marks, self.last
            self.builder, self.marks = MapBuilder(), []
            inner = self.walk(node.children) and self.at <= end
            if not inner:
                self.builder, self.marks = MapBuilder(), []
                self.builder.instead(" ".join(node.astext().split()), self.raw.span(start, end))
            self._append(outer)
            mark = "url" if mark == "link" and "://" in own[:10] else mark
        if mark and self.builder.length > before:
            self.marks.append(InlineMark(before, self.builder.length, mark))
        self.at = end
        return True

    def _append(self, kept: tuple[MapBuilder, list[InlineMark], str]) -> None:
        """Put what was collected aside at the end of what was there before."""
        (text, pieces), marks = self.builder.build(), self.marks
        self.builder, self.marks, last = kept
        by = self.builder.length
        for piece in pieces:
            part = text[piece.prose : piece.prose + piece.length]
            if piece.verbatim:
                self.builder.verbatim(part, piece.file)
            else:
                self.builder.instead(part, Span(piece.file, piece.file + piece.file_length))
        self.marks += [InlineMark(one.start + by, one.end + by, one.kind) for one in marks]
        self.last = text[-4:] or last

    def _plain(self, text: str) -> bool:
        """The characters of a text node: docutils puts NUL where a backslash was."""
        assert self.raw is not None
        raw = self.raw.text
        for match in re.finditer(r"\x00[ \n]?|\n|[^\x00\n]+", text):
            part = match.group()
            if part[0] == "\x00":
                if raw[self.at : self.at + 1] != "\\":
                    return False
                self.at += len(part)
            elif not raw.startswith(part, self.at):
                return False
            elif part == "\n":
                after = raw[self.at + 1 : self.at + 30].lstrip() or " "
                join(self.builder, self.last, after, self.raw.span(self.at, self.at + 1))
                self.at += 1
            else:
                self._emit(self.at, len(part))
                self.last = part[-4:]
                self.at += len(part)
        return True

    def _emit(self, at: int, length: int) -> None:
        """Append characters of one line of the raw text, as they are in the file."""
        assert self.raw is not None
        file = self.raw.offset(at)
        add(self.builder, self.outer.lines.text[file : file + length], file)

    def _passed(self, length: int) -> bool:
        """Leave out the blank before a note's number."""
        self.at += length
        return True

    def _special(self, name: str, node: Any, own: str) -> None:
        assert self.raw is not None
        start = self.at
        if name == "footnote_reference":
            kind: MarkKind = "source" if names_source(self.outer.notes.get(node.astext(), "")) else "note"
            if self.builder.length:
                self.marks.append(InlineMark(self.builder.length - 1, self.builder.length, kind))
        elif name == "citation_reference":
            self._key(start, start + 1, start + len(own) - 2, start + len(own))
        elif name == "substitution_reference":
            value = self.outer.values.get(node.astext(), "")
            if value:
                self.builder.instead(" ".join(value.split()), self.raw.span(start, start + len(own)))
        elif (role := _ROLE.fullmatch(own)) and "\n" not in own:
            first, last = start + role.start(3), start + role.end(3)
            if role[1].split(":")[0] == "cite":
                self._key(start, first, last, start + len(own))
                return
            begin = self.builder.length
            self._emit(first, last - first)
            if self.builder.length > begin:
                kind = "code" if role[1].split(":")[0] in _CODE_ROLES else "link"
                self.marks.append(InlineMark(begin, self.builder.length, kind))
        else:
            for match in re.finditer(r"[^\n]+|\n", own):
                if match.group() == "\n":
                    self.builder.instead(" ", self.raw.span(start + match.start(), start + match.end()))
                else:
                    self._emit(start + match.start(), len(match.group()))
        self.last = "x"

    def _key(self, start: int, first: int, last: int, end: int) -> None:
        """A key that is cited: "[@key]", as in other formats."""
        assert self.raw is not None
        self.builder.instead("[@", self.raw.span(start, first))
        self._emit(first, last - first)
        self.builder.instead("]", self.raw.span(last, end))


def _in_footnote(node: Any) -> bool:
    parent = node.parent
    while parent is not None and parent.tagname in ("list_item", "enumerated_list"):
        parent = parent.parent
    return parent is not None and parent.tagname == "footnote"


def _follows(nodes: Any, at: int) -> bool:
    """Whether a text stands before a note's number that no word follows at once, so that its last blank is the number's."""
    if nodes[at].tagname != "#text" or at + 1 == len(nodes) or nodes[at + 1].tagname != "footnote_reference":
        return False
    after = nodes[at + 2] if at + 2 < len(nodes) else None
    return after is None or (after.tagname == "#text" and not str(after)[:1].isalnum())


def _opening(name: str, own: str) -> int:
    """How many characters of inline markup stand before its text."""
    if name in ("strong", "literal") and own[:2] in ("**", "``"):
        return 2
    if own[0] in "*|":
        return 1
    return own.find("`") + 1 if own[0] in ":`" else 0
