"""Readers: a file becomes a `Document` whose every character knows its place in the file."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path, PurePath

from essaylint.essay.document import GAP, Block, Document
from essaylint.essay.library import Library
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.zones import Draft, settle
from essaylint.source import Source, opened
from essaylint.source import decode as decode_text
from essaylint.sourcemap import Piece, shifted
from essaylint.values import replace

SUFFIXES = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".qmd": "quarto",
    ".rmd": "quarto",
    ".ipynb": "notebook",
    ".rst": "rst",
    ".rest": "rst",
    ".org": "org",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".tex": "latex",
    ".latex": "latex",
    ".ltx": "latex",
    ".docx": "docx",
    ".docm": "docx",
    ".odt": "odt",
    ".pdf": "pdf",
}
# What a folder holds of these is rarely an essay: they are read only where they are named.
NAMED_ONLY = frozenset({".pdf"})
# Files that are no text: a module of this package takes the text out of each (`decode(data, shown) -> Extracted`).
BINARY: tuple[str, ...] = ("docx", "odt", "pdf")
_HALF = re.compile("[\ud800-\udfff]")
FORMATS = ("plain", "markdown", "quarto", "notebook", "html", "latex", "rst", "org")


def format_of(path: str | PurePath) -> str:
    """The name of the format that a file's suffix tells; "plain" if it tells none.

    >>> format_of("thesis.MD"), format_of("notes")
    ('markdown', 'plain')
    """
    return SUFFIXES.get(PurePath(path).suffix.lower(), "plain")


def text_format_of(path: str | PurePath) -> str:
    """The format in which the text that was read of a file can be read once more: "plain" where the file is no text."""
    format = format_of(path)
    return "plain" if format in BINARY else format


def decode(data: bytes, shown: str = "<text>") -> Source:
    """What the bytes of a file hold, read as its suffix says: a text, or the `Extracted` text of a Word file or a PDF.

    Raises `SourceError` with one sentence for what cannot be read.
    """
    format = format_of(shown)
    if format == "notebook":
        from essaylint.formats import notebook

        return notebook.checked(decode_text(data, shown, notebook.MAX_BYTES))
    if format not in BINARY:
        return decode_text(data, shown)
    from importlib import import_module  # the packages that such a file needs are loaded only for one

    source: Source = import_module(f"{__name__}.{format}").decode(data, shown)
    return source


def load(path: Path, shown: str | None = None) -> Source:
    """The same for a file. Raises `SourceError` also if it is missing, a folder or unreadable."""
    shown = shown or str(path)
    return decode(opened(path, shown), shown)


def read(source: Source, format: str = "plain", previous: Document | None = None) -> Document:
    """The document in `source`. Paragraphs that `previous` has too are taken from it, with all that is known of them.

    Raises `ValueError` for a format that there is not; never for what the text holds.
    """
    if _has_half(source.text):
        # Half a surrogate pair is no character: neither RE2 nor a terminal takes it.
        source = replace(source, text=_HALF.sub("\ufffd", source.text))
    found, parts = _drafts(source, format, previous)
    drafts = settle(found)
    format = "markdown" if format == "quarto" else format
    kept = {block.paragraph.text: block.paragraph for block in previous.blocks} if previous else {}
    blocks: list[Block] = []
    pieces: list[Piece] = []
    landmarks: list[tuple[int, str]] = [*getattr(source, "landmarks", ())]
    offset = 0
    for draft in drafts:
        known, kind = kept.get(draft.text), draft.kind or "body"
        if known is not None and known.kind == kind and known.level == draft.level and known.marks == draft.marks:
            paragraph = known
        else:
            paragraph = kept[draft.text] = Paragraph(draft.text, kind, draft.level, draft.marks)
        blocks.append(Block(paragraph, offset))
        pieces += shifted(draft.pieces, offset)
        if draft.where and draft.pieces:
            landmarks.append((draft.pieces[0].file, draft.where))
        offset += len(paragraph.text) + len(GAP)
    return Document(source, tuple(blocks), tuple(pieces), format, _library(source, format), tuple(sorted(landmarks)), parts)


def _has_half(text: str) -> bool:
    try:
        text.encode()  # a third of the time of looking for them
    except UnicodeEncodeError:
        return True
    return False


def written(format: str, text: str) -> str:
    """A text of a fix as it stands in a file of a format: what would be markup there is escaped.

    >>> written("html", "R&D"), written("latex", "5%"), written("notebook", 'a "b"'), written("markdown", "R&D")
    ('R&amp;D', '5\\\\%', 'a \\\\"b\\\\"', 'R&D')
    """
    if text.isalpha():
        return text
    if format == "html":
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if format == "latex":
        return re.sub(r"[%&#$_{}]", r"\\\g<0>", text)
    if format == "notebook":
        import json  # a notebook's reader has it loaded

        return json.dumps(text, ensure_ascii=False)[1:-1]
    return text


def read_file(source: Source, format: str, previous: Document | None = None) -> Document:
    """The same for a source that is a file: the .bib files that it names are read too, if they lie beside or below it."""
    document = read(source, format, previous)
    if not document.library.named:
        return document
    from essaylint.formats import library

    return replace(document, library=library.opened(document.library, Path(source.path).parent))


def read_beside(source: Source, format: str) -> tuple[Path, ...]:
    """The files besides itself that `read_file` would look at for a source."""
    found = _library(source, "markdown" if format == "quarto" else format)
    if not found.named:
        return ()
    from essaylint.formats import library

    return tuple(library.files_of(found, Path(source.path).parent))


def _library(source: Source, format: str) -> Library:
    """What the text itself says of the works that its keys stand for."""
    front = format == "markdown" and source.text.startswith(("---", "\ufeff---"))
    if not front and (format != "latex" or ("\\bib" not in source.text and "\\addbib" not in source.text)):
        return Library()
    from essaylint.formats import library  # only where there is something to read

    return library.declared(source, format)


def _drafts(source: Source, format: str, previous: Document | None) -> tuple[list[Draft], object]:
    """The paragraphs of a source, and what makes it quicker to read them after an edit."""
    if format == "markdown" and previous is not None:
        from essaylint.formats import blockwise  # only where a text is read again and again

        found = blockwise.drafts(source, previous.parts if isinstance(previous.parts, blockwise.Parts) else blockwise.Parts())
        if found is not None:
            return found
    return _reader(format)(source), None


def _reader(format: str) -> Callable[[Source], list[Draft]]:
    if format == "plain":
        from essaylint.formats import plain

        return plain.drafts
    if format == "markdown":
        from essaylint.formats import markdown  # marko is loaded only for Markdown

        return markdown.drafts
    if format == "rst":
        from essaylint.formats import rst  # docutils is loaded only for it

        return rst.drafts
    if format == "org":
        from essaylint.formats import org

        return org.drafts
    if format == "quarto":
        from essaylint.formats import quarto

        return quarto.drafts
    if format == "notebook":
        from essaylint.formats import notebook

        return notebook.drafts
    if format == "html":
        from essaylint.formats import html

        return html.drafts
    if format == "latex":
        from essaylint.formats import latex

        return latex.drafts
    if format in BINARY:
        return _extracted
    raise ValueError(f"no format {format!r} (there is: {', '.join(FORMATS)})")


def _extracted(source: Source) -> list[Draft]:
    from essaylint.formats.extracted import Extracted

    if not isinstance(source, Extracted):
        raise ValueError("such a format is read from a file’s bytes (formats.decode), not from a text")
    return list(source.found)
