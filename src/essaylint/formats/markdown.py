"""Markdown (CommonMark with GitHub's tables, footnotes and YAML front matter), read by marko.

marko's spans count a text whose line breaks are single characters; `Lines` maps them back. What marko would be slow
on (very long lines, thousands of brackets, deep nesting) is blanked out for it and read as plain text.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from essaylint.essay.notes import is_citation, names_source
from essaylint.essay.paragraph import InlineMark, Kind, MarkKind
from essaylint.essay.references import looks_like_entry
from essaylint.essay.zones import Draft, looks_like_heading
from essaylint.formats import plain
from essaylint.formats.prose import add, join
from essaylint.source import Source
from essaylint.sourcemap import MapBuilder
from essaylint.span import Span
from essaylint.values import replace

_FRONT = re.compile(r"\ufeff?(---[ \t]*\n(?=\S).*?\n(?:---|\.\.\.)|\+\+\+[ \t]*\n.*?\n\+\+\+)[ \t]*(?:\n|\Z)", re.DOTALL)
_DIV = re.compile(r"^ {0,3}:{3,}[^\n]*$", re.MULTILINE)
_LINE = re.compile(r"[^\n]*(?:\n|\Z)")
_FENCE = re.compile(r"^ {0,3}(?:`{3,}|~{3,})", re.MULTILINE)
_DEEP = re.compile(r"^(?:[ \t]*>){13}|^[ \t]{60}|^(?:[ \t]*[-*+][ \t]){13}", re.MULTILINE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|\\\|")
_ATTRIBUTES = re.compile(r"\s*\{[#.][^{}\n]*\}\s*$")
_ORDINAL = re.compile(r"\d{1,9}[.)][ \t]+")
_MATH = r"(?<![\\$\w])(\$(?=[^\s$])[^$\n]{0,300}(?<=[^\s\\$])\$(?![\d$])|\$\$[^$]{1,2000}\$\$|\\\([^\n]{1,300}?\\\))"
_MARKS: dict[str, MarkKind] = {"Emphasis": "emphasis", "StrongEmphasis": "strong", "Link": "link", "CodeSpan": "code", "Url": "url", "AutoLink": "url", "Math": "math"}
_TOO_LONG = 60_000
TOO_LARGE = 1_500_000
# Stands for the address of a link that is defined elsewhere.
ELSEWHERE = ("", "")


class Lines:
    """A file's text with single line breaks, and the way back to the file's offsets."""

    def __init__(self, source: Source) -> None:
        self.file = source.text
        self._removed = [match.start() - at for at, match in enumerate(re.finditer("\r\n", source.text))]
        text = source.text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
        self.text = text.replace("\x0c", " ")

    def offset(self, at: int) -> int:
        """The offset in the file of a character of the text."""
        return at + bisect_right(self._removed, at - 1)

    def span(self, start: int, end: int) -> Span:
        """The range of the file from one character up to another one."""
        return Span(self.offset(start), self.offset(end))


def drafts(source: Source) -> list[Draft]:
    """The paragraphs of a Markdown text, in order."""
    text = Lines(source)
    if len(text.text) > TOO_LARGE:
        return plain.drafts(source)
    masked, wild = masked_text(text.text)
    try:
        parsed = parse(masked)
        found = Walk(text, citing(text, parsed)).blocks(parsed.children)
    except Exception:  # marko raises RecursionError, and others on odd input; the text is still to be read
        return plain.drafts(source)
    found = _with_headings(found)
    for start, end in wild:
        found += plain.drafts(source, text.span(start, end))
    return sorted(found, key=lambda draft: draft.pieces[0].file) if wild else found


def parse(text: str, links: Iterable[str] = (), notes: Iterable[str] = ()) -> Any:
    """What marko reads in a text whose wild runs are blanked out.

    `links` and `notes` are the labels of links and footnotes that are defined elsewhere.
    """
    from marko.source import Source as Text

    read = Text(text)
    parser = read.parser = _parser()
    document = parser.block_elements["Document"]()
    with read.under_state(document):
        document.children = parser.parse_source(read)
        for label in links:
            document.link_ref_defs.setdefault(label, ELSEWHERE)
        for label in notes:
            document.footnotes.setdefault(label, None)
        parser.parse_inline(document, read)
    return document


def citing(text: Lines, parsed: Any) -> frozenset[str]:
    """The labels of those notes that name a source."""
    walk = Walk(text)
    return frozenset(label for label, note in parsed.footnotes.items() if note is not None and names_source(_plain_of(walk.blocks([note]))))


@cache
def _parser() -> Any:
    from marko import Markdown
    from marko.ext import footnote
    from marko.helpers import MarkoExtension
    from marko.inline import InlineElement

    class FootnoteDef(footnote.FootnoteDef):
        override = True
        pattern = re.compile(r" {,3}\[\^([^\]\n]+)\]:[^\n\S]*(?=\S| {4})")  # marko reads a label of two lines, and then for ever
        breaks_paragraph = True  # notes stand in successive lines, without blank ones between

    class Math(InlineElement):
        priority = 7
        pattern = re.compile(_MATH)

    markdown = Markdown(extensions=["gfm", "footnote", MarkoExtension(elements=[FootnoteDef, Math])])
    markdown._setup_extensions()
    return markdown.parser


def front_matter(text: str) -> int:
    """How many characters the front matter takes at the start of a text."""
    front = _FRONT.match(text)
    return front.end() if front else 0


def masked_text(text: str, *, first: bool = True) -> tuple[str, list[tuple[int, int]]]:
    """The text with front matter, fences of divisions and wild runs blanked out; where the wild runs are.

    `first` tells that it begins where the file does.
    """
    if first and (front := front_matter(text)):
        text = _blank(text, 0, front)
    elif first and text.startswith("\ufeff"):
        text = " " + text[1:]
    text = _DIV.sub(lambda match: " " * len(match.group()), text)
    wild: list[tuple[int, int]] = []
    fences = seen = 0
    for start, end in _runs(text):
        if not _is_wild(text[start:end]):
            continue
        fences += len(_FENCE.findall(text, seen, start))
        seen = start
        if fences % 2 == 0:
            wild.append((start, end))
    for start, end in reversed(wild):
        text = _blank(text, start, end)
    return re.sub(r"^[^\S\n]{200,}$", lambda match: "\n" * len(match.group()), text, flags=re.MULTILINE), wild


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Where runs of lines that are not blank stand."""
    start = -1
    for line in _LINE.finditer(text):
        if line.group().isspace() or not line.group():
            if start >= 0:
                yield start, line.start()
            start = -1
        elif start < 0:
            start = line.start()
    if start >= 0:
        yield start, len(text)


