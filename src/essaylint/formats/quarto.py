"""Quarto and R Markdown: Markdown with chunks of code, shortcodes, cross-references, and a title in the front matter.

What Markdown does not know is put in its own terms, character for character, so that every place stays: a shortcode is a
comment, one that stands for a word or a number is code, a line of LaTeX is nothing. Chunks are Markdown's fences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from essaylint.essay.paragraph import Kind
from essaylint.essay.zones import Draft
from essaylint.formats import markdown, plain
from essaylint.formats.prose import add
from essaylint.formats.virtual import restored
from essaylint.source import Source
from essaylint.sourcemap import MapBuilder
from essaylint.span import Span
from essaylint.values import replace

_BREAK = re.compile("\r\n|\r")
_FRONT = re.compile(r"\ufeff?---[ \t]*\n(?=\S)(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(title|subtitle|abstract|description)[ \t]*:[ \t]*(\"(?:[^\"\\\n])*\"|'[^'\n]*'|[^\s\"'|>{\[&*!%@`#][^\n]*)", re.MULTILINE)
_BLOCK = re.compile(r"^(abstract|description)[ \t]*:[ \t]*[|>][+-]?[ \t]*\n((?:[ \t]+\S[^\n]*\n|[ \t]*\n)+)", re.MULTILINE)
_FENCE = re.compile(r"^([ \t]{0,3})(`{3,}|~{3,})[^\n]*$", re.MULTILINE)
_ENDS = re.compile(r"[ \t]*(?:\n|\Z)")
_CAPTION = re.compile(r"^#\|[ \t]*(?:fig|tbl)-(?:sub)?cap[ \t]*:[ \t]*([\"']?)(.+?)\1[ \t]*$", re.MULTILINE)
_INLINE = re.compile(
    r"(?P<value>\{\{<\s*(?:var|meta|env|kbd)\b[^\n]{0,300}?>\}\})|(?P<short>\{\{<[^\n]{1,500}?>\}\})"
    r"|(?P<ref>\\@ref\([\w:.-]{1,80}\))|(?P<span>(?<=\])\{[#.][^{}\n]{0,300}\})|(?P<class>(?<=[)`])\{[#.=%a-zA-Z][^{}\n]{0,300}\})"
    r"|(?P<tex>^[ \t]*\\(?:newpage|pagebreak|clearpage|cleardoublepage|noindent|vspace|hspace|setcounter|appendix|bigskip|medskip|smallskip|begin|end|tableofcontents"
    r"|listoffigures|listoftables|centering|raggedright|printbibliography|bibliography|input|include)\b[^\n]*$)"
    r"|(?P<label>^\(ref:[\w-]{1,80}\)[ \t]+)|(?P<tag>\{-\}|\{\.unnumbered\})(?=[ \t]*$)",
    re.MULTILINE,
)


def drafts(source: Source) -> list[Draft]:
    """The paragraphs of a Quarto or R Markdown file: those of its front matter, the captions of its chunks, and its prose."""
    text = source.text
    lines = _BREAK.sub(lambda match: " \n" if len(match.group()) == 2 else "\n", text)
    front = _FRONT.match(lines)
    fenced = list(_fenced(lines, front.end() if front else 0))
    parts, at, passed = [], 0, 0
    for match in _INLINE.finditer(lines):
        while passed < len(fenced) and fenced[passed][1] <= match.start():
            passed += 1
        if passed == len(fenced) or match.start() < fenced[passed][0]:
            parts += [text[at : match.start()], _masked(match)]
            at = match.end()
    masked = "".join([*parts, text[at:]])
    found = [restored(draft, text) for draft in markdown.drafts(replace(source, text=masked))]
    captions = [_draft(text, *match.span(2), "caption") for start, end in fenced for match in _CAPTION.finditer(lines, start, end)]
    if captions:
        found = sorted([*found, *captions], key=lambda draft: draft.pieces[0].file)
    return [*(_of_front(text, lines, *front.span(1)) if front else ()), *found]


def _fenced(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Where chunks and other fenced code stand."""
    opened, marks = -1, ""
    for match in _FENCE.finditer(text, start):
        if opened < 0:
            opened, marks = match.start(), match[2]
        elif match[2].startswith(marks) and match.group().strip() == match[2]:
            yield opened, match.end()
            opened = -1
    if opened >= 0:
        yield opened, len(text)


def _masked(match: re.Match[str]) -> str:
    """As many characters that Markdown passes over, or takes for code or for a link's address."""
    token, text = match.group(), match.string  # its lines end with "\n"
    length = len(token)
    if match["value"] or match["ref"]:
        return f"`{token[1:-1]}`"
    if match["span"]:
        return f"({'a' * (length - 2)})"
    ends = _ENDS.match(text, match.end()) is not None
    if (match["class"] or match["short"]) and not (ends and (match["class"] or text[match.start() - 1 : match.start()] in ("", "\n"))):
        return f"<{'a' * (length - 2)}>"
    if match["label"]:
        return f"[]({'a' * (length - 5)}) "
    return "\n" * length


def _of_front(text: str, lines: str, start: int, end: int) -> Iterator[Draft]:
    """The title and what else of the front matter is prose."""
    kinds: dict[str, Kind] = {"title": "title", "subtitle": "heading", "abstract": "body", "description": "body"}
    found = []
    for match in _FIELD.finditer(lines, start, end):
        quoted = match[2][0] in "\"'"
        first, last = match.start(2) + quoted, match.end(2) - quoted
        found.append(_draft(text, first, last, kinds[match[1]]))
    for match in _BLOCK.finditer(lines, start, end):
        found += [replace(draft, kind="body") for draft in plain.drafts(Source(text), Span(*match.span(2)))]
    return (draft for draft in sorted((one for one in found if one.text), key=lambda draft: draft.pieces[0].file))


def _draft(text: str, start: int, end: int, kind: Kind) -> Draft:
    builder = MapBuilder()
    add(builder, text[start:end], start)
    made, pieces = builder.build()
    level = 2 if kind == "heading" else 0
    return Draft(made, pieces, kind, level, alone=False).stripped()
