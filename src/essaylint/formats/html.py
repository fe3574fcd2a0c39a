"""HTML: the page's prose with its places; what the page says is not content (nav, footer, forms) is furniture.

The scanner goes over the text once and never back, so no page can hang it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from essaylint.essay.paragraph import InlineMark, Kind, MarkKind
from essaylint.essay.zones import Draft
from essaylint.formats.prose import add
from essaylint.source import Source
from essaylint.sourcemap import MapBuilder
from essaylint.span import Span
from essaylint.values import replace

_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_CHROME = re.compile(
    r"\b(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|cookies?|consent|share|sharing|social|related|advert(?:isement)?s?|ads?|adsbygoogle"
    r"|promo|newsletter|subscribe|comments?|comment-form|reply|pagination|pager|banner|widget|toolbar|popup|modal|author-box|byline|tags?"
    r"|site-header|site-footer|page-footer|footer|masthead|skip-link)\b"
)
_HIDDEN = re.compile(r"\bhidden\b(?!\s*=\s*[\"']?(?:false|until))|display\s*:\s*none|aria-hidden\s*=\s*[\"']?true", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(class|id|role)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_NOTE = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§a-z])[\])]?$")
# What is not taken as it stands: white space that is more than one blank between words, entities, soft hyphens.
_SPECIAL = re.compile(r"[ \t\n\r\f]*[\t\n\r\f][ \t\n\r\f]*| {2,}|^ | $|&[#A-Za-z][^\s&<;]{0,31};?|\u00ad")
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_SKIPPED = frozenset(
    "script style template svg math head noscript iframe object canvas audio video pre select datalist textarea del map".split()
)
_RAW = frozenset("script style textarea".split())
_FURNITURE = frozenset("nav footer aside form button dialog menu".split())
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark o:p q ruby s samp small span strike strong sub
    sup time tt u var wbr img br input del button""".split()
)
_MARKS: dict[str, MarkKind] = {
    "em": "emphasis", "i": "emphasis", "cite": "emphasis", "dfn": "emphasis", "strong": "strong", "b": "strong",
    "a": "link", "code": "code", "kbd": "code", "samp": "code", "tt": "code", "var": "math",
}  # fmt: skip
_KINDS: dict[str, Kind] = {
    "blockquote": "quote", "li": "item", "dt": "item", "dd": "item", "figcaption": "caption", "caption": "caption",
    "td": "table", "th": "table",
}  # fmt: skip
_HEADING = re.compile(r"h([1-6])$")
_MOST_OPEN = 2000


class Tag(NamedTuple):
    """A tag or a stretch of text of the file; text has no name."""

    span: Span
    name: str = ""
    closing: bool = False
    text: str = ""


class _Open(NamedTuple):
    """An open element: where its text starts in the prose of its paragraph, and whether it hides or is furniture."""

    name: str
    start: int
    skipped: bool
    furniture: bool


def drafts(source: Source) -> list[Draft]:
    """The paragraphs of a page, in order."""
    reader = _Reader()
    for tag in _tags(source.text):
        reader.read(tag)
    reader.flush()
    return reader.settled()


def _tags(text: str) -> Iterator[Tag]:
    """The tags and the text between them; comments and declarations are left out."""
    at, last_end = (1 if text.startswith("\ufeff") else 0), text.rfind(">")
    plain = at
    while True:
        start = text.find("<", at)
        if start < 0 or start > last_end:
            break
        named = _NAME.match(text, start)
        if named:
            end = _tag_end(text, named.end())
        elif text.startswith("<!--", start):
            closed = text.find("-->", start + 4)
            end = closed + 3 if closed >= 0 else len(text)
        elif text.startswith(("<!", "<?", "</"), start):
            end = text.find(">", start) + 1
        else:
            at = start + 1
            continue
        if start > plain:
            yield Tag(Span(plain, start), text=text[plain:start])
        if named:
            name = named[2].lower()
            yield Tag(Span(start, end), name, bool(named[1]), text[named.end() : end - 1])
            if name in _RAW and not named[1]:
                closing = re.compile(f"</{name}", re.IGNORECASE).search(text, end)
                end = closing.start() if closing else len(text)
        at = plain = end
    if plain < len(text):
        yield Tag(Span(plain, len(text)), text=text[plain:])


