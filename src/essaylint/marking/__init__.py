"""Findings set into the writer's own file, at the exact words: Word comments, OpenDocument annotations, a PDF's highlights."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol

from essaylint import formats
from essaylint.diagnostic import Diagnostic
from essaylint.fixing import write_atomically
from essaylint.marking.remarks import SUMMARY, Remark, remarks_of, rest, summary_remark, worst
from essaylint.source import SourceError, opened
from essaylint.span import Span

# A format is marked by the module of this package that has its name.
MARKED = ("docx", "odt", "pdf")


class Marked(NamedTuple):
    """What was done: comments that were set, findings that have none for want of room, and those that were answered before."""

    comments: int
    left: int
    kept: int


class _Markable(Protocol):
    """A file of a word processor that is being marked."""

    @property
    def kept(self) -> Sequence[tuple[str, Span]]:
        """The rules and places of our earlier comments that stay, because the writer resolved or answered them."""

    @property
    def was_marked(self) -> bool:
        """Whether there are comments of ours in it."""

    def set(self, remarks: Sequence[Remark]) -> bytes:
        """The file with these comments in place of our earlier ones."""


def mark(
    path: str | Path,
    out: str | Path,
    diagnostics: Iterable[Diagnostic],
    *,
    limit: int | None = None,
    summary: Callable[[Sequence[Diagnostic]], str] = rest,
) -> Marked:
    """Write `out`: the Word, OpenDocument or PDF file `path` with a comment for every finding, at its exact words.

    `diagnostics` are those of this very file (their spans count the text that `formats.load(path)` has). There are at most
    `limit` comments, for the loudest; `summary` gets the findings that are left (maybe none) and says what the comment at
    the beginning says of them, or nothing. Our comments of an earlier run are renewed; those that the writer resolved or
    answered stay, and what they are about gets no second one. Others' comments are left alone, and so is `path`, unless it
    was marked before and `out` is the same file.

    Raises `SourceError` if the file cannot be read or is of a kind that is not marked, `OSError` if `out` cannot be written.
    """
    path, out = Path(path), Path(out)
    shown = str(path)
    format = formats.format_of(path)
    if format not in MARKED:
        raise SourceError(f"{shown}: comments are set only into .docx, .odt and .pdf files; see `essaylint report --help` for others")
    data = opened(path, shown)
    file: _Markable = import_module(f"{__name__}.{format}").open_to_mark(data, shown)
    if not file.was_marked and _is_same(path, out):
        raise SourceError(f"{shown}: is the writer’s own file and stays as it is; name another file with -o")
    document = formats.read_file(formats.decode(data, shown), format)
    told = [one for one in diagnostics if not _is_kept(one, file.kept)]
    chosen, left = worst(told, limit)
    remarks = [remark for one in chosen for remark in remarks_of(one, document.source.text, document.where)]
    said = summary(left)
    if said and document.blocks and all(rule != SUMMARY for rule, _ in file.kept):
        words = document.blocks[0].paragraph.words
        first = document.blocks[0].place(Span(words[0].start, words[0].end) if words else Span(0, 1))
        remarks.insert(0, summary_remark(said, document.map.to_file(first)))
    remarks.sort(key=lambda remark: (remark.span.start, remark.span.end))
    write_atomically(out, file.set(remarks))
    return Marked(len(remarks), len(left), len(file.kept))


def _is_kept(one: Diagnostic, kept: Sequence[tuple[str, Span]]) -> bool:
    """Whether there is a comment on it that the writer resolved or answered."""
    places = [one.span, *(place.span for place in one.related)]
    return any(rule == one.rule and span.overlaps(place) for rule, span in kept for place in places)


def _is_same(path: Path, out: Path) -> bool:
    try:
        return out.exists() and path.samefile(out)
    except OSError:
        return False
