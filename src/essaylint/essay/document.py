"""The essay as checks see it: its paragraphs in order, and what is known of the whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from essaylint.essay.library import Library
from essaylint.essay.paragraph import Kind, Paragraph
from essaylint.source import Source
from essaylint.sourcemap import Piece, SourceMap
from essaylint.span import Span
from essaylint.values import dataclass, field

GAP = "\n\n"
RUNNING: tuple[Kind, ...] = ("body", "item")
ENGLISH: tuple[Kind, ...] = ("title", "heading", "body", "item", "quote", "caption", "table")


class Block(NamedTuple):
    """A paragraph and the offset in the document's prose at which it starts."""

    paragraph: Paragraph
    start: int

    def place(self, span: Span) -> Span:
        """A range of the paragraph as a range of the document's prose."""
        return span.shift(self.start)


@dataclass(frozen=True)
class Document:
    """A whole essay: paragraphs, their places in its prose, and the way back to the file.

    The prose is the text of all paragraphs, two line feeds between them. `library` holds the works that its keys stand for.
    `landmarks` are the offsets of the file from which on its places have a name ("page 3", "cell 4").
    """

    source: Source
    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...]
    format: str = "plain"
    library: Library = Library()
    landmarks: tuple[tuple[int, str], ...] = ()
    # What its reader remembers, to read the text again after an edit.
    parts: object = field(default=None, repr=False, compare=False)

    @cached_property
    def prose(self) -> str:
        """All of its paragraphs in one string; spans of a `DocumentCheck` count its code points."""
        return GAP.join(block.paragraph.text for block in self.blocks)

    @cached_property
    def map(self) -> SourceMap:
        """From its prose to the file."""
        return SourceMap(self.pieces)

    def where(self, offset: int) -> str:
        """The name of the place at an offset of the file; empty where lines and columns say enough."""
        at = bisect_right(self.landmarks, (offset, "\U0010ffff")) - 1
        return self.landmarks[at][1] if at >= 0 else ""

    def of_kind(self, *kinds: Kind) -> Iterator[Block]:
        """Its blocks of these kinds, in order."""
        return (block for block in self.blocks if block.paragraph.kind in kinds)

    @property
    def running(self) -> Iterator[Block]:
        """The essay's own paragraphs and list items, without headings, quotations, references and furniture."""
        return iter(self._running)

    @cached_property
    def _running(self) -> tuple[Block, ...]:
        return tuple(self.of_kind(*RUNNING))

    def block_at(self, offset: int) -> Block:
        """The block that holds an offset of the prose."""
        return self.blocks[max(bisect_right(self._starts, offset) - 1, 0)]

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def word_count(self) -> int:
        """Words of the essay's own paragraphs and list items."""
        return sum(len(block.paragraph.words) for block in self.running)

    @cached_property
    def cites(self) -> bool:
        """Whether the essay cites anything, anywhere."""
        return any(block.paragraph.citations for block in self.of_kind("body", "item", "quote", "caption"))

    def parse(self) -> None:
        """Parse every paragraph of English prose that lacks a parse, in one batch."""
        parse_together([self])


def parse_together(documents: Iterable[Document]) -> None:
    """Parse what these documents lack in one batch: for many short texts that takes a third of the time."""
    missing = [
        block.paragraph for document in documents for block in document.of_kind(*ENGLISH) if not block.paragraph.is_parsed
    ]
    if missing:
        from essaylint.backends.parser import parse_all  # spaCy costs seconds to load

        parse_all(missing)
