r"""Jupyter notebooks: the prose is what their Markdown cells hold, each character with its place in the JSON.

A cell is JSON strings; `\n`, `\"` and `\u2019` in them are one character of the prose each. Cells are read one by one, as
Jupyter shows them, and their number is part of every place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from essaylint.essay.zones import Draft
from essaylint.formats import markdown
from essaylint.formats.virtual import Virtual
from essaylint.source import Source, SourceError
from essaylint.sourcemap import MapBuilder
from essaylint.span import Span
from essaylint.values import replace

# Pictures in a notebook's outputs are of its size, and are passed over.
MAX_BYTES = 40_000_000
_MOST_PROSE = 4_000_000
_TOKEN = re.compile(r"[\s,:]*+(?:(?P<open>[{\[])|(?P<close>[}\]])|\"(?P<string>[^\"\\]*+(?:\\.[^\"\\]*+)*+)\"|(?P<other>[^\s{}\[\],:\"]++))", re.DOTALL)
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.DOTALL)
_SHORT = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


class _Cell(NamedTuple):
    """A cell: its number from 1, its type, and where the strings of its source stand, without their quotes."""

    number: int
    type: str
    strings: list[Span]


def drafts(source: Source) -> list[Draft]:
    """The paragraphs of the Markdown cells, in order; none where the file is no notebook."""
    text = source.text
    found: list[Draft] = []
    prose = 0
    for cell in _cells(text):
        virtual = _decoded(text, cell.strings) if cell.type == "markdown" else None
        prose += len(virtual.text) if virtual else 0
        if virtual is None or prose > _MOST_PROSE:
            continue
        for draft in markdown.drafts(Source(virtual.text)):
            found.append(replace(virtual.placed(draft), where=f"cell {cell.number}"))
    return markdown._with_headings(found)


def checked(source: Source) -> Source:
    """The source itself. Raises `SourceError` if it is no notebook."""
    try:
        whole = json.loads(source.text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise SourceError(
            f"{source.path}: is not a notebook: its JSON breaks off at line {error.lineno} ({error.msg}); save it anew in Jupyter"
        ) from None
    except (RecursionError, ValueError):
        raise SourceError(f"{source.path}: is not a notebook: its JSON is nested too deep or has a number that is too long") from None
    if not isinstance(whole, dict) or not isinstance(whole.get("cells"), list):
        raise SourceError(f"{source.path}: is not a notebook: it has no cells; essaylint reads those of version 4")
    return source


def _cells(text: str) -> Iterator[_Cell]:
    """The cells of a notebook, found without building it: one walk over its tokens."""
    path: list[str] = []  # of the containers that are open: the key that each stands under, "" in a list
    kinds: list[str] = []
    key, wants_key, number = "", False, 0
    cell = _Cell(0, "", [])
    at = 0
    while match := _TOKEN.match(text, at):
        at = match.end()
        in_object = bool(kinds) and kinds[-1] == "{"
        in_cell = len(kinds) >= 3 and path[1] == "cells" and kinds[:3] == ["{", "[", "{"]
        if match["open"]:
            path.append(key if in_object else "")
            kinds.append(match["open"])
            key, wants_key = "", match["open"] == "{"
            if len(kinds) == 3 and path[1] == "cells" and kinds == ["{", "[", "{"]:
                number += 1
                cell = _Cell(number, "", [])
        elif match["close"]:
            if not kinds:
                return
            if in_cell and len(kinds) == 3:
                yield cell
            kinds.pop()
            path.pop()
            wants_key = bool(kinds) and kinds[-1] == "{"
        elif in_object and wants_key:
            key, wants_key = match["string"] or "", False
        else:
            wants_key = in_object
            if in_cell and match["string"] is not None:
                if len(kinds) == 3 and key == "cell_type":
                    cell = cell._replace(type=match["string"])
                elif (len(kinds) == 3 and key == "source") or (len(kinds) == 4 and path[3] == "source" and kinds[3] == "["):
                    cell.strings.append(Span(*match.span("string")))


def _decoded(text: str, strings: list[Span]) -> Virtual:
    """The text of JSON strings one after the other, with its places."""
    builder = MapBuilder()
    for span in strings:
        at = span.start
        for match in _ESCAPE.finditer(text, *span):
            builder.verbatim(text[at : match.start()], at)
            builder.instead(_char(match.group()), Span(*match.span()))
            at = match.end()
        builder.verbatim(text[at : span.end], at)
    return Virtual(*builder.build())


def _char(escape: str) -> str:
    if escape[1] != "u":
        return _SHORT.get(escape[1], escape[1])
    if len(escape) < 6:
        return "\ufffd"
    char = chr(int(escape[2:6], 16))
    if len(escape) == 12:
        char = chr(0x10000 + (ord(char) - 0xD800) * 0x400 + int(escape[8:12], 16) - 0xDC00)
    return "\ufffd" if "\ud800" <= char <= "\udfff" else char
