"""One essay in every format: the same findings, about the same words, in the same order.

`fixtures/formats` is written by `tools/format_fixtures.py`; a new format is a writer there and a line in `FORMATS` here.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from essaylint import Config, Document, Linter, Source
from essaylint.formats import format_of, load, read_file
from essaylint.sourcemap import Piece
from essaylint.values import replace
from test_formats import check_places

FOLDER = Path(__file__).parents[1] / "fixtures" / "formats"
ESSAYS = ("demo", "mice", "sleep", "bees", "canal")
FORMATS = ("html", "tex", "txt", "docx", "odt", "qmd", "ipynb", "rst", "org")
# What a format cannot hold, so that the essay is another one in it: a plain text has no notes and no tables, and LaTeX has
# a note where it is called.
LACKING = {("canal", "txt"), ("canal", "tex"), ("canal", "html")}


class Found(NamedTuple):
    """A finding: its rule, what it says, the words it is about, its other places."""

    rule: str
    severity: str
    message: str
    words: str
    places: tuple[str, ...]


def in_prose(document: Document) -> Document:
    """The same essay, its places counted in its prose: no format is left in it."""
    prose = document.prose
    return replace(document, source=Source(prose, document.source.path), pieces=(Piece(0, 0, len(prose), len(prose)),))


def essay(name: str, suffix: str) -> Document:
    path = FOLDER / f"{name}.{suffix}"
    return read_file(load(path), format_of(path))


@cache
def linter() -> Linter:
    return Linter(Config())


@cache
def findings(name: str, suffix: str) -> list[Found]:
    document = essay(name, suffix)
    check_places(document)
    document = in_prose(document)
    return [
        Found(one.rule, str(one.severity), _straight(one.message), _straight(one.span.of(document.prose)),
              tuple(_straight(place.span.of(document.prose)) for place in one.related))
        for one in linter().lint(document)
    ]  # fmt: skip


def _straight(text: str) -> str:
    """LaTeX has no straight double quotes."""
    return text.replace("“", '"').replace("”", '"')


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", ESSAYS)
def test_the_same_is_found(name: str, suffix: str) -> None:
    if (name, suffix) in LACKING:
        assert essay(name, suffix).blocks
        return
    # A web page may have menus; an essay in a file may not.
    expected = [one for one in findings(name, "md") if suffix != "html" or one.rule != "page-furniture"]
    assert findings(name, suffix) == expected
    assert expected


def test_what_libreoffice_wrote_reads_as_what_it_read() -> None:
    written, read = essay("canal-libreoffice", "docx"), essay("canal", "odt")
    assert [block.paragraph for block in written.blocks] == [block.paragraph for block in read.blocks]
    assert findings("canal-libreoffice", "docx") == findings("canal", "odt")
