"""The one door to bibtexparser: the entries of a .bib file as plain tuples.

It is tolerant: an entry that bibtexparser cannot read still gives its key, and nothing is printed or logged.
"""

from __future__ import annotations

import importlib
import importlib.util
import logging
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

_OPENING = re.compile(r"^[ \t]*@(?P<kind>[A-Za-z]+)[ \t]*[{(][ \t\r\n]*(?P<key>[^\s,{}()=\"#%]+)[ \t]*,", re.MULTILINE)
_NO_WORKS = frozenset({"comment", "string", "preamble"})
_ACCENT = re.compile(r"\{?\\(?:([\"'`^~=.])|([cvuHkr])(?![a-zA-Z]))\s*\{?\s*\\?([a-zA-Z])\s*\}?\}?")
_COMBINING = {
    "'": "\u0301", "`": "\u0300", '"': "\u0308", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307", "c": "\u0327",
    "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a",
}  # fmt: skip
_LETTERS = {r"\ss": "ß", r"\o": "ø", r"\O": "Ø", r"\ae": "æ", r"\AE": "Æ", r"\aa": "å", r"\AA": "Å", r"\l": "ł", r"\&": "&"}


class BibliographyMissing(Exception):
    """bibtexparser is not installed."""


class BibEntry(NamedTuple):
    """An entry of a .bib file; `fields` are in lower case, without braces and TeX's accents. `line` counts from 1."""

    key: str
    kind: str
    line: int
    fields: dict[str, str]


def available() -> bool:
    """Whether bibtexparser is installed; does not load it."""
    return importlib.util.find_spec("bibtexparser") is not None


@lru_cache(maxsize=8)
def entries(text: str) -> tuple[BibEntry, ...]:
    """The entries of a .bib file in order, those too whose key is there already. Raises `BibliographyMissing`."""
    lines = _lines(text)
    every = {lines(match.start("kind")): match for match in _OPENING.finditer(text)}
    read: dict[int, tuple[Any, bool]] = {}
    try:
        read = {entry.start_line + 1: (entry, raw) for entry, raw in _parsed(text)}
    except BibliographyMissing:
        raise
    except Exception:  # whatever it stumbles over, the keys are known all the same
        read = {}
    found = []
    for line in sorted({*every, *read}):
        match, (entry, raw) = every.get(line), read.get(line, (None, False))
        if entry is not None:
            values = {name.lower(): _bare(str(field.value)) if raw else str(field.value) for name, field in entry.fields_dict.items()}
            fields = {name: people(value) if name in ("author", "editor") else plain(value) for name, value in values.items()}
            found.append(BibEntry(str(entry.key), str(entry.entry_type).lower(), line, fields))
        elif match is not None and match["kind"].lower() not in _NO_WORKS:
            found.append(BibEntry(match["key"], match["kind"].lower(), line, {}))
    return tuple(found)


def _parsed(text: str) -> list[tuple[Any, bool]]:
    """The blocks that are entries, and whether their values still stand in braces or quotes: so they do where the key
    or a field is there twice."""
    try:
        bibtexparser = importlib.import_module("bibtexparser")
    except ImportError:
        raise BibliographyMissing('reading it needs bibtexparser; run: pip install "essaylint[formats]"') from None
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    logging.getLogger("bibtexparser.splitter").setLevel(logging.CRITICAL)
    library = bibtexparser.parse_string(text)
    again = [getattr(block, "ignore_error_block", None) for block in library.failed_blocks]
    return [*((entry, False) for entry in library.entries), *((block, True) for block in again if hasattr(block, "fields_dict"))]


def _bare(value: str) -> str:
    """A value without the braces or quotes round it, which are still there in a block that was put aside."""
    if len(value) > 1 and value[0] + value[-1] in ("{}", '""'):
        return value[1:-1]
    return value


def _lines(text: str) -> Callable[[int], int]:
    """From an offset of `text` to its line, from 1."""
    breaks = [match.start() for match in re.finditer("\n", text)]
    return lambda offset: bisect_left(breaks, offset) + 1


def people(value: str) -> str:
    """The names of a field, one that stands in braces of its own marked as a whole by a comma.

    >>> people("{World Bank} and Keller, Anna")
    'World Bank, and Keller, Anna'
    """
    whole = [re.fullmatch(r"\{(?:[^{}]|\{[^{}]*\})*\}", name.strip()) is not None for name in re.split(r"\s+and\s+", value)]
    names = re.split(r"\s+and\s+", value)
    return " and ".join(f"{plain(name)}," if one else plain(name) for name, one in zip(names, whole, strict=True))


def plain(value: str) -> str:
    r"""A field's text without braces, its accents written out.

    >>> plain(r"M{\"u}ller and the {Rivers}")
    'Müller and the Rivers'
    """
    if "\\" in value:
        value = _ACCENT.sub(lambda match: unicodedata.normalize("NFC", match[3] + _COMBINING[match[1] or match[2]]), value)
        for command, letter in _LETTERS.items():
            value = re.sub(re.escape(command) + r"(?![a-zA-Z])(?:\{\}|[ \t])?", letter, value)
        value = re.sub(r"\\[a-zA-Z]+\*?[ \t]*", "", value)
    return " ".join(value.replace("{", "").replace("}", "").replace("~", " ").split())
