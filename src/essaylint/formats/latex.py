r"""LaTeX: the prose between the commands, with its places.

One pass, token by token. A command that is not known is left out and its arguments are read as text. `\cite{key}` becomes
"[@key]", a reference to a number "1", displayed mathematics "$x$", so that sentences stay whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from essaylint.essay.notes import is_citation, names_source
from essaylint.essay.paragraph import InlineMark, Kind, MarkKind
from essaylint.essay.zones import Draft
from essaylint.formats.latex_names import DROPPED, DROPPED_ENVIRONMENTS, HEADINGS, KEPT, MATHS, QUOTED, SYMBOLS
from essaylint.formats.prose import add, join
from essaylint.source import Source
from essaylint.sourcemap import MapBuilder
from essaylint.span import Span
from essaylint.values import dataclass, replace

_EOL = r"(?:\r\n|\n|\r(?!\n))"
_TOKEN = re.compile(
    rf"(?P<par>{_EOL}[ \t]*{_EOL}\s*)|(?P<comment>%[^\r\n]*(?:{_EOL}[ \t]*(?![ \t]*[\r\n]))?)|(?P<space>[ \t\r\n]+)"
    r"|(?P<command>\\(?:[a-zA-Z@]+\*?|\r\n|[\s\S]|$))|(?P<brace>[{}])|(?P<math>\$)|(?P<sign>~|---?|``|''|`|&)"
    r"|(?P<text>(?:[^\\%{}$~&\s`'-]+|'(?!')|-(?!-)|(?<!\s) (?=[^\s%])|[^\S \t\r\n])+)"
)
_INLINE_MATH = re.compile(r"\$(?!\$)(?:[^$\\\r\n]|\\[^\r\n]|\r?\n(?![ \t]*[\r\n])){1,1000}\$|\\\((?:[^\\]|\\(?!\))){0,1000}\\\)")
_DISPLAY = re.compile(r"\$\$[^$]{0,3000}\$\$|\\\[(?:[^\\]|\\(?!\])){0,3000}\\\]")
_ACCENT = re.compile(r"\\(?:(['`\"^~=.])|([cvuHkrdb])(?![a-zA-Z]))[ \t]*(?:\{[ \t]*\\?([a-zA-Z])[ \t]*\}|\\([ij])(?![a-zA-Z])|([a-zA-Z]))")
_COMBINING = {
    "'": "\u0301", "`": "\u0300", '"': "\u0308", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307", "c": "\u0327",
    "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
_OPTION = re.compile(r"[ \t]*\[([^\[\]{}]*(?:\{[^{}]*\}[^\[\]{}]*)*)\]")
_GROUP = re.compile(r"\s*\{([^{}]*)\}")
_CITE = re.compile(r"\\(?:[A-Za-z]*cite[A-Za-z]*)\*?$")
_NUMBERED = re.compile(r"\\(?:[cCvVf]|auto|eq|page|name|title|sub|label[cC])?ref(?:range)?\*?$")
_VERB = re.compile(r"\\(?:verb\*?|lstinline)(?![a-zA-Z])(?:\[[^\]]*\])?([^\sa-zA-Z*{])([^\r\n]{0,500}?)\1")
_BRACES = re.compile(r"\\[\s\S]|[{}]")
_ENVIRONMENT = re.compile(r"[ \t]*\{([^{}\r\n]{1,40})\}")
_SPACE = re.compile(rf"[ \t]*(?:{_EOL}[ \t]*(?![ \t]*[\r\n]))?")
_SIGNS = {"~": " ", "--": "–", "---": "—", "``": "“", "''": "”", "`": "‘", "&": " "}
_MOST_OPEN = 300
# A key that stands in "[@key]" as it is; any other stands in braces. "fig:" would be a reference to a figure.
_SIMPLE_KEY = re.compile(r"(?![a-z]{2,4}[-:])\w(?:[\w:.#$%&+?<>~/-]*\w)?")


@dataclass()
class _Frame:
    """An open group: what ends with it (a mark, a heading, a footnote)."""

    mark: MarkKind | None = None
    start: int = 0
    kind: Kind | None = None
    level: int = 0
    outer: _Paragraph | None = None


class _Paragraph:
    """Prose that is being collected."""

    def __init__(self) -> None:
        self.builder = MapBuilder()
        self.marks: list[InlineMark] = []
        self.last = ""
        self.end = 0

    def plain(self, text: str, start: int) -> None:
        add(self.builder, text, start)
        self.last, self.end = text[-4:], start + len(text)

    def instead(self, text: str, place: Span) -> None:
        if text == " " and (not self.last or self.last[-1] == " "):
            return
        self.builder.instead(text, place)
        self.last, self.end = text, place.end


def drafts(source: Source) -> list[Draft]:
    """The paragraphs of a LaTeX file, in order."""
    text = source.text
    begin = text.find("\\begin{document}")
    end = text.find("\\end{document}", max(begin, 0))
    reader = _Reader(text)
    if begin >= 0:
        title = re.search(r"^[^%\r\n]*\\title\s*(?:\[[^\]]{0,200}\])?\s*\{", text[:begin], re.MULTILINE)
        if title:
            reader.heading("title", 1, title.end() - 1)
            reader.run(title.end() - 1, min(reader.group_end(title.end() - 1), begin))
            reader.finish()
        begin += len("\\begin{document}")
    reader.run(max(begin, 0), end if end >= 0 else len(text))
    reader.finish()
    return reader.found


class _Reader:
    """Reads tokens and collects paragraphs."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Draft] = []
        self.beside: list[Draft] = []
        self.now = _Paragraph()
        self.frames: list[_Frame] = []
        self.environments: list[str] = []
        self.pending: _Frame | None = None
        self.item: Kind | None = None
        self.endless: set[str] = set()
        self.at = 0

    def run(self, start: int, end: int) -> None:
        """Read the text from `start` to `end`."""
        self.at = start
        while self.at < end:
            match = _TOKEN.match(self.text, self.at, end)
            if match is None:
                self.at += 1
                continue
            before, self.at = self.at, match.end()
            kind, token = match.lastgroup, match.group()
            if kind == "text":
                self.pending = None
                self.now.plain(token, before)
            elif kind == "space":
                self._space(Span(before, self.at), end)
            elif kind == "par":
                self._break(Span(before, self.at))
            elif kind == "sign":
                self.now.instead(_SIGNS[token], Span(before, self.at))
            elif kind == "math":
                self._math(before)
            elif kind == "brace":
                self._brace(token, before)
            elif kind == "command":
                self._command(token, before)

    def _space(self, place: Span, end: int) -> None:
        if len(place.of(self.text)) == 1 and place.of(self.text) == " " and self.now.last[-1:] not in ("", " "):
            self.now.plain(" ", place.start)
        elif "\n" in place.of(self.text) or "\r" in place.of(self.text):
            if self.now.last and self.now.last[-1] != " ":
                join(self.now.builder, self.now.last, self.text[place.end : place.end + 20] or " ", place)
                self.now.last = " "
        else:
            self.now.instead(" ", place)

    def _break(self, place: Span) -> None:
        """A blank line ends a paragraph, unless it stands inside a heading or a footnote."""
        if any(frame.outer or frame.kind for frame in self.frames):
            self.now.instead(" ", place)
        else:
            self.flush()

    def _math(self, start: int) -> None:
        match = _DISPLAY.match(self.text, start) or _INLINE_MATH.match(self.text, start)
        if match is None:
            self.now.plain(self.text[start : start + 1], start)
            return
        self.at = match.end()
        self._formula(Span(*match.span()), match.re is _INLINE_MATH)

    def _formula(self, place: Span, inline: bool) -> None:
        start = self.now.builder.length
        if inline:
            self.now.plain(place.of(self.text), place.start)
        else:
            self.now.instead("$x$", place)
        self.now.marks.append(InlineMark(start, self.now.builder.length, "math"))

    def _brace(self, token: str, start: int) -> None:
        if token == "{":
            frame = self.pending or _Frame()
            self.pending = None
            if len(self.frames) < _MOST_OPEN:
                frame.start = 0 if frame.outer else self.now.builder.length
                self.frames.append(frame)
        elif self.frames:
            self._end(self.frames.pop())

    def _end(self, frame: _Frame) -> None:
        if frame.mark and self.now.builder.length > frame.start:
            self.now.marks.append(InlineMark(frame.start, self.now.builder.length, frame.mark))
        if frame.outer:
            draft = self._made(frame.kind, 0)
            self.now = frame.outer
            if draft and frame.kind == "item" and names_source(draft.text):
                note = next((at for at in range(len(self.now.marks) - 1, -1, -1) if self.now.marks[at].kind == "note"), None)
                if note is not None:
                    self.now.marks[note] = self.now.marks[note]._replace(kind="source")
                if is_citation(draft.text):
                    draft = replace(draft, kind="reference")
            if draft:
                self.beside.append(draft)
        elif frame.kind:
            self.flush(frame.kind, frame.level)

    def heading(self, kind: Kind, level: int, at: int) -> None:
        """Start a heading whose group opens at `at`."""
        self.flush()
        self.pending = _Frame(kind=kind, level=level)
        self.at = at

    def _command(self, token: str, start: int) -> None:
        name = token[1:].rstrip("*")
        accent = _ACCENT.match(self.text, start)
        if accent:
            self.at = accent.end()
            base = accent[3] or accent[4] or accent[5]
            char = unicodedata.normalize("NFC", base + _COMBINING[accent[1] or accent[2]])
            self.now.instead(char, Span(start, self.at))
        elif not name.isalpha():
            self._sign(name, start)
        elif name in ("verb", "lstinline") and (verb := _VERB.match(self.text, start)):
            begin = self.now.builder.length
            if verb[2]:
                self.now.plain(verb[2], verb.start(2))
                self.now.marks.append(InlineMark(begin, self.now.builder.length, "code"))
            self.at = verb.end()
        else:
            self._named(name, token, start)

    def _sign(self, name: str, start: int) -> None:
        if name in ("(", "["):
            match = (_INLINE_MATH if name == "(" else _DISPLAY).match(self.text, start)
            if match:
                self.at = match.end()
                self._formula(Span(*match.span()), name == "(")
        elif name == "\\":
            self._options()
            self.now.instead(" ", Span(start, self.at))
        elif name in "%&#_${}":
            if name:
                self.now.plain(name, start + 1)
        elif name in ", ;:" or name.isspace():
            self.now.instead(" ", Span(start, self.at))

    def _named(self, name: str, token: str, start: int) -> None:
        handlers: dict[str, Callable[[int], None]] = {
            "begin": self._begins, "end": self._ends, "item": self._item, "bibitem": self._item, "footnote": self._beside,
            "footnotetext": self._beside, "endnote": self._beside, "thanks": self._beside, "caption": self._beside,
            "url": self._url, "nolinkurl": self._url, "href": self._link, "par": lambda _: self.flush(),
        }  # fmt: skip
        if name in HEADINGS:
            self._options()
            kind, level = HEADINGS[name]
            self.heading(kind, level, self.at)
        elif name in handlers:
            handlers[name](start)
        elif name in SYMBOLS:
            self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]
            if self.text.startswith("{}", self.at):
                self.at += 2
            self.now.instead(SYMBOLS[name], Span(start, self.at))
        elif name in KEPT:
            self._options()
            for _ in range(KEPT[name][1]):
                self._skip_group()
            self.pending = _Frame(mark=KEPT[name][0])
        elif name in DROPPED:
            self._options()
            for _ in range(DROPPED[name]):
                self._skip_group()
                self._options()
        elif _CITE.match(token):
            self._cite(start)
        elif _NUMBERED.match(token):
            self._options()
            self._skip_group()
            self.now.instead("1", Span(start, self.at))
        else:
            self._options()
            self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]

    def _options(self) -> list[str]:
        options: list[str] = []
        while len(options) < 4 and (match := _OPTION.match(self.text, self.at, self.at + 1000)):
            options.append(match[1])
            self.at = match.end()
        return options

    def group_end(self, start: int) -> int:
        """The end of the group that opens at `start`; a little further on if none closes it soon."""
        depth = 0
        for match in _BRACES.finditer(self.text, start, start + 2000):
            depth += {"{": 1, "}": -1}.get(match.group(), 0)
            if depth == 0 and match.group() == "}":
                return match.end()
        return start + 1

    def _skip_group(self) -> None:
        space = _SPACE.match(self.text, self.at)
        opening = space.end() if space else self.at
        if self.text.startswith("{", opening):
            self.at = self.group_end(opening)

    def _cite(self, start: int) -> None:
        options = self._options()
        keys = _GROUP.match(self.text, self.at, self.at + 1000)
        if keys is None:
            return
        self.at = keys.end()
        if self.text.startswith("\\nocite", start):
            return
        note = " ".join(options[-1].replace("~", " ").split()) if options else ""
        before, opening = start, "[@"
        for key in re.finditer(r"[^\s,](?:[^,]*[^\s,])?", keys[1]):
            place = Span(*key.span()).shift(keys.start(1))
            simple = _SIMPLE_KEY.fullmatch(key.group()) is not None
            self.now.instead(opening + ("" if simple else "{"), Span(before, place.start))
            self.now.plain(key.group(), place.start)
            before, opening = place.end, ("" if simple else "}") + "; @"
        closing = opening.removesuffix("; @")
        self.now.instead(f"{closing}{', ' + note if note else ''}]", Span(before, self.at))

    def _beside(self, start: int) -> None:
        """A footnote or a caption: a paragraph of its own, after the one that it stands in."""
        self._options()
        if not self.text.startswith("{", self.at) or len(self.frames) >= _MOST_OPEN:
            return
        caption = self.text.startswith("\\caption", start)
        if not caption and self.now.builder.length:
            self.now.marks.append(InlineMark(self.now.builder.length - 1, self.now.builder.length, "note"))
        self.pending = _Frame(kind="caption" if caption else "item", outer=self.now)
        self.now = _Paragraph()

    def _url(self, start: int) -> None:
        group = _GROUP.match(self.text, self.at, self.at + 2000)
        if group and group[1].strip():
            begin = self.now.builder.length
            self.now.plain(group[1], group.start(1))
            self.now.marks.append(InlineMark(begin, self.now.builder.length, "url"))
            self.at = group.end()

    def _link(self, start: int) -> None:
        self._options()
        self._skip_group()
        self.pending = _Frame(mark="link")

    def _begins(self, start: int) -> None:
        match = _ENVIRONMENT.match(self.text, self.at)
        if match is None:
            return
        name = match[1]
        self.at = match.end()
        if name.rstrip("*") in DROPPED_ENVIRONMENTS or name.rstrip("*") in MATHS:
            closing = f"\\end{{{name}}}"
            end = -1 if name in self.endless else self.text.find(closing, self.at)
            if end < 0:
                self.endless.add(name)
                return
            self.at = end + len(closing)
            if name.rstrip("*") in MATHS:
                self._formula(Span(start, self.at), inline=False)
            return
        self.flush()
        self._options()
        if name in ("thebibliography", "minipage", "multicols", "adjustwidth", "wrapfigure", "spacing"):
            self._skip_group()
        self.environments.append(name)

    def _ends(self, start: int) -> None:
        match = _ENVIRONMENT.match(self.text, self.at)
        if match is None:
            return
        self.at = match.end()
        self.flush()
        self.item = None
        if match[1] in self.environments[-20:]:
            while self.environments.pop() != match[1]:
                pass

    def _item(self, start: int) -> None:
        self.flush()
        self._options()
        bibliography = self.text.startswith("\\bibitem", start)
        if bibliography:
            self._skip_group()
        self.item = "reference" if bibliography else "item"

    def _kind(self) -> Kind | None:
        if any(name in QUOTED for name in self.environments[-20:]):
            return "quote"
        if self.item and self.environments:
            return self.item
        return "caption" if any(name.startswith(("figure", "table")) for name in self.environments[-3:]) else None

    def _made(self, kind: Kind | None, level: int) -> Draft | None:
        text, pieces = self.now.builder.build()
        draft = Draft(text, pieces, kind, level, tuple(self.now.marks), alone=False).stripped()
        return draft if any(char.isalnum() for char in draft.text) else None

    def flush(self, kind: Kind | None = None, level: int = 0) -> None:
        """End the paragraph; what stood beside it follows."""
        if self.now.builder.length and not any(frame.outer for frame in self.frames):
            draft = self._made(kind or self._kind() or "body", level)
            if draft and not (draft.text == "$x$" or (len(draft.marks) == 1 and draft.marks[0][:3] == (0, len(draft.text), "math"))):
                self.found.append(draft)
            self.now = _Paragraph()
            for frame in self.frames:
                frame.start = 0
        if not any(frame.outer for frame in self.frames):
            self.found += self.beside
            self.beside = []

    def finish(self) -> None:
        """Close what is open at the end."""
        while self.frames:
            self._end(self.frames.pop())
        self.pending = None
        self.flush()
        self.found = [replace(draft, kind="body") if draft.kind is None else draft for draft in self.found]