def _is_wild(run: str) -> bool:
    if len(run) < 200:
        return False
    if len(run) > _TOO_LONG or run.count("(") > 600 or run.count("[") > 1500 or " " * 500 in run or "\t" * 100 in run:
        return True
    return _DEEP.search(run) is not None


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]


def _with_headings(found: list[Draft]) -> list[Draft]:
    return beside_headings(found) if any(draft.kind == "heading" for draft in found) else found


def beside_headings(found: Iterable[Draft]) -> list[Draft]:
    """Drafts of a text in which headings are marked as such: other lines are none (but a line all in bold may be one)."""
    return [draft if draft.kind else _maybe_heading(draft) for draft in found]


def _maybe_heading(draft: Draft) -> Draft:
    strong = any(mark.kind == "strong" and mark.start == 0 and mark.end >= len(draft.text) - 1 for mark in draft.marks)
    if strong and looks_like_heading(draft.text):
        return replace(draft, kind="heading")
    return replace(draft, alone=False)


def _plain_of(drafts: Iterable[Draft]) -> str:
    return " ".join(draft.text for draft in drafts)


class Walk:
    """Turns marko's blocks into drafts. `citing` are the labels of the footnotes that name a source."""

    def __init__(self, text: Lines, citing: Collection[str] = ()) -> None:
        self.text, self.citing = text, citing

    def blocks(self, elements: Iterable[Any], kind: Kind | None = None) -> list[Draft]:
        """The drafts of a sequence of blocks; `kind` is that of the block around them."""
        found: list[Draft] = []
        for element in elements:
            name = type(element).__name__
            if name == "Paragraph":
                found += self._paragraph(element, kind)
            elif name in ("Heading", "SetextHeading"):
                found.append(self._inline(element.children, kind or "heading", element.level if kind is None else 0))
            elif name in ("Quote", "Alert"):
                found += self.blocks(element.children, "quote")
            elif name == "List":
                for item in element.children:
                    found += self._item(item, kind)
            elif name == "FootnoteDef":
                found += [self._note(draft) for draft in self.blocks(element.children, "item")]
            elif name == "Table":
                found += [self._inline(cell.children, "table") for row in element.children for cell in row.children]
        return [draft for draft in found if draft.text.strip()]

    def _item(self, item: Any, kind: Kind | None) -> list[Draft]:
        found = self.blocks(item.children, kind or "item")
        if not found or not found[0].pieces or item.source_span is None:
            return found
        first = found[0]
        ordinal = _ORDINAL.match(self.text.text, item.source_span[0])
        if ordinal and kind is None and first.kind == "item" and self.text.offset(ordinal.end()) == first.pieces[0].file:
            builder = MapBuilder()
            builder.verbatim(ordinal.group(), self.text.offset(ordinal.start()))
            text, pieces = builder.build()
            by = len(text)
            found[0] = replace(
                first,
                text=text + first.text,
                pieces=pieces + tuple(piece._replace(prose=piece.prose + by) for piece in first.pieces),
                marks=tuple(InlineMark(mark.start + by, mark.end + by, mark.kind) for mark in first.marks),
                marker=by,
            )
        return found

    def _note(self, draft: Draft) -> Draft:
        return replace(draft, kind="reference" if is_citation(draft.text) else "item", note=True)

    def _paragraph(self, element: Any, kind: Kind | None) -> list[Draft]:
        children = element.children
        if len(children) == 1 and type(children[0]).__name__ == "Image":
            return [self._inline(children[0].children, "caption")]
        if len(children) == 1 and type(children[0]).__name__ == "Math":
            return []
        lines = _lines(children) if kind is None else [children]
        if len(lines) > 1:
            entries = [self._inline(line, None) for line in lines]
            starts = [looks_like_entry(entry.text) for entry in entries]
            if starts[0] and sum(starts) >= 2:
                return [self._inline(group, None) for group in _grouped(lines, starts)]
        return [self._inline(children, kind)]

    def _inline(self, elements: Sequence[Any], kind: Kind | None, level: int = 0) -> Draft:
        inline = _Inline(self.text, kind == "heading", self.citing)
        inline.walk(elements)
        return inline.draft(kind, level)


