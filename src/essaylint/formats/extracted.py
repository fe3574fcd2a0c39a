"""What is read out of a file that is no text: Word, OpenDocument, PDF.

Such a file has no characters to count. Its reader hands over paragraphs, and what is counted is the text that they make:
one after the other, a blank line between them. Each may say where it stands ("page 3", "paragraph 12", "footnote 2").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from essaylint.essay.document import GAP
from essaylint.essay.zones import Draft
from essaylint.source import Source
from essaylint.sourcemap import Piece
from essaylint.span import Span
from essaylint.values import dataclass, replace

# Half a surrogate pair is no character: neither RE2 nor a terminal takes it.
HALF = re.compile("[\ud800-\udfff]")


class Allowed(NamedTuple):
    """A rule that may find what it finds at a place: the writer resolved its comment there."""

    rule: str
    span: Span


@dataclass(frozen=True)
class Extracted(Source):
    """A source whose text was made from the paragraphs `found`; these have their places in it."""

    found: tuple[Draft, ...] = ()
    allowed: tuple[Allowed, ...] = ()
    landmarks: tuple[tuple[int, str], ...] = ()


def extracted(drafts: Iterable[Draft], path: str) -> Extracted:
    """A source made of paragraphs. A draft without pieces stands in the text as it is, in one piece.

    >>> extracted([Draft("One."), Draft("Two.", where="page 2")], "a.pdf").text
    'One.\\n\\nTwo.'
    """
    texts: list[str] = []
    placed: list[Draft] = []
    at = 0
    for draft in drafts:
        draft = replace(draft, text=HALF.sub("\ufffd", draft.text))
        length = len(draft.text)
        placed.append(draft if draft.pieces else replace(draft, pieces=(Piece(0, at, length, length),) if length else ()))
        texts.append(draft.text)
        at += length + len(GAP)
    return Extracted(GAP.join(texts), path, found=tuple(placed))
