"""What an editor shows of a rule and of the essay: the page on hover, and the headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lsprotocol import types

from essaylint.config import Config
from essaylint.diagnostic import Diagnostic
from essaylint.lsp import convert
from essaylint.lsp.essay import View
from essaylint.reports.cards import parts
from essaylint.span import Span

_CODE = re.compile(r"(`[^`]*`)")
_MARKUP = re.compile(r"([\\\[\]<>!&#|~])")


def hover(view: View, offset: int, config: Config) -> types.Hover | None:
    """What there is to say of the findings at an offset: why, what else belongs to it, and the rule's page."""
    found = view.at(Span(offset, offset))
    if not found:
        return None
    shown = "\n\n---\n\n".join(_page(view, one, config) for one in found[:4])
    smallest = min((one.span for one in found), key=lambda span: span.length)
    content = types.MarkupContent(types.MarkupKind.Markdown, shown)
    return types.Hover(content, view.positions.range(smallest))


def _page(view: View, one: Diagnostic, config: Config) -> str:
    rule = config.book.get(one.rule)
    lines = [f"**{one.rule}** ({one.severity}) · {plain(one.message)}"]
    if one.related:
        lines.append("\n".join(f"- {plain(place)}" for place in convert.other_places(view, one)))
    if one.fixes:
        lines.append(" · ".join(plain(convert.title(view, fix)) for fix in one.fixes[:3]))
    if rule is not None:
        lines.append(plain(rule.summary))
        lines += list(_why(rule.text))
        address = convert.link(one, config)
        if address:
            lines.append(f"[The page of this rule]({address})")
    return "\n\n".join(lines)


def _why(page: str) -> Iterator[str]:
    """The paragraphs below “Why” on a card."""
    inside = False
    for part in parts(page):
        if part.kind == "heading":
            inside = part.text == "Why"
        elif inside:
            yield plain(part.text)


def plain(text: str) -> str:
    """Text of an essay or of somebody's card inside Markdown: no image, link or HTML comes to life.

    >>> plain("See ![x](http://a/b.png) <b>")
    'See \\\\!\\\\[x\\\\](http://a/b.png) \\\\<b\\\\>'
    """
    pieces = _CODE.split(" ".join(text.split()))
    return "".join(piece if at % 2 else _MARKUP.sub(r"\\\1", piece) for at, piece in enumerate(pieces))


def symbols(view: View, *, nested: bool) -> list[types.DocumentSymbol] | list[types.SymbolInformation]:
    """The headings of the essay; each reaches to the next of its level or a higher one."""
    document = view.told.document
    if document is None:
        return []
    source = view.source
    heads = [
        (block.paragraph, document.map.to_file(Span(block.start, block.start + len(block.paragraph.text))))
        for block in document.of_kind("title", "heading")
    ]
    levels = [0 if paragraph.kind == "title" else max(paragraph.level, 1) for paragraph, _ in heads]
    ends = [_end(levels, [span for _, span in heads], at, len(view.source.text)) for at in range(len(heads))]
    if not nested:
        return [
            types.SymbolInformation(types.Location(view.essay.uri, view.positions.range(Span(span.start, end))), paragraph.text or "–", types.SymbolKind.String)
            for (paragraph, span), end in zip(heads, ends, strict=True)
        ]
    roots: list[types.DocumentSymbol] = []
    above: list[tuple[int, list[types.DocumentSymbol]]] = [(-1, roots)]
    for (paragraph, span), end, level in zip(heads, ends, levels, strict=True):
        while above[-1][0] >= level:
            above.pop()
        children: list[types.DocumentSymbol] = []
        whole, own = view.positions.range(Span(source.line_span(source.position(span.start).line).start, end)), view.positions.range(span)
        above[-1][1].append(types.DocumentSymbol(paragraph.text.strip() or "–", types.SymbolKind.String, whole, own, children=children))
        above.append((level, children))
    return roots


def _end(levels: Sequence[int], spans: Sequence[Span], at: int, end: int) -> int:
    return next((spans[other].start for other in range(at + 1, len(spans)) if levels[other] <= levels[at]), end)