def _lines(children: Sequence[Any]) -> list[list[Any]]:
    lines: list[list[Any]] = [[]]
    for child in children:
        if type(child).__name__ == "LineBreak" and lines[-1]:
            lines.append([])
        lines[-1].append(child)
    return lines


def _grouped(lines: Sequence[list[Any]], starts: Sequence[bool]) -> list[list[Any]]:
    groups: list[list[Any]] = []
    for line, opens in zip(lines, starts, strict=True):
        if opens:
            groups.append(list(line))
        else:
            groups[-1] += line
    return groups


class _Inline:
    """Collects the prose of one block."""

    def __init__(self, text: Lines, heading: bool, citing: Collection[str]) -> None:
        self.text = text
        self.citing = citing
        self.heading = heading
        self.builder = MapBuilder()
        self.marks: list[InlineMark] = []
        self.break_at: int | None = None
        self.last = ""
        self.dropped = False

    def draft(self, kind: Kind | None, level: int) -> Draft:
        """What was collected, without blanks at its ends."""
        text, pieces = self.builder.build()
        draft = Draft(text, pieces, kind, level, tuple(self.marks))
        return draft.stripped()

    def walk(self, elements: Sequence[Any]) -> None:
        for at, element in enumerate(elements):
            name = type(element).__name__
            if name == "LineBreak":
                self.break_at = element.source_span[0] if element.source_span else 1 << 60
                continue
            if name == "RawText":
                self._raw(element, self.heading and at == len(elements) - 1)
                continue
            start = self.builder.length
            if name == "Literal" and element.source_span:
                self._emit(element.source_span[0] + 1, element.source_span[1])
            elif name == "CodeSpan" and element.source_span:
                spans = element.syntax_spans or [element.source_span, element.source_span]
                self._emit(spans[0][1], spans[-1][0])
            elif name == "Math" and element.source_span:
                self._emit(*element.source_span)
            elif name == "FootnoteRef":
                kind: MarkKind = "source" if element.label in self.citing else "note"
                self.marks.append(InlineMark(max(start - 1, 0), start, kind))
            elif name == "InlineHTML":
                if element.source_span and self.break_at is None and re.match(r"<br\b", element.children, re.IGNORECASE):
                    self.break_at = element.source_span[0]
                self.dropped = True
            elif name == "Image":
                self.dropped = True
            elif not isinstance(element.children, str):
                self.walk(element.children)
            if name in _MARKS and self.builder.length > start:
                self.marks.append(InlineMark(start, self.builder.length, _MARKS[name]))

    def _raw(self, element: Any, last: bool) -> None:
        if element.source_span is None:
            return
        start, end = element.source_span
        if last:
            attributes = _ATTRIBUTES.search(self.text.text, start, end)
            end = attributes.start() if attributes and attributes.end() == end else end
        body = self.text.text[start:end]
        at = 0
        for match in _ENTITY.finditer(body):
            char = html.unescape(match.group())
            if char == "\\|":  # in a cell of a table
                self._emit(start + at, start + match.start())
                at = match.start() + 1
                continue
            if char == match.group() or not char:
                continue
            self._emit(start + at, start + match.start())
            self._break(char, start + match.start())
            self.last = char
            self.builder.instead(re.sub(r"[\n\r]", " ", char), self.text.span(start + match.start(), start + match.end()))
            at = match.end()
        self._emit(start + at, end)

    def _emit(self, start: int, end: int) -> None:
        """Append the characters of the text in a range; where the range crosses lines, each line by itself."""
        for match in re.finditer(r"[^\n]+", self.text.text[start:end]):
            if match.start():
                self.break_at = start + match.start() - 1
                line = match.group().lstrip(" \t")
                at = start + match.end() - len(line)
            else:
                line, at = match.group(), start
            if self.dropped and self.last[-1:] in ("", " "):
                at += len(line) - len(line.lstrip(" "))
                line = line.lstrip(" ")
            self.dropped = False
            if line:
                file = self.text.span(at, at + len(line))
                self._break(line, at)
                add(self.builder, file.of(self.text.file), file.start)
                self.last = line

    def _break(self, after: str, at: int) -> None:
        """Append the blank of a line break that was passed, now that it is known where the next line starts."""
        if self.break_at is None:
            return
        if self.builder.length:
            join(self.builder, self.last, after, self.text.span(min(self.break_at, at), at))
        self.break_at = None
