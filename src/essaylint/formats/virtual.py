"""A text that lies inside a file in other characters: it is read by another reader, whose places are then the file's."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from essaylint.essay.zones import Draft
from essaylint.sourcemap import Piece, SourceMap
from essaylint.span import Span
from essaylint.values import dataclass, replace


@dataclass(frozen=True)
class Virtual:
    """A text and the pieces of the file that it was made from (`Piece.prose` counts in the text)."""

    text: str
    pieces: tuple[Piece, ...]

    @cached_property
    def _map(self) -> SourceMap:
        return SourceMap(self.pieces)

    def placed(self, draft: Draft) -> Draft:
        """A draft whose pieces are places of the text, with pieces that are places of the file."""
        return replace(draft, pieces=tuple(part for piece in draft.pieces for part in self._parts(piece)))

    def _parts(self, piece: Piece) -> Iterator[Piece]:
        if not piece.verbatim:
            file = self._map.to_file(Span(piece.file, piece.file + piece.file_length))
            yield piece._replace(file=file.start, file_length=file.length)
            return
        at, end = piece.file, piece.file + piece.length
        for one in self._map.within(Span(at, end)):
            start, stop = max(one.prose, at), min(one.prose + one.length, end)
            prose, length = piece.prose + start - at, stop - start
            if one.verbatim:
                yield Piece(prose, one.file + start - one.prose, length, length)
            else:
                yield Piece(prose, one.file, length, one.file_length, False)


def restored(draft: Draft, text: str) -> Draft:
    """A draft that was read from a copy of `text` with other characters in places: what is verbatim is the text's own."""
    parts, at = [], 0
    for piece in draft.pieces:
        if piece.verbatim:
            parts += [draft.text[at : piece.prose], text[piece.file : piece.file + piece.length]]
            at = piece.prose + piece.length
    return replace(draft, text="".join([*parts, draft.text[at:]]))
