"""`--fix` in every text format: only the edited words change, and the file is built as it was."""

from __future__ import annotations

import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from essaylint import critic
from essaylint.config import Config
from essaylint.diagnostic import Fix
from essaylint.engine import Linter
from essaylint.essay.document import Document
from essaylint.fixing import apply, chosen, encoded
from essaylint.formats import decode, format_of, read_file
from essaylint.source import Source

FIXTURES = Path(__file__).parents[1] / "fixtures"
SUFFIXES = (".md", ".tex", ".html", ".txt", ".ipynb", ".rst", ".org", ".qmd")
PATHS = sorted(path for folder in ("", "essays", "clean", "formats") for path in (FIXTURES / folder).iterdir() if path.suffix in SUFFIXES and path.name != "README.md")


@cache
def linter() -> Linter:
    return Linter(Config())


class _Tags(HTMLParser):
    """The tags of a page, with their attributes, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Any] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(tag)

    def handle_comment(self, data: str) -> None:
        self.found.append(("comment", data))


def _blocks_of_marko(text: str) -> Any:
    from marko import Markdown

    def shape(node: Any) -> Any:
        children = node.children if isinstance(getattr(node, "children", None), list) else ()
        inner = [shape(child) for child in children]
        return type(node).__name__, [one for one in inner if one[0] not in ("RawText", "LineBreak", "Literal")]

    return shape(Markdown(extensions=["gfm", "footnote"]).parse(text))


def _nodes_of_docutils(text: str) -> Any:
    import io

    from docutils import frontend, utils
    from docutils.parsers.rst import Parser

    settings: Any = frontend.get_default_settings(Parser)
    settings.report_level, settings.halt_level, settings.warning_stream = 5, 5, io.StringIO()
    document = utils.new_document("test", settings)
    Parser().parse(text, document)
    return [node.tagname for node in document.findall() if node.tagname != "#text"]


def structure(text: str, suffix: str) -> Any:
    """What a file is built of besides its words, told by parsers that are not ours where there are some."""
    if suffix == ".html":
        tags = _Tags()
        tags.feed(text)
        return tags.found
    if suffix == ".tex":
        return re.findall(r"\\[A-Za-z@]+\*?|\\.|[{}$&~]|(?<!\\)%.*|\n[ \t]*\n", text)
    if suffix == ".rst":
        return _nodes_of_docutils(text)
    if suffix == ".org":
        return re.findall(r"^\*+ |^#\+\w+:?|^[ \t]*(?:[-+]|\d+[.)]) |\|", text, re.MULTILINE)
    if suffix == ".ipynb":
        book = json.loads(text)
        cells = book.pop("cells")
        rest = [{key: value for key, value in cell.items() if key != "source"} for cell in cells]
        kept = [cell["source"] if cell["cell_type"] != "markdown" else _blocks_of_marko("".join(cell["source"])) for cell in cells]
        return book, rest, kept
    return _blocks_of_marko(text) if suffix in (".md", ".qmd") else len(re.split(r"\n{2,}", text))


def _bytes(path: Path) -> bytes:
    """A fixture, without the marks that say what is to be found in it."""
    data = path.read_bytes()
    return critic.read(data.decode())[0].encode() if path.parent.name == "essays" else data


def _round(document: Document) -> list[Fix]:
    return chosen(linter().run(document, quick=True).diagnostics, suggested=True)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_only_the_edited_words_change(path: Path) -> None:
    data = _bytes(path)
    source = decode(data, path.name)
    document = read_file(source, format_of(path))
    fixes = _round(document)
    edits = sorted((edit for fix in fixes for edit in fix.edits), key=lambda edit: edit.span)
    after = apply(source.text, fixes)
    assert encoded(after, data, source).decode(source.encoding) == after
    # Every edit lies in the prose, character for character (or over a line break), and no markup is in what it replaces.
    for edit in edits:
        inside = [piece for piece in document.pieces if piece.verbatim and piece.file < edit.span.end and piece.file + piece.length > edit.span.start]
        covered = sum(min(piece.file + piece.length, edit.span.end) - max(piece.file, edit.span.start) for piece in inside)
        between = edit.span.length - covered
        assert edit.span.length == 0 or inside
        assert between == 0 or not edit.span.of(source.text).split() or between <= edit.span.of(source.text).count("\n") + 3
    # What is outside the edits is there still, byte for byte, in the same order.
    at = 0
    kept = []
    for edit in edits:
        kept.append(source.text[at : edit.span.start])
        at = edit.span.end
    kept.append(source.text[at:])
    place = 0
    for part, edit in zip(kept, [*edits, None], strict=True):
        assert after.startswith(part, place)
        place += len(part) + (len(edit.new) if edit else 0)
    assert place == len(after)
    assert structure(after, path.suffix) == structure(source.text, path.suffix)
    again = read_file(Source(after, path.name), format_of(path))
    assert [block.paragraph.kind for block in again.blocks] == [block.paragraph.kind for block in document.blocks]


def test_something_is_fixed_in_every_format() -> None:
    fixed = {path.suffix for path in PATHS if _round(read_file(decode(_bytes(path), path.name), format_of(path)))}
    assert fixed == set(SUFFIXES)