def _tag_end(text: str, at: int) -> int:
    """The end of a tag: the first ">" that is not inside a quoted value (a few are tried), else the first one."""
    first = end = text.find(">", at)
    for _ in range(5):
        inside = text[at:end]
        if end - at > 4000 or (inside.count('"') % 2 == 0 and (inside.count("'") % 2 == 0 or '"' in inside)):
            return end + 1
        end = text.find(">", end + 1)
        if end < 0:
            break
    return first + 1


class _Reader:
    """Collects paragraphs while tags go by."""

    def __init__(self) -> None:
        self.open: list[_Open] = []
        self.found: list[tuple[Draft, bool]] = []
        self.kinds: list[tuple[str, Kind, int]] = []
        self.hidden = self.aside = self.main = 0
        self.any_main = False
        self.end = 0
        self._begin()

    def _begin(self) -> None:
        self.builder = MapBuilder()
        self.marks: list[InlineMark] = []
        self.last = ""

    def read(self, tag: Tag) -> None:
        """Take the next tag or text."""
        if not tag.name:
            if not self.hidden:
                self._text(tag.text, tag.span.start)
        elif tag.closing:
            self._close(tag.name)
        else:
            self._opened(tag)

    def _opened(self, tag: Tag) -> None:
        name = tag.name
        if name not in _INLINE:
            self.flush()
            self._end_paragraph()
            if name in ("li", "dt", "dd", "td", "th", "tr"):
                self._imply_end(name)
        if name in ("br", "hr") and not self.hidden:
            self._blank(tag.span)
        if name in _VOID or tag.text.endswith("/"):
            return
        if name == "q" and not self.hidden:
            self._instead("“", tag.span)
        values = {found[1].lower(): found[2] or found[3] or found[4] or "" for found in _ATTRIBUTE.finditer(tag.text[:2000])}
        skipped = name in _SKIPPED or bool(_HIDDEN.search(tag.text[:2000]))
        chrome = values.get("role", "") in ("navigation", "banner", "contentinfo", "complementary", "search", "dialog")
        aside = name in _FURNITURE or chrome or (
            name in ("div", "section", "ul", "header", "p") and bool(_CHROME.search(f"{values.get('class', '')} {values.get('id', '')}".lower()))
        )
        if len(self.open) >= _MOST_OPEN:
            return
        self.open.append(_Open(name, self.builder.length, skipped, aside))
        self.hidden += skipped
        self.aside += aside
        if name in ("main", "article"):
            self.main += 1
            self.any_main = True
        heading = _HEADING.match(name)
        if heading:
            self.kinds.append((name, "heading", int(heading[1])))
        elif name in _KINDS:
            self.kinds.append((name, _KINDS[name], 0))

    def _end_paragraph(self) -> None:
        """A block ends an open "<p>"."""
        for element in reversed(self.open[-8:]):
            if element.name == "p":
                self._close("p")
                return
            if element.name not in _INLINE:
                return

    def _imply_end(self, name: str) -> None:
        """ "<li>one<li>two": an element that closes its elder sister."""
        for at in range(len(self.open) - 1, max(len(self.open) - 6, -1), -1):
            other = self.open[at].name
            if other == name or {other, name} == {"dt", "dd"} or {other, name} == {"td", "th"}:
                self._close(other)
                return
            if other in ("ul", "ol", "dl", "table", "div", "blockquote", "article", "section"):
                return

    def _close(self, name: str) -> None:
        place = next((at for at in range(len(self.open) - 1, max(len(self.open) - 60, -1), -1) if self.open[at].name == name), -1)
        if place < 0:
            if name not in _INLINE:
                self.flush()
            return
        for element in reversed(self.open[place:]):
            self._end(element)
        del self.open[place:]

    def _end(self, element: _Open) -> None:
        name = element.name
        if name == "q" and not self.hidden and self.builder.length:
            self._instead("”", Span(self.end, self.end))
        if name == "sup" and not self.hidden:
            self._note(element.start)
        if name in _MARKS and element.start < self.builder.length:
            self.marks.append(InlineMark(element.start, self.builder.length, _MARKS[name]))
        if name not in _INLINE:
            self.flush()
        self.hidden -= element.skipped
        self.aside -= element.furniture
        self.main -= name in ("main", "article")
        if self.kinds and self.kinds[-1][0] == name:
            self.kinds.pop()

    def _note(self, start: int) -> None:
        """A raised number or sign is a note's, and not text."""
        if not 0 < self.builder.length - start < 8 or self.builder.length > 50_000:
            return
        text, pieces = self.builder.build()
        if start < len(text) and _NOTE.match(text[start:].strip()):
            draft = Draft(text, pieces, marks=tuple(self.marks)).cut(0, start)
            self.builder = MapBuilder()
            for piece in draft.pieces:
                part = draft.text[piece.prose : piece.prose + piece.length]
                if piece.verbatim:
                    self.builder.verbatim(part, piece.file)
                else:
                    self.builder.instead(part, Span(piece.file, piece.file + piece.file_length))
            self.marks = [*draft.marks, InlineMark(max(start - 1, 0), start, "note")] if start else []
            self.last = draft.text[-1:]

    def _text(self, text: str, start: int) -> None:
        at = 0
        for match in _SPECIAL.finditer(text):
            token = match.group()
            if token[0] == "&" and html.unescape(token) == token:
                continue
            self._plain(text[at : match.start()], start + at)
            at = match.end()
            place = Span(start + match.start(), start + match.end())
            if token[0] == "&":
                entity = _ENTITY.match(token)
                char = html.unescape(entity.group()) if entity else ""
                if entity is None or char == entity.group():
                    at = match.start()
                    continue
                at = match.start() + entity.end()
                if char != "\u00ad":
                    self._instead(_BLANKS.sub(" ", char), Span(place.start, start + at))
            elif token == " " and self.last not in ("", " "):
                self._plain(" ", place.start)
            elif token != "\u00ad":
                self._blank(place)
        self._plain(text[at:], start + at)

    def _plain(self, text: str, start: int) -> None:
        if text:
            add(self.builder, text, start)
            self.last = text[-1]
            self.end = start + len(text)

    def _instead(self, text: str, place: Span) -> None:
        if text:
            self.builder.instead(text, place)
            self.last = text[-1]
            self.end = place.end

    def _blank(self, place: Span) -> None:
        """White space is one blank, and none at the start of a paragraph or after another."""
        if self.last not in ("", " "):
            self._instead(" ", place)

    def flush(self) -> None:
        """End the paragraph."""
        if self.builder.length:
            text, pieces = self.builder.build()
            kind, level = (self.kinds[-1][1], self.kinds[-1][2]) if self.kinds else (None, 0)
            quoted = any(one[1] == "quote" for one in self.kinds)
            draft = Draft(text, pieces, "quote" if quoted else kind, 0 if quoted else level, tuple(self.marks)).stripped()
            if draft.text:
                self.found.append((replace(draft, kind="furniture", level=0) if self.aside else draft, self.main > 0))
            for at, element in enumerate(self.open):
                if element.start:
                    self.open[at] = element._replace(start=0)
            self._begin()

    def settled(self) -> list[Draft]:
        """The paragraphs; what stands outside the main part is furniture, if the page has one with enough text."""
        inside = sum(len(draft.text) for draft, main in self.found if main)
        only = self.any_main and inside * 2 > sum(len(draft.text) for draft, _ in self.found)
        headed = any(draft.kind == "heading" for draft, _ in self.found)
        found = []
        for draft, main in self.found:
            if only and not main:
                draft = replace(draft, kind="furniture", level=0)
            found.append(replace(draft, alone=False) if headed and draft.kind is None else draft)
        return found
